"""All of a namespace, read from wherever it was, into a namespace that holds nothing."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from graphmem.errors import StoreError
from graphmem.export.archive import KINDS, Archive
from graphmem.models.evidence import Source
from graphmem.models.graph import GraphDelta
from graphmem.protocols import GraphStore


def fill(
    store: GraphStore,
    namespace: str,
    held: Archive,
    *,
    progress: Callable[[int], None] | None = None,
) -> None:
    """Write what a namespace held, after letting go of what is recorded about the one here.

    `progress` is told how many values are written. Call it within a transaction.
    """
    store.clear(namespace, keep_evidence=False)
    done = 0
    for delta in held.deltas:
        store.apply(replace(delta, namespace=namespace))
        done += sum(len(getattr(delta, part)) for part in KINDS.values())
        if progress is not None:
            progress(done)
    store.set_metadata(namespace, held.metadata)  # last: what holds nothing is not kept


def recorded_of(store: GraphStore, namespace: str) -> Mapping[str, str]:
    """Return what is recorded of a namespace, which is refused before it is whole."""
    recorded = store.metadata(namespace)
    if "filling" in recorded:
        raise StoreError(
            f"the namespace {namespace!r} is being filled by a copy or an import, or by one that "
            "was cut short: wait for it, or copy or import again"
        )
    return recorded


def with_sources(deltas: Iterable[GraphDelta]) -> Iterator[GraphDelta]:
    """Yield deltas of which each has the sources of its episodes, and no others.

    A store lets go of a source without an episode.
    """
    sources: dict[str, Source] = {}
    for delta in deltas:
        sources.update((source.id, source) for source in delta.sources)
        wanted = sorted({episode.source for episode in delta.episodes})
        yield replace(delta, sources=tuple(sources[key] for key in wanted))
