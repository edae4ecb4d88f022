import math
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from deltas import contents, join, relate, story

from graphmem.errors import NewerDatabase, NotOurDatabase, StoreBusy, StoreError
from graphmem.models.graph import GraphDelta, Node
from graphmem.protocols import GraphStore
from graphmem.store import open_store

BAD = [
    replace(story(5), nodes=(Node("en_1", "Entity", "", {"score": math.nan}),)),
    replace(story(5, of="unknown"), sources=()),
    replace(story(5), nodes=()),
    replace(story(5), nodes=(Node("ep_1", "Episode"),)),
    replace(story(5), relationships=(relate("AGENT", "ev_no", "en_no", "", (0, 1)),)),
    replace(story(5), episodes=(replace(story(5).episodes[0], text="lone \ud800"),)),
    replace(story(5), episodes=(replace(story(5).episodes[0], ordinal=2**70),)),
]


@pytest.mark.parametrize("bad", BAD, ids=range(len(BAD)))
def test_a_failing_delta_changes_nothing(store: GraphStore, bad: GraphDelta):
    store.apply(join(map(story, range(3))))
    before, sequence = contents(store), store.sequence("")
    with pytest.raises(StoreError):
        store.apply(bad)
    assert contents(store) == before
    assert store.sequence("") == sequence


def test_other_files_are_refused_untouched(tmp_path: Path):
    text = tmp_path / "notes.txt"
    text.write_text("no database, but long enough to look like one\n" * 100)
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE things (x)")
    for path in (text, other):
        before = path.read_bytes()
        with pytest.raises(NotOurDatabase):
            open_store(str(path))
        assert path.read_bytes() == before


def test_a_later_layout_is_refused(tmp_path: Path):
    path = tmp_path / "memory.db"
    open_store(str(path)).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(NewerDatabase):
        open_store(str(path))


def test_a_folder_and_a_missing_folder_are_refused(tmp_path: Path):
    for path in (tmp_path, tmp_path / "no" / "memory.db"):
        with pytest.raises(StoreError, match="folder"):
            open_store(str(path))


@pytest.mark.parametrize("url", ["neo4j://host", "bolt+s://host", "postgres://host/x"])
def test_other_homes_are_refused(url: str):
    with pytest.raises(StoreError):
        open_store(url)


def test_urls_name_a_file(tmp_path: Path):
    for url in (str(tmp_path / "a.db"), f"sqlite:///{tmp_path}/b.db"):
        open_store(url).close()
    assert {"a.db", "b.db"} <= {path.name for path in tmp_path.iterdir()}


def test_a_writer_that_waits_too_long_is_told(tmp_path: Path):
    path = str(tmp_path / "memory.db")
    store = open_store(path, timeout=0.1)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy):
            store.apply(story(1))
        assert store.episodes("") == []
    store.apply(story(1))
    store.close()


def test_a_closed_store_says_so(store: GraphStore):
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.sources("")
