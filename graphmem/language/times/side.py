"""What lies before or after the anchor in the same unit: earlier this year, later that day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from graphmem.language.times.stretch import Stretch


@dataclass(frozen=True, slots=True)
class Side:
    """From the start of the unit to the anchor (-1), or from it to the unit's end (1).

    The whole unit where the anchor is not within it, or leaves nothing.
    """

    unit: str
    which: int
    anchor: str = "episode"

    def candidates(self, anchor: Stretch | None) -> Sequence[Stretch]:
        """Return the part of the unit, in whole days unless the unit is one."""
        if anchor is None or not anchor.fits(self.unit):
            return []
        whole = Stretch.of(anchor.start, self.unit)
        here = anchor if self.unit == "day" else Stretch.of(anchor.start, "day")
        start, end = (whole.start, here.start) if self.which < 0 else (here.end, whole.end)
        if end - start < timedelta(hours=1):
            return [whole]
        return [Stretch(start, end, "part" if self.unit == "day" else "span")]
