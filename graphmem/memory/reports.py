"""What is told of what was written."""

from dataclasses import replace
from time import perf_counter

from graphmem.models.graph import GraphDelta
from graphmem.models.recollection import Report
from graphmem.reconciler import Batch


def counted(delta: GraphDelta, batch: Batch) -> Report:
    """Return what a batch came to."""
    return Report(
        episodes_added=len(batch.workspaces),
        words=sum(len(e.text.split()) for e in batch.episodes),
        not_english=sum(w.language != "en" for w in batch.workspaces),
        entities=sum(n.label == "Entity" for n in delta.nodes),
        events=sum(n.label == "Event" for n in delta.nodes),
    )


def closed(report: Report, kept: int, started: float) -> Report:
    """Return the report of what was begun at a time, now that it is done."""
    return replace(report, episodes_kept=kept, seconds=perf_counter() - started)
