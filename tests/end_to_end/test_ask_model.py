"""Asked over real HTTP: the same answers with faults and without, and errors that help."""

import json
import re
import threading

import pytest

from graphmem import Memory, Settings
from graphmem.errors import ModelError
from graphmem.models.recollection import Answer
from graphmem.settings import ModelSettings
from tests.openai_server import FORM, TRANSPORT, Asked, Endpoint, Fault, OpenAIServer, every

TEXTS = (
    ("I live in Porto, near the harbour.", "2024-01-05"),
    ("My brother Rui works at the aquarium.", "2024-01-06"),
    ("I moved to Lisbon last week, by the way.", "2025-03-04"),
)
QUERIES = ("Where does Rui work?", "Where does Ana live?", "What are the main themes?")


def reader(asked: Asked) -> str:
    """Answer as an honest reader would: with the lines that it was given, word by word."""
    lines = re.findall(r"^\[(\d+)\] (?:\[.*?\] )?(.+)$", asked.user, re.MULTILINE)
    if asked.schema_name and "points" in json.dumps(asked.schema):
        points = [{"text": text, "lines": [int(n)], "weight": 5} for n, text in lines]
        return json.dumps({"points": points})
    wanted = "aquarium" if "Rui" in asked.user.split("\n\n")[0] else "Porto"
    told = [(n, text.split(" (weight")[0]) for n, text in lines if wanted in text][:1]
    if asked.stream:
        return "".join(f"{text.rstrip('.')} [{n}].\n" for n, text in told) + f"VALUES: {wanted}"
    sentences = [{"text": text, "lines": [int(n)]} for n, text in told]
    return json.dumps({"known": True, "sentences": sentences, "values": [wanted]})


def remembered(url: str = "", **given: object) -> Memory:
    told = {"name": "reader-1", "base_url": url, "api_key": "k", "reading": "none", "replies": ""}
    model = ModelSettings(**{**told, "judge": False, "wording": False, **given})
    memory = Memory(":memory:", settings=Settings(model=model if url else ModelSettings()))
    for text, day in TEXTS:
        memory.remember(text, source="chat", speaker="Ana", occurred_at=day)
    memory.consolidate()
    return memory


def asked_of(server: OpenAIServer, *, streaming: bool = False) -> list[Answer]:
    show = (lambda _: None) if streaming else None
    with remembered(server.url) as memory:
        return [memory.ask(query, stream=show) for query in QUERIES]


@pytest.fixture(scope="module")
def undisturbed():
    with OpenAIServer(reader) as server:
        return asked_of(server)


def test_answers_cite_what_was_said(undisturbed):
    work, home, themes = undisturbed
    assert work.text == "My brother Rui works at the aquarium [1]."
    assert home.text.startswith("I live in Porto, near the harbour [1].")
    assert "Lisbon" in home.text
    assert themes.citations
    assert all(answer.model == "reader-1" for answer in undisturbed)


def test_streamed_answers_are_the_same(undisturbed):
    with OpenAIServer(reader) as server:
        assert asked_of(server, streaming=True) == undisturbed


@pytest.mark.parametrize("fault", [*TRANSPORT, *FORM], ids=lambda fault: f"{fault.kind}")
def test_a_fault_in_every_other_call_changes_no_answer(undisturbed, fault):
    with OpenAIServer(reader, faults=every(2, fault)) as server:
        assert asked_of(server) == undisturbed
        assert any(call.fault for call in server.calls)


def test_what_a_model_refuses_is_answered_without_it(undisturbed):
    with OpenAIServer(reader, faults=every(1, Fault("refusal"))) as server:
        answers = asked_of(server)
    assert [a.model for a in answers] == ["", "", ""]
    with remembered() as plain:
        assert answers[0].values == plain.ask(QUERIES[0]).values
    assert "was not followed" in answers[0].why[-1]


def test_a_stream_that_breaks_off_is_an_error_and_shows_only_what_passed():
    shown: list[str] = []
    faults = every(1, Fault("cut_midway"))
    with (
        OpenAIServer(reader, faults=faults) as server,
        remembered(server.url) as memory,
        pytest.raises(ModelError),
    ):
        memory.ask(QUERIES[0], stream=shown.append)
    assert shown in ([], ["My brother Rui works at the aquarium [1]."])


def test_an_endpoint_without_structured_output_is_understood(undisturbed):
    with OpenAIServer(reader, endpoint=Endpoint(forms=frozenset())) as server:
        home = asked_of(server)[1]
    assert home == undisturbed[1]


def test_without_an_endpoint_it_says_how_to_go_on():
    memory = remembered("http://127.0.0.1:9/v1", attempts=1)
    with memory, pytest.raises(ModelError, match=r"model\.answers"):
        memory.ask(QUERIES[0])
    with remembered("http://127.0.0.1:9/v1", answers=False) as memory, remembered() as plain:
        assert memory.ask(QUERIES[0]) == plain.ask(QUERIES[0])


def test_others_ask_while_the_model_thinks():
    thinking, go_on = threading.Event(), threading.Event()

    def slow(asked: Asked) -> str:
        thinking.set()
        assert go_on.wait(30)
        return reader(asked)

    with OpenAIServer(slow) as server, remembered(server.url) as memory:
        answers: list[Answer] = []
        waiting = threading.Thread(target=lambda: answers.append(memory.ask(QUERIES[0])))
        waiting.start()
        assert thinking.wait(30)
        assert memory.recall("Where does Rui work?").lines
        memory.remember("Rui left the aquarium.", source="chat", speaker="Ana")
        go_on.set()
        waiting.join(30)
        assert answers[0].model == "reader-1"
