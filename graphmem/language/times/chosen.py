"""The last or the next of what recurs: last May, next Christmas, the following Friday."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from graphmem.language.times.form import Form
from graphmem.language.times.stretch import Stretch


@dataclass(frozen=True, slots=True)
class Chosen:
    """The one whole before the anchor's day (-1), after it (1), or of the anchor's year (0)."""

    form: Form
    which: int
    anchor: str = "episode"

    def candidates(self, anchor: Stretch | None) -> Sequence[Stretch]:
        """Return the one chosen, if the anchor lets it be known."""
        if anchor is None:
            return []
        found = sorted(self.form.candidates(anchor), key=lambda stretch: stretch.start)
        today = Stretch.of(anchor.start, "day").start
        after = Stretch.of(anchor.end - timedelta(seconds=1), "day").end
        if self.which < 0:
            return [stretch for stretch in found if stretch.end <= today][-1:]
        if self.which > 0:
            return [stretch for stretch in found if stretch.start >= after][:1]
        return [stretch for stretch in found if stretch.start.year == anchor.start.year]
