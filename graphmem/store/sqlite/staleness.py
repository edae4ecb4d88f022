"""What a change makes stale of the layers above it."""

import json
from collections.abc import Iterable

from graphmem.models.graph import GraphDelta, Stale
from graphmem.store.shared import OF_NO_ACCOUNT, marks_of
from graphmem.store.sqlite.session import Session, listed


def mark_before(session: Session, space: int, delta: GraphDelta, linked: Iterable[str]) -> None:
    """Mark what hangs on all that is about to go, while it can still be seen.

    `linked` are the episodes that stand before those that move or go.
    """
    gone = [*delta.retired_nodes, *delta.erased_episodes]
    session.run("mark_entities", space=space, ids=listed(delta.retired_nodes))
    session.run("mark_under", space=space, ids=listed(delta.retired_nodes))
    session.run("mark_around", space=space, ids=listed(gone))
    session.run("mark_unanswered", space=space, ids=listed(gone))
    # There is a persona of nobody else.
    entities = [node for node in delta.nodes if node.label == "Entity"]
    named = [[n.id, n.properties.get("name"), n.kind, n.properties.get("named")] for n in entities]
    session.run("mark_renamed", space=space, entities=json.dumps(sorted(named, key=str)))
    told = {r.episode for r in delta.retired_relationships if r.type not in OF_NO_ACCOUNT}
    moved = told.union(linked) - {""}
    session.many("mark_stale", [(space, "episode", key) for key in sorted(moved)])


def mark_after(session: Session, space: int, delta: GraphDelta) -> None:
    """Mark what came or changed, and let go of the marks of episodes that are erased."""
    told = (r.episode for r in delta.relationships if r.type not in OF_NO_ACCOUNT)
    episodes = {*told, *(e.id for e in delta.episodes)} - {""}
    # There is a persona of nobody else.
    entities = {node.id for node in delta.nodes if node.is_somebody()}
    rows = [(space, "episode", key) for key in sorted(episodes)]
    rows += [(space, "entity", key) for key in sorted(entities)]
    session.many("mark_stale", rows)
    if delta.erased_episodes:
        session.run("unmark_gone", space=space, ids=listed(delta.erased_episodes))
        session.run("unmark_all_gone", space=space)


def settle(session: Session, space: int, settled: Stale, stale: Stale) -> None:
    """Let go of the marks of what is settled, and mark what is stale."""
    session.many("unmark", [(space, *mark) for mark in marks_of(settled)])
    session.many("mark_stale", [(space, *mark) for mark in marks_of(stale)])
