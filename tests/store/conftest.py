from collections.abc import Iterator
from pathlib import Path

import pytest

from graphmem.protocols import GraphStore
from graphmem.store import open_store

HOMES = ["file", "memory", pytest.param("neo4j", marks=pytest.mark.neo4j)]


@pytest.fixture(params=HOMES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a store that is empty is kept."""
    if request.param == "neo4j":
        return str(request.getfixturevalue("empty_server"))
    return ":memory:" if request.param == "memory" else str(tmp_path / "memory.db")


@pytest.fixture
def store(url: str) -> Iterator[GraphStore]:
    store = open_store(url)
    yield store
    store.close()
