"""The rules that give a stretch in a year."""

from __future__ import annotations

from datetime import datetime

from graphmem.language.times.stretch import Stretch


def in_year(year: int, *, month: int = 1, day: int = 1, unit: str = "day") -> Stretch:
    """Return the day, or the unit that holds it, in a year; winter is that of its December."""
    return Stretch.of(datetime(year, month, day), unit)
