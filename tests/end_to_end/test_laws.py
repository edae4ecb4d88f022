"""The laws: again, in any order, rebuilt, forgotten, apart; on the example book and a chat."""

import json
from itertools import permutations
from pathlib import Path

import pytest

from graphmem import Memory
from tests.end_to_end.conftest import Opener, graph_of

BOOK = Path(__file__).resolve().parents[2] / "examples" / "book" / "book.jsonl"
TEXTS = {
    "letters": (
        "Captain Mara Lindqvist sailed from Bergen on 3 May 1921. Her mate, Jon Aas, was ill."
    ),
    "diary": (
        "Mara met Jon Aas in Bergen two days later. They opened a chart shop in the old town."
    ),
    "news": (
        "On 12 June 1921 the harbour office in Bergen burned down. Nobody knew who had set the "
        "fire. Jon Aas, the owner of a chart shop, was arrested."
    ),
    "chat": "[1921-06-20 09:00] Mara: Jon is free again\n[1921-06-20 09:01] Ole: Who set the fire?",
}


def chapters(first: int, last: int) -> list[str]:
    lines = BOOK.read_text("utf-8").splitlines()[first:last]
    return [json.loads(line)["text"] for line in lines]


def remember(memory: Memory, sources: dict[str, str]) -> None:
    for source, text in sources.items():
        memory.remember(text, source=source)


def test_remembering_again_changes_nothing(opened: Opener):
    memory = opened()
    remember(memory, TEXTS)
    before = graph_of(memory)
    remember(memory, TEXTS)
    assert graph_of(memory) == before


def test_consolidating_again_changes_nothing(opened: Opener):
    memory = opened()
    remember(memory, TEXTS)
    memory.consolidate()
    before = graph_of(memory)
    memory.consolidate()
    assert graph_of(memory) == before


def test_the_order_of_sources_changes_nothing(opened: Opener):
    graphs = []
    for number, order in enumerate(list(permutations(TEXTS))[::5]):
        memory = opened(f"{number}.db")
        remember(memory, {source: TEXTS[source] for source in order})
        memory.consolidate()
        graphs.append(graph_of(memory))
    assert all(graph == graphs[0] for graph in graphs)


def test_one_by_one_or_all_at_once_is_the_same(opened: Opener, tmp_path: Path):
    messages = [f"[1921-06-20 09:{m:02}] {who}: {text}" for m, who, text in CHAT]
    path = tmp_path / "chat.txt"
    path.write_text("\n".join(messages), "utf-8")
    whole = opened("whole.db")
    whole.remember_path(path)
    grown = opened("grown.db")
    for i in range(len(messages)):
        path.write_text("\n".join(messages[: i + 1]), "utf-8")
        if i >= 3:
            grown.remember_path(path)
    assert graph_of(grown) == graph_of(whole)


CHAT = [
    (0, "Mara", "Jon is free again!"),
    (1, "Ole", "Good. Did he go home to Bergen?"),
    (2, "Mara", "Yes, yesterday. His sister Ingrid met him at the station."),
    (3, "Ole", "I saw her at the market on Friday."),
    (4, "Mara", "She sells cheese there."),
    (5, "Ole", "I bought some!"),
]


def test_rebuilding_gives_the_same_graph(opened: Opener):
    memory = opened()
    remember(memory, TEXTS)
    memory.consolidate()
    before = graph_of(memory)
    memory.rebuild()
    assert graph_of(memory) == before


@pytest.mark.parametrize("forgotten", sorted(TEXTS))
def test_forgetting_leaves_the_graph_as_if_never_read(opened: Opener, forgotten: str):
    memory = opened()
    remember(memory, TEXTS)
    memory.consolidate()
    memory.forget(source=forgotten)
    memory.consolidate()
    other = opened("never.db")
    remember(other, {s: t for s, t in TEXTS.items() if s != forgotten})
    other.consolidate()
    assert graph_of(memory) == graph_of(other)


def test_an_edited_file_replaces_what_it_said(opened: Opener, tmp_path: Path):
    path = tmp_path / "book.md"
    texts = chapters(0, 6)
    path.write_text("\n\n".join(f"# Chapter {i}\n\n{t}" for i, t in enumerate(texts)), "utf-8")
    memory = opened()
    memory.remember_path(path)
    edited = [*texts[:2], *texts[3:5], "Nils Holm planted an oak in Oslo on 2 May 2025."]
    path.write_text("\n\n".join(f"# Chapter {i}\n\n{t}" for i, t in enumerate(edited)), "utf-8")
    memory.remember_path(path)
    fresh = opened("fresh.db")
    fresh.remember_path(path)
    assert graph_of(memory) == graph_of(fresh)


def test_a_message_taken_out_of_a_chat_was_never_there(opened: Opener, tmp_path: Path):
    messages = [f"[1921-06-20 09:{m:02}] {who}: {text}" for m, who, text in CHAT]
    path = tmp_path / "chat.txt"
    path.write_text("\n".join(messages), "utf-8")
    memory = opened()
    memory.remember_path(path)
    path.write_text("\n".join([*messages[:1], *messages[2:]]), "utf-8")
    memory.remember_path(path)
    fresh = opened("fresh.db")
    fresh.remember_path(path)
    assert graph_of(memory) == graph_of(fresh)


def test_a_namespace_never_sees_another(opened: Opener):
    ours, theirs = opened(namespace="ours"), opened(namespace="theirs")
    remember(theirs, TEXTS)
    assert not graph_of(ours)["nodes"]
    assert not ours.ask("Who was arrested?")
    assert not ours.recall("Bergen").lines
    before = graph_of(theirs)
    ours.remember(TEXTS["diary"], source="diary")
    ours.consolidate()
    ours.forget(source="diary")
    assert graph_of(theirs) == before


def test_every_relationship_reaches_words_that_are_there(opened: Opener):
    memory = opened()
    for number, text in enumerate(chapters(0, 5)):
        memory.remember(text, source=f"chapter {number}")
    graph = graph_of(memory)
    for relationship in graph["relationships"]:
        properties = relationship["properties"]
        assert isinstance(properties, dict)
        if relationship["type"] in {"FROM", "NEXT"}:
            continue
        assert properties["episode"]
        assert 0 <= properties["start"] < properties["end"]


def test_what_is_forgotten_is_nowhere_in_the_file(opened: Opener, tmp_path: Path):
    memory = opened("bytes.db")
    memory.remember("The password of Zacharias Quillfeather is xylophonist.", source="secret")
    memory.remember("Bergen lies on the coast.", source="plain")
    memory.consolidate()
    memory.forget(source="secret")
    memory.close()
    for file in tmp_path.glob("bytes.db*"):
        data = file.read_bytes().lower()
        assert b"quillfeather" not in data
        assert b"xylophonist" not in data
