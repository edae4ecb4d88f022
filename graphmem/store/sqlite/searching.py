"""What the indexes propose, as candidates."""

import json
import math
from collections.abc import Iterator

import numpy as np

from graphmem.models.evidence import Passage
from graphmem.models.recollection import Candidate, Search
from graphmem.store.shared import BEARERS, MENTIONS, POSTINGS
from graphmem.store.sqlite.reading import episodes
from graphmem.store.sqlite.session import Row, Session, listed
from graphmem.store.sqlite.vectors import VectorCache, best_keys

# Open ends of a time, before and after every date.
_EARLIEST, _LATEST = "", "~~"


def find_candidates(
    session: Session, namespace: Row, search: Search, vectors: VectorCache
) -> list[Candidate]:
    """Return what any index proposes, by passage id, with the indexes that did."""
    found: dict[int, tuple[str, ...]] = {}
    for index, keys in _proposals(session, namespace, search, vectors):
        for key in keys:
            found[key] = (*found.get(key, ()), index)
    space = int(namespace[0])
    if search.beside:
        for (key,) in session.rows("search_beside", space=space, keys=json.dumps(sorted(found))):
            if key is not None:
                found.setdefault(key, ("beside",))
    rows = session.rows("candidates", keys=json.dumps(sorted(found)))
    told = {e.id: e for e in episodes(session, space, None, {row[2] for row in rows})}
    return [
        Candidate(_passage(row), told[row[2]], tuple(row[5].split()), row[6], found[row[0]])
        for row in rows
    ]


def _passage(row: Row) -> Passage:
    values: Row = (*row[1:5], bool(row[7]))
    return Passage(*values)


def _proposals(
    session: Session, namespace: Row, search: Search, vectors: VectorCache
) -> Iterator[tuple[str, list[int]]]:
    space, limit = int(namespace[0]), search.limit
    if search.terms:
        yield "words", _by_words(session, namespace, search)
    if search.vector:
        yield "vector", vectors.nearest(session, namespace, search.vector, limit)
    if search.names:
        yield "name", _by_names(session, space, search)
    if search.times:
        yield "time", _by_times(session, space, search)
    if search.episodes:
        asked = listed(search.episodes)
        rows = session.rows("search_episodes", space=space, episodes=asked)
        yield "episode", [row[0] for row in rows]


def _by_words(session: Session, namespace: Row, search: Search) -> list[int]:
    """Return the passages with the greatest BM25 of the terms (k1 1.2, b .75), in any order."""
    space, _, _, passages, length = namespace
    known = session.rows("keys_of_terms", space=space, terms=listed(search.terms))
    asked = _telling(known)
    found = session.rows("postings", terms=json.dumps([row[1] for row in asked]))
    if not found:
        return []
    places, numbers, counts, lengths = np.array(found, dtype=np.int64).T
    idf = np.array([_idf(passages, row[2]) for row in asked])[numbers]
    weights = idf * counts * 2.2 / (counts + 1.2 * (0.25 + 0.75 * lengths * passages / length))
    keys, at = np.unique(places, return_inverse=True)
    # Rounded, so that the order of summing decides nothing.
    scores = np.round(np.bincount(at, weights), 9).astype(np.float64)
    return best_keys(session, keys, scores, search.limit)


def _telling(known: list[Row]) -> list[Row]:
    """Return the rarest terms, as many as stand in so many passages, one at least.

    A word that stands in very many tells little, and would have to be looked up in them all.
    """
    kept: list[Row] = []
    total = 0
    for row in sorted(known, key=lambda row: (row[2], row[0])):
        total += row[2]
        if kept and total > POSTINGS:
            break
        kept.append(row)
    return kept


def _idf(passages: int, frequency: int) -> float:
    return math.log1p((passages - frequency + 0.5) / (frequency + 0.5))


def _by_names(session: Session, space: int, search: Search) -> list[int]:
    pairs = session.rows("named_entities", space=space, names=listed(search.names), most=BEARERS)
    entities, limit = json.dumps(pairs), search.limit
    asked = {"entities": entities, "limit": limit, "most": MENTIONS}
    found = session.rows("search_names", space=space, **asked)
    if pairs and len(found) < limit:
        # Room is left for what stands around the mentions in their episodes.
        found += session.rows("search_named_episodes", space=space, **asked)
    return list(dict.fromkeys(row[0] for row in found))[:limit]


def _by_times(session: Session, space: int, search: Search) -> list[int]:
    asked = [[start or _EARLIEST, end or _LATEST] for start, end in search.times]
    rows = session.rows("search_times", space=space, times=json.dumps(asked), limit=search.limit)
    return [row[0] for row in rows]
