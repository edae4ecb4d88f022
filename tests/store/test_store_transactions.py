"""Several changes as one, and several reads of one state."""

from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest
from deltas import contents, erasing, join, story

from graphmem.models.recollection import Candidate, Search
from graphmem.protocols import GraphStore
from graphmem.store import open_store

EVERYTHING = Search(vector=story(0).passages[0].vector, limit=100)


def found(store: GraphStore) -> list[Candidate]:
    return store.search("", EVERYTHING)


def broken_off(store: GraphStore, counts: object, seen: list[Candidate]) -> None:
    with store.transaction() as inside:
        inside.apply(join([story(1), story(2)]))
        inside.apply(erasing([story(0)]))
        assert found(inside) != seen
        assert inside.counts("") != counts
        raise KeyboardInterrupt


def test_what_a_transaction_changed_is_kept_together_or_not_at_all(store: GraphStore):
    store.apply(story(0))
    before, seen = contents(store), found(store)
    with pytest.raises(KeyboardInterrupt):
        broken_off(store, before["counts"], seen)
    assert (contents(store), found(store)) == (before, seen)
    with store.transaction() as inside:
        inside.apply(story(1))
        inside.apply(story(2))
    alone = open_store(":memory:")
    alone.apply(join(map(story, range(3))))
    assert (contents(store), found(store)) == (contents(alone), found(alone))
    alone.close()


@pytest.mark.parametrize("change", [story(2), erasing([story(0)])], ids=["more", "less"])
def test_a_snapshot_sees_what_was_there_while_others_write(tmp_path: Path, change):
    store = open_store(str(tmp_path / "memory.db"), timeout=0.05)
    store.apply(join(map(story, range(2))))
    before, seen = contents(store), found(store)
    with store.snapshot() as inside:
        assert inside.sequence("")
        store.apply(change)
        after, now = contents(store), found(store)
        assert (contents(inside), found(inside)) == (before, seen)
        assert (contents(store), found(store)) == (after, now)
    assert before != after
    assert seen != now
    store.close()


def test_threads_that_write_wait_for_one_another_however_long_it_takes(tmp_path: Path):
    store = open_store(str(tmp_path / "memory.db"), timeout=0.01)
    with ThreadPoolExecutor(1) as pool:
        with store.transaction() as inside:
            inside.apply(story(0))
            other = pool.submit(store.apply, story(1))
            wait([other], timeout=0.3)
            assert not other.done()
        assert other.result(timeout=60)
    assert len(store.episodes("")) == 2
    store.close()
