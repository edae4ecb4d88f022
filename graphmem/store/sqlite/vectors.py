"""The vectors of a namespace in memory: a cache that follows the store's change sequence."""

import json
import threading
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import simsimd

from graphmem.store.sqlite.session import Row, Session

# The namespaces held; the one read longest ago goes first.
_MOST = 64


@dataclass(frozen=True, slots=True)
class _Held:
    sequence: int
    shrunk: int
    keys: npt.NDArray[np.int64]
    rows: npt.NDArray[np.int8]


class VectorCache:
    """Finds the nearest vectors exactly; shared by threads."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._held: dict[tuple[int, int], _Held] = {}

    def nearest(self, session: Session, namespace: Row, vector: bytes, limit: int) -> list[int]:
        """Return the keys of the `limit` passages with the greatest product, ties by id."""
        held = self._follow(session, namespace, len(vector))
        if not any(vector) or not len(held.keys):
            return []
        # Products of whole numbers, all below 2^24: exact in whatever order they are summed.
        asked = np.frombuffer(vector, dtype=np.int8).reshape(1, -1)
        scores = np.asarray(simsimd.cdist(asked, held.rows, metric="dot", out_dtype="float32"))[0]
        return best_keys(session, held.keys, scores, limit)

    def _follow(self, session: Session, namespace: Row, dim: int) -> _Held:
        space, sequence, shrunk = namespace[:3]
        with self._guard:
            held = self._held.get((space, dim))
            if held is not None and held.sequence > sequence:
                return _as_of(session, held, namespace)
            if held is None or held.shrunk != shrunk:
                held = _nothing(shrunk, dim)
            if held.sequence != sequence:
                held = _extend(session, held, space, sequence)
            self._held.pop((space, dim), None)
            self._held[space, dim] = held
            if len(self._held) > _MOST:
                del self._held[next(iter(self._held))]
            return held


def best_keys(
    session: Session, keys: npt.NDArray[np.int64], scores: npt.NDArray[Any], limit: int
) -> list[int]:
    """Return the keys of the `limit` greatest scores, ties by id of the passage; in any order."""
    if limit <= 0:
        return []
    if limit >= len(scores):
        return list(keys.tolist())
    last = np.partition(scores, -limit)[-limit]
    sure, tied = keys[scores > last].tolist(), keys[scores == last].tolist()
    room = limit - len(sure)
    if room < len(tied):
        # Only where not all that tie with the last find room do their ids decide.
        tied = [row[0] for row in session.rows("first_keys", keys=json.dumps(tied), limit=room)]
    return [*sure, *tied]


def _nothing(shrunk: int, dim: int) -> _Held:
    return _Held(-1, shrunk, np.empty(0, np.int64), np.empty((0, dim), np.int8))


def _as_of(session: Session, held: _Held, namespace: Row) -> _Held:
    """Return what a reader sees that began before the last change; nobody else will ask for it."""
    space, sequence, shrunk = namespace[:3]
    if held.shrunk != shrunk:
        return _extend(session, _nothing(shrunk, held.rows.shape[1]), space, sequence)
    last = [row[0] for row in session.rows("last_passage", space=space)]
    end = int(np.searchsorted(held.keys, last[0], side="right")) if last else 0
    return _Held(sequence, shrunk, held.keys[:end], held.rows[:end])


def _extend(session: Session, held: _Held, space: int, sequence: int) -> _Held:
    dim = held.rows.shape[1]
    after = int(held.keys[-1]) if len(held.keys) else 0
    found = session.rows("vectors_after", space=space, after=after, dim=dim)
    if not found:
        return _Held(sequence, held.shrunk, held.keys, held.rows)
    keys = np.array([row[0] for row in found], dtype=np.int64)
    rows = np.frombuffer(b"".join(row[1] for row in found), dtype=np.int8).reshape(-1, dim)
    return _Held(
        sequence,
        held.shrunk,
        np.concatenate([held.keys, keys]),
        np.concatenate([held.rows, rows]),
    )
