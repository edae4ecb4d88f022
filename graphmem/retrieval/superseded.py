"""Which words a later text has overtaken."""

from collections.abc import Mapping

from graphmem.models.graph import Subgraph

Overtaken = Mapping[str, tuple[tuple[int, int, str], ...]]


def superseded(graph: Subgraph, as_of: str | None = None) -> Overtaken:
    """Return by episode the spans that a superseded fact rests on, and the day it ended.

    What was superseded only after `as_of` still held then.
    """
    facts = {node.id: node.properties for node in graph.nodes if node.label == "Fact"}
    overtaken: dict[str, set[tuple[int, int, str]]] = {}
    for r in graph.relationships:
        if r.type != "SUPERSEDES" or r.target not in facts:
            continue
        ended = facts[r.target].get("valid_to")
        day = ended[:10] if isinstance(ended, str) else ""
        if as_of is not None and day > as_of[:10]:
            continue
        for place in _places(facts[r.target].get("evidence")):
            overtaken.setdefault(place[0], set()).add((place[1], place[2], day))
    return {episode: tuple(sorted(spans)) for episode, spans in sorted(overtaken.items())}


def _places(evidence: object) -> list[tuple[str, int, int]]:
    """Return (episode, start, end) of each `episode:start:end`."""
    if not isinstance(evidence, list):
        return []
    parts = (str(item).rsplit(":", 2) for item in evidence)
    return [(episode, int(start), int(end)) for episode, start, end in parts]
