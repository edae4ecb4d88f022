"""A memory over a real file, and a way to see all of its graph."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

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
