"""A distance told in several units: two years and three months ago."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graphmem.language.times.stretch import Stretch, shift


@dataclass(frozen=True, slots=True)
class Apart:
    """The last of the units that lies so many of each away, the longest first."""

    counts: tuple[tuple[str, int], ...]
    anchor: str = "episode"

    def candidates(self, anchor: Stretch | None) -> Sequence[Stretch]:
        """Return the one unit there."""
        finest = self.counts[-1][0]
        if anchor is None or not anchor.fits(finest):
            return []
        moment = anchor.start
        for unit, count in self.counts:
            moment = shift(moment, unit, count)
        return [Stretch.of(moment, finest)]
