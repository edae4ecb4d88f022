"""What people call the hours of a day."""

from __future__ import annotations

from datetime import datetime, timedelta

from graphmem.language.times.dayparts import EDGES
from graphmem.language.times.vocabulary import PARTS
from graphmem.models.times import Interval

_NAMES = (
    {hours: "night" if name.startswith("to") else name for name, hours in reversed(PARTS.items())}
    | {
        hours: f"{edge}-{part}" if edge == "mid" else f"{edge} {part}"
        for part, edges in EDGES.items()
        for edge, hours in edges.items()
    }
    | {PARTS[name]: name for name in ("morning", "afternoon", "evening", "night", "dusk", "dawn")}
)


def part_named(interval: Interval) -> str:
    """Return the name of a part of a day, or nothing where its hours have none."""
    start, end = (datetime.fromisoformat(at) for at in (interval.start, interval.end))
    midnight = start.replace(hour=0, minute=0, second=0)
    if start.minute or start.second or end.minute or end.second or end.tzinfo != start.tzinfo:
        return ""
    hours = [round((at - midnight) / timedelta(hours=1)) for at in (start, end)]
    return _NAMES.get((hours[0], hours[1]), "")
