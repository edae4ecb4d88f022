"""So long from a beginning: three days from next Monday, from 10 am for two hours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graphmem.language.times.form import Form
from graphmem.language.times.place import place
from graphmem.language.times.stretch import Stretch, shift


@dataclass(frozen=True, slots=True)
class Lasting:
    """The span of so many units that begins where the form does."""

    begin: Form
    unit: str
    count: int

    @property
    def anchor(self) -> str:
        """Return the anchor of its beginning."""
        return self.begin.anchor

    def candidates(self, anchor: Stretch | None) -> Sequence[Stretch]:
        """Return the one span."""
        begin = place(self.begin, anchor)
        if begin is None:
            return []
        return [Stretch(begin.start, shift(begin.start, self.unit, self.count), "span")]
