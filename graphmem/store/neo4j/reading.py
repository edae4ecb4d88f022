"""What the graph holds, as values."""

from collections.abc import Collection, Mapping

from graphmem.models.evidence import Episode, Source
from graphmem.models.graph import Node, Relationship, Sighting
from graphmem.models.recollection import Statistics
from graphmem.store.neo4j.rows import (
    LABELS,
    read_episode,
    read_node,
    read_relationship,
    read_sighting,
    read_source,
)
from graphmem.store.neo4j.session import Record, Session, listed


def sources(session: Session, space: str, ids: Collection[str] | None) -> list[Source]:
    """Return all sources, or those of ids."""
    if ids is None:
        return [read_source(row) for row in session.records("sources", space=space)]
    return [
        read_source(r) for r in session.many("sources_by_id", listed(ids), of="ids", space=space)
    ]


def episodes(
    session: Session, space: str, source: str | None, ids: Collection[str] | None
) -> list[Episode]:
    """Return episodes by source and ordinal, of a source and of ids where they are given."""
    if ids is not None:
        rows = session.many("episodes_by_id", listed(ids), of="ids", space=space)
    elif source is not None:
        rows = session.records("episodes_of_source", space=space, source=source)
    else:
        rows = session.records("episodes", space=space)
    found = (read_episode(row["episode"]) for row in rows)
    kept = (e for e in found if source is None or e.source == source)
    return sorted(kept, key=lambda e: (e.source, e.ordinal, e.id))


def sightings(
    session: Session, space: str, asked: Mapping[str, Collection[str] | None]
) -> list[Sighting]:
    """Return the sightings that any of the given lists asks for; all when none is given."""
    given = {by: ids for by, ids in asked.items() if ids is not None}
    rows = [] if given else session.records("sightings", space=space)
    for by, ids in given.items():
        rows += session.many(_SIGHTINGS[by], listed(ids), of="ids", space=space)
    found = {s.id: s for s in (read_sighting(row["sighting"]) for row in rows)}
    return [found[key] for key in sorted(found)]


_SIGHTINGS = {
    "blocks": "sightings_in_blocks",
    "episodes": "sightings_in_episodes",
    "entities": "sightings_of_entities",
}


def nodes(
    session: Session, space: str, label: str | None, ids: Collection[str] | None
) -> list[Node]:
    """Return nodes by id, of a label and of ids where they are given."""
    labels = [*LABELS, "Episode", "Source"] if label is None else [label]
    if ids is not None:
        rows = session.many("nodes_by_id", listed(ids), of="ids", space=space)
        rows = [row for row in rows if not set(labels).isdisjoint(row["labels"])]
    else:
        rows = session.records("nodes", space=space, labels=labels)
    return read_nodes(rows)


def nodes_about(session: Session, space: str, label: str, about: Collection[str]) -> list[Node]:
    """Return the events with these predicates, or the facts with these subjects, by id."""
    query = {"Event": "events_of_predicates", "Fact": "facts_of_subjects"}.get(label)
    if query is None:
        return []
    return read_nodes(session.many(query, listed(about), of="about", space=space))


def nodes_resting_on(session: Session, space: str, bases: Collection[str]) -> list[Node]:
    """Return the nodes of the layers that rest on these episodes and entities, by id."""
    return read_nodes(session.many("nodes_resting_on", listed(bases), of="bases", space=space))


def read_nodes(rows: Collection[Record]) -> list[Node]:
    """Return the nodes of records, each once, by id."""
    found = {node.id: node for node in map(read_node, rows)}
    return [found[key] for key in sorted(found)]


def relationships(
    session: Session, space: str, asked: Mapping[str, Collection[str] | None]
) -> list[Relationship]:
    """Return the relationships that satisfy all the given lists, by id."""
    types, touching, episodes = asked["types"], asked["touching"], asked["episodes"]
    wanted = None if types is None else listed(types)
    if episodes is not None:
        given = listed(episodes)
        name, values = "relationships_in_episodes", {"of": "episodes"}
    elif touching is not None:
        given = listed(touching)
        name, values = "relationships_touching", {"of": "touching"}
    else:
        return read_relationships(session.records("relationships", space=space, types=wanted))
    found = read_relationships(session.many(name, given, space=space, types=wanted, **values))
    if episodes is None or touching is None:
        return found
    near = set(touching)
    return [r for r in found if r.source in near or r.target in near]


def read_relationships(rows: Collection[Record]) -> list[Relationship]:
    """Return the relationships of records, each once, by id."""
    found = {r.id: r for r in map(read_relationship, rows)}
    return [found[key] for key in sorted(found)]


def statistics(session: Session, space: str, terms: Collection[str]) -> Statistics:
    """Return how many passages there are, how long, and how many have each of the terms."""
    totals = session.records("namespace", space=space)
    if not totals:
        return Statistics(0, 0.0, {})
    passages, length = totals[0]["passages"], totals[0]["terms"]
    rows = session.many("frequencies", listed(terms), of="terms", space=space)
    frequency = {row["term"]: row["frequency"] for row in sorted(rows, key=lambda r: r["term"])}
    return Statistics(passages, length / passages if passages else 0.0, frequency)
