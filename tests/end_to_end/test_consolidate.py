"""Consolidating what changed comes to what consolidating all of it comes to."""

import json
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from graphmem import Memory, Settings
from graphmem.layers import build_layers
from graphmem.models.graph import LAYER_TIES, LAYERS
from graphmem.settings import LayerSettings
from tests.end_to_end.conftest import Opener, graph_of

BOOK = Path(__file__).resolve().parents[2] / "examples" / "book" / "book.jsonl"
CHAPTERS = [json.loads(line)["text"] for line in BOOK.read_text("utf-8").splitlines()[:12]]
NOTES = [
    "Captain Mara Lindqvist was ill on 3 May 1921. She lived in Bergen with Jon Aas.",
    "Mara Lindqvist was healthy again on 9 May 1921. She moved to Oslo on 2 June 1921.",
    "Jon Aas was the mate. Who burned the chart shop in Bergen? Mara lived in Bergen.",
    "Ole Vik burned the chart shop in Bergen on 5 May 1921. Mara Lindqvist was the captain.",
]


def layers_of(memory: Memory) -> tuple[dict[str, object], dict[str, object]]:
    store, space = memory._store, memory._namespace
    nodes = {n.id: n for n in store.nodes(space) if n.label in LAYERS}
    ties = {r.id: r for r in store.relationships(space, types=LAYER_TIES)}
    return nodes, ties


def built(memory: Memory) -> tuple[dict[str, object], dict[str, object]]:
    store, space = memory._store, memory._namespace
    delta = build_layers(
        *(space, store.nodes(space), store.relationships(space)),
        *(memory._settings.layers, memory._senses.embedder),
    )
    return {n.id: n for n in delta.nodes}, {r.id: r for r in delta.relationships}


@pytest.mark.parametrize("rng_seed", range(3))
def test_step_by_step_it_is_as_all_at_once(opened: Opener, rng_seed: int):
    memory, rng = opened(), Random(rng_seed)
    texts = {f"chapter {n}": text for n, text in enumerate(CHAPTERS[rng_seed * 3 :][:6])}
    texts |= {f"note {n}": text for n, text in enumerate(NOTES)}
    held: list[str] = []
    for _ in range(14):
        if held and rng.random() < 0.35:
            gone = held.pop(rng.randrange(len(held)))
            memory.forget(source=gone)
        else:
            source = rng.choice(sorted(texts))
            memory.remember(texts[source], source=source)
            held = sorted({*held, source})
        if rng.random() < 0.7:
            memory.consolidate()
            assert layers_of(memory) == built(memory)
    memory.consolidate()
    assert layers_of(memory) == built(memory)


def test_an_edited_file_and_a_growing_chat_too(opened: Opener, tmp_path: Path):
    memory = opened()
    path = tmp_path / "book.md"
    rng = Random(5)
    for step in range(5):
        chosen = rng.sample(CHAPTERS, 5)
        path.write_text("\n\n".join(f"# Part {i}\n\n{t}" for i, t in enumerate(chosen)), "utf-8")
        memory.remember_path(path)
        memory.remember(NOTES[step % 4], source="chat", speaker="Ole", occurred_at="1921-06-20")
        memory.consolidate()
        assert layers_of(memory) == built(memory)


def test_nothing_new_writes_nothing(opened: Opener):
    memory = opened()
    memory.remember(NOTES[0], source="note")
    memory.consolidate()
    before = memory._store.sequence("default")
    memory.consolidate()
    assert memory._store.sequence("default") == before


def test_other_settings_build_all_layers_anew(opened: Opener):
    def other(name: str) -> Memory:
        return opened(name, settings=Settings(layers=LayerSettings(persona_mentions=1)))

    def read(memory: Memory) -> Memory:
        for number, text in enumerate([*NOTES, *CHAPTERS[:2]]):
            memory.remember(text, source=f"note {number}")
        memory.consolidate()
        return memory

    read(opened("memory.db"))
    again = other("memory.db")
    again.consolidate()
    assert graph_of(again) == graph_of(read(other("fresh.db")))


def test_a_writer_that_comes_in_between_is_not_overwritten(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
):
    memory, other = opened(), opened()
    memory.remember(NOTES[0], source="note 0")
    layers: Callable[..., object] = memory._layers

    def late(store: object, **how: bool) -> object:
        delta = layers(store, **how)
        monkeypatch.undo()
        other.remember(NOTES[1], source="note 1")
        return delta

    monkeypatch.setattr(memory, "_layers", late)
    memory.consolidate()
    assert layers_of(memory) == built(memory)
