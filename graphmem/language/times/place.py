"""Choose among the stretches that a form may stand for."""

from __future__ import annotations

from datetime import timedelta

from graphmem.language.times.form import Form
from graphmem.language.times.stretch import Stretch


def place(form: Form, anchor: Stretch | None, lean: int = 0) -> Stretch | None:
    """Return the candidate nearest to the anchor, the earlier of two as near.

    A lean of -1 wants one that begins no later than the anchor, 1 one that begins no earlier.
    """
    try:
        candidates = form.candidates(anchor)
    except (ValueError, OverflowError):  # off the calendar: 30 February, the year 12000
        return None
    if anchor is None or not candidates:
        return candidates[0] if candidates else None
    return _nearest([c for c in candidates if _leans(c, anchor, lean)], anchor)


def _leans(candidate: Stretch, anchor: Stretch, lean: int) -> bool:
    return lean == 0 or (candidate.start - anchor.start) * lean >= timedelta(0)


def _nearest(candidates: list[Stretch], anchor: Stretch) -> Stretch | None:
    return min(
        candidates,
        key=lambda c: (anchor.gap(c), abs(c.start - anchor.start), c.start),
        default=None,
    )
