"""A backup is a memory of one moment, and takes the place of nothing that it was not given."""

import resource
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from deltas import contents, join, story

from graphmem.errors import StoreError
from graphmem.protocols import GraphStore
from graphmem.store import open_store


@pytest.fixture(params=["file", "memory"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A server is copied by its own tools."""
    return ":memory:" if request.param == "memory" else str(tmp_path / "memory.db")


def test_a_backup_holds_all_namespaces_and_nothing_stands_beside_it(
    store: GraphStore, tmp_path: Path
):
    target = tmp_path / "copy.db"
    store.apply(join(map(story, range(5)), "one"))
    store.apply(join(map(story, range(3)), "zwei \u00e9"))
    store.backup(target)
    assert [path.name for path in tmp_path.iterdir() if "copy" in path.name] == ["copy.db"]
    copy = open_store(str(target))
    for namespace in ("one", "zwei \u00e9"):
        assert contents(copy, namespace) == contents(store, namespace)
    copy.apply(join([story(9)], "one"))  # it is a memory that goes on
    assert len(copy.episodes("one")) == 6
    with closing(sqlite3.connect(target)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    copy.close()


def test_a_backup_is_of_one_moment_while_others_write(tmp_path: Path):
    path = str(tmp_path / "memory.db")
    store, writer = open_store(path), open_store(path)
    store.apply(story(0))
    stopped = threading.Event()

    def write() -> None:
        number = 0
        while not stopped.is_set() and number < 200:
            number += 1
            writer.apply(story(number))

    thread = threading.Thread(target=write)
    thread.start()
    try:
        for number in range(6):
            store.backup(tmp_path / f"{number}.db")
    finally:
        stopped.set()
        thread.join()
    held = []
    for number in range(6):
        copy = open_store(str(tmp_path / f"{number}.db"))
        found = sorted(e.ordinal for e in copy.episodes(""))
        fresh = open_store(":memory:")
        fresh.apply(join(map(story, found)))
        assert contents(copy) == contents(fresh)
        assert found == list(range(len(found)))
        held.append(len(found))
        copy.close()
        fresh.close()
    assert held == sorted(held)
    store.close()
    writer.close()


def test_a_file_that_is_there_is_overwritten_only_when_asked(tmp_path: Path):
    store = open_store(str(tmp_path / "memory.db"))
    store.apply(story(1))
    target = tmp_path / "copy.db"
    target.write_text("something else")
    with pytest.raises(StoreError, match="is there already"):
        store.backup(target)
    assert target.read_text() == "something else"
    store.backup(target, overwrite=True)
    assert len(open_store(str(target)).episodes("")) == 1
    store.close()


def test_what_an_older_copy_left_beside_is_not_taken_for_a_part_of_the_new(tmp_path: Path):
    store = open_store(str(tmp_path / "memory.db"))
    store.apply(story(1))
    older, target = tmp_path / "older.db", tmp_path / "copy.db"
    other = open_store(str(older))
    other.apply(story(2))  # its log is not emptied yet
    log = older.with_name("older.db-wal").read_bytes()
    assert log
    target.with_name("copy.db-wal").write_bytes(log)
    with pytest.raises(StoreError, match=r"copy.db-wal is there already"):
        store.backup(target)
    store.backup(target, overwrite=True)
    assert contents(open_store(str(target))) == contents(store)
    store.close()
    other.close()


def test_no_file_of_the_memory_itself_is_overwritten(tmp_path: Path):
    path = tmp_path / "memory.db"
    store = open_store(str(path))
    store.apply(story(1))
    (tmp_path / "hard.db").hardlink_to(path)
    (tmp_path / "soft.db").symlink_to(path)
    for name in ("memory.db", "memory.db-wal", "memory.db-shm", "hard.db", "soft.db"):
        with pytest.raises(StoreError, match="of the memory itself"):
            store.backup(tmp_path / name, overwrite=True)
    assert len(store.episodes("")) == 1
    store.close()


def test_a_target_that_cannot_be_written_is_told_and_leaves_nothing(
    store: GraphStore, tmp_path: Path
):
    store.apply(story(1))
    for target in (tmp_path, tmp_path / "no" / "copy.db"):
        with pytest.raises(StoreError, match=r"folder|No such file"):
            store.backup(target)
    assert not [path for path in tmp_path.iterdir() if "copy" in path.name]


def test_nobody_else_may_read_the_copy_of_a_memory_that_nobody_else_may_read(tmp_path: Path):
    path = tmp_path / "memory.db"
    store = open_store(str(path))
    path.chmod(0o600)
    store.apply(story(1))
    store.backup(tmp_path / "copy.db")
    assert (tmp_path / "copy.db").stat().st_mode & 0o077 == 0
    store.close()


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Let no file grow beyond some bytes, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_backup_for_which_there_is_no_room_leaves_what_was_there(
    store: GraphStore, tmp_path: Path
):
    store.apply(join(map(story, range(40))))
    target = tmp_path / "copy.db"
    target.write_text("an older copy")
    with files_of_at_most(50_000), pytest.raises(StoreError):
        store.backup(target, overwrite=True)
    assert target.read_text() == "an older copy"
    assert [path.name for path in tmp_path.iterdir() if "copy" in path.name] == ["copy.db"]


def test_what_a_broken_off_backup_left_is_in_nobodys_way(store: GraphStore, tmp_path: Path):
    store.apply(story(1))
    (tmp_path / "copy.db.part").write_text("half of it")
    store.backup(tmp_path / "copy.db")
    assert contents(open_store(str(tmp_path / "copy.db"))) == contents(store)
    assert not (tmp_path / "copy.db.part").exists()
