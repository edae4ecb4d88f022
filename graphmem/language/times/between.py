"""From one time to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from graphmem.language.times.form import Form
from graphmem.language.times.hours import Hours
from graphmem.language.times.place import place
from graphmem.language.times.stretch import Stretch

_POINTS = frozenset({"second", "minute", "hour"})
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Between:
    """A span of two forms, either of which may lend the other its year or day.

    The last day, month or year named is part of it; the last hour is where it ends.
    """

    first: Form
    last: Form

    @property
    def anchor(self) -> str:
        """Return the anchor of the end that has no year of its own."""
        wants = {self.first.anchor, self.last.anchor}
        if "" in wants and "episode" not in wants:  # one end is a date: it lends what lacks
            return ""
        return "episode" if "episode" in wants else "narrative"

    def candidates(self, anchor: Stretch | None) -> Sequence[Stretch]:
        """Return the span from the first to the last."""
        if self.first.anchor == "narrative" and not self.last.anchor:
            last = place(self.last, None)
            first = place(self.first, last, -1)
        else:
            first = place(self.first, anchor)
            last = self._end(anchor if self.last.anchor == "episode" else first)
        if first is None or last is None:
            return []
        both = last.grain in _POINTS and first.grain in _POINTS
        ends = last.start if both else last.end
        if ends <= first.start and last.grain in _POINTS:  # from ten at night to two
            half = _DAY / 2 if isinstance(self.last, Hours) and self.last.vague else _DAY
            step = half if last.start + half > first.start else _DAY  # from noon to two
            last = Stretch(last.start + step, last.end + step, last.grain)
        end = last.start if both else last.end
        return [Stretch(first.start, end, "span")]

    def _end(self, anchor: Stretch | None) -> Stretch | None:
        """Place the end at or after the beginning, or where it is if it is not free to move."""
        return place(self.last, anchor, 1) or place(self.last, anchor)
