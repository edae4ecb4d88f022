"""A time inside another: Christmas of that year, the 20th of last month, Monday next week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from graphmem.language.times.form import Form
from graphmem.language.times.place import place
from graphmem.language.times.stretch import Stretch


@dataclass(frozen=True, slots=True)
class Within:
    """What recurs, placed in the one stretch where it is said to lie."""

    inner: Form
    outer: Form

    @property
    def anchor(self) -> str:
        """Return the anchor of what it lies in."""
        return self.outer.anchor

    def candidates(self, anchor: Stretch | None) -> Sequence[Stretch]:
        """Return the inner one, if it lies there."""
        outer = place(self.outer, anchor)
        inner = None if outer is None else place(self.inner, outer)
        if outer is None or inner is None or outer.gap(inner) > timedelta(0):
            return []
        return [inner]
