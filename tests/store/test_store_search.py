from dataclasses import replace

import pytest
from deltas import contents, erasing, join, person, relate, source, story

from graphmem.models.graph import GraphDelta
from graphmem.models.recollection import Search
from graphmem.protocols import GraphStore


@pytest.fixture
def stories(store: GraphStore) -> GraphStore:
    store.apply(join(map(story, range(30))))
    return store


def test_each_index_finds_and_says_so(stories: GraphStore):
    passage = story(4).passages[0]
    asked = Search(
        ("bread",), passage.vector, ("eve stone",), (("2021-01-05", "2021-01-06"),), limit=30
    )
    found = {c.passage.id: c for c in stories.search("", asked)}
    assert list(found) == sorted(found)
    assert found[passage.passage.id].found_by == ("words", "vector", "name", "time")
    assert found[passage.passage.id].terms == passage.terms
    assert found[passage.passage.id].vector == passage.vector
    assert found[passage.passage.id].episode == story(4).episodes[0]


def test_asked_episodes_come_whole(stories: GraphStore):
    ids = tuple(story(number).episodes[0].id for number in range(10))
    found = stories.search("", Search(episodes=ids, limit=1))
    assert len(found) == 20
    assert {c.found_by for c in found} == {("episode",)}


def test_a_part_of_a_name_is_enough_and_rarer_names_come_first(stories: GraphStore):
    assert {c.episode.speaker for c in stories.search("", Search(names=("frost",)))} == {
        "Dan Frost"
    }
    assert stories.search("", Search(names=("nobody",))) == []


def test_a_passage_with_the_mention_comes_before_its_neighbours(stories: GraphStore):
    found = stories.search("", Search(names=("ana lima",), limit=6))
    assert {c.passage.start for c in found} == {0}
    assert len(stories.search("", Search(names=("ana lima",), limit=12))) == 12


def test_open_times_find_all_and_half_open_ones_exclude_their_end(stories: GraphStore):
    assert len(stories.search("", Search(times=((None, None),)))) == 60
    until = stories.search("", Search(times=((None, "2021-01-03T00:00:00"),)))
    assert {c.episode.ordinal for c in until} == {0, 1}


def test_the_vector_cache_follows_what_is_added_and_erased(stories: GraphStore):
    passage = story(31).passages[0]
    asked = Search(vector=passage.vector, limit=1)
    assert stories.search("", asked)
    stories.apply(story(31))
    assert [c.passage for c in stories.search("", asked)] == [passage.passage]
    stories.apply(erasing([story(31)]))
    assert passage.passage not in [c.passage for c in stories.search("", asked)]


def test_a_hub_is_cut_by_id(store: GraphStore):
    store.apply(join(map(story, range(40))))
    hub = person("Ana Lima").id
    near = store.subgraph("", [hub, "no such node"], 1, 5)
    linked = {r.source for r in store.relationships("", touching=[hub])}
    linked |= {r.target for r in store.relationships("", touching=[hub])}
    assert [n.id for n in near.nodes] == sorted([hub, *sorted(linked - {hub})[:4]])
    ids = {n.id for n in near.nodes}
    assert all(r.source in ids and r.target in ids for r in near.relationships)


def test_episodes_are_linked_in_order_through_edits(store: GraphStore):
    def chain() -> list[tuple[int, int]]:
        place = {e.id: e.ordinal for e in store.episodes("")}
        links = store.relationships("", types=["NEXT"])
        return sorted((place[r.source], place[r.target]) for r in links)

    store.apply(join(map(story, (0, 5, 9))))
    assert chain() == [(0, 5), (5, 9)]
    store.apply(story(3))
    assert chain() == [(0, 3), (3, 5), (5, 9)]
    store.apply(erasing([story(5)]))
    assert chain() == [(0, 3), (3, 9)]
    moved = replace(story(0).episodes[0], ordinal=20)
    store.apply(GraphDelta("", (source(),), (moved,)))
    assert chain() == [(3, 9), (9, 20)]


def test_an_episode_read_anew_keeps_when_it_was_recorded(store: GraphStore):
    store.apply(story(2))
    before = contents(store)
    later = replace(story(2), episodes=(replace(story(2).episodes[0], recorded_at="2030"),))
    store.apply(later)
    assert contents(store) == before
    store.apply(replace(later, erased_episodes=(later.episodes[0].id,)))
    assert contents(store) == before


def test_relationships_answer_to_all_that_is_given(stories: GraphStore):
    key = story(1).episodes[0].id
    who = person("Ben Ode").id
    assert {r.type for r in stories.relationships("", touching=[who], types=["AGENT"])} == {"AGENT"}
    both = stories.relationships("", episodes=[key], touching=[who])
    assert both == [
        r for r in stories.relationships("", episodes=[key]) if who in (r.source, r.target)
    ]
    assert relate("AGENT", "a", "b", "c", (0, 1)) not in stories.relationships("", types=[])


def test_years_are_those_of_what_is_told_and_of_the_telling(store: GraphStore):
    assert store.years("") == []
    store.apply(story(0))
    store.apply(story(400))
    assert store.years("") == [2021, 2022]
    assert store.years("another") == []


def test_what_stands_beside_comes_too(store: GraphStore):
    store.apply(join(map(story, range(6))))
    (first, second) = story(3).passages
    alone = store.search("", Search(terms=("storm",), limit=1))
    assert len(alone) == 1
    asked = replace(Search(vector=first.vector, limit=1), beside=True)
    found = {c.passage.id: c.found_by for c in store.search("", asked)}
    before, after = story(2).passages[1], story(4).passages[0]
    beside = {p.passage.id for p in (second, before, after)}
    assert found == {first.passage.id: ("vector",)} | dict.fromkeys(beside, ("beside",))


def test_in_a_text_nothing_beyond_the_episode_is_beside(store: GraphStore):
    deltas = list(map(story, range(4)))
    for delta in deltas:
        told = replace(delta.episodes[0], speaker=None)
        store.apply(replace(delta, episodes=(told,)))
    asked = Search(vector=deltas[2].passages[0].vector, limit=1, beside=True)
    assert {c.episode.ordinal for c in store.search("", asked)} == {2}
