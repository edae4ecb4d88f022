"""How corrections go along with what is written."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from graphmem.models.evidence import Correction, Source
from graphmem.models.graph import GraphDelta
from graphmem.protocols import GraphStore
from graphmem.reconciler import Batch, carry, moved_anchors, without


def carried(store: GraphStore, source: Source, batch: Batch, stored: Collection[str]) -> Batch:
    """Return a batch with the corrections that hold, moved from what it erases to what comes.

    `stored` are the episodes that the source had before it was read again.
    """
    held = store.corrections(batch.namespace)
    if not held:
        return batch
    gone = store.episodes(batch.namespace, ids=batch.erased)
    there = store.episodes(batch.namespace, source=source.id)
    come = {e.id: e for e in (*there, *batch.episodes) if e.id not in stored}
    return replace(batch, corrections=tuple(carry(held, gone, list(come.values()))))


def corrected(
    store: GraphStore, batch: Batch, held: Iterable[Correction], wanted: Iterable[Correction]
) -> Batch:
    """Return a batch with the corrections it leaves, and the episodes that these see anew."""
    kept = tuple(c for c in (without(c, batch.erased) for c in wanted) if c is not None)
    anew = moved_anchors(held, kept) - {e.id for e in batch.episodes} - set(batch.erased)
    known = store.episodes(batch.namespace, ids=anew) if anew else ()
    return replace(batch, episodes=(*batch.episodes, *known), corrections=kept)


def with_corrections(
    delta: GraphDelta, held: Sequence[Correction], kept: Sequence[Correction]
) -> GraphDelta:
    """Return a delta that also makes the corrections that are held those that are kept."""
    gone = {c.id for c in held} - {c.id for c in kept}
    return replace(
        delta,
        corrections=tuple(c for c in kept if c not in held),
        retired_corrections=tuple(sorted(gone)),
    )
