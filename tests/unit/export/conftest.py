"""A small archive, of one episode with all that is read in it."""

import pytest
from archives import archived, holding

from tests.store.deltas import story


@pytest.fixture(scope="session")
def small() -> bytes:
    store = holding(story(1), reader="a reader", embedder="an embedder")
    data = archived(store)
    store.close()
    return data
