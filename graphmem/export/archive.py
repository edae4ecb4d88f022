"""All of a namespace as lines of JSON, from which it comes back as it was."""

import hashlib
import json
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from graphmem.models.graph import GraphDelta, IndexedPassage
from graphmem.models.workspace import Workspace

VERSION = 1
# What a line may hold, in this order, and the part of a delta that it belongs to.
KINDS = {
    "source": "sources",
    "episode": "episodes",
    "workspace": "workspaces",
    "sighting": "sightings",
    "passage": "passages",
    "correction": "corrections",
    "decision": "decisions",
    "node": "nodes",
    "relationship": "relationships",
}
# What a memory without a language model never holds is counted only where there is some.
_MAY_LACK = ("decision",)


@dataclass(frozen=True, slots=True)
class Archive:
    """All of a namespace: what is recorded about it, and what it holds, to be read once."""

    metadata: Mapping[str, str]
    deltas: Iterator[GraphDelta]


def write_archive(archive: Archive) -> Iterator[str]:
    """Yield the lines of an archive; `docs/archive.md` says what stands in them."""
    counts: Counter[str] = Counter()
    digest = hashlib.sha256()
    for kind, value in _lines(archive):
        counts[kind] += 1
        line = dump({kind: value}) + "\n"
        digest.update(line.encode())
        yield line
    yield end_of(counts, digest.hexdigest())


def end_of(counts: Counter[str], digest: str) -> str:
    """Return the last line of an archive: how many lines of each kind, and their checksum."""
    told = {kind: counts[kind] for kind in KINDS if counts[kind] or kind not in _MAY_LACK}
    return dump({"end": {"counts": told, "sha256": digest}}) + "\n"


def dump(value: object) -> str:
    """Return a value as JSON in one line; the same value gives the same text."""
    return _ENCODER.encode(value)


def _lines(archive: Archive) -> Iterator[tuple[str, object]]:
    metadata = dict(archive.metadata)
    yield "archive", {"format": "graphmem", "version": VERSION, "metadata": metadata}
    for delta in archive.deltas:
        for kind, part in KINDS.items():
            for value in getattr(delta, part):
                yield kind, value


def _plain(value: object) -> Any:
    """Return what JSON has a form for: the fields of a value of ours, bytes in base 64."""
    if isinstance(value, bytes):
        return b64encode(value).decode("ascii")
    if isinstance(value, Workspace):
        return value.model_dump(mode="json")
    if isinstance(value, IndexedPassage):
        return {**_plain(value.passage), "terms": value.terms, "vector": value.vector}
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    raise TypeError(f"{value!r} has no place in an archive")


_ENCODER = json.JSONEncoder(
    default=_plain, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
)
