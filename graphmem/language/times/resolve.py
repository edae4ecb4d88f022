"""Place a time expression on the calendar."""

from __future__ import annotations

from graphmem.language.times.expression import TimeExpression
from graphmem.language.times.lean import leaning
from graphmem.language.times.place import place
from graphmem.language.times.stretch import Stretch
from graphmem.models.times import Interval


def resolve(
    expression: TimeExpression, anchor: Interval | None, *, lean: int = 0
) -> Interval | None:
    """Return the interval meant, seen from the anchor and never from today.

    What recurs is the nearest: with a lean of -1 the last that had begun, with 1 the next to end.

    None for durations, sets, impossible dates, and what needs an anchor, or a finer one, than
    given. The bound is left to `bounded`.
    """
    seen_from = None if anchor is None else Stretch.from_interval(anchor)
    found = place(leaning(expression.form, lean) if lean else expression.form, seen_from)
    return None if found is None else found.to_interval()
