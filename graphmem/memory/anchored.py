"""How corrections and decisions go along with what is written."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from graphmem.models.evidence import Correction, Decision, Source
from graphmem.models.graph import GraphDelta
from graphmem.protocols import GraphStore
from graphmem.reconciler import ACTING, Batch, Said, carry, moved_anchors, without


def said(store: GraphStore, namespace: str) -> list[Said]:
    """Return what holds of who is who beside names: corrections, and decisions that act."""
    return [*store.corrections(namespace), *store.decisions(namespace, sorts=ACTING)]


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
    store: GraphStore,
    batch: Batch,
    held: Sequence[Said],
    *,
    correcting: bool,
    gone: Collection[str] = (),
) -> Batch:
    """Return a batch with what it leaves of what was said, and the episodes that this sees anew.

    Its decisions come beside those that are held, but those that are `gone`; its corrections, when
    `correcting`, instead of those.
    """
    before = [c for c in held if c.id not in gone]
    before = [c for c in before if not correcting or isinstance(c, Decision)]
    wanted = {c.id: c for c in (*batch.decisions, *before)}
    if correcting:
        wanted |= {c.id: c for c in batch.corrections}
    kept = [c for c in (without(c, batch.erased) for c in wanted.values()) if c is not None]
    anew = moved_anchors(held, kept) - {e.id for e in batch.episodes} - set(batch.erased)
    known = store.episodes(batch.namespace, ids=anew) if anew else ()
    return replace(
        batch,
        episodes=(*batch.episodes, *known),
        corrections=tuple(c for c in kept if isinstance(c, Correction)),
        decisions=tuple(d for d in kept if isinstance(d, Decision)),
    )


def speaks(delta: GraphDelta) -> bool:
    """Return whether a delta changes what holds of who is who beside names."""
    come = delta.corrections or delta.decisions
    return bool(come or delta.retired_corrections or delta.retired_decisions)


def with_said(delta: GraphDelta, held: Sequence[Said], batch: Batch) -> GraphDelta:
    """Return a delta that also makes what a batch keeps what is held."""
    kept = {c.id for c in batch.corrections} | {d.id for d in batch.decisions}
    gone = sorted((c for c in held if c.id not in kept), key=lambda c: c.id)
    return replace(
        delta,
        corrections=tuple(c for c in batch.corrections if c not in held),
        decisions=tuple(d for d in batch.decisions if d not in held),
        retired_corrections=tuple(c.id for c in gone if isinstance(c, Correction)),
        retired_decisions=tuple(d.id for d in gone if isinstance(d, Decision)),
    )
