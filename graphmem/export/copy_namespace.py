"""A namespace of one store into another."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from graphmem.errors import StoreBusy, StoreError
from graphmem.export.archive import Archive
from graphmem.export.fill import fill, recorded_of, with_sources
from graphmem.models.graph import GraphDelta, Stale
from graphmem.protocols import GraphStore


def copy_namespace(
    store: GraphStore,
    target: GraphStore,
    namespace: str,
    *,
    overwrite: bool = False,
    progress: Callable[[str, int], None] | None = None,
) -> None:
    """Fill a namespace of another store with all that this one holds, and what is stale in it.

    The other holds nothing in it, or `overwrite` is asked for. Give a snapshot to read from and a
    transaction to write to.
    """
    if not overwrite and target.counts(namespace):
        raise StoreError(
            f"the namespace {namespace!r} holds something already where it is to be copied to: "
            "copy to where it is empty, or say that it is to be replaced (--replace)"
        )
    before = store.sequence(namespace)
    held = Archive(recorded_of(store, namespace), _settled(store, namespace))
    fill(target, namespace, held, progress=partial(progress, "copying") if progress else None)
    # Not every store can show one state while others write.
    if store.sequence(namespace) != before:
        raise StoreBusy(f"the namespace {namespace!r} was written while it was copied; try again")


def _settled(store: GraphStore, namespace: str) -> Iterator[GraphDelta]:
    """Yield all that a namespace holds, so that what was stale is, and nothing else."""
    for delta in with_sources(store.deltas(namespace)):
        yield replace(delta, settles=Stale())
    yield GraphDelta(namespace, settles=Stale(), stale=store.stale(namespace))
