"""A bounded neighbourhood, read hop by hop."""

from collections.abc import Iterable, Sequence

from graphmem.models.graph import Subgraph
from graphmem.store.neo4j.reading import read_nodes, read_relationships
from graphmem.store.neo4j.session import Session, listed

HUB = 200  # neighbours either way, from which a node passes on less than half a percent to each


def find_subgraph(
    session: Session, space: str, ids: Iterable[str], hops: int, limit: int
) -> Subgraph:
    """Return what lies within `hops` of the ids, breadth first and by id, up to `limit` nodes.

    The first hop is one query with all that it finds. Of each of the ids the first `limit`
    neighbours are read either way; nothing is walked on from any other hub: what it is tied to
    says little, and would crowd out the rest.
    """
    if limit <= 0:
        return Subgraph((), ())
    found = _around(session, space, listed(ids), limit if hops else 0, limit)
    starts = set(ids)
    visited = {node.id for node in found.nodes}
    frontier = sorted(visited - starts)
    for _ in range(1, hops):
        room = limit - len(visited)
        if not frontier or room <= 0:
            break
        frontier = sorted(_beyond(session, space, frontier) - visited)[:room]
        visited.update(frontier)
    if len(visited) == len(found.nodes):
        return found
    return _around(session, space, listed(visited), 0, limit)


def _beyond(session: Session, space: str, ids: Sequence[str]) -> set[str]:
    """Return the neighbours of the nodes that are no hubs."""
    sides = session.many("neighbours", ids, of="ids", space=space, limit=HUB + 1)
    return {
        key
        for side in sides
        if max(len(side["out"]), len(side["back"])) <= HUB
        for key in (*side["out"], *side["back"])
    }


def _around(session: Session, space: str, ids: Sequence[str], most: int, limit: int) -> Subgraph:
    (found,) = session.records("subgraph", space=space, ids=ids, most=most, limit=limit)
    return Subgraph(tuple(read_nodes(found["nodes"])), tuple(read_relationships(found["ties"])))
