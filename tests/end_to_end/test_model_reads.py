"""A memory whose texts a language model reads deeper, over real HTTP."""

import json
from pathlib import Path

import pytest

from graphmem import Memory, Settings
from graphmem.cli.main import main
from graphmem.errors import ModelUnavailable
from graphmem.settings import ModelSettings
from tests.openai_server import Asked, OpenAIServer

STORY = (
    "The old woman, Lena Vogt, walked down to the east pier of Skagen on 3 May 2024.\n\n"
    "Piet Holm's farewell had to take place in the net shed."
)
SURE = "Ana Holt met Tom Reed in Leeds on 3 May 2024. Tom Reed gave Ana Holt a red book."
UNSURE = "The old man and his wife told us that Piet Holm's farewell had to take place."
NEXT = "Tom Reed painted the boat on 4 May 2024, and we all watched him."


def told(asked: Asked) -> str:
    """Answer as a model does that reads well and makes one thing up."""
    if "farewell" not in asked.user:
        return json.dumps({"entities": [{"name": "Tom Reed", "kind": "Person"}]})
    return json.dumps(
        {
            "entities": [{"name": "Captain Nemo", "kind": "Person", "other_names": []}],
            "events": [
                {
                    "words": "Piet Holm's farewell had to take place", "did": "retire",
                    "people": ["agent: Piet Holm"],
                }
            ],
        }
    )  # fmt: skip


def settings(server: OpenAIServer, **given: object) -> Settings:
    values = {"name": "reader-1", "base_url": server.url, "api_key": "sk-1", "attempts": 1}
    return Settings(model=ModelSettings.model_validate({**values, "reading": "full", **given}))


def predicates(memory: Memory) -> set[str]:
    events = memory._store.nodes("default", label="Event")
    return {str(e.properties["predicate"]) for e in events}


def test_what_a_model_reads_is_remembered_and_the_memory_is_sound(tmp_path: Path):
    with (
        OpenAIServer(told) as server,
        Memory(tmp_path / "m.db", settings=settings(server)) as memory,
    ):
        memory.remember(STORY)
        memory.consolidate()
        assert "retire" in predicates(memory)
        assert memory.dropped() == {"entities": 1}
        assert not memory.check(deep=True).findings
        assert memory.ask("Who retired?").values == ("Piet Holm",)
    with Memory(tmp_path / "m.db", settings=Settings(model=ModelSettings())) as memory:
        assert memory.ask("Who retired?").values == ("Piet Holm",)  # without the model
        memory.remember(NEXT)
        assert memory.check(deep=True).well


def test_inspect_shows_what_the_model_read_and_how_much_was_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    page = tmp_path / "story.txt"
    page.write_text("\n\n".join([UNSURE, *[SURE] * 6]), "utf-8")  # by default little is asked
    with OpenAIServer(told) as server:
        monkeypatch.setenv("GRAPHMEM_MODEL", "reader-1")
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-1")
        assert main(["--db", str(tmp_path / "m.db"), "inspect", str(page)]) == 0
        shown = capsys.readouterr().out
        assert main(["--db", str(tmp_path / "m.db"), "--json", "inspect", str(page)]) == 0
        as_json = json.loads(capsys.readouterr().out)
    assert "\u201cretire\u201d: agent Piet Holm" in shown
    assert "dropped: 1 of entities" in shown
    assert as_json["dropped"] == {"entities": 1}
    assert "+reader-1/" in as_json["readings"][0]["reader"]


def test_an_answer_that_cannot_be_used_leaves_the_reading_of_the_pipeline(tmp_path: Path):
    with Memory(tmp_path / "plain.db", settings=Settings(model=ModelSettings())) as memory:
        memory.remember(STORY)
        plain = predicates(memory)
    with (
        OpenAIServer("I cannot help with that.") as server,
        Memory(tmp_path / "m.db", settings=settings(server)) as memory,
    ):
        report = memory.remember(STORY)
        assert predicates(memory) == plain
        assert report.unread_by_model == 1


def test_what_was_read_by_a_model_can_be_forgotten_without_it(tmp_path: Path):
    with OpenAIServer(told) as server:
        with Memory(tmp_path / "m.db", settings=settings(server)) as memory:
            memory.remember(STORY, source="log")
            memory.remember(NEXT, source="log")
        known = settings(server, replies="")
    with Memory(tmp_path / "m.db", settings=known) as memory:  # nobody listens any more
        with pytest.raises(ModelUnavailable):
            memory.remember("Ida Brandt sold the shed to Tom Reed.", source="log")
        (first, _) = memory._store.episodes("default")
        memory.forget(episode=first.id)
        assert "retire" not in predicates(memory)
        assert "paint" in predicates(memory)


TURNS = (
    ("Jon", "My old boss told us yesterday that we must leave the studio."),
    ("Gina", "Oh no! What will you do?"),
    ("Jon", "The landlord and his wife said that we had until June."),
    ("Gina", "Then we all move into the shop of my uncle."),
)


def graph(memory: Memory) -> set[tuple[str, ...]]:
    store = memory._store
    nodes = {(n.id, n.label, str(n.properties.get("predicate"))) for n in store.nodes("default")}
    return nodes | {(r.id, r.type, r.source, r.target) for r in store.relationships("default")}


@pytest.mark.parametrize("mode", ["hybrid", "full"])
def test_a_chat_that_comes_turn_by_turn_gives_the_graph_of_one_that_comes_at_once(
    tmp_path: Path, mode: str
):
    def echo(asked: Asked) -> str:
        words = asked.user.partition("<text ")[2].partition("\n")[2].split("\n")[0]
        event = {"words": words, "did": "mention", "people": ["agent: I", "patient: boss"]}
        return json.dumps({"events": [event], "entities": ["my uncle", "My old boss"]})

    lines = [
        json.dumps({"speaker": s, "text": t, "time": "2025-05-08T10:00:00"}).encode() + b"\n"
        for s, t in TURNS
    ]
    with OpenAIServer(echo) as server:
        chosen = settings(server, reading=mode, share=0.6)
        with Memory(tmp_path / "one.db", settings=chosen) as memory:
            memory.remember_stream(lines, source="chat")
            together = graph(memory)
            assert "mention" in predicates(memory)
        calls = len(server.calls)
        with Memory(tmp_path / "many.db", settings=chosen) as memory:
            for speaker, text in TURNS:
                when = "2025-05-08T10:00:00"
                memory.remember(text, source="chat", speaker=speaker, occurred_at=when)
            assert graph(memory) == together
        assert len(server.calls) == 2 * calls  # none is asked about again as others come
