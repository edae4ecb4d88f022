"""Let activation spread from where it starts."""

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graphmem.models.graph import Node, Subgraph
from graphmem.retrieval.naming import names_of
from graphmem.settings import RetrievalSettings

# How readily activation crosses a relationship. Who and what comes first, where and when next;
# to stand beside each other in a text says little, to be of one source nothing. HEADS ties an
# episode to what its heading names: that is what it is about.
CONDUCTANCE: Mapping[str, float] = {
    "MENTIONED_IN": 1.0,
    "EVIDENCED_BY": 0.25,
    "HEADS": 2.0,
    "AGENT": 1.0,
    "PATIENT": 1.0,
    "RECIPIENT": 1.0,
    "EXPERIENCER": 1.0,
    "COMPANION": 1.0,
    "INSTRUMENT": 0.5,
    "TOPIC": 0.5,
    "AT": 0.5,
    "DURING": 0.5,
    "PART_OF": 0.5,
    "HAS_ROLE": 0.5,
    "IN_STATE": 0.5,
    "RAISES": 0.5,
    "ANSWERED_BY": 1.0,
    "SUPPORTS": 0.5,
    "SUPERSEDES": 0.5,
    "CONTRADICTS": 0.5,
    "IN_SCENE": 0.5,
    "SHAPES": 0.25,
    "PORTRAYS": 0.25,
    "NEXT": 0.25,
}


@dataclass(frozen=True, slots=True)
class Flow:
    """Where activation may go: `shares[k]` of what is at `origins[k]` goes to `targets[k]`.

    Numbers are places in `ids`; `types` are those of the relationships.
    """

    ids: tuple[str, ...]
    origins: npt.NDArray[np.intp]
    targets: npt.NDArray[np.intp]
    shares: npt.NDArray[np.float64]
    types: tuple[str, ...]


def spread(
    graph: Subgraph, start: Mapping[str, float], settings: RetrievalSettings
) -> dict[str, float]:
    """Return the activation of each node that any reaches.

    Activation crosses relationships both ways. A node gives a part of what it has to each
    neighbour, in proportion to the relationships between them, and all its parts make one (the
    fan effect: what is tied to much passes little to each)::

        a[0] = start,  a[t+1] = start + decay * P.T a[t],  sum of P[i] = 1

    so that no more than start / (1 - decay) is ever there. After Anderson, A Spreading
    Activation Theory of Memory (1983), and personalised PageRank.
    """
    flow = conduct(graph)
    place = {node: i for i, node in enumerate(flow.ids)}
    initial = np.zeros(len(flow.ids))
    for node, value in start.items():
        if node in place:
            initial[place[node]] = value
    activation = initial
    for _ in range(settings.hops):
        received = np.bincount(
            flow.targets, flow.shares * activation[flow.origins], minlength=len(flow.ids)
        )
        activation = initial + settings.decay * received
    return {node: float(activation[i]) for node, i in place.items() if activation[i] > 0}


def conduct(graph: Subgraph) -> Flow:
    """Return how activation may go in the graph, in an order that its ids alone decide."""
    nodes = {node.id: node for node in graph.nodes}
    ids = tuple(sorted(nodes))
    place = {node: i for i, node in enumerate(ids)}
    # Many mentions in one episode are one tie; repeated, it would drown the others.
    ties = _headings(graph) | {
        (r.source, r.target, r.type)
        for r in graph.relationships
        if r.source in nodes and r.target in nodes and r.type in CONDUCTANCE
    }
    both = sorted(ties | {(target, source, type_) for source, target, type_ in ties})
    origins = np.array([place[origin] for origin, _, _ in both], dtype=np.intp)
    targets = np.array([place[target] for _, target, _ in both], dtype=np.intp)
    weights = np.array([CONDUCTANCE[type_] / _commonness(nodes[to]) for _, to, type_ in both])
    total = np.bincount(origins, weights, minlength=len(ids))
    return Flow(ids, origins, targets, weights / total[origins], tuple(t for _, _, t in both))


def _headings(graph: Subgraph) -> set[tuple[str, str, str]]:
    entities: defaultdict[str, list[str]] = defaultdict(list)
    for node in graph.nodes:
        if node.label == "Entity":
            for name in names_of(node):
                entities[name].append(node.id)
    return {
        (entity, node.id, "HEADS")
        for node in graph.nodes
        if node.label == "Episode"
        for name in names_of(node)
        for entity in entities.get(name, ())
    }


def _commonness(node: Node) -> float:
    """Return how little it says to come upon a node: 1 for one of a single episode."""
    episodes = node.properties.get("episodes")
    return 1 + math.log(episodes) if isinstance(episodes, int) and episodes > 1 else 1.0
