"""An archive into a namespace of a store."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from graphmem.errors import StoreError
from graphmem.export.archive import KINDS
from graphmem.export.archive_read import read_archive
from graphmem.protocols import GraphStore


def import_archive(
    store: GraphStore,
    namespace: str,
    source: str | Path | BinaryIO,
    *,
    progress: Callable[[str, int], None] | None = None,
) -> None:
    """Fill a namespace that holds nothing with what an archive holds.

    It is known at the end only whether all of it fits: call it within a transaction.
    """
    if store.counts(namespace):
        raise StoreError(
            f"the namespace {namespace!r} holds something already: import into one that is empty"
        )
    with read_archive(source) as archive:
        store.clear(namespace, keep_evidence=False)  # of what is recorded about it
        store.set_metadata(namespace, archive.metadata)
        done = 0
        for delta in archive.deltas:
            store.apply(replace(delta, namespace=namespace))
            done += sum(len(getattr(delta, part)) for part in KINDS.values())
            if progress is not None:
                progress("importing", done)
