"""The grain of a stretch of the calendar, from the stretch alone."""

from __future__ import annotations

from datetime import datetime, timedelta


def grain(start: str, end: str) -> str:
    """Return how fine a half-open interval is.

    A time node is shared by all texts that speak of its interval, however they say it; so
    what it says of itself must follow from the interval.
    """
    first, last = datetime.fromisoformat(start), datetime.fromisoformat(end)
    length = last - first
    for name, most in _SHORT:
        if length <= most:
            return name
    if first.time() != last.time() or first.hour or first.minute or first.second:
        return "part" if length < timedelta(days=1) else "span"
    return _of_days(first, last)


_SHORT = (
    ("second", timedelta(seconds=1)),
    ("minute", timedelta(minutes=1)),
    ("hour", timedelta(hours=1)),
)


def _of_days(first: datetime, last: datetime) -> str:
    days = (last - first).days
    months = (last.year - first.year) * 12 + last.month - first.month
    if days == 1:
        return "day"
    if days == 7 and first.weekday() == 0:
        return "week"
    if first.day != 1 or last.day != 1:
        return "span"
    if first.month != 1 or last.month != 1:
        return {1: "month", 3: "season"}.get(months, "span")
    named = {12: "year", 120: "decade", 1200: "century"}
    return named.get(months, "span")
