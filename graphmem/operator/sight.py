"""From where the times of a page are seen: the time of the text, or what was told before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from graphmem.language.times import TimeExpression, recurs, resolve
from graphmem.models.times import Interval

# What is fine enough to count the next day from, and what a date without a year may lie in.
_FINE = frozenset({"second", "minute", "hour", "part", "day", "month"})
_COARSE = _FINE | {"year", "season"}
_DAYS = timedelta(days=7)
_OPEN = ("since", "until", "before", "after")


@dataclass(frozen=True, slots=True)
class Sight:
    """A time expression with the tense of its clause: past (-1), to come (1) or untold (0).

    What is told `aside` sets no scene: the year in which someone was born.
    """

    expression: TimeExpression
    tense: int = 0
    aside: bool = False


@dataclass(slots=True)
class _Told:
    """The date told last, and what was told last, be it only a year."""

    date: Interval | None
    latest: Interval | None = None


def see_times(sights: Sequence[Sight], occurred: Interval | None) -> list[Interval | None]:
    """Resolve in reading order; what needs a date before it and has none takes the first after.

    The tense says on which side of the time of the text something lies, if no date was told.
    """
    fixed = [_fixed(sight.expression) for sight in sights]
    first = next((i for i in fixed if i is not None and i.grain in _FINE), None)
    told = _Told(None)
    intervals: list[Interval | None] = []
    for sight, known in zip(sights, fixed, strict=True):
        interval = known
        if interval is None and sight.expression.sort not in ("duration", "set"):
            interval = _seen(sight, told, occurred, first)
        intervals.append(interval)
        if interval is not None:
            _remember(told, sight, interval)
    return intervals


def _fixed(expression: TimeExpression) -> Interval | None:
    free = expression.anchor == "" and not expression.anchored
    return resolve(expression, None) if free else None


def _remember(told: _Told, sight: Sight, interval: Interval) -> None:
    expression = sight.expression
    if interval.grain in _FINE:
        told.date = told.latest = interval
        return
    sets = expression.anchor == "" and expression.bound not in _OPEN and not sight.aside
    if sets and interval.grain in _COARSE:
        told.latest = interval


def _seen(
    sight: Sight, told: _Told, occurred: Interval | None, first: Interval | None
) -> Interval | None:
    expression = sight.expression
    before = told.date or occurred or first
    if expression.anchor == "episode":  # of this weekend the tense says which
        return resolve(expression, occurred or before, lean=min(sight.tense, 0))
    if told.latest is not told.date:  # in 1998 she left; in May she came back: of that year
        found = resolve(expression, told.latest)
        if found is not None:
            return found
    if occurred is not None and recurs(expression) and _from_now(sight, told.date, occurred):
        return resolve(expression, occurred, lean=sight.tense)
    return resolve(expression, before)


def _from_now(sight: Sight, date: Interval | None, occurred: Interval) -> bool:
    """Return whether it is seen from the time of the text, not from the date told last.

    What is to come is, though the text has told of a day of last week.
    """
    if date is None or date.overlaps(occurred):
        return True
    ends = [datetime.fromisoformat(day[:10]) for day in (date.start, occurred.start)]
    return sight.tense > 0 and abs(ends[0] - ends[1]) <= _DAYS
