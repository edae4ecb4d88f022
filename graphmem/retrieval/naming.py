"""What nodes are called."""

from graphmem.ids import normal_name
from graphmem.models.graph import Node


def names_of(node: Node) -> frozenset[str]:
    """Return the normal forms of an entity's own names, or of an episode's heading."""
    properties = node.properties
    if node.label == "Episode":
        return _normal([properties.get("heading")])
    if node.label != "Entity" or not properties.get("named"):
        return frozenset()
    return _normal([properties.get("name"), *node.texts("aliases")])


def _normal(names: list[object]) -> frozenset[str]:
    return frozenset(normal_name(name) for name in names if isinstance(name, str) and name)
