"""What a time expression means, before anyone asks when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from graphmem.language.times.stretch import Stretch


class Form(Protocol):
    """A meaning that gives the stretches it may stand for, seen from an anchor."""

    @property
    def anchor(self) -> str:
        """Which anchor it wants: '' (none), 'episode' or 'narrative'."""

    def candidates(self, anchor: Stretch | None) -> Sequence[Stretch]:
        """Return what it may stand for; may raise ValueError or OverflowError off the calendar."""
