"""A bounded neighbourhood, read hop by hop."""

from collections.abc import Iterable, Iterator

from graphmem.models.graph import Node, Relationship, Subgraph
from graphmem.store.sqlite.reading import nodes
from graphmem.store.sqlite.rows import decode, read_relationships
from graphmem.store.sqlite.session import Session, listed

HUB = 200  # neighbours either way, from which a node passes on less than half a percent to each


def find_subgraph(
    session: Session, space: int, ids: Iterable[str], hops: int, limit: int
) -> Subgraph:
    """Return what lies within `hops` of the ids, breadth first and by id, up to `limit` nodes.

    Of each of the ids the first `limit` neighbours are read either way: of more, none could be
    among those that are kept. Nothing is walked on from any other hub: what it is tied to says
    little, and would crowd out the rest.
    """
    visited: set[str] = set()
    frontier = _existing(session, space, ids)[: max(limit, 0)]
    for hop in range(hops):
        visited.update(frontier)
        room = limit - len(visited)
        if not frontier or room <= 0:
            break
        near = (
            _beyond(session, space, frontier)
            if hop
            else _neighbours(session, space, frontier, limit)
        )
        frontier = sorted(near - visited)[:room]
    visited.update(frontier)
    found = nodes(session, space, None, visited)
    return Subgraph(tuple(found), tuple(_between(session, space, found)))


def _between(session: Session, space: int, found: list[Node]) -> list[Relationship]:
    """Return the relationships between nodes, by id.

    An entity may go out to thousands of episodes, and all else to few: so its own are looked up
    from the other end, and between places pair by pair.
    """
    ids = {node.id for node in found}
    entities = {node.id for node in found if node.label == "Entity"}
    ends = {node.id for node in found if node.label in ("Episode", "Role", "State")}
    places = listed(node.id for node in found if node.kind == "Place")
    from_others = {"ids": listed(ids - entities), "targets": listed(ids)}
    from_entities = {"ids": listed(ends), "sources": listed(entities)}
    rows = [
        *session.rows("relationships_from", space=space, **from_others),
        *session.rows("relationships_into", space=space, **from_entities),
        *session.rows("relationships_of_pairs", space=space, ids=places, targets=places),
    ]
    return read_relationships(sorted(rows, key=lambda row: str(row[0])))


def _existing(session: Session, space: int, ids: Iterable[str]) -> list[str]:
    return [row[0] for row in session.rows("existing", space=space, ids=listed(ids))]


def _neighbours(session: Session, space: int, ids: list[str], most: int) -> set[str]:
    """Return the first `most` neighbours of each node either way."""
    return {key for sides in _sides(session, space, ids, most) for side in sides for key in side}


def _beyond(session: Session, space: int, ids: list[str]) -> set[str]:
    """Return the neighbours of the nodes that are no hubs."""
    found = _sides(session, space, ids, HUB + 1)
    return {key for sides in found if max(map(len, sides)) <= HUB for side in sides for key in side}


def _sides(session: Session, space: int, ids: list[str], most: int) -> Iterator[list[list[str]]]:
    """Yield for each node what it points to and what points to it, up to `most` of either."""
    rows = session.rows("neighbours", space=space, ids=listed(ids), limit=most)
    sides = iter(decode(side for row in rows for side in row))
    return ([out, back] for out, back in zip(sides, sides, strict=True))
