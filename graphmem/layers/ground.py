"""The graph below the layers, as the layers read it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graphmem.models.graph import LAYER_TIES, LAYERS, Node, Relationship

SLOTS = ("AGENT", "EXPERIENCER", "PATIENT", "RECIPIENT", "COMPANION", "TOPIC", "INSTRUMENT")

Ties = Mapping[str, Sequence[Relationship]]


@dataclass(frozen=True, slots=True)
class Ground:
    """Nodes by id, and relationships by the node they go out from, in the order of their ids."""

    nodes: Mapping[str, Node]
    ties: Ties

    def out(self, node: str, *types: str) -> list[Relationship]:
        """Return the relationships of these types that go out from a node, lowest rank first."""
        found = (tie for tie in self.ties.get(node, ()) if tie.type in types)
        return sorted(found, key=lambda tie: (types.index(tie.type), _rank(tie), tie.id))

    def labelled(self, label: str) -> list[Node]:
        """Return the nodes with a label, by id."""
        return [node for node in self.nodes.values() if node.label == label]

    def text(self, node: str, key: str) -> str:
        """Return a property of a node as text, "" when it has none."""
        known = self.nodes.get(node)
        value = known.properties.get(key) if known else None
        return str(value) if value is not None else ""

    def number(self, node: str, key: str) -> int:
        """Return a property of a node as a number, 0 when it has none."""
        known = self.nodes.get(node)
        value = known.properties.get(key) if known else None
        return value if isinstance(value, int) else 0

    def is_somebody(self, node: str) -> bool:
        """Return whether a node is a person with a name."""
        known = self.nodes.get(node)
        return known is not None and known.is_somebody()

    def source(self, episode: str) -> str:
        """Return the source of an episode."""
        for tie in self.out(episode, "FROM"):
            return tie.target
        return self.text(episode, "source")


def lay_ground(nodes: Iterable[Node], relationships: Iterable[Relationship]) -> Ground:
    """Return the graph without the layers that an earlier run built on it."""
    kept = {n.id: n for n in sorted(nodes, key=lambda n: n.id) if n.label not in LAYERS}
    ties: defaultdict[str, list[Relationship]] = defaultdict(list)
    for tie in sorted(relationships, key=lambda tie: tie.id):
        if tie.type not in LAYER_TIES:
            ties[tie.source].append(tie)
    return Ground(kept, dict(ties))


def _rank(tie: Relationship) -> int:
    rank = tie.properties.get("rank")
    return rank if isinstance(rank, int) else 0
