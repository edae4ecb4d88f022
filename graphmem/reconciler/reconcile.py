"""A batch, and what the graph knows that bears on it, to a delta."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from graphmem.models.evidence import Episode
from graphmem.models.graph import GraphDelta, Node, Relationship, Sighting
from graphmem.models.workspace import Workspace
from graphmem.reconciler.describe import describe
from graphmem.reconciler.known import Batch, Known
from graphmem.reconciler.moves import Plan
from graphmem.reconciler.plan import find_change, make_plan
from graphmem.reconciler.project import Projection, project

_SHARED = ("Time", "Role", "State")
_EMPTY = Projection({}, {})


def reconcile(batch: Batch, known: Known) -> GraphDelta:
    """Return what to merge and retire so that the graph is what a rebuild would make it.

    `known` must be complete, as `missing` says.
    """
    plan = known.asked.plan or make_plan(batch, known, find_change(batch, known))
    before, after = _projections(batch, known, plan)
    again = _read_again(batch, known)
    nodes, relationships = _changed(before, after, again)
    entities, emptied = _entities(plan)
    moved = {i for i, s in plan.after.items() if i in plan.moved or s.episode in again}
    return GraphDelta(
        namespace=batch.namespace,
        episodes=batch.episodes,
        workspaces=batch.workspaces,
        sightings=tuple(plan.after[i] for i in sorted(moved)),
        nodes=(*entities, *nodes),
        relationships=tuple(relationships),
        erased_episodes=tuple(sorted(again.union(batch.erased))),
        retired_nodes=(*emptied, *_gone_nodes(before, after, shared=False)),
        retired_relationships=_gone_relationships(before, after),
        loose=_gone_nodes(before, after, shared=True),
    )


def _read_again(batch: Batch, known: Known) -> set[str]:
    """Return the episodes that now read otherwise: they are erased, then written in full."""
    old = known.workspaces
    return {
        w.episode
        for w in batch.workspaces
        if w.episode in batch.erased or old.get(w.episode, w) != w
    }


def _projections(
    batch: Batch, known: Known, plan: Plan
) -> tuple[dict[str, Projection], dict[str, Projection]]:
    """Return the projections of the episodes that change, as they were and will be."""
    was, will = _by_episode(plan.before), _by_episode(plan.after)
    episodes: Mapping[str, Episode] = {**known.episodes, **{e.id: e for e in batch.episodes}}
    read: Mapping[str, Workspace] = {w.episode: w for w in batch.workspaces}
    before, after = {}, {}
    for one in sorted({*plan.episodes, *read, *batch.erased}):
        if one in known.workspaces and one in known.episodes:
            before[one] = project(known.episodes[one], known.workspaces[one], was.get(one, ()))
        if one in read or one not in batch.erased:
            workspace = read.get(one) or known.workspaces[one]
            after[one] = project(episodes[one], workspace, will.get(one, ()))
    return before, after


def _by_episode(sightings: Mapping[str, Sighting]) -> dict[str, list[Sighting]]:
    found: dict[str, list[Sighting]] = {}
    for sighting in sightings.values():
        found.setdefault(sighting.episode, []).append(sighting)
    return found


def _changed(
    before: Mapping[str, Projection], after: Mapping[str, Projection], again: Collection[str]
) -> tuple[list[Node], list[Relationship]]:
    """Return the nodes and relationships that are new or differ."""
    nodes: dict[str, Node] = {}
    relationships: list[Relationship] = []
    for one, projection in after.items():
        old = before.get(one, _EMPTY)
        nodes |= {i: n for i, n in projection.nodes.items() if old.nodes.get(i) != n}
        kept = {} if one in again else old.relationships
        relationships += [r for i, r in projection.relationships.items() if kept.get(i) != r]
    return list(nodes.values()), relationships


def _gone_nodes(
    before: Mapping[str, Projection], after: Mapping[str, Projection], *, shared: bool
) -> tuple[str, ...]:
    """Return the nodes that an episode no longer brings: those it shares, or its own."""
    gone = {
        i
        for one, old in before.items()
        for i, node in old.nodes.items()
        if (node.label in _SHARED) is shared and i not in after.get(one, _EMPTY).nodes
    }
    return tuple(sorted(gone))


def _gone_relationships(
    before: Mapping[str, Projection], after: Mapping[str, Projection]
) -> tuple[Relationship, ...]:
    gone = {
        i: relationship
        for one, old in before.items()
        for i, relationship in old.relationships.items()
        if i not in after.get(one, _EMPTY).relationships
    }
    return tuple(gone[i] for i in sorted(gone))


def _entities(plan: Plan) -> tuple[list[Node], list[str]]:
    """Return the nodes of the entities that the moves touch, and the ids of those left empty."""
    members: dict[str, list[Sighting]] = {entity: [] for entity in sorted(plan.touched)}
    for sighting in _placed(plan.after.values()):
        if sighting.entity in members:
            members[sighting.entity].append(sighting)
    full = [describe(e, found, plan.names.get(e, "")) for e, found in members.items() if found]
    return full, [entity for entity, found in members.items() if not found]


def _placed(sightings: Iterable[Sighting]) -> Iterable[Sighting]:
    return (s for s in sightings if s.entity)
