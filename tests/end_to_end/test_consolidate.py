"""Consolidating what changed comes to what consolidating all of it comes to."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from graphmem import Memory, Settings
from graphmem.layers import build_layers
from graphmem.models.graph import LAYER_TIES, LAYERS, GraphDelta, Node, Stale
from graphmem.reconciler.closing import close_questions
from graphmem.settings import KeepingSettings, LayerSettings
from tests.end_to_end.conftest import Opener, graph_of

BOOK = Path(__file__).resolve().parents[2] / "examples" / "book" / "book.jsonl"
CHAPTERS = [json.loads(line)["text"] for line in BOOK.read_text("utf-8").splitlines()[:12]]
NOTES = [
    "Captain Mara Lindqvist was ill on 3 May 1921. She lived in Bergen with Jon Aas.",
    "Mara Lindqvist was healthy again on 9 May 1921. She moved to Oslo on 2 June 1921.",
    "Jon Aas was the mate. Who burned the chart shop in Bergen? Mara lived in Bergen.",
    "Ole Vik burned the chart shop in Bergen on 5 May 1921. Mara Lindqvist was the captain.",
]

PEOPLE = ("Mara Lindqvist", "Jon Aas", "Ole Vik", "Eva Lund")
DEEDS = ("burned", "sold", "found", "broke")
THINGS = ("map", "boat", "bell")


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


def answers_of(memory: Memory) -> dict[str, object]:
    return {r.id: r for r in memory._store.relationships("default", types=("ANSWERED_BY",))}


def closed(memory: Memory) -> dict[str, object]:
    """Return the answers to open questions that all of the graph gives at once."""
    store, space = memory._store, memory._namespace
    sources = {episode.id: episode.source for episode in store.episodes(space)}
    found = close_questions(store.nodes(space), store.relationships(space), sources)
    return {tie.id: tie for tie in found}


def sentences(rng: Random) -> str:
    """Return what a few people did or did not do, and what is left open about who it was."""
    told = []
    for _ in range(3):
        one, other = rng.sample(PEOPLE, 2)
        deed, thing = rng.choice(DEEDS), rng.choice(THINGS)
        told += rng.choice(
            (
                [f"Somebody {deed} the {thing}."],
                [f"Somebody {deed} the {thing} with {other}. A man was seen."],
                [f"{one} {deed} the {thing}."],
                [f"{one} never {deed} the {thing}. {other} {deed} it in Leeds."],
                [f"{one} {deed} the {thing} with {other} on 3 May 192{rng.randrange(9)}."],
            )
        )
    return " ".join(told)


def in_steps(step: int) -> Settings:
    return Settings(keeping=KeepingSettings(step=step))


@pytest.mark.parametrize("step", [1, 3, 8192])
@pytest.mark.parametrize("rng_seed", range(3))
def test_step_by_step_it_is_as_all_at_once(opened: Opener, rng_seed: int, step: int):
    memory, rng = opened(settings=in_steps(step)), Random(rng_seed)
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


@pytest.mark.parametrize("step", [1, 2, 8192])
@pytest.mark.parametrize("rng_seed", range(8))
def test_questions_are_closed_as_all_of_the_graph_closes_them(
    opened: Opener, rng_seed: int, step: int
):
    memory, rng = opened(settings=in_steps(step)), Random(rng_seed)
    answered = 0
    for _ in range(25):
        source = f"note {rng.randrange(6)}"
        if rng.random() < 0.3:
            memory.forget(source=source)
        else:
            memory.remember(sentences(rng), source=source)
        if rng.random() < 0.6:
            memory.consolidate()
            assert answers_of(memory) == closed(memory)
            answered += len(answers_of(memory))
    assert answered


def test_broken_off_it_keeps_what_was_done_and_goes_on(opened: Opener):
    memory = opened(settings=in_steps(2))
    for number, text in enumerate([*NOTES, *CHAPTERS[:3]]):
        memory.remember(text, source=f"note {number}")
    done: list[int] = []

    def break_off(_: str, number: int) -> None:
        done.append(number)
        if len(done) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        memory.consolidate(progress=break_off)
    assert 0 < done[-1] < memory.stats()["Episode"]
    assert 0 < len(layers_of(memory)[0]) < len(built(memory)[0])
    opened().consolidate()
    assert layers_of(memory) == built(memory)
    assert answers_of(memory) == closed(memory)


def test_a_large_memory_is_built_anew_in_steps(opened: Opener):
    memory = opened(settings=in_steps(2))
    for number, text in enumerate([*NOTES, *CHAPTERS[:3]]):
        memory.remember(text, source=f"note {number}")
    memory.remember("Somebody burned the map. Jon Aas burned it.", source="note 0")
    memory.remember("Jon Aas burned the map.", source="note 0")
    memory.consolidate()
    whole, answers = layers_of(memory), answers_of(memory)
    assert answers
    fact = next(node for node in memory._store.nodes("default", label="Fact"))
    astray = Node("fa_astray", "Fact", properties=fact.properties | {"text": "Nobody said so."})
    wrong = replace(fact, properties=fact.properties | {"text": "It was otherwise."})
    memory._store.apply(GraphDelta("default", nodes=(astray, wrong), settles=Stale()))
    assert layers_of(memory) != whole
    memory.consolidate(anew=True)
    assert (layers_of(memory), answers_of(memory)) == (whole, answers)


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


@pytest.mark.parametrize("step", [1, 8192])
def test_other_settings_build_all_layers_anew(opened: Opener, step: int):
    def other(name: str) -> Memory:
        layers = LayerSettings(persona_mentions=1)
        return opened(name, settings=Settings(layers=layers, keeping=KeepingSettings(step=step)))

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
        found = layers(store, **how)
        monkeypatch.undo()
        other.remember(NOTES[1], source="note 1")
        return found

    monkeypatch.setattr(memory, "_layers", late)
    memory.consolidate()
    assert layers_of(memory) == built(memory)
