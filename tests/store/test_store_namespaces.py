import pytest
from deltas import contents, join, story

from graphmem.models.recollection import Search
from graphmem.protocols import GraphStore

HOSTILE = ["'; DROP TABLE node; --", "naïve 名前 🗝", "", "a%b_c", '"quoted"', "x" * 500]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_namespace_is_kept_apart_whatever_its_name(store: GraphStore, name: str):
    store.apply(story(1, "plain"))
    alone = contents(store, "plain")
    store.apply(story(1, name))
    store.apply(story(2, name))
    store.set_metadata(name, {"reader": "another"})
    assert {**contents(store, "plain"), "namespaces": ["plain"]} == alone
    assert store.namespaces() == sorted(["plain", name])
    store.clear(name, keep_evidence=False)
    assert contents(store, "plain") == alone


def test_a_small_tenant_finds_its_own_beside_a_large_one(store: GraphStore):
    store.apply(join(map(story, range(40)), "large"))
    store.apply(story(3, "small"))
    (passage, *_) = story(3).passages
    for search in (
        Search(terms=passage.terms, limit=1),
        Search(vector=passage.vector, limit=1),
        Search(names=("dan frost",), limit=2),
        Search(times=((None, None),), limit=2),
    ):
        found = store.search("small", search)
        assert passage.passage in [candidate.passage for candidate in found]
    assert store.statistics("small", ["day"]).frequency == {"day": 1}


def test_clearing_what_is_computed_keeps_the_evidence(store: GraphStore):
    delta = join(map(story, range(4)))
    store.apply(delta)
    before = contents(store)
    store.clear("", keep_evidence=True)
    kept = ("sources", "episodes", "workspaces", "corrections", "decisions", "metadata")
    assert {k: contents(store)[k] for k in kept} == {k: before[k] for k in kept}
    assert {n.label for n in store.nodes("")} == {"Episode", "Source"}
    assert not store.relationships("")
    assert not store.sightings("")
    assert not store.search("", Search(terms=("day",), names=("ana lima",), times=((None, None),)))
    store.apply(delta)
    assert contents(store) == before


def test_a_namespace_that_comes_again_is_not_taken_for_the_old_one(store: GraphStore):
    store.apply(join(map(story, range(8))))
    asked = Search(vector=story(1).passages[0].vector, limit=1)
    assert store.search("", asked)
    store.clear("", keep_evidence=False)
    store.apply(story(9))
    assert [c.episode.ordinal for c in store.search("", asked)] == [9]
