"""Place a time expression on the calendar."""

from __future__ import annotations

from graphmem.language.times.expression import TimeExpression
from graphmem.language.times.place import place
from graphmem.language.times.stretch import Stretch
from graphmem.models.times import Interval


def resolve(expression: TimeExpression, anchor: Interval | None) -> Interval | None:
    """Return the interval meant, seen from the anchor and never from today.

    None for durations, sets, impossible dates, and what needs an anchor, or a finer one, than
    given. The bound is left to `bounded`.
    """
    seen_from = None if anchor is None else Stretch.from_interval(anchor)
    found = place(expression.form, seen_from)
    return None if found is None else found.to_interval()
