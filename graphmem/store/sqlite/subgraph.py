"""A bounded neighbourhood, read hop by hop."""

import json
from collections.abc import Iterable

from graphmem.models.graph import Subgraph
from graphmem.store.sqlite.reading import nodes
from graphmem.store.sqlite.rows import read_relationship
from graphmem.store.sqlite.session import Session, listed


def find_subgraph(
    session: Session, space: int, ids: Iterable[str], hops: int, limit: int
) -> Subgraph:
    """Return what lies within `hops` of the ids, breadth first and by id, up to `limit` nodes.

    A node's neighbours are read up to the first `limit` either way: of more, none could be
    among those that are kept, so that a hub costs no more than the bound.
    """
    visited: set[str] = set()
    frontier = _existing(session, space, ids)[: max(limit, 0)]
    for _ in range(hops):
        visited.update(frontier)
        room = limit - len(visited)
        if not frontier or room <= 0:
            break
        frontier = sorted(_neighbours(session, space, frontier, limit) - visited)[:room]
    visited.update(frontier)
    found = listed(visited)
    rows = session.rows("relationships_between", space=space, ids=found)
    return Subgraph(
        tuple(nodes(session, space, None, visited)), tuple(read_relationship(row) for row in rows)
    )


def _existing(session: Session, space: int, ids: Iterable[str]) -> list[str]:
    return [row[0] for row in session.rows("existing", space=space, ids=listed(ids))]


def _neighbours(session: Session, space: int, ids: list[str], limit: int) -> set[str]:
    rows = session.rows("neighbours", space=space, ids=listed(ids), limit=limit)
    return {key for row in rows for side in row for key in json.loads(side)}
