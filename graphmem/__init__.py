"""graphmem: a knowledge-graph episodic memory.

Text in, a graph of who did what to whom, where and when, and answers with their evidence out:

    >>> from graphmem import Memory
    >>> with Memory("memory.db") as memory:  # doctest: +SKIP
    ...     memory.remember("Ana Ruiz opened a studio in Leeds.", occurred_at="2025-06-20")
    ...     memory.ask("Where did Ana open a studio?").values
    ('Leeds',)
"""

from typing import TYPE_CHECKING, Any

from graphmem.errors import (
    ArchiveError,
    ExportError,
    GraphmemError,
    LanguageError,
    NewerArchive,
    NewerDatabase,
    NotOurDatabase,
    OtherPipeline,
    QueryError,
    ReadingError,
    StoreBusy,
    StoreError,
    WorkspaceError,
)
from graphmem.models.checkup import Checkup, Finding
from graphmem.models.evidence import Correction, Decision, Episode, Source
from graphmem.models.recollection import Answer, Citation, Context, Entity, Line, Report
from graphmem.models.times import Interval
from graphmem.models.workspace import Workspace
from graphmem.settings import Settings

if TYPE_CHECKING:
    from graphmem.memory import Memory

__version__ = "0.1.0"

__all__ = [
    "Answer",
    "ArchiveError",
    "Checkup",
    "Citation",
    "Context",
    "Correction",
    "Decision",
    "Entity",
    "Episode",
    "ExportError",
    "Finding",
    "GraphmemError",
    "Interval",
    "LanguageError",
    "Line",
    "Memory",
    "NewerArchive",
    "NewerDatabase",
    "NotOurDatabase",
    "OtherPipeline",
    "QueryError",
    "ReadingError",
    "Report",
    "Settings",
    "Source",
    "StoreBusy",
    "StoreError",
    "Workspace",
    "WorkspaceError",
]


def __getattr__(name: str) -> Any:
    """Import `Memory` when first asked for: with it come spaCy and igraph, a second of work."""
    if name == "Memory":
        from graphmem.memory import Memory  # noqa: PLC0415

        return Memory
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
