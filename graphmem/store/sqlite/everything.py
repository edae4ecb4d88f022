"""All that a namespace holds, read piece by piece."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from graphmem.models.evidence import Passage, Source
from graphmem.models.graph import GraphDelta, IndexedPassage
from graphmem.models.workspace import Workspace
from graphmem.store.shared import ROWS
from graphmem.store.sqlite.rows import (
    read_correction,
    read_decision,
    read_episode,
    read_nodes,
    read_relationships,
    read_sightings,
)
from graphmem.store.sqlite.session import Row, Session


def read_deltas(session: Session, space: int, namespace: str) -> Iterator[GraphDelta]:
    """Yield all that a namespace holds, a part after the other and each by id."""
    for part, (query, read) in _PARTS.items():
        for rows in session.stream(query, ROWS, space=space):
            values: dict[str, Any] = {part: tuple(read(rows))}
            yield GraphDelta(namespace, **values)


def _each(read: Callable[[Row], object]) -> Callable[[Sequence[Row]], list[Any]]:
    return lambda rows: [read(row) for row in rows]


def _read_passage(row: Row) -> IndexedPassage:
    values: Row = (*row[:4], bool(row[6]))
    return IndexedPassage(Passage(*values), tuple(row[4].split()), row[5])


# By the field of a delta, in an order in which nothing comes before what it refers to.
_PARTS: dict[str, tuple[str, Callable[[Sequence[Row]], list[Any]]]] = {
    "sources": ("every_source", _each(lambda row: Source(*row))),
    "episodes": ("every_episode", _each(read_episode)),
    "workspaces": (
        "every_workspace",
        _each(lambda row: Workspace.model_validate_json(row[0])),
    ),
    "sightings": ("every_sighting", read_sightings),
    "passages": ("every_passage", _each(_read_passage)),
    "corrections": ("every_correction", _each(read_correction)),
    "decisions": ("every_decision", _each(read_decision)),
    "nodes": ("every_node", read_nodes),
    "relationships": ("every_relationship", read_relationships),
}
