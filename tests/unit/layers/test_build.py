from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import SETTINGS, World

from graphmem.layers import build_layers, retire_layers
from graphmem.layers.partition import partition
from graphmem.models.graph import GraphDelta, Stale

PEOPLE = ["Ana", "Ben", "Cleo", "Dov"]


def voyage() -> World:
    """A sea voyage told in one log, a garden in another."""
    world = World()
    for i in range(6):
        episode = world.said("log", i, f"2024-03-0{i + 1}")
        day = f"2024-03-0{i + 1}"
        event = world.event(
            episode, 0, ["Ana", "Ben"], "voyage", "voyage", at="Crete", on=day, level="occasion"
        )
        for start, predicate in enumerate(["sail", "swim", "cook"], 10):
            action = world.event(
                episode, start, ["Ana", "Ben"], predicate, f"Ana {predicate}s {i}", on=day
            )
            world.tie("PART_OF", action, event, episode)
    for i in range(6):
        episode = world.said("garden", i, f"2023-07-0{i + 1}")
        for start, predicate in enumerate(["plant", "water", "weed"]):
            world.event(
                episode, start, ["Cleo", "Dov"], predicate, f"Cleo {predicate}s {i}", at="Kew"
            )
    world.claim("ep_log_000", 50, "Ana", "HAS_ROLE", "captain")
    world.claim("ep_log_001", 50, "Ana", "IN_STATE", "seasick")
    return world


def build(world: World) -> GraphDelta:
    return build_layers("n", list(world.nodes.values()), world.ties, SETTINGS)


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_graph_does_not_matter(chance: Random):
    world = voyage()
    nodes, ties = list(world.nodes.values()), list(world.ties)
    chance.shuffle(nodes)
    chance.shuffle(ties)
    assert build_layers("n", nodes, ties, SETTINGS) == build(world)


def test_built_again_over_its_own_layers_it_is_the_same():
    world = voyage()
    first = build(world)
    again = build_layers(
        "n",
        [*world.nodes.values(), *first.nodes],
        [*world.ties, *first.relationships],
        SETTINGS,
    )
    assert again == first


def test_what_no_longer_holds_is_retired():
    world = voyage()
    whole = build(world)
    half = World(
        {
            id_: n
            for id_, n in world.nodes.items()
            if n.properties.get("episode", "") != "ep_log_000"
        },
        [t for t in world.ties if t.episode != "ep_log_000"],
    )
    layered = [*half.nodes.values(), *whole.nodes]
    after = build_layers("n", layered, [*half.ties, *whole.relationships], SETTINGS)
    alone = build(half)
    kept = {n.id for n in whole.nodes} - set(after.retired_nodes)
    assert kept | {n.id for n in after.nodes} == {n.id for n in alone.nodes}
    assert after.nodes == alone.nodes
    held = {r.id for r in whole.relationships} - {r.id for r in after.retired_relationships}
    assert held | {r.id for r in after.relationships} == {r.id for r in alone.relationships}


def test_all_layers_can_be_taken_away():
    delta = build(voyage())
    gone = retire_layers("n", delta.nodes, delta.relationships)
    assert set(gone.retired_nodes) == {n.id for n in delta.nodes}
    assert {r.id for r in gone.retired_relationships} == {r.id for r in delta.relationships}


def test_each_scene_is_of_one_story():
    delta = build(voyage())
    scenes = [n for n in delta.nodes if n.label == "Scene"]
    assert len(scenes) >= 2
    for scene in scenes:
        evidence = scene.properties["evidence"]
        assert isinstance(evidence, list)
        assert len({str(place).split("_")[1] for place in evidence}) == 1


def test_a_scene_is_called_after_its_happening():
    titles = {str(n.properties["title"]) for n in build(voyage()).nodes if n.label == "Scene"}
    assert any(title.startswith("Ana: voyage at Crete, 2024-03-0") for title in titles)


def test_every_layer_reaches_an_episode():
    world = voyage()
    for node in build(world).nodes:
        evidence = node.properties["evidence"]
        assert isinstance(evidence, list)
        assert evidence
        assert all(str(place).rsplit(":", 2)[0] in world.nodes for place in evidence)


def test_shares_are_parts_of_a_whole():
    delta = build(voyage())
    weights = [r.properties["weight"] for r in delta.relationships if r.type == "IN_SCENE"]
    assert weights
    assert all(isinstance(w, float) and 0 <= w <= 1 for w in weights)


def test_a_persona_tells_roles_places_and_company():
    delta = build(voyage())
    ana = next(n for n in delta.nodes if n.properties.get("name") == "Ana")
    summary = str(ana.properties["summary"])
    assert summary.startswith("Ana: captain. Is seasick. Seen at Crete. With Ben.")
    assert ana.properties["traits"] == ["cook", "sail", "swim"]
    assert (ana.id, "en_Ana") in {
        (r.source, r.target) for r in delta.relationships if r.type == "PORTRAYS"
    }


def test_who_is_hardly_mentioned_has_no_persona():
    strict = SETTINGS.model_copy(update={"persona_mentions": 6})
    world = voyage()
    delta = build_layers("n", list(world.nodes.values()), world.ties, strict)
    assert not [n for n in delta.nodes if n.label == "Persona"]


def test_an_empty_graph_has_no_layers():
    assert build(World()) == GraphDelta("n", settles=Stale())


edges = st.dictionaries(
    st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), st.floats(0.1, 5)
)


@given(edges)
def test_a_partition_numbers_every_tied_node_once(weights: dict[tuple[str, str], float]):
    membership = partition(weights, granularity=1.0, rng_seed=0)
    assert set(membership) == {n for pair in weights if pair[0] != pair[1] for n in pair}
    assert sorted(set(membership.values())) == list(range(len(set(membership.values()))))


@given(edges)
def test_a_partition_does_not_depend_on_order(weights: dict[tuple[str, str], float]):
    turned = {(b, a): w for (a, b), w in reversed(weights.items()) if (b, a) not in weights}
    same = {(b, a): weights[b, a] for (a, b) in weights if (b, a) in weights}
    assert partition({**turned, **same}, granularity=1.0, rng_seed=0) == partition(
        weights, granularity=1.0, rng_seed=0
    )


@pytest.mark.parametrize("granularity", [0.5, 1.0, 3.0])
def test_finer_granularity_never_gives_fewer_parts(granularity: float):
    ring = {(f"n{i:02}", f"n{(i + 1) % 20:02}"): 1.0 for i in range(20)}
    parts = {
        len(set(partition(ring, granularity=g, rng_seed=0).values())) for g in (0.1, granularity)
    }
    assert min(parts) == len(set(partition(ring, granularity=0.1, rng_seed=0).values()))
