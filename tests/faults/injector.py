"""Strikes a verb at each point where it writes, and sees what is left in the file."""

import json
import os
import signal
import sqlite3
import sys
import traceback
import warnings
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import RLock
from types import FrameType
from typing import Any

from tqdm import tqdm

from graphmem import Memory
from graphmem.store import open_store

Verb = Callable[[Memory], object]
State = dict[str, list[tuple[Any, ...]]]

# The progress bars that the vectors' library never shows take a lock that forked processes share:
# one that is killed while it holds it would have all others wait for good.
tqdm.set_lock(RLock())

# What no two runs share: the clock, and the numbers that SQLite gives.
_VOLATILE = {"recorded_at", "retracted_at", "sequence", "shrunk", "key"}


class Points:
    """A tracer that counts the statements that write, and strikes after one of them."""

    def __init__(self, strike: Callable[[], object], at: int | None = None) -> None:
        self.passed = 0
        self.commits: list[int] = []  # at each point, how many transactions had ended
        self._at = at
        self._strike = strike
        self._ended = 0
        self._writing = False

    def __call__(self, sql: str, _: float) -> None:
        first = next(line for line in sql.splitlines() if not line.startswith("--"))
        self._writing = self._writing or first == "BEGIN IMMEDIATE"
        if (not self._writing or first.startswith("SELECT")) and "checkpoint" not in first:
            return
        if first == "COMMIT":
            self._writing, self._ended = False, self._ended + 1
        self.commits.append(self._ended)
        self.passed += 1
        if self._at is None or self._at == self.passed - 1:
            self._strike()


def opened(path: Path, points: Points | None = None) -> Memory:
    """Open a memory whose store tells the points each statement."""
    memory = Memory(path)
    if points is not None:
        memory._store.close()
        memory._store = open_store(str(path), tracer=points)
    return memory


def undisturbed(path: Path, verb: Verb) -> tuple[list[State], list[int]]:
    """Return the states that a verb leads through, and which stands after each of its points."""
    states = [state_of(path)]

    def look() -> None:
        if len(points.commits) == 1 or points.commits[-1] > points.commits[-2]:
            states[points.commits[-1] :] = [state_of(path)]

    points = Points(look)
    with opened(path, points) as memory:
        verb(memory)
        walked = list(points.commits)
    return states, walked


def chosen(points: list[int], every: int) -> list[int]:
    """Return every so many points, and all that lie about the end of a transaction."""
    near = {
        at + step
        for at in range(1, len(points))
        if points[at] != points[at - 1]
        for step in (-1, 0, 1)
    }
    last = len(points) - 1
    return sorted({*range(0, len(points), every), last} | {at for at in near if at < last})


def kill_everywhere(fresh: Callable[[], Path], verb: Verb, every: int) -> int:
    """Kill a verb at its points, one file each, and see what is left; return how often."""
    states, points = undisturbed(fresh(), verb)
    struck = chosen(points, every)
    for at in struck:
        path = fresh()
        assert killed(path, verb, at), at
        assert state_of(path) == states[points[at]], at
        # What follows is decided by the rows, so that the last kill in each state tells for all.
        if points[at] not in points[at + 1 :]:
            with Memory(path) as memory:
                verb(memory)
            assert state_of(path) == states[-1], at
    return len(struck)


def killed(path: Path, verb: Verb, at: int) -> bool:
    """Run a verb in a process that is killed at a point; False when it never came there."""

    def kill() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    child = forked(lambda: verb(opened(path, Points(kill, at))))
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def forked(work: Callable[[], object]) -> int:
    """Do work in a process of its own, with all that is loaded here; return its number."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # there are no other threads at work
        child = os.fork()
    if child:
        return child
    status = 1
    try:
        work()
        status = 0
    except BaseException:  # noqa: BLE001  # whatever it is, pytest must not go on in here
        traceback.print_exc()
    finally:
        os._exit(status)


def interrupted(work: Callable[[], object], point: int, *code: str) -> bool:
    """Run work and press ctrl-C at a point in code under these paths; False when it has no more.

    A point is where the interpreter looks for signals: as a function begins, and as one that
    is not Python's own comes back.
    """
    left = point

    def profile(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal left
        left -= event in ("call", "c_return") and frame.f_code.co_filename.startswith(code)
        if left < 0:
            sys.setprofile(None)
            raise KeyboardInterrupt

    sys.setprofile(profile)
    try:
        work()
    except KeyboardInterrupt:
        return True
    finally:
        sys.setprofile(None)
    return False


def state_of(path: Path) -> State:
    """Return every row of every table; the file must be sound."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            name: _rows(connection, name)
            for (name,) in sorted(tables)
            if not name.startswith("sqlite_")
        }


def _rows(connection: sqlite3.Connection, table: str) -> list[tuple[Any, ...]]:
    if table == "posting":
        found = connection.execute(
            "SELECT t.term, p.id, o.count, o.length FROM posting AS o"
            " JOIN term AS t ON t.key = o.term JOIN passage AS p ON p.key = o.passage"
        )
        return sorted(found)
    found = connection.execute(f'SELECT * FROM "{table}"')  # noqa: S608
    names = [column[0] for column in found.description]
    kept = [i for i, name in enumerate(names) if name not in _VOLATILE]
    at = names.index("properties") if "properties" in names else None
    return sorted((tuple(_plain(row[i], i == at) for i in kept) for row in found), key=repr)


def _plain(value: Any, properties: bool) -> Any:  # noqa: FBT001
    if not properties:
        return value
    known = {k: v for k, v in json.loads(value).items() if k not in _VOLATILE}
    return json.dumps(known, sort_keys=True)
