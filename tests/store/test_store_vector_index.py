"""On a server a large namespace asks the vector index, and a small one beside it finds its own."""

import pytest
from deltas import join, story

from graphmem.models.recollection import Search
from graphmem.store import open_store
from graphmem.store.neo4j.searching import _asked, _by_vector

pytestmark = pytest.mark.neo4j

SMALL, LARGE = "small", "large"


@pytest.fixture
def store(empty_server: str):
    store = open_store(empty_server)
    store.apply(join((story(n, SMALL) for n in range(4)), SMALL))
    store.apply(join((story(n, LARGE) for n in range(40)), LARGE))
    yield store
    store.close()


@pytest.mark.parametrize("space", [SMALL, LARGE])
def test_the_vector_index_proposes_what_comparing_all_does(store, space: str):
    vector = story(2).passages[1].vector
    asked = _asked(space, Search(vector=vector, limit=5))
    with store._connection.reading(space) as session:
        (compared,) = session.records("search", **asked)
        (indexed,) = session.records("search", **asked | {"few": 0})
    assert len(compared["compared"]) == compared["passages"]
    assert not compared["near"]
    assert not indexed["compared"]
    assert 5 <= len(indexed["near"]) <= 30
    nearest = _by_vector(compared["compared"], vector, 5)
    assert nearest[0] == story(2, space).passages[1].passage.id
    assert _by_vector(indexed["near"], vector, 5) == nearest


def test_a_namespace_that_is_lost_in_the_index_costs_no_scan(store):
    asked = _asked(SMALL, Search(vector=story(2).passages[1].vector, limit=5))
    with store._connection.reading(SMALL) as session:
        (found,) = session.records("search", **asked | {"few": 0, "most": 3})
    assert not found["compared"]
    assert len(found["near"]) <= 3
