"""What the indexes propose, as candidates."""

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from graphmem.models.evidence import Source
from graphmem.models.recollection import Candidate, Search, Statistics
from graphmem.store.neo4j.rows import (
    DIM,
    read_episode,
    read_metadata,
    read_passage,
    read_source,
    space_token,
)
from graphmem.store.neo4j.session import Record, Session, listed
from graphmem.store.shared import BEARERS, MENTIONS, POSTINGS

_EARLIEST, _LATEST = "", "~~"  # open ends of a time, before and after every date
# Times as many are taken from an index as are wanted, for exact scores to choose from: the one of
# words leaves out none by its own score, the one of vectors does.
_OVER, _AROUND = 3, 4
_FEW = 2_000  # passages of a namespace that are all compared, as the index is everybody's
_MOST = 2_000  # that are asked of the index

_Place = tuple[int, int, str]  # where a passage begins and ends, and its id


@dataclass(slots=True)
class Seen:
    """What came with searches, for who asks for it next: statistics by terms, sources by id."""

    metadata: Mapping[str, str] | None = None
    statistics: dict[frozenset[str], Statistics] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)


def find_candidates(session: Session, space: str, search: Search, seen: Seen) -> list[Candidate]:
    """Return what any index proposes, by passage id, with the indexes that did.

    What else comes with it is added to `seen`.
    """
    found: dict[str, tuple[str, ...]] = {}
    if search.terms or search.vector or search.names or search.times:
        (proposed,) = session.records("search", **_asked(space, search))
        known = _statistics(proposed)
        seen.metadata = read_metadata(proposed)
        seen.statistics[frozenset(search.terms)] = known
        for index, keys in _proposals(proposed, known, search):
            for key in keys:
                found[key] = (*found.get(key, ()), index)
    if not found and not search.episodes:
        return []
    rows = session.records(
        "candidates",
        space=space,
        ids=listed(found),
        episodes=listed(search.episodes),
        beside=search.beside,
    )
    seen.sources |= {row["source"]["id"]: read_source(row["source"]) for row in rows}
    candidates = (_candidate(row, found, search) for row in rows)
    return sorted(candidates, key=lambda c: c.passage.id)


def _candidate(row: Record, found: Mapping[str, tuple[str, ...]], search: Search) -> Candidate:
    read, episode = read_passage(row["passage"]), read_episode(row["episode"])
    by = found.get(read.passage.id, ())
    if read.passage.episode in search.episodes:
        by = (*by, "episode")
    return Candidate(read.passage, episode, read.terms, read.vector, by or ("beside",))


def _asked(space: str, search: Search) -> dict[str, Any]:
    """Return the parameters of the query `search`."""
    terms = [{"term": term, "asked": f"terms:{_escaped(term)}"} for term in listed(search.terms)]
    dim = len(search.vector) if any(search.vector) else 0
    signed = memoryview(search.vector).cast("b").tolist()
    times = [(start or _EARLIEST, end or _LATEST) for start, end in search.times]
    return {
        "space": space,
        "token": space_token(space),
        "terms": terms,
        "postings": POSTINGS,
        "vector": [float(part) for part in signed] if dim == DIM else [],
        "dim": dim,
        "few": _FEW,
        "most": _MOST,
        "limit": search.limit,
        "wanted": _OVER * search.limit,
        "around": _AROUND * search.limit,
        "names": listed(search.names),
        "bearers": BEARERS,
        "mentions": MENTIONS,
        "times": [{"from": start, "to": end} for start, end in times],
    }


def _escaped(term: str) -> str:
    """Return a term as Lucene reads it; most of what it would take for syntax is in no term."""
    return "".join(c if c.isalnum() else f"\\{c}" for c in term)


def _statistics(proposed: Record) -> Statistics:
    passages, length = proposed["passages"], proposed["length"]
    return Statistics(
        passages,
        length / passages if passages else 0.0,
        dict(sorted((term, frequency) for term, frequency, _ in proposed["known"])),
    )


