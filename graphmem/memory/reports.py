"""What a verb did, in counts, from what it did bit by bit."""

from collections.abc import Iterable

from graphmem.models.graph import GraphDelta
from graphmem.models.recollection import Report
from graphmem.reconciler import Batch


def add_up(reports: Iterable[Report]) -> Report:
    """Return the sum of reports, field by field."""
    total = Report()
    for report in reports:
        fields = Report.__dataclass_fields__
        total = Report(**{f: getattr(total, f) + getattr(report, f) for f in fields})
    return total


def counted(delta: GraphDelta, batch: Batch) -> Report:
    """Return what is written of a batch."""
    return Report(
        episodes_added=len(batch.workspaces),
        words=sum(len(e.text.split()) for e in batch.episodes),
        not_english=sum(w.language != "en" for w in batch.workspaces),
        entities=sum(n.label == "Entity" for n in delta.nodes),
        events=sum(n.label == "Event" for n in delta.nodes),
    )
