"""What comes once a year, in a year that is given or is the nearest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from graphmem.language.times.stretch import Stretch

_PIVOT = 50  # without an anchor, '50 to '99 are 1950 to 1999 and '00 to '49 are 2000 to 2049


@dataclass(frozen=True, slots=True)
class Yearly:
    """A year, month, date, season or feast; without a year the one nearest to the anchor.

    A year of two digits takes the century that brings it nearest to the anchor. A weekday only
    helps to find a year that is not given: a date is believed before its weekday.
    """

    rule: Callable[[int], Stretch]
    year: int | None = None
    short: bool = False
    weekday: int | None = None

    @property
    def anchor(self) -> str:
        """Return the narrative anchor where the century or year is open."""
        return "narrative" if self.year is None or self.short else ""

    def candidates(self, anchor: Stretch | None) -> Sequence[Stretch]:
        """Return those of the years it may mean."""
        if self.year is None:
            return self._around(anchor)
        if not self.short:
            return [self.rule(self.year)]
        if anchor is None:
            return [self.rule(self.year + (1900 if self.year >= _PIVOT else 2000))]
        century = anchor.start.year // 100 * 100
        return self._rules(century + self.year + more for more in (-100, 0, 100))

    def _around(self, anchor: Stretch | None) -> list[Stretch]:
        if anchor is None or not anchor.fits("year"):
            return []
        found = self._rules(range(anchor.start.year - 1, anchor.end.year + 2))
        if not found:  # 29 February
            found = self._rules(range(anchor.start.year - 8, anchor.end.year + 9))
        agreeing = [stretch for stretch in found if stretch.start.weekday() == self.weekday]
        return agreeing or found

    def _rules(self, years: Iterable[int]) -> list[Stretch]:
        found = (_attempt(self.rule, year) for year in years)
        return [stretch for stretch in found if stretch is not None]


def _attempt(rule: Callable[[int], Stretch], year: int) -> Stretch | None:
    try:
        return rule(year)
    except (ValueError, OverflowError):
        return None
