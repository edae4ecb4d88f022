"""Time expressions of English: found in a text, placed on the calendar, seen from an anchor."""

from graphmem.language.times.bounded import bounded
from graphmem.language.times.expression import TimeExpression
from graphmem.language.times.find import find_times
from graphmem.language.times.lean import recurs
from graphmem.language.times.part_named import part_named
from graphmem.language.times.resolve import resolve

__all__ = ["TimeExpression", "bounded", "find_times", "part_named", "recurs", "resolve"]
