"""The times that an episode tells, placed on the calendar, and how far each sets the scene."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graphmem.language.parse import Parsed
from graphmem.language.times import TimeExpression, find_times
from graphmem.models.times import Interval
from graphmem.operator.grammar import ancestors, children, clause, tells_origin
from graphmem.operator.page import Page
from graphmem.operator.sight import Sight, see_times
from graphmem.operator.tense import tense
from graphmem.operator.words import FUTURE

_GRAINS = {
    "second": 1.0, "minute": 1.0, "hour": 1.0, "part": 1.0, "day": 1.0, "week": 0.5, "month": 0.6,
    "season": 0.4, "year": 0.25, "decade": 0.1, "century": 0.05, "span": 0.5,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ToldTime:
    """A time expression with its tokens, what it resolves to, and its `weight` as a setting.

    `weight` is 0 for what cannot be one: a duration, a birthday, a plan, "since 1998". `origin`
    is the noun of the event that it is counted from, if it is counted from one.
    """

    expression: TimeExpression
    first: int
    last: int
    interval: Interval | None
    weight: float
    origin: int = -1


def tell_times(page: Page, occurred: Interval | None) -> list[ToldTime]:
    """Return the times of a page in order, resolved against its own dates and never today."""
    found = list(_with_tokens(page.parsed, find_times(page.parsed.text)))
    sights = [_sight(page.parsed, expression, span) for expression, span in found]
    intervals = see_times(sights, occurred)
    told = []
    for (expression, span), interval in zip(found, intervals, strict=True):
        weight = _weight(page, expression, interval, span)
        if expression.anchor == "episode" and occurred is None:
            weight *= 0.3  # seen from a day that the text does not tell
        told.append(ToldTime(expression, *span, interval, weight))
    return told


def _with_tokens(
    parsed: Parsed, expressions: Iterable[TimeExpression]
) -> Iterator[tuple[TimeExpression, tuple[int, int]]]:
    """Yield each expression with its first and last token."""
    at = 0
    tokens = parsed.tokens
    for expression in expressions:
        while at < len(tokens) and tokens[at].end <= expression.start:
            at += 1
        last = at
        while last + 1 < len(tokens) and tokens[last + 1].start < expression.end:
            last += 1
        if at < len(tokens):
            yield expression, (at, last)


def _sight(parsed: Parsed, expression: TimeExpression, span: tuple[int, int]) -> Sight:
    """Return the expression with what its clause tells of it."""
    head = clause(parsed, parsed.tokens[told_top(parsed, *span)].head)
    return Sight(expression, tense(parsed, head), tells_origin(parsed, head))


def _weight(
    page: Page, expression: TimeExpression, interval: Interval | None, span: tuple[int, int]
) -> float:
    first, last = span
    if interval is None or expression.sort in ("duration", "set"):
        return 0.0
    bound = expression.bound in ("since", "until", "before", "after")
    if bound and not _is_by(page.parsed, first):
        return 0.0
    weight = _GRAINS.get(interval.grain, 0.3)
    if expression.sort == "time" and expression.anchor == "narrative":
        weight *= 0.4  # of the clock alone
    elif expression.anchor == "narrative":
        weight *= 0.7
    if page.quote[first] >= 0:
        weight *= 0.6
    start, end = page.parsed.sentences[page.sentence[first]]
    if last - first + 2 >= end - start:  # a dateline, a line of a log
        return weight * 1.2
    return weight * _by_clause(page.parsed, told_top(page.parsed, first, last))


def _is_by(parsed: Parsed, first: int) -> bool:
    """Return whether a time is told with "by", which things happen close to."""
    return first > 0 and parsed.tokens[first - 1].text.lower() == "by"


def told_top(parsed: Parsed, first: int, last: int) -> int:
    """Return the token of a span that governs the others."""
    for i in range(first, last + 1):
        head = parsed.tokens[i].head
        if (head == i or not first <= head <= last) and parsed.tokens[i].dep != "case":
            return i
    return last


def _by_clause(parsed: Parsed, top: int) -> float:
    predicate = clause(parsed, parsed.tokens[top].head)
    chain = [predicate, *ancestors(parsed, predicate)]
    if any(tells_origin(parsed, i) for i in chain[:2]):
        return 0.0
    factor = 1.0
    helpers = [parsed.tokens[c].text.lower() for c in children(parsed, predicate, "aux")]
    if any(h in FUTURE for h in helpers):
        factor *= 0.4
    if any(parsed.tokens[i].dep.startswith("acl") for i in chain):
        factor *= 0.7
    if parsed.tokens[top].dep in ("nmod", "compound", "nmod:unmarked", "amod"):
        factor *= 0.8
    if any(parsed.tokens[i].dep == "advcl" for i in chain[:1]):
        factor *= 0.8
    return factor
