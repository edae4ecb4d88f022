import pytest
from hypothesis import given
from hypothesis import strategies as st
from passages import graph, node, tie

from graphmem.models.graph import Subgraph
from graphmem.retrieval.paths import path, trace
from graphmem.retrieval.spread import CONDUCTANCE, conduct, spread
from graphmem.settings import RetrievalSettings

SETTINGS = RetrievalSettings()
NODES = [f"n{i}" for i in range(8)]

graphs = st.lists(
    st.tuples(st.sampled_from(NODES), st.sampled_from(NODES), st.sampled_from(sorted(CONDUCTANCE)))
).map(lambda ties: graph([node(n) for n in NODES], [tie(t, a, b) for a, b, t in ties]))
starts = st.dictionaries(st.sampled_from(NODES), st.floats(0.01, 1))


@given(graphs, starts, st.integers(0, 12), st.floats(0, 0.95))
def test_no_more_is_there_than_start_over_one_less_decay(
    given: Subgraph, start: dict[str, float], hops: int, decay: float
):
    settings = RetrievalSettings(hops=hops, decay=decay)
    total = sum(spread(given, start, settings).values())
    assert total <= sum(start.values()) / (1 - decay) + 1e-9


@given(graphs)
def test_no_start_activates_nothing(given: Subgraph):
    assert spread(given, {}, SETTINGS) == {}


@given(graphs, starts)
def test_the_order_of_the_graph_does_not_matter(given: Subgraph, start: dict[str, float]):
    turned = Subgraph(given.nodes[::-1], given.relationships[::-1])
    assert spread(given, start, SETTINGS) == spread(turned, start, SETTINGS)


@given(graphs, starts)
def test_what_is_given_away_makes_one(given: Subgraph, start: dict[str, float]):
    flow = conduct(given)
    for i in set(flow.origins.tolist()):
        assert flow.shares[flow.origins == i].sum() == pytest.approx(1)


def test_isolated_starts_keep_their_own():
    alone = graph([node("a"), node("b")], [])
    assert spread(alone, {"a": 0.3, "b": 0.7}, SETTINGS) == {"a": 0.3, "b": 0.7}


def test_no_hop_is_the_start_itself():
    pair = graph([node("a"), node("b")], [tie("AGENT", "a", "b")])
    assert spread(pair, {"a": 1.0}, RetrievalSettings(hops=0)) == {"a": 1.0}


def test_an_empty_graph_stays_dark():
    assert spread(graph([], []), {"a": 1.0}, SETTINGS) == {}


def test_the_more_neighbours_the_less_each_gets():
    few = graph([node(n) for n in "abc"], [tie("AGENT", "a", n) for n in "bc"])
    many = graph([node(n) for n in "abcdef"], [tie("AGENT", "a", n) for n in "bcdef"])
    one = RetrievalSettings(hops=1)
    assert spread(few, {"a": 1.0}, one)["b"] > spread(many, {"a": 1.0}, one)["b"]


def test_what_stands_in_many_episodes_gets_less():
    given = graph(
        [node("ep", "Episode"), node("rare", episodes=1), node("common", episodes=50)],
        [tie("MENTIONED_IN", "rare", "ep"), tie("MENTIONED_IN", "common", "ep")],
    )
    lit = spread(given, {"ep": 1.0}, SETTINGS)
    assert lit["rare"] > lit["common"]


def test_repeated_mentions_are_one_tie():
    once = [tie("MENTIONED_IN", "a", "ep", "ep"), tie("MENTIONED_IN", "b", "ep", "ep")]
    again = [*once, tie("MENTIONED_IN", "a", "ep", "other")]
    nodes = [node("a"), node("b"), node("ep", "Episode")]
    assert spread(graph(nodes, once), {"ep": 1.0}, SETTINGS) == spread(
        graph(nodes, again), {"ep": 1.0}, SETTINGS
    )


def test_the_way_is_told_from_where_it_began():
    given = graph(
        [
            node("a", name="Ana"),
            node("e", "Event", phrase="sailed to Crete"),
            node("c", name="Crete"),
        ],
        [tie("AGENT", "e", "a"), tie("AT", "e", "c")],
    )
    start = {"a": 1.0}
    steps = trace(given, start, spread(given, start, SETTINGS))
    names = {n.id: n for n in given.nodes}
    assert path("c", steps, names) == "Ana - AGENT - sailed to Crete - AT - Crete"
    assert path("a", steps, names) == "Ana"
