"""An archive into a namespace of a store."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import BinaryIO

from graphmem.errors import StoreError
from graphmem.export.archive_read import read_archive
from graphmem.export.fill import fill
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
    told = partial(progress, "importing") if progress else None
    with read_archive(source) as archive:
        fill(store, namespace, archive, progress=told)
