from collections import Counter
from itertools import pairwise

from deltas import contents, erasing, join, story
from hypothesis import given, settings
from hypothesis import strategies as st

from graphmem.protocols import GraphStore
from graphmem.store import open_store

numbers = st.integers(0, 11)
steps = st.lists(st.tuples(st.booleans(), st.sets(numbers, max_size=4)), max_size=8)


def play(store: GraphStore, history: list[tuple[bool, set[int]]]) -> set[int]:
    """Apply and erase stories as the history says, and return the numbers that remain."""
    held: set[int] = set()
    for adds, chosen in history:
        stories = map(story, sorted(chosen))
        store.apply(join(stories) if adds else erasing(stories))
        held = held | chosen if adds else held - chosen
    return held


@settings(max_examples=25, deadline=None)
@given(steps)
def test_any_history_comes_out_as_what_remains_of_it(history: list[tuple[bool, set[int]]]):
    store, fresh = open_store(":memory:"), open_store(":memory:")
    held = play(store, history)
    fresh.apply(join(map(story, sorted(held))))
    assert contents(store) == contents(fresh)
    assert_statistics_are_those_of(store, held)
    assert_links_follow_the_order(store)
    store.close()
    fresh.close()


def assert_statistics_are_those_of(store: GraphStore, held: set[int]) -> None:
    terms = [p.terms for number in held for p in story(number).passages]
    seen = Counter(term for text in terms for term in set(text))
    told = store.statistics("", seen)
    assert (told.passages, told.frequency) == (len(terms), dict(sorted(seen.items())))
    assert told.mean_terms == (sum(map(len, terms)) / len(terms) if terms else 0.0)


def assert_links_follow_the_order(store: GraphStore) -> None:
    order = [e.id for e in store.episodes("")]
    links = {(r.source, r.target) for r in store.relationships("", types=["NEXT"])}
    assert links == set(pairwise(order))
