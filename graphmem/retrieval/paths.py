"""By which steps activation came to a node."""

import json
from collections.abc import Iterable, Mapping
from importlib.resources import files

from graphmem.models.graph import Node, Subgraph
from graphmem.retrieval.spread import conduct

Steps = Mapping[str, tuple[str, str]]


def trace(
    graph: Subgraph, start: Mapping[str, float], activation: Mapping[str, float]
) -> dict[str, tuple[str, str]]:
    """Return for each node that was reached the neighbour that gave it most, and by which type."""
    flow = conduct(graph)
    best: dict[str, tuple[float, str, str]] = {}
    for k, type_ in enumerate(flow.types):
        origin, target = flow.ids[flow.origins[k]], flow.ids[flow.targets[k]]
        given = float(flow.shares[k]) * activation.get(origin, 0.0)
        held = best.get(target)
        if given > 0 and target not in start and (held is None or held[0] < given):
            best[target] = (given, origin, type_)
    return {target: (origin, type_) for target, (_, origin, type_) in sorted(best.items())}


def path(node: str, steps: Steps, names: Mapping[str, Node]) -> str:
    """Return the way from where activation started to the node, such as `Ana -AGENT- sail`."""
    words = [_name(node, names)]
    seen = {node}
    while node in steps and steps[node][0] not in seen:
        node, type_ = steps[node]
        seen.add(node)
        words += [type_, _name(node, names)]
    return " - ".join(reversed(words))


def path_query(namespace: str, ends: Iterable[str], steps: Steps) -> str:
    """Return the Cypher that draws the ways to nodes in Neo4j Browser; "" where there are none.

    That a name stands in a heading (HEADS) is no relationship of the graph: only its ends show.
    """
    walked: set[tuple[str, str, str]] = set()
    for node in ends:
        while node in steps and (*steps[node], node) not in walked:
            walked.add((*steps[node], node))
            node = steps[node][0]  # noqa: PLW2901
    if not walked:
        return ""
    told = ", ".join(json.dumps(step) for step in sorted(walked))
    query = (files("graphmem.retrieval") / "path_query.cypher").read_text("utf-8").strip()
    # A namespace may hold any words, and goes in last.
    return query.replace("$steps", f"[{told}]").replace("$space", json.dumps(namespace))


def _name(node: str, names: Mapping[str, Node]) -> str:
    known = names.get(node)
    if known is None:
        return node
    for key in ("name", "phrase", "text", "title", "from"):
        if value := known.properties.get(key):
            return str(value)
    return f"{known.label} {node}"
