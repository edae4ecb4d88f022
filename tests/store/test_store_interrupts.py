"""Ctrl-C raises wherever a signal may: what was written stands whole or not at all."""

import contextlib
from itertools import count
from pathlib import Path

import pytest
from deltas import contents, erasing, join, story

import graphmem.store.sqlite
from graphmem.protocols import GraphStore
from tests.faults.injector import interrupted

FILES = (str(Path(graphmem.store.sqlite.__file__).parent), contextlib.__file__)


@pytest.fixture(params=["file", "memory"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """What a driver does when it is interrupted in its own code is not ours to say."""
    return ":memory:" if request.param == "memory" else str(tmp_path / "memory.db")


@pytest.mark.parametrize("verb", ["merge", "erase"])
def test_interrupted_anywhere_a_change_stands_whole_or_not_at_all(store: GraphStore, verb: str):
    store.apply(join(map(story, range(2))))
    without, there = contents(store), [story(2)]
    store.apply(there[0])
    whole = contents(store)
    forward, back = there[0], erasing(there)
    before, after = (without, whole) if verb == "merge" else (whole, without)
    change, undo = (forward, back) if verb == "merge" else (back, forward)
    for point in count(step=3):
        store.apply(undo)
        if not interrupted(lambda: store.apply(change), point, *FILES):
            break
        assert contents(store) in (before, after), point
    assert point > 100


def test_interrupted_anywhere_a_store_can_be_read_and_written_on(store: GraphStore):
    store.apply(story(0))
    for point in count():
        if not interrupted(lambda: store.sequence(""), point, *FILES):
            break
        before = store.sequence("")
        store.apply(story(1))
        assert store.sequence("") > before
    assert point > 10
