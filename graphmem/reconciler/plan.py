"""What a batch moves: the sightings that resolve otherwise, and what hangs on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from graphmem.models.graph import Sighting
from graphmem.reconciler.known import Batch, Known
from graphmem.reconciler.moves import Plan
from graphmem.reconciler.reach import reach
from graphmem.reconciler.resolve import Resolution


@dataclass(frozen=True, slots=True)
class Change:
    """The known sightings that go or change, those that come instead, and how far that reaches."""

    gone: Sequence[Sighting]
    come: Sequence[Sighting]
    dirty: frozenset[str]
    wanted: frozenset[str]


def find_change(batch: Batch, known: Known) -> Change:
    """Return what a batch changes in the sightings that are known."""
    gone, come = _changed_sightings(batch, known)
    dirty, wanted = reach([*gone, *come], known.sightings.values(), corrected=batch.corrected)
    return Change(gone, come, dirty, wanted)


def make_plan(batch: Batch, known: Known, change: Change) -> Plan:
    """Return what a batch moves, when the blocks it reaches are known."""
    fresh, dirty, wanted = {s.id for s in change.come}, change.dirty, change.wanted
    present = dict(known.sightings)
    for sighting in change.gone:
        del present[sighting.id]
    present |= {s.id: s for s in change.come}
    near = [s for s in present.values() if s.id in fresh or not wanted.isdisjoint(s.blocks)]
    found = batch.resolve(near)
    after, names = dict(present), {}
    for identity, sighting in present.items():
        if identity in fresh or not dirty.isdisjoint(sighting.blocks):
            at = found[identity]
            after[identity] = _placed(sighting, at)
            names[at.entity] = at.name
    before = known.sightings
    moved = {
        i
        for i in before.keys() | after.keys()
        if before.get(i) is not after.get(i) and before.get(i) != after.get(i)
    }
    sides = [side[i] for i in moved for side in (before, after) if i in side]
    read = {w.episode for w in batch.workspaces} | set(batch.erased)
    placed = {e.id for e in batch.episodes if known.episodes.get(e.id, e) != e}
    return Plan(
        before,
        after,
        frozenset(moved),
        frozenset(s.entity for s in sides if s.entity),
        frozenset(({s.episode for s in sides} | placed) - read),
        names,
    )


def _changed_sightings(batch: Batch, known: Known) -> tuple[list[Sighting], list[Sighting]]:
    """Return the known sightings that go or change, and those that come instead."""
    read = batch.sightings
    come = {
        s.id: s
        for e in batch.episodes
        for s in (read[e.id] if e.id in read else batch.sight_again(e, known.workspaces[e.id]))
    }
    placed = {e.id for e in batch.episodes}.union(batch.erased)
    gone: list[Sighting] = []
    for old in known.sightings.values():
        if old.episode not in placed:
            continue
        new = come.get(old.id)
        if new is not None and _plain(new) == _plain(old):
            come.pop(old.id, None)
            continue
        gone.append(old)
    return gone, list(come.values())


def _placed(sighting: Sighting, at: Resolution) -> Sighting:
    """Return a sighting as it resolves: itself where it did so before."""
    if (sighting.entity, sighting.score, sighting.reason) == (at.entity, at.score, at.reason):
        return sighting
    return replace(sighting, entity=at.entity, score=at.score, reason=at.reason)


def _plain(sighting: Sighting) -> Sighting:
    return replace(sighting, entity="", score=1.0, reason="")
