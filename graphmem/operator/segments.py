"""Cut an episode where its story moves on to another day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graphmem.operator.clock import ToldTime
from graphmem.operator.page import Page

_DAILY = frozenset(("day", "part", "hour", "minute", "second"))
_LEAST = 0.5


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of tokens told as one happening, and the time that dates it."""

    first: int
    end: int
    time: ToldTime | None


def cut(page: Page, times: Sequence[ToldTime]) -> list[Segment]:
    """Return the segments of a page, all its tokens covered.

    A new one opens with the sentence, outside speech, that tells another day than the one
    before. A first date found late still governs all before it, unless it is told from there
    ("the next day").
    """
    starts = [0]
    last_day: str | None = None
    for told in times:
        day = _day(told)
        if day is None or page.quote[told.first] >= 0 or told.weight < _LEAST:
            continue
        sentence = page.parsed.sentences[page.sentence[told.first]][0]
        moved = last_day is not None and day != last_day
        moved = moved or (last_day is None and _is_next(told) and sentence > 0)
        if moved and sentence > starts[-1]:
            starts.append(sentence)
        if last_day is None or moved:
            last_day = day
    ends = [*starts[1:], len(page.parsed.tokens)]
    return [
        Segment(start, end, _dating(times, start, end))
        for start, end in zip(starts, ends, strict=True)
    ]


def _day(told: ToldTime) -> str | None:
    interval = told.interval
    if interval is None or interval.grain not in _DAILY:
        return None
    return interval.start[:10]


def _is_next(told: ToldTime) -> bool:
    return told.expression.anchored and told.expression.anchor == "narrative"


def _dating(times: Sequence[ToldTime], start: int, end: int) -> ToldTime | None:
    """Return the time that dates a stretch: the weightiest, the finer, the first."""
    inside = [t for t in times if start <= t.first < end and t.weight > 0]
    return max(inside, key=lambda t: (round(t.weight, 4), -t.first), default=None)
