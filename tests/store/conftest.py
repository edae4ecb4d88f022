from collections.abc import Iterator
from pathlib import Path

import pytest

from graphmem.protocols import GraphStore
from graphmem.store import open_store


@pytest.fixture(params=["file", "memory"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return ":memory:" if request.param == "memory" else str(tmp_path / "memory.db")


@pytest.fixture
def store(url: str) -> Iterator[GraphStore]:
    store = open_store(url)
    yield store
    store.close()
