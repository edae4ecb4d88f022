"""What comes once a week or once a month: Friday, the 3rd."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from graphmem.language.times.stretch import Stretch, shift


@dataclass(frozen=True, slots=True)
class Recurring:
    """A weekday, a day of the month or both, nearest to the anchor.

    With `week` it is the weekday of that week, counted from the anchor's (0 this, 1 the next).
    A weekend goes on for two `days`.
    """

    weekday: int | None = None
    day: int | None = None
    week: int | None = None
    anchor: str = "narrative"
    days: int = 1

    def candidates(self, anchor: Stretch | None) -> Sequence[Stretch]:
        """Return those around the anchor."""
        if anchor is None or not anchor.fits("week" if self.day is None else "month"):
            return []
        if self.day is not None:
            return self._in_months(anchor)
        monday = Stretch.of(anchor.start, "week").start
        weeks = range(-2, 4) if self.week is None else [self.week]
        return [self._in_week(monday, week) for week in weeks]

    def _in_week(self, monday: datetime, week: int) -> Stretch:
        day = monday + timedelta(days=7 * week + (self.weekday or 0))
        if self.days == 1:
            return Stretch.of(day, "day")
        return Stretch(day, day + timedelta(days=self.days), "span")

    def _in_months(self, anchor: Stretch) -> list[Stretch]:
        reach = 1 if self.weekday is None else 14
        first = anchor.start.replace(day=1)
        months = [shift(first, "month", count) for count in range(-reach, reach + 1)]
        days = [shift(month, "day", (self.day or 1) - 1) for month in months]
        return [
            Stretch.of(day, "day")
            for month, day in zip(months, days, strict=True)
            if day.month == month.month and self.weekday in (None, day.weekday())
        ]
