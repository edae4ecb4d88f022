"""A copy of the database file while others read and write it."""

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from graphmem.errors import StoreError
from graphmem.store.sqlite.refusals import translated

# What SQLite keeps beside a file, and would take for a part of another one put in its place.
_BESIDE = ("-wal", "-shm", "-journal")


def copy_database(
    connection: sqlite3.Connection, database: str, target: Path, *, overwrite: bool
) -> None:
    """Write the database as it stands at one moment to `target`, which appears whole or not."""
    _check(database, target, overwrite=overwrite)
    unfinished = target.with_name(f"{target.name}.part")
    with _said_of(target):
        try:
            unfinished.unlink(missing_ok=True)
            unfinished.touch(mode=_mode(database))
            _copy(connection, unfinished)
            for beside in _beside(target):
                beside.unlink(missing_ok=True)
            unfinished.replace(target)
        finally:
            for left in (unfinished, *_beside(unfinished)):
                left.unlink(missing_ok=True)


def _check(database: str, target: Path, *, overwrite: bool) -> None:
    if database != ":memory:":
        own = (Path(database), *_beside(Path(database)))
        if target.resolve() in {path.resolve() for path in own} or (
            target.exists() and target.samefile(database)
        ):
            raise StoreError(f"{target} is a file of the memory itself: choose another name")
    if target.is_dir():
        raise StoreError(f"{target} is a folder: give the name of a file in it")
    there = [path for path in (target, *_beside(target)) if path.exists()]
    if there and not overwrite:
        raise StoreError(
            f"{there[0]} is there already: choose another name, or overwrite it (--force)"
        )


def _copy(connection: sqlite3.Connection, path: Path) -> None:
    with translated(str(path)), closing(sqlite3.connect(path)) as copy:
        # Whole or not at all is seen to by the name; a journal would only be copied too.
        copy.execute("PRAGMA journal_mode = OFF").fetchall()
        copy.execute("PRAGMA synchronous = OFF")
        # In one step: in several, one that writes meanwhile would make it begin anew.
        connection.backup(copy, pages=-1)
        copy.execute("PRAGMA journal_mode = WAL").fetchall()  # as of any memory in a file
    _keep(path)


def _keep(path: Path) -> None:
    """See that what was written is on the disk before its name says so."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _beside(path: Path) -> list[Path]:
    return [path.with_name(path.name + ending) for ending in _BESIDE]


def _mode(database: str) -> int:
    """Return who may read the database: nobody else shall read its copy."""
    return 0o600 if database == ":memory:" else stat.S_IMODE(Path(database).stat().st_mode)


@contextmanager
def _said_of(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(f"cannot write {target}: {error.strerror or error}") from error
