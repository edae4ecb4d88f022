"""Everything in a memory leads to an episode and to words there that say it."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import given

from graphmem import Memory
from graphmem.models.graph import GraphDelta
from tests.laws.histories import POOL, Step, play, steps, tell
from tests.laws.passages import QUERIES
from tests.laws.traces import untraced
from tests.laws.trying import Opener, sequences


@pytest.fixture(scope="module")
def full(opened: Opener) -> Iterator[Memory]:
    """A memory of all passages, in sources of a few each."""
    with closing(opened()) as memory:
        for number, passage in enumerate(POOL):
            tell(memory, f"source {number // 6}", passage)
        memory.consolidate()
        yield memory


def test_all_there_is_leads_to_words_that_say_it(full: Memory):
    kinds = ("Fact", "Scene", "Persona", "Question", "Role", "State", "Time", "ANSWERED_BY")
    assert all(full.stats()[kind] for kind in kinds)
    assert list(untraced(full)) == []


@sequences(12)
@given(history=steps)
def test_it_does_so_after_any_history(opened: Opener, tried, history: list[Step]):
    tried()
    with closing(opened()) as memory:
        play(memory, history)
        # Until layers are built anew, whom a fact is about may have another id by now.
        moved = "its subject is not in the graph"
        assert [line for line in untraced(memory) if not line.endswith(moved)] == []
        memory.consolidate()
        assert list(untraced(memory)) == []


@pytest.mark.parametrize("query", QUERIES)
def test_what_is_recalled_and_answered_quotes_what_stands_there(full: Memory, query: str):
    texts = {episode.id: episode.text for episode in full.episodes()}
    lines = full.recall(query, budget=500).lines
    assert lines
    for line in lines:
        assert texts[line.episode_ids[0]][line.start : line.end] == line.quote
        assert line.quote in line.text
    answer = full.ask(query)
    assert bool(answer.values) == bool(answer.citations)
    for citation in answer.citations:
        assert texts[citation.episode][citation.start : citation.end] == citation.quote


@pytest.mark.parametrize("label", ["Event", "Fact", "Scene", "Persona"])
def test_what_nothing_says_would_be_seen(opened: Opener, label: str):
    with closing(opened()) as memory:
        for passage in POOL[:8]:
            tell(memory, "letters", passage)
        memory.consolidate()
        store, space = memory._store, memory._namespace
        node = store.nodes(space, label=label)[0]
        key = {"Event": "phrase", "Fact": "text"}.get(label, "summary")
        said = replace(node, properties={**node.properties, key: "A zebra flew over."})
        store.apply(GraphDelta(space, nodes=(said,)))
        assert [line for line in untraced(memory) if line.startswith(node.id)]
