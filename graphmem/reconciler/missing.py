"""What must still be known before a batch can be reconciled."""

from __future__ import annotations

from graphmem.reconciler.known import Batch, Known, Need
from graphmem.reconciler.plan import find_change, make_plan


def missing(batch: Batch, known: Known) -> Need:
    """Return what to ask the store for next, an empty need when all is known.

    First the episodes of the batch as they stood; then name blocks, until every name that the
    batch may touch is complete; then the entities and episodes whose sightings move.
    """
    asked = known.asked
    if asked.last:
        return Need()
    own = _own(batch) - asked.episodes
    if own:
        return Need(episodes=own)
    change = find_change(batch, known)
    if change.wanted - asked.blocks:
        return Need(blocks=change.wanted - asked.blocks)
    plan = make_plan(batch, known, change)
    return Need(
        entities=plan.touched - asked.entities,
        episodes=plan.episodes - asked.episodes,
        last=True,
        plan=plan,
    )


def _own(batch: Batch) -> frozenset[str]:
    return frozenset((*(e.id for e in batch.episodes), *batch.erased))
