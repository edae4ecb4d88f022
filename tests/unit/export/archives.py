"""Memories to export, and what an import of bytes does."""

import io

from graphmem.export import export, import_archive
from graphmem.models.graph import GraphDelta
from graphmem.protocols import GraphStore
from graphmem.store import open_store


def archived(store: GraphStore, namespace: str = "") -> bytes:
    return (export(store, namespace, "archive") or "").encode()


def restore(store: GraphStore, data: bytes, namespace: str = "") -> None:
    with store.transaction() as transaction:
        import_archive(transaction, namespace, io.BytesIO(data))


def holding(*deltas: GraphDelta, **metadata: str) -> GraphStore:
    store = open_store(":memory:")
    for delta in deltas:
        store.apply(delta)
    store.set_metadata("", metadata)
    return store
