"""All that a namespace holds, piece by piece."""

from collections.abc import Iterator
from typing import Any

from graphmem.models.graph import GraphDelta
from graphmem.store.neo4j import reading
from graphmem.store.neo4j.rows import (
    LABELS,
    read_correction,
    read_decision,
    read_passage,
    read_workspace,
)
from graphmem.store.neo4j.session import Session, batches
from graphmem.store.shared import ROWS

_ANY = {"types": None, "touching": None, "episodes": None}


def read_deltas(session: Session, space: str) -> Iterator[GraphDelta]:
    """Yield all that a namespace holds, a part after the other and each by id."""
    yield from _cut(space, "sources", reading.sources(session, space, None))
    episodes = reading.episodes(session, space, None, None)
    yield from _cut(space, "episodes", episodes)
    keys = sorted(episode.id for episode in episodes)
    for some in batches(keys, ROWS):
        rows = session.records("workspaces", space=space, ids=some)
        found = sorted(map(read_workspace, rows), key=lambda w: w.episode)
        yield GraphDelta(space, workspaces=tuple(found))
    yield from _cut(space, "sightings", reading.sightings(session, space, {}))
    rows = session.many("passages_in", keys, of="episodes", space=space)
    passages = (read_passage(row["passage"]) for row in rows)
    ordered = sorted(passages, key=lambda p: p.passage.id)
    yield from (GraphDelta(space, passages=tuple(some)) for some in batches(ordered, ROWS))
    told = [
        read_correction(row["correction"]) for row in session.records("corrections", space=space)
    ]
    yield from _cut(space, "corrections", told)
    rows = session.records("decisions", space=space, ids=None, sorts=None)
    yield from _cut(space, "decisions", (read_decision(row["decision"]) for row in rows))
    rows = session.records("nodes", space=space, labels=list(LABELS))
    yield from _cut(space, "nodes", reading.read_nodes(rows))
    ties = reading.relationships(session, space, _ANY)
    yield from _cut(space, "relationships", (r for r in ties if r.type not in ("NEXT", "FROM")))


def _cut(space: str, part: str, values: Any) -> Iterator[GraphDelta]:
    for some in batches(sorted(values, key=lambda value: value.id), ROWS):
        parts: dict[str, Any] = {part: tuple(some)}
        yield GraphDelta(space, **parts)
