"""So many units away: three weeks ago, the next day, last year, the week of 9 June."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from graphmem.language.times.form import Form
from graphmem.language.times.place import place
from graphmem.language.times.stretch import Stretch, shift


@dataclass(frozen=True, slots=True)
class Offset:
    """The unit of the calendar that lies `low` to `high` units from the origin.

    The answer has the grain of its unit: five years ago is a year, three weeks ago a week. Later
    counts from the end of an origin of several days, earlier from its start; an origin coarser
    than the unit gives nothing, since the day after 1843 is not a date.
    """

    unit: str
    low: int
    high: int
    wants: str = "episode"
    origin: Form | None = None

    @property
    def anchor(self) -> str:
        """Return what the origin is seen from."""
        return self.wants if self.origin is None else self.origin.anchor

    def candidates(self, anchor: Stretch | None) -> Sequence[Stretch]:
        """Return the one unit, or a span of them if the count is vague."""
        base = anchor if self.origin is None else place(self.origin, anchor)
        if base is None or not base.fits(self.unit):
            return []
        moment = max(base.start, base.end - timedelta(seconds=1)) if self.low > 0 else base.start
        if base.grain == "part":  # the day after a night is the day after it began
            moment = base.start
        near = Stretch.of(shift(moment, self.unit, self.low), self.unit)
        if self.low == self.high:
            return [near]
        far = Stretch.of(shift(moment, self.unit, self.high), self.unit)
        return [Stretch(min(near.start, far.start), max(near.end, far.end), "span")]
