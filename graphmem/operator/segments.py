"""Cut an episode where its story moves on to another day."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphmem.operator.clock import ToldTime
from graphmem.operator.page import Page

_DAILY = frozenset(("day", "part", "hour", "minute", "second"))
_LEAST = 0.4
_OPENING = 6
_ITEM = re.compile(r"^[ \t]*(?:[-*+\u2022]|\d{1,3}[.)])[ \t]+(?=\S)", re.MULTILINE)
_BLANK = re.compile(r"\n[ \t\r]*\n\s*")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of tokens told as one happening, and the time that dates it.

    The items of a list have nothing to do with each other, but all with what stands over them.
    """

    first: int
    end: int
    time: ToldTime | None
    is_item: bool = False


def cut(page: Page, times: Sequence[ToldTime]) -> list[Segment]:
    """Return the segments of a page, all its tokens covered.

    A new one opens with the sentence, outside speech, that tells another day than the one
    before. A first date found late still governs all before it, unless it is told from there
    ("the next day"). Each item of a list is one.
    """
    listed = dict(_listed(page))
    starts = _openings(page, times)
    if listed:
        inside = [max((i for i in listed if i <= start), default=-1) for start in starts]
        starts = [s for s, i in zip(starts, inside, strict=True) if not listed.get(i)]
        starts = sorted({*starts, *listed})
    segments: list[Segment] = []
    over: ToldTime | None = None
    for start, end in zip(starts, [*starts[1:], len(page.parsed.tokens)], strict=True):
        time = _dating(times, start, end)
        is_item = listed.get(start, False)
        over = over if is_item else time
        segments.append(Segment(start, end, time or over, is_item))
    return segments


def _listed(page: Page) -> Iterator[tuple[int, bool]]:
    """Yield the first token of each item of a list, with True, and of what follows a list."""
    text, tokens = page.parsed.text, page.parsed.tokens
    items = [m.start() for m in _ITEM.finditer(text)]
    if len(items) < 2 or not tokens:
        return
    begins = [t.start for t in tokens]
    for item, following in zip(items, [*items[1:], len(text)], strict=True):
        yield bisect_left(begins, item), True
        gap = _BLANK.search(text, item, following)
        after = bisect_left(begins, gap.end()) if gap else len(tokens)
        if after < len(tokens) and begins[after] < following:
            yield after, False


def _openings(page: Page, times: Sequence[ToldTime]) -> list[int]:
    """Return the tokens at which another day is told of, the first token included."""
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
    return starts


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
