"""A delta into the tables."""

from collections.abc import Iterable, Sequence

from graphmem.errors import StoreError
from graphmem.models.graph import LAYERS, GraphDelta, Node, Sighting
from graphmem.store.shared import names_of
from graphmem.store.sqlite.indexing import index_passages, unindex_episodes
from graphmem.store.sqlite.links import follow_episodes, links_before
from graphmem.store.sqlite.rows import (
    correction_row,
    decision_row,
    episode_row,
    node_row,
    relationship_row,
    resting_rows,
    sighting_row,
    workspace_row,
)
from graphmem.store.sqlite.session import Session, listed
from graphmem.store.sqlite.staleness import mark_after, mark_before, settle


def write_delta(session: Session, space: int, delta: GraphDelta) -> None:
    """Erase and retire, then merge, then let go of what nothing touches any more."""
    moving = listed([e.id for e in delta.episodes] + list(delta.erased_episodes))
    before = links_before(session, space, moving)
    if delta.settles is None:
        mark_before(session, space, delta, before)
    recorded = session.rows("recorded", space=space, ids=listed(delta.erased_episodes))
    _erase_episodes(session, space, delta.erased_episodes)
    gone = set(delta.erased_episodes) - {e.id for e in delta.episodes}
    session.run("erase_decisions", space=space, episodes=listed(gone))
    _drop_nodes(session, space, delta.retired_nodes)
    retired = listed(r.id for r in delta.retired_relationships)
    session.run("drop_relationships", space=space, ids=retired)
    session.run("drop_corrections", space=space, ids=listed(delta.retired_corrections))
    session.run("drop_decisions", space=space, ids=listed(delta.retired_decisions))
    _merge_evidence(session, space, delta)
    # An episode that is read anew, erased and merged in one delta, was still recorded back then.
    session.many("restore_recorded", [(space, *row[:2]) for row in recorded])
    if delta.episodes or delta.erased_episodes:
        follow_episodes(session, space, delta.episodes, before)
    sources = listed([row[2] for row in recorded] + [source.id for source in delta.sources])
    session.run("erase_empty_sources", space=space, ids=sources)
    _merge_graph(session, space, delta)
    loose = session.rows("untouched", space=space, ids=listed(delta.loose))
    _drop_nodes(session, space, [row[0] for row in loose])
    if delta.settles is None:
        mark_after(session, space, delta)
    else:
        settle(session, space, delta.settles, delta.stale)


def _erase_episodes(session: Session, space: int, ids: Sequence[str]) -> None:
    if not ids:
        return
    episodes = listed(ids)
    unindex_episodes(session, space, episodes)
    session.run("drop_relationships_of_episodes", space=space, episodes=episodes)
    session.run("drop_relationships_from", space=space, ids=episodes)
    session.run("drop_relationships_to", space=space, ids=episodes)
    session.run("erase_sighting_blocks", space=space, episodes=episodes)
    session.run("erase_sightings", space=space, episodes=episodes)
    session.run("erase_workspaces", space=space, episodes=episodes)
    session.run("erase_episodes", space=space, episodes=episodes)


def _drop_nodes(session: Session, space: int, nodes: Iterable[str]) -> None:
    ids = listed(nodes)
    session.run("drop_relationships_from", space=space, ids=ids)
    session.run("drop_relationships_to", space=space, ids=ids)
    session.run("drop_names", space=space, ids=ids)
    session.run("drop_resting", space=space, ids=ids)
    session.run("drop_nodes", space=space, ids=ids)


def _merge_evidence(session: Session, space: int, delta: GraphDelta) -> None:
    session.many("merge_source", [(space, s.id, s.uri, s.title) for s in delta.sources])
    session.many("merge_episode", [episode_row(space, e) for e in delta.episodes])
    session.many("merge_workspace", [workspace_row(space, w) for w in delta.workspaces])
    session.many("merge_correction", [correction_row(space, c) for c in delta.corrections])
    session.many("merge_decision", [decision_row(space, d) for d in delta.decisions])
    _merge_sightings(session, space, delta.sightings)
    index_passages(session, space, delta.passages)


def _merge_sightings(session: Session, space: int, sightings: Sequence[Sighting]) -> None:
    session.many("merge_sighting", [sighting_row(space, s) for s in sightings])
    session.run("drop_blocks", space=space, sightings=listed(s.id for s in sightings))
    blocks = sorted({(space, block, s.id) for s in sightings for block in s.blocks})
    session.many("merge_block", blocks)


def _merge_graph(session: Session, space: int, delta: GraphDelta) -> None:
    session.many("merge_node", [node_row(space, node) for node in delta.nodes])
    _merge_names(session, space, delta.nodes)
    _merge_resting(session, space, delta.nodes)
    rows = [relationship_row(space, r) for r in delta.relationships]
    session.many("merge_relationship", rows)
    ids = listed(r.id for r in delta.relationships)
    for relationship, kind, source, target in session.rows("missing_ends", space=space, ids=ids):
        raise StoreError(f"{relationship}: {kind} from {source} to {target} lacks one of its ends")


def _merge_names(session: Session, space: int, nodes: Sequence[Node]) -> None:
    session.run("drop_names", space=space, ids=listed(node.id for node in nodes))
    rows = {
        (space, name, node.id): whole
        for node in nodes
        if node.label == "Entity"
        for name, whole in names_of(node).items()
    }
    session.many("merge_name", [(*key, whole) for key, whole in sorted(rows.items())])


def _merge_resting(session: Session, space: int, nodes: Sequence[Node]) -> None:
    layered = [node for node in nodes if node.label in LAYERS]
    session.run("drop_resting", space=space, ids=listed(node.id for node in layered))
    rows = (row for node in layered for row in resting_rows(space, node))
    session.many("merge_resting", sorted(rows))
