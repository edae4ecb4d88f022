"""What the indexes propose, as candidates."""

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from graphmem.models.recollection import Candidate, Search
from graphmem.store.neo4j.reading import statistics
from graphmem.store.neo4j.rows import DIM, read_episode, read_passage, space_token
from graphmem.store.neo4j.session import Record, Session, listed

_EARLIEST, _LATEST = "", "~~"  # open ends of a time, before and after every date
_OVER = 3  # times as many are taken from an index as are wanted, for exact scores to choose from
_FEW = 2_000  # passages of a namespace that are all compared, as the index is everybody's
_MENTIONS = 60  # of each entity that are looked at
_ENTITIES = 20  # of each name, likewise


def find_candidates(session: Session, space: str, search: Search) -> list[Candidate]:
    """Return what any index proposes, by passage id, with the indexes that did."""
    found: dict[str, tuple[str, ...]] = {}
    for index, keys in _proposals(session, space, search):
        for key in keys:
            found[key] = (*found.get(key, ()), index)
    if search.beside and found:
        for row in session.many("search_beside", sorted(found), of="ids", space=space):
            found.setdefault(row["id"], ("beside",))
    rows = session.many("candidates", sorted(found), of="ids", space=space)
    told = [(read_passage(row["passage"]), read_episode(row["episode"])) for row in rows]
    candidates = (
        Candidate(
            indexed.passage, episode, indexed.terms, indexed.vector, found[indexed.passage.id]
        )
        for indexed, episode in told
    )
    return sorted(candidates, key=lambda c: c.passage.id)


def _proposals(session: Session, space: str, search: Search) -> Iterator[tuple[str, list[str]]]:
    if search.terms:
        yield "words", _by_words(session, space, search)
    if search.vector:
        yield "vector", _by_vector(session, space, search)
    if search.names:
        yield "name", _by_names(session, space, search)
    if search.times:
        yield "time", _by_times(session, space, search)
    if search.episodes:
        rows = session.many("places_in", listed(search.episodes), of="episodes", space=space)
        yield "episode", [row["id"] for row in rows]


def _by_words(session: Session, space: str, search: Search) -> list[str]:
    """Return the passages with the greatest BM25 of the terms (k1 1.2, b .75), best first.

    The full-text index proposes with the statistics of all namespaces; those of this one decide.
    """
    known = statistics(session, space, search.terms)
    if not known.frequency:
        return []
    asked = " ".join(f"terms:{term}" for term in sorted(known.frequency))
    query = f"+space:{space_token(space)} +({asked})"
    rows = session.records("search_words", space=space, query=query, limit=_OVER * search.limit)
    idf = {
        term: math.log1p((known.passages - n + 0.5) / (n + 0.5))
        for term, n in known.frequency.items()
    }
    scores = {row["id"]: _bm25(row["terms"].split(), idf, known.mean_terms) for row in rows}
    return _best(scores, search.limit)


def _bm25(terms: list[str], idf: Mapping[str, float], mean: float) -> float:
    counts = Counter(term for term in terms if term in idf)
    norm = 1.2 * (0.25 + 0.75 * len(terms) / mean)
    return round(sum(idf[t] * n * 2.2 / (n + norm) for t, n in sorted(counts.items())), 9)


def _by_vector(session: Session, space: str, search: Search) -> list[str]:
    """Return the passages with the greatest product, best first.

    The index is that of all namespaces: where it finds too few of this one, or could not find
    them at all, all vectors of the namespace are compared.
    """
    if not any(search.vector):
        return []
    asked = np.frombuffer(search.vector, dtype=np.int8).astype(np.int64)
    rows = _indexed(session, space, search, asked)
    if rows is None:
        rows = session.records("all_vectors", space=space, dim=len(search.vector))
    scores = {
        row["id"]: int(np.frombuffer(bytes(row["vector"]), dtype=np.int8) @ asked) for row in rows
    }
    return _best(scores, search.limit)


