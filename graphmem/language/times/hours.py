"""Hours within a day: 9:42, noon, the evening of 3 May."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from graphmem.language.times.form import Form
from graphmem.language.times.place import place
from graphmem.language.times.stretch import Stretch

_HALF_DAY = 12 * 3600
_SMALL = 5 * 3600


@dataclass(frozen=True, slots=True)
class Hours:
    """From one second of a day to another, of the narrative's day unless a day is given.

    The night runs on into the next day. An hour without am or pm is read as on a clock of 24
    hours, until a part of the day next to it says otherwise (`vague`).
    """

    first: int
    last: int
    grain: str
    day: Form | None = None
    vague: bool = False

    @property
    def anchor(self) -> str:
        """Return the anchor of its day."""
        return "narrative" if self.day is None else self.day.anchor

    def candidates(self, anchor: Stretch | None) -> Sequence[Stretch]:
        """Return the hours of that day."""
        day = anchor if self.day is None else place(self.day, anchor)
        if day is None or not day.fits("day") or day.grain == "span":
            return []
        midnight = Stretch.of(day.start, "day").start
        start, end = (midnight + timedelta(seconds=second) for second in (self.first, self.last))
        return [Stretch(start, end, self.grain)]

    def during(self, part: Hours) -> Hours:
        """Return the same hours in that part of its day: nine, in the evening."""
        moved = replace(self, day=part.day or self.day, vague=False)
        if not self.vague or part.first <= self.first < part.last:
            return moved
        hour = self.first % _HALF_DAY
        if part.first >= _HALF_DAY:  # at night, one o'clock is tomorrow's
            hour += 2 * _HALF_DAY if part.last > 2 * _HALF_DAY and hour < _SMALL else _HALF_DAY
        return replace(moved, first=hour, last=hour + self.last - self.first)
