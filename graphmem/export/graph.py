"""The graph to a networkx graph, and back."""

from collections.abc import Iterable
from typing import Any

import networkx as nx

from graphmem.models.graph import Node, Relationship

_OWN = ("label", "kind", "type", "episode")  # what is no property


def to_networkx(nodes: Iterable[Node], relationships: Iterable[Relationship]) -> Any:
    """Return a `networkx.MultiDiGraph` with our ids as its nodes and edge keys.

    A node has `label` and `kind` besides its properties, an edge `type` and `episode`.
    """
    graph = nx.MultiDiGraph()
    for node in sorted(nodes, key=lambda n: n.id):
        graph.add_node(node.id, label=node.label, kind=node.kind, **dict(node.properties))
    for edge in sorted(relationships, key=lambda r: r.id):
        values = {"type": edge.type, "episode": edge.episode, **dict(edge.properties)}
        graph.add_edge(edge.source, edge.target, key=edge.id, **values)
    return graph


def from_networkx(graph: Any) -> tuple[list[Node], list[Relationship]]:
    """Return the nodes and relationships of what `to_networkx` made; both by id."""
    nodes = [
        Node(name, values["label"], values["kind"], _properties(values))
        for name, values in graph.nodes(data=True)
    ]
    relationships = [
        Relationship(key, values["type"], source, target, values["episode"], _properties(values))
        for source, target, key, values in graph.edges(keys=True, data=True)
    ]
    return sorted(nodes, key=lambda n: n.id), sorted(relationships, key=lambda r: r.id)


def _properties(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key not in _OWN}
