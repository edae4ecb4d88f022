"""Whether an answer names the day, or the stretch of days, that the gold answer names."""

from datetime import date, datetime, timedelta

from graphmem.language.times import find_times, resolve
from graphmem.models.times import Interval
from graphmem.reading.when import read_when


def named_time(text: str, said: str) -> Interval | None:
    """Return the first time of a text that has a place on the calendar, seen from a moment."""
    seen_from = read_when(said)
    found = (resolve(e, seen_from) for e in find_times(text) if e.sort not in ("duration", "set"))
    return next((interval for interval in found if interval is not None), None)


def same_days(one: Interval | None, other: Interval | None) -> bool:
    """Return whether both begin and end on the same day: an answer is no finer than a day."""
    return one is not None and other is not None and _days(one) == _days(other)


def _days(interval: Interval) -> tuple[date, date]:
    last = datetime.fromisoformat(interval.end) - timedelta(seconds=1)
    return datetime.fromisoformat(interval.start).date(), last.date()
