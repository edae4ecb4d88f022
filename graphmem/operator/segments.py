"""Cut an episode where its story moves on to another day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graphmem.operator.clock import ToldTime
from graphmem.operator.page import Page

_DAILY = frozenset(("day", "part", "hour", "minute", "second"))
_LEAST = 0.4
_OPENING = 6


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
    days = [_day(told) for told in times]
    last_day = next((d for d, t in zip(days, times, strict=True) if d and not _is_seen(t)), None)
    for told, day in zip(times, days, strict=True):
        if day is None or day == last_day or page.quote[told.first] >= 0 or told.weight < _LEAST:
            continue
        sentence = page.parsed.sentences[page.sentence[told.first]][0]
        looks_back = last_day is not None and day < last_day
        if _is_seen(told) and (looks_back or told.first - sentence > _OPENING):
            continue
        if sentence > starts[-1]:
            starts.append(sentence)
        last_day = day
    ends = [*starts[1:], len(page.parsed.tokens)]
    return [
        Segment(start, end, _dating(times, start, end))
        for start, end in zip(starts, ends, strict=True)
    ]


def _day(told: ToldTime) -> str | None:
    """Return the day of a time that names one; a time of the clock alone names none."""
    interval = told.interval
    if interval is None or interval.grain not in _DAILY:
        return None
    if told.expression.sort == "time" and _is_seen(told):
        return None
    return interval.start[:10]


def _is_seen(told: ToldTime) -> bool:
    """Return whether a time is told from another one ("the next day")."""
    return told.expression.anchor != ""


def _dating(times: Sequence[ToldTime], start: int, end: int) -> ToldTime | None:
    """Return the time that dates a stretch: the weightiest, the finer, the first."""
    inside = [t for t in times if start <= t.first < end and t.weight > 0]
    return max(inside, key=lambda t: (round(t.weight, 4), -t.first), default=None)