def _indexed(
    session: Session, space: str, search: Search, asked: np.ndarray
) -> list[Record] | None:
    """Return what the vector index proposes; None where it would not find enough."""
    totals = session.records("namespace", space=space)
    own = int(totals[0]["passages"]) if totals else 0
    if len(search.vector) != DIM or own <= _FEW:
        return None
    total = session.records("count_vectors")[0]["number"]
    wanted = _OVER * search.limit
    most = math.ceil(wanted * max(1.0, total / own))
    if most > _FEW:
        return None
    vector = [float(part) for part in asked.tolist()]
    rows = session.records("search_vectors", space=space, vector=vector, most=most, limit=wanted)
    return rows if len(rows) >= search.limit else None


def _best(scores: Mapping[str, float], limit: int) -> list[str]:
    return sorted(scores, key=lambda key: (-scores[key], key))[: max(limit, 0)]


def _by_names(session: Session, space: str, search: Search) -> list[str]:
    """Return passages around a mention, of rarer names first; then others of their episodes."""
    pairs = session.many(
        "named_entities", listed(search.names), of="names", space=space, most=_ENTITIES
    )
    names: defaultdict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        names[pair["entity"]].add(pair["name"])
    mentions = session.many(
        "search_mentions", sorted(names), of="entities", space=space, most=_MENTIONS
    )
    told = [(name, m["episode"], m["start"]) for m in mentions for name in names[m["entity"]]]
    places = _places(session, space, {episode for _, episode, _ in told})
    standing = ((n, _standing(places[e], at)) for n, e, at in told)
    around = _weighed((n, key) for n, key in standing if key)
    weight = Counter(name for name, _, _ in told)
    found = _best(_sums(around, weight), search.limit)
    if len(found) < search.limit:
        # Room is left for what stands around the mentions in their episodes.
        bearing = _weighed((name, episode) for name, episode, _ in told)
        single = Counter(name for names in bearing.values() for name in names)
        sums = _sums(bearing, single)
        of_best = {k: sums[e] for e in _best(sums, search.limit) for _, k in places[e]}
        found += _best(of_best, search.limit)
    return list(dict.fromkeys(found))[: search.limit]


def _places(
    session: Session, space: str, episodes: Iterable[str]
) -> dict[str, list[tuple[int, str]]]:
    """Return where the passages of episodes begin, in order."""
    found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in session.many("places_in", listed(episodes), of="episodes", space=space):
        found[row["episode"]].append((row["start"], row["id"]))
    return defaultdict(list, {key: sorted(places) for key, places in found.items()})


def _standing(places: list[tuple[int, str]], at: int) -> str:
    """Return the passage in which a place is: the last that begins no later; "" for none."""
    at_most = bisect_right([start for start, _ in places], at)
    return places[at_most - 1][1] if at_most else ""


def _weighed(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name, key in pairs:
        found[key].add(name)
    return found


def _sums(bearing: Mapping[str, set[str]], weight: Mapping[str, int]) -> dict[str, float]:
    return {k: round(sum(1 / weight[n] for n in sorted(names)), 12) for k, names in bearing.items()}


def _by_times(session: Session, space: str, search: Search) -> list[str]:
    """Return what tells of a time or is of it: first what lies within, then what only overlaps."""
    times = [{"from": start or _EARLIEST, "to": end or _LATEST} for start, end in search.times]
    asked = {"space": space, "times": times, "limit": search.limit}
    told = session.records("search_times", **asked)
    lived = session.records("search_lived", **asked)
    near = {row["episode"] for row in (*told, *lived)}
    rows = session.many("places_in", listed(near), of="episodes", space=space)
    places: defaultdict[str, list[Record]] = defaultdict(list)
    for row in rows:
        places[row["episode"]].append(row)
    tiers: dict[str, int] = {}
    for row in told:
        for place in places[row["episode"]]:
            if place["start"] < row["end"] and place["end"] > row["start"]:
                tiers[place["id"]] = min(tiers.get(place["id"], 9), 2 * row["outside"])
    for row in lived:
        for place in places[row["episode"]]:
            tiers[place["id"]] = min(tiers.get(place["id"], 9), 2 * row["outside"] + 1)
    return sorted(tiers, key=lambda key: (tiers[key], key))[: search.limit]
