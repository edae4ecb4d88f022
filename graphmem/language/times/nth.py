"""One of the days or weeks within something longer: the first Monday of May."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from graphmem.language.times.form import Form
from graphmem.language.times.place import place
from graphmem.language.times.stretch import Stretch, shift


@dataclass(frozen=True, slots=True)
class Nth:
    """The n-th weekday, day, week or weekend within a form; -1 is the last, weeks are of 7 days."""

    number: int
    unit: str
    whole: Form
    weekday: int | None = None

    @property
    def anchor(self) -> str:
        """Return the anchor of the whole."""
        return self.whole.anchor

    def candidates(self, anchor: Stretch | None) -> Sequence[Stretch]:
        """Return the day or week, if the whole has so many."""
        whole = place(self.whole, anchor)
        if whole is None:
            return []
        if self.unit == "month":
            return self._month(whole)
        step, length = _measures(self.unit, self.weekday)
        first, last = whole.start, whole.end - length
        if self.weekday is not None:
            first += timedelta(days=(self.weekday - first.weekday()) % 7)
            last -= timedelta(days=(last.weekday() - self.weekday) % 7)
        start = last if self.number < 0 else first + (self.number - 1) * step
        if start >= whole.end:
            return []
        return [Stretch(start, start + length, "day" if self.unit == "day" else "span")]

    def _month(self, whole: Stretch) -> Sequence[Stretch]:
        origin = shift(whole.end, "month", -1) if self.number < 0 else whole.start
        start = origin if self.number < 0 else shift(origin, "month", self.number - 1)
        return [Stretch.of(start, "month")] if start < whole.end else []


def _measures(unit: str, weekday: int | None) -> tuple[timedelta, timedelta]:
    days = {"day": 1, "weekend": 2}.get(unit, 7)
    return timedelta(days=1 if weekday is None and unit == "day" else 7), timedelta(days=days)
