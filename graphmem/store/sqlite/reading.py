"""What the tables hold, as values."""

from collections.abc import Collection, Mapping

from graphmem.models.evidence import Episode, Source
from graphmem.models.graph import Node, Relationship, Sighting
from graphmem.models.recollection import Statistics
from graphmem.store.shared import episode_node, source_node
from graphmem.store.sqlite.rows import read_episode, read_nodes, read_relationships, read_sightings
from graphmem.store.sqlite.session import Row, Session, listed


def episodes(
    session: Session, space: int, source: str | None, ids: Collection[str] | None
) -> list[Episode]:
    """Return episodes by source and ordinal, of a source and of ids where they are given."""
    if ids is not None:
        rows = session.rows("episodes_by_id", space=space, ids=listed(ids))
        rows = [row for row in rows if source is None or row[1] == source]
    elif source is not None:
        rows = session.rows("episodes_of_source", space=space, source=source)
    else:
        rows = session.rows("episodes", space=space)
    return [read_episode(row) for row in rows]


_SIGHTINGS = {
    "blocks": "sightings_in_blocks",
    "episodes": "sightings_in_episodes",
    "entities": "sightings_of_entities",
}


def sightings(
    session: Session, space: int, asked: Mapping[str, Collection[str] | None]
) -> list[Sighting]:
    """Return the sightings that any of the given lists asks for; all when none is given."""
    given = {by: ids for by, ids in asked.items() if ids is not None}
    if not given:
        return read_sightings(session.rows("sightings", space=space))
    rows = {
        row[0]: row
        for by, ids in given.items()
        for row in session.rows(_SIGHTINGS[by], space=space, ids=listed(ids))
    }
    return read_sightings([rows[key] for key in sorted(rows)])


def nodes(
    session: Session,
    space: int,
    label: str | None,
    ids: Collection[str] | None,
) -> list[Node]:
    """Return nodes by id, of a label and of ids where they are given."""
    found: list[Node] = []
    if label in {None, "Episode"}:
        found += map(episode_node, episodes(session, space, None, ids))
    if label in {None, "Source"}:
        found += map(source_node, sources(session, space, ids))
    if label not in {"Episode", "Source"}:
        found += read_nodes(_node_rows(session, space, label, ids))
    return sorted(found, key=lambda node: node.id)


def nodes_about(session: Session, space: int, label: str, about: Collection[str]) -> list[Node]:
    """Return the events with these predicates, or the facts with these subjects, by id."""
    rows = session.rows("nodes_about", space=space, label=label, about=listed(about))
    return sorted(read_nodes(rows), key=lambda node: node.id)


def nodes_resting_on(session: Session, space: int, bases: Collection[str]) -> list[Node]:
    """Return the nodes of the layers that rest on these episodes and entities, by id."""
    rows = session.rows("nodes_resting_on", space=space, bases=listed(bases))
    return sorted(read_nodes(rows), key=lambda node: node.id)


def relationships(
    session: Session, space: int, asked: Mapping[str, Collection[str] | None]
) -> list[Relationship]:
    """Return the relationships that satisfy all the given lists, by id."""
    lists = {by: None if ids is None else listed(ids) for by, ids in asked.items()}
    if lists["episodes"] is not None:
        rows = session.rows("relationships_in_episodes", space=space, **lists)
    elif lists["touching"] is not None:
        rows = session.rows("relationships_touching", space=space, **lists)
    elif lists["types"] is not None:
        rows = session.rows("relationships_of_types", space=space, **lists)
    else:
        rows = session.rows("relationships", space=space)
    return read_relationships(rows)


def statistics(session: Session, namespace: Row, terms: Collection[str]) -> Statistics:
    """Return how many passages there are, how long, and how many have each of the terms."""
    space, _, _, passages, length = namespace
    rows = session.rows("keys_of_terms", space=space, terms=listed(terms))
    frequency = {term: count for term, _, count in sorted(rows)}
    return Statistics(passages, length / passages if passages else 0.0, frequency)


def sources(session: Session, space: int, ids: Collection[str] | None) -> list[Source]:
    """Return all sources, or those of ids."""
    if ids is None:
        return [Source(*row) for row in session.rows("sources", space=space)]
    return [Source(*row) for row in session.rows("sources_by_id", space=space, ids=listed(ids))]


def _node_rows(
    session: Session, space: int, label: str | None, ids: Collection[str] | None
) -> list[Row]:
    if ids is not None:
        rows = session.rows("nodes_by_id", space=space, ids=listed(ids))
        return [row for row in rows if label is None or row[1] == label]
    if label is not None:
        return session.rows("nodes_of_label", space=space, label=label)
    return session.rows("nodes", space=space)
