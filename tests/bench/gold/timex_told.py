"""A time as an annotator marked it: the words, and the intervals that count as right."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from graphmem.language.times.stretch import shift
from graphmem.models.times import Interval

Ends = tuple[str | None, str | None]  # as `bounded` gives them

# Small words in front, which some take into a time and some do not.
_FRONT = re.compile(
    r"^(?:(?:from|between|on|in|at|by|for|of|during|within|before|after|since|until|till|around"
    r"|about|circa|the|starting|ending|any\s?time|no|earlier|later|than|prior|to|up|as|over|all)"
    r"\s+)+",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Told:
    """Where a time stands in a text, its kind, and what it may resolve to, if anything.

    `clock` says that only the hours are known: any day will do. `part` says that the hours are
    those of a part of the day, which every convention sets otherwise. `whole` says that only days
    are marked: hours within the day are right.
    """

    start: int
    end: int
    kind: str
    right: tuple[Ends, ...] = ()
    clock: bool = False
    part: bool = False
    whole: bool = False


@dataclass(frozen=True)
class Case:
    """A text with the day it was written, and all times in it; `whole` if none is left out."""

    text: str
    written: Interval
    told: tuple[Told, ...]
    whole: bool = True


@dataclass(frozen=True)
class Ours:
    """A time that a system found, and its ends, None where it has no place on the calendar."""

    start: int
    end: int
    ends: Ends | None
    sort: str = "date"


def core(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without the small words in front of it and the marks around it."""
    words = text[start:end]
    front = _FRONT.match(words)
    start += front.end() if front and front.end() < len(words) else 0
    return start, start + len(text[start:end].rstrip(" .,;"))


def same(ours: Ends | None, told: Told) -> bool:
    """Return whether both ends are those of one of the right answers."""
    if ours is None:
        return False
    if told.part:
        return any(_mostly(ours, right, clock=told.clock) for right in told.right)
    if told.whole and None not in ours and "T00:00:00" not in (ours[0] or "")[10:]:
        start = moment(ours[0] or "").replace(hour=0, minute=0, second=0)
        ours = iso(start), iso(start, "day", 1)
    return any(
        _shown(ours, clock=told.clock) == _shown(right, clock=told.clock) for right in told.right
    )


def starts(ours: Ends | None, told: Told) -> bool:
    """Return whether it begins where one of the right answers does."""
    if ours is None:
        return False
    begins = {_shown(right, clock=told.clock)[0] for right in told.right}
    return same(ours, told) or _shown(ours, clock=told.clock)[0] in begins


def holds(ours: Ends | None, told: Told) -> bool:
    """Return whether it is right or holds a right answer, and is a year long at the most."""
    if ours is None or same(ours, told) or None in ours:
        return same(ours, told)
    low, high = ours[0] or "", ours[1] or ""
    long = moment(high) - moment(low) > timedelta(days=366)
    return not long and any(
        low <= (start or "") and (end or "~") <= high for start, end in told.right
    )


def moment(text: str) -> datetime:
    """Read a wall-clock time, without its offset from UTC."""
    return datetime.fromisoformat(text.strip()[:19].replace(" ", "T"))


def iso(when: datetime, unit: str = "", count: int = 0) -> str:
    """Return the moment, or the one so many units later."""
    return (shift(when, unit, count) if count else when).isoformat()


def _shown(ends: Ends, *, clock: bool) -> Ends:
    """Return the ends, or only the hours of them."""
    if not clock:
        return ends
    start, end = ends
    return start[11:] if start else None, end[11:] if end else None


def _mostly(ours: Ends, right: Ends, *, clock: bool) -> bool:
    """Return whether they are within a day of 24 hours and share most of the right one's hours."""
    if None in ours or None in right:
        return False
    low, high = moment(ours[0] or ""), moment(ours[1] or "")
    start, end = moment(right[0] or ""), moment(right[1] or "")
    if clock:
        start, end = (time.replace(low.year, low.month, low.day) for time in (start, end))
    shared = min(high, end) - max(low, start)
    return high - low <= timedelta(hours=14) and shared * 2 > end - start
