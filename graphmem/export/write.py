"""A namespace of a store to a file or a stream, in a named format."""

import json
import os
import re
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO, TypeAlias

import networkx as nx

from graphmem.errors import ExportError
from graphmem.export.archive import Archive, write_archive
from graphmem.export.evidence import evidence_nodes, evidence_relationships
from graphmem.export.fill import recorded_of
from graphmem.export.graph import to_networkx
from graphmem.models.graph import Node, Property, Relationship
from graphmem.protocols import GraphStore

Lines: TypeAlias = Generator[str, None, None]


def export(
    store: GraphStore, namespace: str, form: str, target: str | Path | TextIO | None = None
) -> str | None:
    """Write a namespace as json, jsonl or graphml, for other programs, or as an archive.

    The graph includes sources and episodes; an archive holds all there is, and `read_archive`
    gives it back. The same memory gives the same bytes. A file appears whole or not at all;
    without a target the text is returned.
    """
    if form not in FORMATS:
        raise ExportError(f"unknown format {form!r}: choose one of {', '.join(FORMATS)}")
    with closing(FORMATS[form](store, namespace)) as lines:
        if target is None:
            return "".join(lines)
        if isinstance(target, str | Path):
            _write(lines, Path(target))
        else:
            target.writelines(lines)
    return None


def _write(lines: Iterator[str], path: Path) -> None:
    if "\0" in str(path) or not path.name:
        raise ExportError(f"cannot write {str(path)!r}: it is the name of no file")
    unfinished = path.with_name(f"{path.name}.part")
    try:
        if path.is_file() and _is_database(path):
            raise ExportError(f"{path} is a database: choose another name for what is exported")
        try:
            with unfinished.open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(lines)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise ExportError(f"cannot write {path}: {error.strerror or error}") from error


def _is_database(path: Path) -> bool:
    """Return whether a file may be the memory that is exported: a slip would be its end."""
    with path.open("rb") as file:
        return file.read(16) == b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class _Graph:
    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]


def _read(store: GraphStore, namespace: str) -> _Graph:
    """Return all of a namespace by id; evidence is added where the store does not give it."""
    episodes = store.episodes(namespace)
    nodes = {n.id: n for n in evidence_nodes(store.sources(namespace), episodes)}
    nodes.update((n.id, n) for n in store.nodes(namespace) if n.id not in nodes)
    relationships = {r.id: r for r in store.relationships(namespace)}
    given = {(r.type, r.source, r.target) for r in relationships.values()}
    for edge in evidence_relationships(episodes):
        if (edge.type, edge.source, edge.target) not in given:
            relationships[edge.id] = edge
    return _Graph(
        tuple(nodes[key] for key in sorted(nodes)),
        tuple(relationships[key] for key in sorted(relationships)),
    )


def _json(graph: _Graph) -> Iterator[str]:
    for name, rows in (("nodes", _nodes(graph)), ("relationships", _relationships(graph))):
        yield '{"nodes": [' if name == "nodes" else '],\n"relationships": ['
        for number, row in enumerate(rows):
            yield f"{',' if number else ''}\n{_dump(row)}"
    yield "]}\n"


def _jsonl(graph: _Graph) -> Iterator[str]:
    for row in _nodes(graph):
        yield _dump({"node": row}) + "\n"
    for row in _relationships(graph):
        yield _dump({"relationship": row}) + "\n"


def _graphml(graph: _Graph) -> Iterator[str]:
    nodes = [
        Node(n.id, n.label, n.kind, {k: _plain(v) for k, v in _known(n.properties).items()})
        for n in graph.nodes
    ]
    relationships = [
        Relationship(
            *(r.id, r.type, r.source, r.target, r.episode),
            {k: _plain(v) for k, v in _known(r.properties).items()},
        )
        for r in graph.relationships
    ]
    for line in nx.generate_graphml(to_networkx(nodes, relationships)):
        yield line + "\n"


def _archive(store: GraphStore, namespace: str) -> Lines:
    deltas = store.deltas(namespace)
    yield from write_archive(Archive(recorded_of(store, namespace), deltas))


def _of_graph(form: Callable[[_Graph], Iterator[str]]) -> Callable[[GraphStore, str], Lines]:
    def lines(store: GraphStore, namespace: str) -> Lines:
        yield from form(_read(store, namespace))

    return lines


FORMATS: dict[str, Callable[[GraphStore, str], Lines]] = {
    "json": _of_graph(_json),
    "jsonl": _of_graph(_jsonl),
    "graphml": _of_graph(_graphml),
    "archive": _archive,
}


def _nodes(graph: _Graph) -> Iterator[dict[str, object]]:
    for node in graph.nodes:
        labels = [node.label, node.kind] if node.kind else [node.label]
        yield {"id": node.id, "labels": labels, "properties": _known(node.properties)}


def _relationships(graph: _Graph) -> Iterator[dict[str, object]]:
    for edge in graph.relationships:
        evidence = {"episode": edge.episode} if edge.episode else {}
        yield {
            "id": edge.id,
            "type": edge.type,
            "start": edge.source,
            "end": edge.target,
            "properties": {**evidence, **_known(edge.properties)},
        }


def _known(properties: Mapping[str, Property]) -> dict[str, Property]:
    """Return the properties that have a value, by name; a null one would differ by store."""
    return {key: value for key, value in sorted(properties.items()) if value is not None}


def _plain(value: Property) -> Property:
    """Return a value that GraphML can hold: a list as JSON, no character that XML forbids."""
    if isinstance(value, list):
        value = _dump(value)
    if isinstance(value, str):
        return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", value)
    return value


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
