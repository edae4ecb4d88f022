"""What a change makes stale of the layers above it."""

from collections.abc import Iterable

from graphmem.models.graph import GraphDelta, Stale
from graphmem.store.neo4j.session import Session, listed
from graphmem.store.shared import OF_NO_ACCOUNT, marks_of, read_marks


def mark_before(session: Session, space: str, delta: GraphDelta, linked: Iterable[str]) -> None:
    """Mark what hangs on all that is about to go, while it can still be seen.

    `linked` are the episodes that stand before those that move or go.
    """
    found = session.many("stale_by", listed(delta.retired_nodes), of="ids", space=space)
    erased = listed(delta.erased_episodes)
    found += session.many("stale_around", erased, of="ids", space=space)
    found += session.many("unanswered_in", erased, of="episodes", space=space)
    rows = {(row["sort"], row["id"]) for row in found}
    entities = [
        {
            "id": node.id,
            "name": node.properties.get("name"),
            "labels": [node.kind] if node.kind else [],
            "named": node.properties.get("named"),
        }
        for node in delta.nodes
        if node.label == "Entity"
    ]
    renamed = session.many("called_otherwise", entities, space=space)
    rows |= {("name", row["id"]) for row in renamed}
    rows |= {
        ("episode", r.episode)
        for r in delta.retired_relationships
        if r.type not in OF_NO_ACCOUNT and r.episode
    }
    _mark(session, space, rows | {("episode", key) for key in linked})


def mark_after(session: Session, space: str, delta: GraphDelta) -> None:
    """Mark what came or changed, and let go of the marks of episodes that are erased."""
    told = {r.episode for r in delta.relationships if r.type not in OF_NO_ACCOUNT}
    episodes = (told | {e.id for e in delta.episodes}) - {""}
    rows = {("episode", key) for key in episodes}
    # There is a persona of nobody else.
    _mark(session, space, rows | {("entity", n.id) for n in delta.nodes if n.is_somebody()})
    if delta.erased_episodes:
        erased = listed(delta.erased_episodes)
        session.many("unmark_gone", erased, of="episodes", space=space)
        if not session.records("has_episodes", space=space)[0]["left"]:
            session.run("clear_stale", space=space)


def read_stale(session: Session, space: str) -> Stale:
    """Return what is marked."""
    return read_marks((row["sort"], row["id"]) for row in session.records("stale", space=space))


def settle(session: Session, space: str, settled: Stale, stale: Stale) -> None:
    """Let go of the marks of what is settled, and mark what is stale."""
    marks = [f"stale:{sort}:{key}" for sort, key in marks_of(settled)]
    session.many("unmark", marks, of="marks", space=space)
    _mark(session, space, marks_of(stale))


def _mark(session: Session, space: str, rows: Iterable[tuple[str, str]]) -> None:
    told = [{"sort": sort, "id": key} for sort, key in sorted(set(rows))]
    session.many("mark_stale", told, space=space)
