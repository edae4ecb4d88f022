"""What names no place on the calendar: a duration, a set, a year before Christ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graphmem.language.times.stretch import Stretch


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A time that is found and stays without an interval."""

    anchor: str = ""

    def candidates(self, anchor: Stretch | None) -> Sequence[Stretch]:  # noqa: ARG002
        """Return none."""
        return []
