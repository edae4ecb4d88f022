"""Memories to export, and what an import of bytes does."""

import io
from collections import Counter
from hashlib import sha256

from graphmem.export import export, import_archive
from graphmem.export.archive import end_of
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


def sealed(lines: list[bytes]) -> bytes:
    """Return lines with the end that fits them, as somebody would who writes an archive."""
    kinds = Counter(line.split(b'"')[1].decode("latin-1") for line in lines[1:] if b'"' in line)
    digest = sha256(b"".join(lines)).hexdigest()
    return b"".join(lines) + end_of(kinds, digest).encode()
