"""The graph as other programs read it, and all of a memory as graphmem reads it again."""

from graphmem.export.archive_import import import_archive
from graphmem.export.copy_namespace import copy_namespace
from graphmem.export.fill import recorded_of
from graphmem.export.graph import from_networkx, to_networkx
from graphmem.export.write import FORMATS, export

__all__ = [
    "FORMATS",
    "copy_namespace",
    "export",
    "from_networkx",
    "import_archive",
    "recorded_of",
    "to_networkx",
]
