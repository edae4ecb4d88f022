"""Open an interval as the word in front of it says."""

from __future__ import annotations

from datetime import datetime

from graphmem.language.times.stretch import Stretch, shift
from graphmem.models.times import Interval

# How far 'about' reaches on either side, in units, where it is more than one.
_REACH = {"year": 5, "minute": 15}
_FINER = {"decade": ("year", 5), "century": ("year", 25), "season": ("month", 1)}


def bounded(interval: Interval, bound: str) -> tuple[str | None, str | None]:
    """Return the two ends, None where open: until Friday ends with it, before Friday ahead of it.

    'About' widens by one unit of the grain, for a year by five and for a century by 25 years.
    """
    if bound == "about":
        return _widened(interval)
    ends: dict[str, tuple[str | None, str | None]] = {
        "before": (None, interval.start),
        "after": (interval.end, None),
        "since": (interval.start, None),
        "until": (None, interval.end),
    }
    return ends.get(bound, (interval.start, interval.end))


def _widened(interval: Interval) -> tuple[str, str]:
    stretch = Stretch.from_interval(interval)
    unit, count = _FINER.get(interval.grain, (interval.grain, _REACH.get(interval.grain, 1)))
    if unit in ("part", "span"):
        unit, count = ("hour" if unit == "part" else "day"), 1
    start = _shifted(stretch.start, unit, -count)
    return start.isoformat(), _shifted(stretch.end, unit, count).isoformat()


def _shifted(moment: datetime, unit: str, count: int) -> datetime:
    try:
        return shift(moment, unit, count)
    except (ValueError, OverflowError):  # the calendar ends here
        return moment
