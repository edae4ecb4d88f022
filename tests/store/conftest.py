from collections.abc import Iterator
from pathlib import Path

import neo4j
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
def empty_server(neo4j_server: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch) -> str:
    """The URL of a server on which nothing of ours is left."""
    url, username, password = neo4j_server
    monkeypatch.setenv("NEO4J_USERNAME", username)
    monkeypatch.setenv("NEO4J_PASSWORD", password)
    auth = (username, password) if username else None
    with neo4j.GraphDatabase.driver(url, auth=auth) as driver:
        driver.execute_query("MATCH (n:Memory) DETACH DELETE n")
    return url


@pytest.fixture
def store(url: str) -> Iterator[GraphStore]:
    store = open_store(url)
    yield store
    store.close()
