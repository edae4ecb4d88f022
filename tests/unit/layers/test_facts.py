from worlds import SETTINGS, World, fact, texts, ties

from graphmem.layers import build_layers
from graphmem.models.graph import GraphDelta, Property


def build(world: World) -> GraphDelta:
    return build_layers("n", list(world.nodes.values()), world.ties, SETTINGS)


def test_a_fact_says_who_what_and_whom_with_its_evidence():
    world = World()
    event = world.event(
        world.said("log", 0), 4, ["Ana", "Ben"], "meet", "Ana met Ben", on="2024-03-01"
    )
    told = fact(build(world), "Ana met Ben").properties
    assert told["subject"] == "en_Ana"
    assert (told["slot"], told["value"]) == ("meet", "Ben")
    assert told["valid_from"] == "2024-03-01T00:00:00"
    assert told["evidence"] == ["ep_log_000:4:15"]
    assert told["support"] == 1
    assert ties(build(world), "SUPPORTS") == [(event, "Ana met Ben")]


def test_a_pronoun_is_told_by_name():
    world = World()
    world.event(world.said("log", 0), 0, ["Ana", "Ben"], "meet", "she met Ben")
    assert texts(build(world)) == {"Ana: she met Ben"}


def test_two_episodes_that_say_the_same_support_one_fact():
    world = World()
    for i in range(2):
        world.event(world.said("log", i), 0, ["Ana", "Ben"], "meet", "Ana met Ben")
    told = fact(build(world), "Ana met Ben").properties
    assert told["support"] == 2
    assert told["confidence"] == 0.91
    assert len(ties(build(world), "SUPPORTS")) == 2


def test_what_is_denied_or_planned_is_no_plain_fact():
    world = World()
    episode = world.said("log", 0)
    moods: list[dict[str, Property]] = [
        {"polarity": "negative"},
        {"modality": "planned"},
        {"modality": "asked"},
        {"modality": "possible"},
    ]
    for start, more in enumerate(moods):
        world.event(episode, start, ["Ana", "Ben"], "meet", f"Ana meets Ben {start}", **more)
    delta = build(world)
    assert texts(delta) == {"Ana meets Ben 0", "Ana meets Ben 1"}
    assert fact(delta, "Ana meets Ben 0").properties["polarity"] == "negative"
    assert fact(delta, "Ana meets Ben 1").properties["modality"] == "planned"


def test_a_later_home_supersedes_the_one_before():
    world = World()
    for i, (town, on) in enumerate([("Porto", "2021-02-01"), ("Lyon", "2023-05-01")]):
        episode = world.said("log", i, on)
        world.event(episode, 0, ["Ana"], "live", f"Ana lives in {town}", at=town)
    delta = build(world)
    assert ties(delta, "SUPERSEDES") == [("Ana lives in Lyon", "Ana lives in Porto")]
    assert fact(delta, "Ana lives in Porto").properties["valid_to"] == "2023-05-01T00:00:00"
    assert "valid_to" not in fact(delta, "Ana lives in Lyon").properties


def test_a_return_makes_the_first_value_current_again():
    world = World()
    for i, town in enumerate(["Porto", "Lyon", "Porto"]):
        episode = world.said("log", i, f"202{i}-01-01")
        world.event(episode, 0, ["Ana"], "live", f"Ana lives in {town}", at=town)
    assert ties(build(world), "SUPERSEDES") == [("Ana lives in Porto", "Ana lives in Lyon")]


def test_going_back_and_forth_goes_round_in_no_circle():
    world = World()
    for i, town in enumerate(["Porto", "Lyon", "Porto", "Lyon", "Rome"]):
        episode = world.said("log", i, f"202{i}-01-01")
        world.event(episode, 0, ["Ana"], "live", f"Ana lives in {town}", at=town)
    delta = build(world)
    assert sorted(ties(delta, "SUPERSEDES")) == [
        ("Ana lives in Lyon", "Ana lives in Porto"),
        ("Ana lives in Rome", "Ana lives in Lyon"),
    ]
    assert fact(delta, "Ana lives in Porto").properties["valid_to"] == "2023-01-01T00:00:00"


def test_no_longer_supersedes():
    world = World()
    world.claim(world.said("log", 0, "2020-01-01"), 0, "Ana", "HAS_ROLE", "captain")
    world.claim(
        world.said("log", 1, "2022-01-01"), 0, "Ana", "HAS_ROLE", "captain", polarity="negative"
    )
    assert ties(build(world), "SUPERSEDES") == [("Ana is not a captain", "Ana is a captain")]


def test_roles_do_not_exclude_each_other():
    world = World()
    for i, role in enumerate(["captain", "mother"]):
        world.claim(world.said("log", i), 0, "Ana", "HAS_ROLE", role)
    assert ties(build(world), "SUPERSEDES") == []
    assert ties(build(world), "CONTRADICTS") == []


def test_two_sources_that_differ_contradict_each_other():
    world = World()
    world.claim(world.said("one", 0), 0, "Ana", "IN_STATE", "married")
    world.claim(world.said("two", 0), 0, "Ana", "IN_STATE", "single")
    assert ties(build(world), "CONTRADICTS") == [("Ana is married", "Ana is single")] or ties(
        build(world), "CONTRADICTS"
    ) == [("Ana is single", "Ana is married")]
    assert ties(build(world), "SUPERSEDES") == []


def test_what_happens_once_is_never_updated():
    world = World()
    for i, town in enumerate(["Porto", "Lyon"]):
        episode = world.said(f"s{i}", 0, f"202{i}-01-01")
        world.event(episode, 0, ["Ana"], "bear", f"Ana was born in {town}", at=town)
    assert len(ties(build(world), "CONTRADICTS")) == 1
    assert ties(build(world), "SUPERSEDES") == []
