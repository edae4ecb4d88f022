"""Times counted from what happened: two days after the wedding, the week before her birthday."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from graphmem.language.parse import Parsed
from graphmem.language.times import TimeExpression, find_times, resolve
from graphmem.models.times import Interval
from graphmem.operator.clock import ToldTime, told_top
from graphmem.operator.grammar import clause
from graphmem.operator.page import Page

_COUNT = re.compile(
    r"(?<=\s)(?:days?|nights?|weeks?|months?|years?)\s+(?:before|after|following)(?=\s)"
    r"(?P<gap>\s+(?:(?:the|his|her|their|my|our|its|your|this|that)\s+|[A-Z]\w+['\u2019]s?\s+))"
)
_BEFORE = 32  # characters in front of the unit in which it may be counted
_DAILY = frozenset(("day", "part", "hour", "minute", "second"))
_PARTS = ("nsubj", "nsubj:pass", "obj", "nsubj:outer")
_WEIGHT = 0.3  # as a setting: too little to open a new day of the story
_REACH = 4  # words from the article to the noun

Dates = Mapping[str, Interval]


def count_times(page: Page, times: Sequence[ToldTime], earlier: Dates) -> tuple[ToldTime, ...]:
    """Return the times with those that are counted from an event whose day is told.

    It is told on the page, before or after, or else in what was read `earlier`.
    """
    text = page.parsed.text
    if " before " not in text and " after " not in text and " following " not in text:
        return tuple(times)
    told = list(times)
    for match in _COUNT.finditer(text):
        found = _counted(page, match, times, earlier)
        if found is not None:
            span = range(found.first, found.last + 1)
            told = [t for t in told if t.last not in span and t.first not in span] + [found]
    return tuple(sorted(told, key=lambda t: t.first))


def dated_nouns(page: Page, times: Sequence[ToldTime]) -> list[tuple[int, Interval]]:
    """Return the nouns whose day is told in their clause, in order."""
    found = []
    for told in times:
        interval = told.interval
        if interval is None or interval.grain not in _DAILY or told.expression.bound:
            continue
        found += [(noun, interval) for noun in _nouns(page.parsed, told)]
    return found


def _nouns(parsed: Parsed, told: ToldTime) -> Iterator[int]:
    """Yield the noun that a time hangs on, and those that its clause is about."""
    tokens = parsed.tokens
    top = told_top(parsed, told.first, told.last)
    head = tokens[top].head
    if tokens[head].pos == "NOUN" and not told.first <= head <= told.last:
        yield head
    governor = clause(parsed, head)
    for token in tokens:
        about = token.pos == "NOUN" and token.dep in _PARTS and token.i != head
        if about and (token.head == governor or told.first <= token.head <= told.last):
            yield token.i


def _counted(
    page: Page, match: re.Match[str], times: Sequence[ToldTime], earlier: Dates
) -> ToldTime | None:
    noun = _noun_after(page.parsed, match.end())
    if noun is None:
        return None
    day = _day_of(page, noun, times) or earlier.get(page.parsed.tokens[noun].lemma)
    if day is None:
        return None
    counted = _placed(page.parsed.text, match, day)
    if counted is None:
        return None
    expression, interval = counted
    inside = [
        t.i for t in page.parsed.tokens if t.start < expression.end and t.end > expression.start
    ]
    return ToldTime(expression, inside[0], inside[-1], interval, _WEIGHT, noun)


def _placed(
    text: str, match: re.Match[str], day: Interval
) -> tuple[TimeExpression, Interval] | None:
    """Read the distance as if the day stood in the place of the event."""
    end = match.start("gap")
    low = max(0, match.start() - _BEFORE)
    words = f"{text[low:end]} {day.start[:10]}"
    for found in find_times(words):
        interval = resolve(found, None)
        if found.end == len(words) and found.sort == "relative" and interval is not None:
            start = low + found.start
            told = replace(
                found, start=start, end=end, text=text[start:end], anchor="narrative", bound=""
            )
            return told, interval
    return None


def _noun_after(parsed: Parsed, at: int) -> int | None:
    """Return the noun of the phrase that begins there, and is no time itself."""
    tokens = [t for t in parsed.tokens if t.start >= at][:_REACH]
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        parted = token.head != token.i + 1 or following is None or following.pos == "PROPN"
        if token.pos == "NOUN" and parted:  # "the wedding Ana" is no compound
            return token.i
        if token.pos not in ("NOUN", "PROPN", "ADJ", "NUM"):
            return None
    return None


def _day_of(page: Page, noun: int, times: Sequence[ToldTime]) -> Interval | None:
    """Return the day told last before the noun of what it names, or the first after."""
    lemma = page.parsed.tokens[noun].lemma
    known = [
        (i, interval)
        for i, interval in dated_nouns(page, times)
        if page.parsed.tokens[i].lemma == lemma and i != noun
    ]
    before = [interval for i, interval in known if i < noun]
    return before[-1] if before else known[0][1] if known else None
