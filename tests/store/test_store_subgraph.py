from graphmem.models.evidence import Episode, Source
from graphmem.models.graph import GraphDelta, Node, Relationship
from graphmem.protocols import GraphStore


def tie(type_: str, one: str, other: str) -> Relationship:
    return Relationship(f"re_{type_}_{one}_{other}", type_, one, other)


def test_a_source_is_no_way_from_one_episode_to_another(store: GraphStore):
    episodes = tuple(Episode(f"ep_{i:03}", "src_log", i, f"Day {i}.") for i in range(9))
    store.apply(GraphDelta("", (Source("src_log", "log"),), episodes))
    near = {n.id for n in store.subgraph("", ["ep_004"], 2, 100).nodes}
    assert near == {"ep_002", "ep_003", "ep_004", "ep_005", "ep_006"}


def test_a_hub_is_not_walked_on_from_unless_one_starts_there(store: GraphStore):
    many = [f"en_{i:03}" for i in range(300)]
    nodes = tuple(Node(id_, "Entity") for id_ in [*many, "en_hub", "en_few", "en_zoo"])
    ties = (*(tie("PART_OF", id_, "en_hub") for id_ in many), tie("PART_OF", "en_few", "en_hub"))
    store.apply(
        GraphDelta("", nodes=nodes, relationships=(*ties, tie("PART_OF", "en_few", "en_zoo")))
    )
    assert [n.id for n in store.subgraph("", ["en_few"], 5, 1000).nodes] == [
        "en_few",
        "en_hub",
        "en_zoo",
    ]
    assert len(store.subgraph("", ["en_hub"], 1, 1000).nodes) == 302
