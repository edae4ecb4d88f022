"""A delta into the graph."""

from collections.abc import Iterable, Sequence

from graphmem.errors import StoreError
from graphmem.models.graph import LAYERS, GraphDelta, Node, Relationship
from graphmem.store.neo4j.indexing import index_passages, unindex_episodes
from graphmem.store.neo4j.links import follow_episodes, links_before, merge_relationships
from graphmem.store.neo4j.rows import (
    correction_row,
    decision_row,
    episode_row,
    node_row,
    sighting_row,
)
from graphmem.store.neo4j.session import Session, listed
from graphmem.store.neo4j.staleness import mark_after, mark_before, settle
from graphmem.store.shared import bases_of, names_of


def write_delta(session: Session, space: str, delta: GraphDelta) -> None:
    """Erase and retire, then merge, then let go of what nothing touches any more."""
    moving = listed([e.id for e in delta.episodes] + list(delta.erased_episodes))
    before = links_before(session, space, moving)
    if delta.settles is None:
        mark_before(session, space, delta, before)
    erased = listed(delta.erased_episodes)
    recorded = session.many("recorded", erased, of="episodes", space=space)
    lonely = _erase_episodes(session, space, erased)
    gone = listed({*erased}.difference(e.id for e in delta.episodes))
    session.many("erase_decisions", gone, of="episodes", space=space)
    lonely |= _drop_nodes(session, space, delta.retired_nodes)
    drop_relationships(session, space, delta.retired_relationships)
    session.many("drop_nodes", delta.retired_corrections, of="ids", space=space)
    session.many("drop_nodes", delta.retired_decisions, of="ids", space=space)
    lonely |= _merge_evidence(session, space, delta)
    # An episode that is read anew, erased and merged in one delta, was still recorded back then.
    session.many("restore_recorded", recorded, space=space)
    if delta.episodes or delta.erased_episodes:
        follow_episodes(session, space, delta.episodes, before)
    sources = listed([row["source"] for row in recorded] + [s.id for s in delta.sources])
    session.many("erase_empty_sources", sources, of="ids", space=space)
    lonely |= _merge_graph(session, space, delta)
    loose = session.many("untouched", listed(delta.loose), of="ids", space=space)
    lonely |= _drop_nodes(session, space, [row["id"] for row in loose])
    session.many("drop_lonely", listed(lonely), of="ids", space=space)
    if delta.settles is None:
        mark_after(session, space, delta)
    else:
        settle(session, space, delta.settles, delta.stale)


def drop_relationships(session: Session, space: str, gone: Iterable[Relationship]) -> None:
    """Drop relationships, found by their ends."""
    rows = [{"id": r.id, "type": r.type, "source": r.source, "target": r.target} for r in gone]
    session.many("drop_relationships", rows, space=space)


def _erase_episodes(session: Session, space: str, ids: Sequence[str]) -> set[str]:
    """Erase episodes with all that is of them; return the blocks that may be lonely now."""
    if not ids:
        return set()
    unindex_episodes(session, space, ids)
    session.many("drop_relationships_in", ids, of="episodes", space=space)
    found = session.many("sightings_in", ids, of="episodes", space=space)
    lonely = _drop_nodes(session, space, [row["id"] for row in found])
    session.many("drop_nodes", ids, of="ids", space=space)
    return lonely


def _drop_nodes(session: Session, space: str, ids: Iterable[str]) -> set[str]:
    """Drop nodes; return the names and blocks that may be lonely now."""
    gone = listed(ids)
    lonely = _hung_on(session, space, gone)
    session.many("drop_nodes", gone, of="ids", space=space)
    return lonely


def _hung_on(session: Session, space: str, ids: Iterable[str]) -> set[str]:
    return {row["id"] for row in session.many("blocks_of", ids, of="ids", space=space)}


def _merge_evidence(session: Session, space: str, delta: GraphDelta) -> set[str]:
    sources = [{"id": s.id, "uri": s.uri, "title": s.title} for s in delta.sources]
    session.many("merge_sources", sources, space=space)
    session.many("merge_episodes", map(episode_row, delta.episodes), space=space)
    _merge_workspaces(session, space, delta)
    session.many("merge_corrections", map(correction_row, delta.corrections), space=space)
    session.many("merge_decisions", map(decision_row, delta.decisions), space=space)
    lonely = _hung_on(session, space, listed(s.id for s in delta.sightings))
    session.many("merge_sightings", map(sighting_row, delta.sightings), space=space)
    index_passages(session, space, delta.passages)
    return lonely


def _merge_workspaces(session: Session, space: str, delta: GraphDelta) -> None:
    try:
        rows = [{"episode": w.episode, "reading": w.model_dump_json()} for w in delta.workspaces]
    except ValueError as error:
        raise StoreError(f"a reading cannot be kept: {error}") from error
    found = sum(r["number"] for r in session.many("merge_workspaces", rows, space=space))
    if found < len(rows):
        raise StoreError("a reading cannot be kept: its episode is not there")


def _merge_graph(session: Session, space: str, delta: GraphDelta) -> set[str]:
    entities = {n.id: n for n in delta.nodes if n.label == "Entity"}
    lonely = _hung_on(session, space, listed(entities))
    latest = {node.id: node for node in delta.nodes}
    session.many("merge_nodes", [node_row(space, n) for n in latest.values()], space=space)
    names = [
        {"id": key, "names": [{"name": n, "whole": w} for n, w in sorted(names_of(node).items())]}
        for key, node in entities.items()
    ]
    session.many("merge_names", names, space=space)
    merge_relationships(session, space, delta.relationships)
    layered = [node for node in latest.values() if node.label in LAYERS]
    session.many("merge_resting", map(_resting_row, layered), space=space)
    return lonely


def _resting_row(node: Node) -> dict[str, object]:
    return {"id": node.id, "bases": sorted(bases_of(node))}
