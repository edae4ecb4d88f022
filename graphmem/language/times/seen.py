"""A time seen from another one: the Sunday before 25 May."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graphmem.language.times.form import Form
from graphmem.language.times.place import place
from graphmem.language.times.stretch import Stretch


@dataclass(frozen=True, slots=True)
class Seen:
    """What the inner form means to one who stands at the origin."""

    inner: Form
    origin: Form

    @property
    def anchor(self) -> str:
        """Return what the origin is seen from."""
        return self.origin.anchor

    def candidates(self, anchor: Stretch | None) -> Sequence[Stretch]:
        """Return what it may be, seen from the origin."""
        origin = place(self.origin, anchor)
        return [] if origin is None else self.inner.candidates(origin)
