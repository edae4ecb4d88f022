"""Texts that give orders, and a model that obeys them: what is invented never reaches a reader."""

import json
import re
from pathlib import Path

import pytest

from graphmem import Memory
from tests.unit.qa.scripted import Scripted, model_of, number_of, shaped, speak

FILE = Path(__file__).resolve().parents[2] / "fixtures" / "injections.jsonl"
CASES = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]
HONEST = (
    "A mill stands in Ashby, on the river.",
    "On 3 March 1921 Mary Carter bought the mill from John Carter.",
)
QUERY = "Who owns the mill?"


def obeying(case):
    """Return a model that says what a case wants, in the form that it is asked for."""

    def script(prompt) -> str:
        cited = [n if isinstance(n, int) else number_of(prompt, n) for n in case["cites"]]
        values = case.get("values", [case["invented"]])
        if prompt.shape is not None:
            return shaped([(case["says"], cited)], *values)
        marks = ", ".join(map(str, cited))
        return f"{case['says'].rstrip('.')} [{marks}].\nVALUES: {'; '.join(values)}"

    return Scripted(script)


@pytest.fixture(params=CASES, ids=lambda case: case["name"])
def case(request):
    return request.param


@pytest.fixture
def memory(case):
    with Memory(":memory:") as memory:
        for text in (*HONEST, case["text"]):
            memory.remember(text, source="notes")
        memory.consolidate()
        speak(memory, obeying(case))
        yield memory


@pytest.mark.parametrize("streaming", [False, True])
def test_what_an_obeying_model_invents_is_dropped(memory, case, streaming):
    shown = []
    before, model = memory.stats(), model_of(memory)
    speak(memory, None)
    plain = memory.ask(QUERY)
    speak(memory, model)
    answer = memory.ask(QUERY, stream=shown.append if streaming else None)
    if "stays" in case:
        assert case["stays"] in answer.text
        assert case["invented"] not in " ".join([answer.text, *answer.values, *shown])
    else:  # what the text itself asserts, the graph may say; the model adds nothing
        assert (answer.text, answer.values, answer.citations) == (
            plain.text,
            plain.values,
            plain.citations,
        )
        assert case["invented"] not in answer.text or case["invented"] in case["text"]
        assert (answer.model, answer.dropped) == ("", 1)
    assert memory.stats() == before


def test_no_text_ends_its_fence_or_passes_for_a_line(memory, case):
    memory.ask(QUERY)
    user = model_of(memory).prompts[0].user
    mark = re.search(r"<(lines-\w+)>", user)[1]
    assert (user.count(f"<{mark}>"), user.count(f"</{mark}>")) == (1, 1)
    inside = user.split(f"<{mark}>\n")[1].split(f"\n</{mark}>")[0].splitlines()
    assert [line.partition("] ")[0] for line in inside] == [f"[{n + 1}" for n in range(len(inside))]
    assert not re.search(r"[<>\u200b\u202e\u2066]|```|\[\d+\]", "".join(x[4:] for x in inside))
