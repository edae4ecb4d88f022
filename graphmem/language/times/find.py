"""Find time expressions in a text."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Iterable
from functools import cache

from graphmem.language.times import (
    clock,
    dates,
    dayparts,
    distances,
    durations,
    holidays,
    periods,
    quarters,
    relative,
    weekdays,
)
from graphmem.language.times.around import around
from graphmem.language.times.expression import TimeExpression
from graphmem.language.times.form import Form
from graphmem.language.times.join import join, span
from graphmem.language.times.numeric import numeric_rules
from graphmem.language.times.offset import Offset
from graphmem.language.times.piece import Piece
from graphmem.language.times.place import place
from graphmem.language.times.prefixed import prefixed
from graphmem.language.times.rule import Rule
from graphmem.language.times.third import Third
from graphmem.language.times.vocabulary import NUMBER
from graphmem.language.times.windows import windows

_SHARED = (
    *dates.RULES,
    *periods.RULES,
    *weekdays.RULES,
    *relative.RULES,
    *distances.RULES,
    *quarters.RULES,
    *clock.RULES,
    *dayparts.RULES,
    *holidays.RULES,
    *durations.RULES,
)
_RULES = {order: (*numeric_rules(day_first=order), *_SHARED) for order in (False, True)}
# A line may break anywhere; the patterns look behind for plain spaces.
_SPACES = str.maketrans("\n\r\t\u00a0", "    ")
# No time goes on past an empty line: it ends there as a clause does.
_BREAK = re.compile(r"\n(?=[ \t\r]*\n)")
_COUNTED = re.compile(rf"(?:the\s+)?\d|{NUMBER}\b|(?:an?|half)\s|noon|midnight", re.IGNORECASE)
_BOUND = re.compile(
    r"(?<!\w)(?:(?P<before>(?<!on or )(?<!at or )before|prior\s+to|earlier\s+than|preceding"
    r"|in\s+advance\s+of|ahead\s+of)"
    r"|(?P<after>after|later\s+than|following)"
    r"|(?P<since>since|as\s+of|(?:starting|beginning)(?:\s+(?:on|from|at|in))?"
    r"|no\s+earlier\s+than)"
    r"|(?P<until>until|till|up\s+to|by|no\s+later\s+than|(?:on|at)\s+or\s+before"
    r"|before\s+or\s+on|ending\s+(?:on|with))"
    r"|(?P<about>about|around|circa|approximately|roughly|some\s?time\s+(?:in|around)"
    r"|c(?:a)?\.))\s*(?:the\s+)?$",
    re.IGNORECASE,
)
_ONWARDS = re.compile(r"\s+(?:onwards?|on\b(?!\s+the)|and\s+(?:after|later))", re.IGNORECASE)
# What follows a time and opens it: 2012 or later, Monday or before.
_AFTER = re.compile(
    r"\s+(?:(?P<since>(?:or|and)\s+(?:later|onwards?|after(?:wards?)?))"
    r"|(?P<until>or\s+(?:earlier|before)))(?=\s*(?:[.,;:!?)]|$))",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom\s+(?:the\s+)?$", re.IGNORECASE)


def find_times(text: str, *, day_first: bool = False) -> list[TimeExpression]:
    """Return the expressions in their order, none over another, longer before shorter.

    Figures like 03/04/2025 are March 4 unless the day comes first.
    """
    written, text = text, _BREAK.sub(";", text).translate(_SPACES)
    pieces = _longest(
        Piece(*match.span(), rule.sort, _role(rule, form), form, rule.weak)
        for low, high, classes in windows(text)
        for rule in _triggered(frozenset(classes), day_first)
        for match in rule.pattern.finditer(text, low, high)
        if match.end() > match.start() and (form := rule.build(match)) is not None
    )
    if not pieces:
        return []
    pieces = _folded(text, pieces, join)
    pieces = _longest(around(text, prefixed(text, piece)) for piece in pieces)
    pieces = _folded(text, _folded(text, pieces, join), span)
    return [_expression(written, piece) for piece in pieces if not piece.weak]


@cache
def _triggered(classes: frozenset[str], day_first: bool) -> tuple[Rule, ...]:  # noqa: FBT001
    """Return the rules for words of these classes, of which there are few."""
    return tuple(rule for rule in _RULES[day_first] if not classes.isdisjoint(rule.triggers))


def _role(rule: Rule, form: Form) -> str:
    """Return how the piece joins others: two days ago like a date, two hours ago like none."""
    if rule.role != "day" or not isinstance(form, Offset) or form.unit == "day":
        return rule.role
    return "" if form.unit in ("second", "minute", "hour") else "period"


def _longest(pieces: Iterable[Piece]) -> list[Piece]:
    """Keep the sure ones before the weak, the longer of those that overlap, the first of equals."""
    kept: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: (p.weak, p.start - p.end, p.start)):
        where = bisect(kept, piece.start, key=_start)
        free = where == 0 or kept[where - 1].end <= piece.start
        if free and (where == len(kept) or piece.end <= kept[where].start):
            kept.insert(where, piece)
    return kept


def _start(piece: Piece) -> int:
    return piece.start


def _folded(
    text: str, pieces: list[Piece], verb: Callable[[str, Piece, Piece], Piece | None]
) -> list[Piece]:
    """Join neighbours from the left as long as they go together."""
    folded: list[Piece] = []
    for piece in pieces:
        newest = piece
        while folded and (joined := verb(text, folded[-1], newest)) is not None:
            folded.pop()
            newest = joined
        folded.append(newest)
    return folded


def _expression(text: str, piece: Piece) -> TimeExpression:
    start, bound = _bound(text, piece)
    end = piece.end
    if not bound and piece.sort not in ("duration", "set") and piece.role != "range":
        after = _AFTER.match(text, end)
        if after is not None:
            end, bound = after.end(), after.lastgroup or ""
    anchored = bool(piece.form.anchor) and place(piece.form, None) is None
    words = text[start:end]
    return TimeExpression(
        start, end, words, piece.sort, anchored, bound, piece.form.anchor, piece.form
    )


def _suits(match: re.Match[str], text: str, piece: Piece) -> bool:
    """Tell 'about noon' from a talk about Christmas."""
    about = match["about"] is not None and match["about"].lower() == "about"
    return not about or bool(_COUNTED.match(text, piece.start))


def _bound(text: str, piece: Piece) -> tuple[int, str]:
    if piece.sort in ("duration", "set") or piece.role == "range" or piece.bound:
        return piece.start, piece.bound
    match = _BOUND.search(text, max(0, piece.start - 24), piece.start)
    if match is not None and _suits(match, text, piece):
        bound = match.lastgroup or ""
        if bound == "before" and isinstance(piece.form, Third) and piece.form.which == 2:
            bound = "until"  # before the end of the year is by its end
        return (match.start() if bound == "about" else piece.start), bound
    from_on = _FROM.search(text, max(0, piece.start - 16), piece.start)
    return piece.start, "since" if from_on and _ONWARDS.match(text, piece.end) else ""
