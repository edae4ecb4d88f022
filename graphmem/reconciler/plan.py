"""What a batch moves: the sightings that resolve otherwise, and what hangs on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from graphmem.models.graph import Sighting
from graphmem.reconciler.correct import correct
from graphmem.reconciler.known import Batch, Known
from graphmem.reconciler.reach import reach
from graphmem.reconciler.resolve import resolve


@dataclass(frozen=True, slots=True)
class Plan:
    """`before` and `after` hold the known sightings by id, as they were and as they will be.

    `moved` are the ids that are new, gone, changed or resolved otherwise, `touched` the
    entities they leave or join, `episodes` the known episodes to project anew, `names` what a
    person calls entities among them.
    """

    before: Mapping[str, Sighting]
    after: Mapping[str, Sighting]
    moved: frozenset[str]
    touched: frozenset[str]
    episodes: frozenset[str]
    names: Mapping[str, str]


def make_plan(batch: Batch, known: Known) -> Plan:
    """Return what a batch moves, when the blocks it reaches are known."""
    old, new = changed_sightings(batch, known)
    fresh = {s.id for s in new}
    present = dict(known.sightings)
    for sighting in old:
        del present[sighting.id]
    present |= {s.id: s for s in new}
    dirty, wanted = reach([*old, *new], known.sightings.values(), corrected=batch.corrected)
    near = [s for s in present.values() if s.id in fresh or not wanted.isdisjoint(s.blocks)]
    found = correct(resolve(near), near, batch.corrections, batch.decisions)
    after, names = dict(present), {}
    for identity, sighting in present.items():
        if identity in fresh or not dirty.isdisjoint(sighting.blocks):
            at = found[identity]
            after[identity] = replace(sighting, entity=at.entity, score=at.score, reason=at.reason)
            names[at.entity] = at.name
    before = known.sightings
    moved = {i for i in before.keys() | after.keys() if before.get(i) != after.get(i)}
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


def changed_sightings(batch: Batch, known: Known) -> tuple[list[Sighting], list[Sighting]]:
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
        new = come.get(old.id)
        if old.episode not in placed:
            continue
        if new is not None and _plain(new) == _plain(old):
            come.pop(old.id, None)
            continue
        gone.append(old)
    return gone, list(come.values())


def _plain(sighting: Sighting) -> Sighting:
    return replace(sighting, entity="", score=1.0, reason="")
