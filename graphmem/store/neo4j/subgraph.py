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

    Of each of the ids the first `limit` neighbours are read either way. Nothing is walked on from
    any other hub: what it is tied to says little, and would crowd out the rest.
    """
    visited: set[str] = set()
    there = session.many("existing", listed(ids), of="ids", space=space)
    frontier = sorted({row["id"] for row in there})[: max(limit, 0)]
    for hop in range(hops):
        visited.update(frontier)
        room = limit - len(visited)
        if not frontier or room <= 0:
            break
        near = _near(session, space, frontier, HUB + 1 if hop else limit, beyond=bool(hop))
        frontier = sorted(near - visited)[:room]
    visited.update(frontier)
    return _induced(session, space, listed(visited))


def _near(session: Session, space: str, ids: Sequence[str], most: int, *, beyond: bool) -> set[str]:
    """Return the neighbours of nodes; `beyond` the first hop, not those of hubs."""
    sides = session.many("neighbours", ids, of="ids", space=space, limit=most)
    return {
        key
        for side in sides
        if not beyond or max(len(side["out"]), len(side["back"])) <= HUB
        for key in (*side["out"], *side["back"])
    }


def _induced(session: Session, space: str, ids: Sequence[str]) -> Subgraph:
    nodes = read_nodes(session.many("nodes_by_id", ids, of="ids", space=space))
    entities = [node.id for node in nodes if node.label == "Entity"]
    rows = session.records(
        "between",
        space=space,
        ids=[node.id for node in nodes],
        entities=entities,
        others=listed({node.id for node in nodes} - set(entities)),
        places=[node.id for node in nodes if node.kind == "Place"],
    )
    return Subgraph(tuple(nodes), tuple(read_relationships(rows)))
