"""The first or last few units of something longer: the last three weeks of May."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graphmem.language.times.form import Form
from graphmem.language.times.place import place
from graphmem.language.times.stretch import Stretch, shift


@dataclass(frozen=True, slots=True)
class Edge:
    """So many units from the start of the whole, or to its end where the count is below zero."""

    whole: Form
    unit: str
    count: int

    @property
    def anchor(self) -> str:
        """Return the anchor of the whole."""
        return self.whole.anchor

    def candidates(self, anchor: Stretch | None) -> Sequence[Stretch]:
        """Return the span, if the whole is longer than that."""
        whole = place(self.whole, anchor)
        if whole is None:
            return []
        if self.count < 0:
            start, end = shift(whole.end, self.unit, self.count), whole.end
        else:
            start, end = whole.start, shift(whole.start, self.unit, self.count)
        return [Stretch(start, end, "span")] if whole.start <= start and end <= whole.end else []
