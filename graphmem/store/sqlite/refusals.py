"""What SQLite refuses, said in our words."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from graphmem.errors import NotOurDatabase, StoreBusy, StoreError


@contextmanager
def translated(path: str) -> Iterator[None]:
    """Raise what SQLite raises inside as an error of our tree."""
    try:
        yield
    except sqlite3.Error as error:
        raise _refusal(error, path) from error
    except json.JSONDecodeError as error:
        raise StoreError(
            f"{path} has a row that cannot be read: `graphmem doctor` says which ({error})"
        ) from error
    except (UnicodeError, OverflowError) as error:
        raise StoreError(f"{path} cannot hold a value: {error}") from error


def _refusal(error: sqlite3.Error, path: str) -> StoreError:
    # The low byte is the kind, the rest its detail.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_NOTADB:
        return NotOurDatabase(f"{path} is not a database")
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return StoreBusy(f"{path} is being written by another process; try again")
    reason = _REASONS.get(code)
    return StoreError(f"{path} {reason} ({error})" if reason else f"{path}: {error}")


_REASONS = {
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: see that its folder exists and can be written",
    sqlite3.SQLITE_CONSTRAINT: "does not take what refers to nothing in it, or lacks a value",
    sqlite3.SQLITE_CORRUPT: "is damaged: restore it from a copy",
    sqlite3.SQLITE_FULL: "cannot grow: the disk is full; nothing was lost, make room first",
    sqlite3.SQLITE_IOERR: "cannot be read or written: the disk failed or is full",
    sqlite3.SQLITE_PERM: "cannot be used: permission is denied",
    sqlite3.SQLITE_READONLY: "cannot be written: the file or its folder is read-only",
}