def _proposals(
    proposed: Record, known: Statistics, search: Search
) -> Iterator[tuple[str, list[str]]]:
    places: defaultdict[str, list[_Place]] = defaultdict(list)
    for episode, key, start, end in proposed["places"]:
        places[episode].append((start, end, key))
    if search.terms:
        yield "words", _by_words(proposed, known, search.limit)
    if search.vector:
        near = proposed["compared"] or proposed["near"]
        yield "vector", _by_vector(near, search.vector, search.limit)
    if search.names:
        yield "name", _by_names(proposed["mentions"], places, search.limit)
    if search.times:
        yield "time", _by_times(proposed["told"], proposed["lived"], places, search.limit)


def _by_words(proposed: Record, known: Statistics, limit: int) -> list[str]:
    """Return the passages with the greatest BM25 of the telling terms (k1 1.2, b .75), best first.

    The full-text index proposes with the statistics of all namespaces; those of this one decide.
    """
    idf = {
        term: math.log1p((known.passages - n + 0.5) / (n + 0.5))
        for term, n in known.frequency.items()
        if term in proposed["telling"]
    }
    mean, rows = known.mean_terms, proposed["words"]
    return _best({key: _bm25(terms.split(), idf, mean) for key, terms in rows}, limit)


def _bm25(terms: list[str], idf: Mapping[str, float], mean: float) -> float:
    counts = Counter(term for term in terms if term in idf)
    norm = 1.2 * (0.25 + 0.75 * len(terms) / mean)
    return round(sum(idf[t] * n * 2.2 / (n + norm) for t, n in sorted(counts.items())), 9)


def _by_vector(rows: Iterable[Sequence[Any]], vector: bytes, limit: int) -> list[str]:
    """Return the passages with the greatest product, best first."""
    asked = np.frombuffer(vector, dtype=np.int8).astype(np.int64)
    scores = {key: int(np.frombuffer(bytes(of), dtype=np.int8) @ asked) for key, of in rows}
    return _best(scores, limit)


def _best(scores: Mapping[str, float], limit: int) -> list[str]:
    return sorted(scores, key=lambda key: (-scores[key], key))[: max(limit, 0)]


def _by_names(
    mentions: Sequence[tuple[str, str, int]], places: Mapping[str, list[_Place]], limit: int
) -> list[str]:
    """Return passages around a mention, of rarer names first; then others of their episodes."""
    standing = ((name, _standing(places[episode], at)) for name, episode, at in mentions)
    around = _weighed((name, key) for name, key in standing if key)
    weight = Counter(name for name, _, _ in mentions)
    found = _best(_sums(around, weight), limit)
    if len(found) < limit:
        # Room is left for what stands around the mentions in their episodes.
        bearing = _weighed((name, episode) for name, episode, _ in mentions)
        single = Counter(name for names in bearing.values() for name in names)
        sums = _sums(bearing, single)
        of_best = {key: sums[e] for e in _best(sums, limit) for _, _, key in places[e]}
        found += _best(of_best, limit)
    return list(dict.fromkeys(found))[:limit]


def _standing(places: list[_Place], at: int) -> str:
    """Return the passage in which a place is: the last that begins no later; "" for none."""
    ordered = sorted(places)
    at_most = bisect_right([start for start, _, _ in ordered], at)
    return ordered[at_most - 1][2] if at_most else ""


def _weighed(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name, key in pairs:
        found[key].add(name)
    return found


def _sums(bearing: Mapping[str, set[str]], weight: Mapping[str, int]) -> dict[str, float]:
    return {k: round(sum(1 / weight[n] for n in sorted(names)), 12) for k, names in bearing.items()}


def _by_times(
    told: Iterable[tuple[str, int, int, int]],
    lived: Iterable[tuple[str, int]],
    places: Mapping[str, list[_Place]],
    limit: int,
) -> list[str]:
    """Return what tells of a time or is of it: first what lies within, then what only overlaps."""
    tiers: dict[str, int] = {}
    for episode, outside, begin, finish in told:
        for start, end, key in places[episode]:
            if start < finish and end > begin:
                tiers[key] = min(tiers.get(key, 9), 2 * outside)
    for episode, outside in lived:
        for _, _, key in places[episode]:
            tiers[key] = min(tiers.get(key, 9), 2 * outside + 1)
    return sorted(tiers, key=lambda key: (tiers[key], key))[:limit]
