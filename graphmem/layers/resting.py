"""Which nodes of the layers rest on an episode."""

from collections.abc import Collection, Iterable

from graphmem.models.graph import Node


def resting_on(nodes: Iterable[Node], episodes: Collection[str]) -> tuple[str, ...]:
    """Return the ids of the nodes whose `evidence` ("episode:start:end") names an episode."""
    wanted = set(episodes)
    return tuple(node.id for node in nodes if not wanted.isdisjoint(_episodes(node)))


def _episodes(node: Node) -> Iterable[str]:
    evidence = node.properties.get("evidence")
    return (str(e).split(":", 1)[0] for e in (evidence if isinstance(evidence, list) else ()))
