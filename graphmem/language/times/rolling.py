"""The units just before or after the anchor: the past two weeks, the next three days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graphmem.language.times.stretch import Stretch, shift


@dataclass(frozen=True, slots=True)
class Rolling:
    """A span of whole days, or of clock time, that ends or begins at the anchor.

    It begins with the anchor where that is `within`: within three days.
    """

    unit: str
    count: int
    anchor: str = "episode"
    within: bool = False

    def candidates(self, anchor: Stretch | None) -> Sequence[Stretch]:
        """Return the units that touch the anchor."""
        clock = self.unit in ("second", "minute", "hour")
        if anchor is None or not anchor.fits("hour" if clock else "day"):
            return []
        here = anchor if clock else Stretch.of(anchor.start, "day")
        if self.count < 0:
            return [Stretch(shift(here.start, self.unit, self.count), here.start, "span")]
        if self.within:
            return [Stretch(here.start, shift(here.start, self.unit, self.count), "span")]
        return [Stretch(here.end, shift(here.end, self.unit, self.count), "span")]
