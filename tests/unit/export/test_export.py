"""What is exported is the graph, the same bytes each time, in forms that others read."""

import io
import json
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphmem.errors import ExportError
from graphmem.export import export, from_networkx, to_networkx
from graphmem.ids import content_id
from graphmem.models.evidence import Episode, Source
from graphmem.models.graph import GraphDelta, Node, Relationship
from graphmem.models.times import Interval
from graphmem.protocols import GraphStore
from graphmem.store import open_store

SOURCE = Source("src_1", "diary.md", "Diary")
DAY = Interval("2023-05-08T00:00:00", "2023-05-09T00:00:00", "day")
EPISODES = (
    Episode("ep_1", "src_1", 0, "Zoë met Ann.\x0b", "8 May", "Zoë", DAY, "2024-01-01T00:00:00"),
    Episode("ep_2", "src_1", 1, "Ann left.", recorded_at="2024-01-01T00:00:00"),
)
NODES = (
    Node("en_1", "Entity", "Person", {"name": "Zoë", "aliases": ["Zo", "Z"], "mentions": 2}),
    Node("en_2", "Entity", "Person", {"name": "Ann", "aliases": [], "mentions": 2}),
    Node("ev_1", "Event", "", {"predicate": "meet", "nominal": False}),
)
RELATIONSHIPS = tuple(
    Relationship(content_id("re", slot, target), slot, "ev_1", target, "ep_1", {"rank": 0})
    for slot, target in (("AGENT", "en_1"), ("PATIENT", "en_2"), ("TOPIC", "en_2"))
)


@pytest.fixture
def store(tmp_path: Path) -> Any:
    store = open_store(str(tmp_path / "graph.db"))
    store.apply(
        GraphDelta(
            "default",
            sources=(SOURCE,),
            episodes=EPISODES,
            nodes=NODES,
            relationships=RELATIONSHIPS,
        )
    )
    yield store
    store.close()


def exported(store: GraphStore, form: str) -> str:
    return export(store, "default", form) or ""


def test_json_holds_nodes_and_relationships(store: GraphStore):
    graph = json.loads(exported(store, "json"))
    nodes = {node["id"]: node for node in graph["nodes"]}
    assert nodes["en_1"]["labels"] == ["Entity", "Person"]
    assert nodes["en_1"]["properties"]["aliases"] == ["Zo", "Z"]
    assert nodes["ep_1"]["properties"]["occurred_from"] == "2023-05-08T00:00:00"
    assert nodes["src_1"]["properties"]["uri"] == "diary.md"
    ends = {(r["type"], r["start"], r["end"]) for r in graph["relationships"]}
    assert {("AGENT", "ev_1", "en_1"), ("FROM", "ep_2", "src_1"), ("NEXT", "ep_1", "ep_2")} <= ends
    agent = next(r for r in graph["relationships"] if r["type"] == "AGENT")
    assert agent["properties"]["episode"] == "ep_1"


def test_no_relationship_ends_in_the_void_and_none_is_there_twice(store: GraphStore):
    graph = json.loads(exported(store, "json"))
    ids = [node["id"] for node in graph["nodes"]]
    assert len(ids) == len(set(ids))
    assert all({r["start"], r["end"]} <= set(ids) for r in graph["relationships"])
    kinds = [(r["type"], r["start"], r["end"]) for r in graph["relationships"]]
    assert len(kinds) == len(set(kinds))


@pytest.mark.parametrize("form", ["json", "jsonl", "graphml"])
def test_the_same_graph_gives_the_same_bytes_everywhere(
    store: GraphStore, tmp_path: Path, form: str
):
    path, stream = tmp_path / "graph", io.StringIO()
    assert export(store, "default", form, path) is None
    export(store, "default", form, stream)
    assert path.read_text("utf-8") == stream.getvalue() == exported(store, form)
    assert not path.with_name("graph.part").exists()


def test_json_lines_hold_what_json_holds(store: GraphStore):
    rows = [json.loads(line) for line in exported(store, "jsonl").splitlines()]
    graph = json.loads(exported(store, "json"))
    assert [row["node"] for row in rows if "node" in row] == graph["nodes"]
    assert [row["relationship"] for row in rows if "relationship" in row] == graph["relationships"]


def test_graphml_is_read_by_networkx(store: GraphStore):
    graph = nx.parse_graphml(exported(store, "graphml"), force_multigraph=True)
    assert graph.nodes["en_1"]["name"] == "Zoë"
    assert json.loads(graph.nodes["en_1"]["aliases"]) == ["Zo", "Z"]
    assert graph.nodes["ep_1"]["text"] == "Zoë met Ann.\ufffd"
    types = {values["type"] for _, _, values in graph.edges(data=True)}
    assert {"AGENT", "PATIENT", "TOPIC", "FROM", "NEXT"} <= types
    assert graph.number_of_edges("ev_1", "en_2") == 2


def test_an_empty_memory_is_an_empty_graph(store: GraphStore):
    assert json.loads(export(store, "nobody", "json") or "") == {"nodes": [], "relationships": []}


def test_errors_say_what_is_wrong(store: GraphStore, tmp_path: Path):
    with pytest.raises(ExportError, match="unknown format 'xml': choose one of json, jsonl"):
        export(store, "default", "xml", tmp_path / "a")
    with pytest.raises(ExportError, match=r"cannot write .*missing"):
        export(store, "default", "json", tmp_path / "missing" / "a.json")


names = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
values = st.one_of(st.text(max_size=8), st.integers(), st.booleans(), st.lists(st.text(max_size=3)))
properties = st.dictionaries(names.map("p_{}".format), values, max_size=3)


@given(
    st.dictionaries(names, st.tuples(names, names, properties), max_size=5),
    st.dictionaries(names, st.tuples(names, names, properties), max_size=5),
)
def test_networkx_and_back(nodes: dict[str, Any], edges: dict[str, Any]):
    given_nodes = sorted(
        (Node(key, label, kind, props) for key, (label, kind, props) in nodes.items()),
        key=lambda n: n.id,
    )
    ends = [node.id for node in given_nodes]
    given_edges = sorted(
        (
            Relationship(key, kind, ends[0], ends[-1], episode, props)
            for key, (kind, episode, props) in (edges.items() if ends else ())
        ),
        key=lambda r: r.id,
    )
    assert from_networkx(to_networkx(given_nodes, given_edges)) == (given_nodes, given_edges)
