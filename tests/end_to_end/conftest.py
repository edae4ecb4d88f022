"""A memory over a real file, and a way to see all of its graph."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import neo4j
import pytest

from graphmem import Memory

Opener = Callable[..., Memory]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opener]:
    """Open memories on files of their own, and close them all at the end."""
    memories: list[Memory] = []

    def open_memory(name: str = "memory.db", **options: object) -> Memory:
        memories.append(Memory(tmp_path / name, **options))
        return memories[-1]

    yield open_memory
    for memory in memories:
        memory.close()


def graph_of(memory: Memory) -> dict[str, list[dict[str, object]]]:
    """Return the whole graph, without the times at which the memory learnt or retracted."""
    text = memory.export("json")
    assert text is not None
    graph: dict[str, list[dict[str, object]]] = json.loads(text)
    for thing in (*graph["nodes"], *graph["relationships"]):
        properties = thing["properties"]
        assert isinstance(properties, dict)
        properties.pop("recorded_at", None)
        properties.pop("retracted_at", None)
    return graph


@pytest.fixture
def empty_server(neo4j_server: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch) -> str:
    """The URL of a server on which nothing of ours is left."""
    url, username, password = neo4j_server
    monkeypatch.setenv("NEO4J_USERNAME", username)
    monkeypatch.setenv("NEO4J_PASSWORD", password)
    auth = (username, password) if username else None
    with neo4j.GraphDatabase.driver(url, auth=auth) as driver:
        driver.execute_query("MATCH (n:Memory) DETACH DELETE n")
    return url
