"""The graph as other programs read it: JSON, JSON lines, GraphML, networkx."""

from graphmem.export.graph import from_networkx, to_networkx
from graphmem.export.write import FORMATS, export

__all__ = ["FORMATS", "export", "from_networkx", "to_networkx"]
