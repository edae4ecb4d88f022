"""Join a time with its neighbour: Monday + at nine, May + to June, Christmas + last year."""

from __future__ import annotations

import re
from dataclasses import replace

from graphmem.language.times.apart import Apart
from graphmem.language.times.between import Between
from graphmem.language.times.form import Form
from graphmem.language.times.hours import Hours
from graphmem.language.times.offset import Offset
from graphmem.language.times.piece import Piece
from graphmem.language.times.recurring import Recurring
from graphmem.language.times.unplaced import Unplaced
from graphmem.language.times.vocabulary import ORDINAL
from graphmem.language.times.within import Within
from graphmem.language.times.yearly import Yearly

_LIGHT = re.compile(
    r",?\s*(?:(?:on|at|in|of|by|from|around|about|during|for)\s+)?(?:the\s+)?|T|\s*[@,\u2013\u2014-]\s*",
    re.IGNORECASE,
)
_INSIDE = re.compile(r",?\s+(?:(?:of|in)\s+)?(?:the\s+)?", re.IGNORECASE)
_OUTSIDE = re.compile(r",?\s+(?:(?:on|in|at)\s+)?(?:the\s+)?", re.IGNORECASE)
_TO = re.compile(
    r"\s*[-\u2013\u2014~]\s*|,?\s+(?:up\s+)?(?:to|until|till|through|thru)\s+(?:the\s+)?", re.I
)
_AND = re.compile(r"\s+and\s+(?:the\s+)?", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|between)\s+(?:the\s+)?$", re.IGNORECASE)
_NUMBERED = re.compile(rf"(?<!\w)(?:{ORDINAL}|last)\s+$", re.IGNORECASE)
_BOUND = re.compile(
    r",?\s+(?:(?P<before>before|prior\s+to)|(?P<after>after)|(?P<since>from|since))\s+(?:the\s+)?",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"\s*(?:[.,;:!?)\"\u201d]|$)")
_NAMED = re.compile(r",?\s+(?:the\s+)?|,?\s*\(", re.IGNORECASE)
_DATES = frozenset({"day", "period", "year"})


def join(text: str, one: Piece, two: Piece) -> Piece | None:
    """Return the two as one, or None where they stay apart."""
    gap = text[one.end : two.start]
    if len(gap) > 16:
        return None
    if _NUMBERED.search(text, max(0, one.start - 16), one.start):  # the second Monday of next month
        return None
    return (
        _set(text, one, two)
        or _named(gap, one, two)
        or _hours(gap, one, two)
        or _inside(gap, one, two)
        or _outside(gap, one, two)
        or _of_year(gap, one, two)
    )


def _set(text: str, one: Piece, two: Piece) -> Piece | None:
    """Take the hour of what recurs into it: every night at nine, 9 am on Sundays."""
    if "set" not in (one.sort, two.sort) or "clock" not in (one.role, two.role):
        return None
    if not _LIGHT.fullmatch(text[one.end : two.start]):
        return None
    if two.weak and not _CLAUSE_END.match(text, two.end):  # daily at one time
        return None
    return Piece(one.start, two.end, "set", "", Unplaced())


def _named(gap: str, one: Piece, two: Piece) -> Piece | None:
    """Join a weekday, or today, with the date that it is: Friday 7/6, tomorrow, 13 April."""
    if not (_NAMED.fullmatch(gap) and one.role == two.role == "day" and two.sort == "date"):
        return None
    first, last = one.form, two.form
    if not isinstance(last, Yearly) or last.weekday is not None:
        return None
    if isinstance(first, Recurring) and first.weekday is not None and first.day is None:
        return replace(two, start=one.start, form=replace(last, weekday=first.weekday))
    if not isinstance(first, Offset) or first.unit != "day" or first.origin is not None:
        return None
    if first.wants != "episode" or abs(first.low) > 1:
        return None
    return replace(two, start=one.start)


def span(text: str, one: Piece, two: Piece) -> Piece | None:
    """Return the range between two pieces, or None where none is meant."""
    before = _FROM.search(text, max(0, one.start - 16), one.start)
    gap = text[one.end : two.start]
    if two.role == "range" and one.role == "period" and _OUTSIDE.fullmatch(gap):
        return _days_of(one, two)
    if not (_TO.fullmatch(gap) or (before and _AND.fullmatch(gap))):
        return None
    if not ({one.role, two.role} <= _DATES or _parts(one, two)):
        return None
    start = before.start() if before else one.start
    return Piece(start, two.end, "span", "range", Between(one.form, two.form))


def _days_of(one: Piece, two: Piece) -> Piece | None:
    """Join a week with days of it: next week between Wednesday and Friday."""
    days = two.form
    if one.form.anchor != "episode" or not isinstance(days, Between):
        return None
    if not (isinstance(days.first, Recurring) and isinstance(days.last, Recurring)):
        return None
    return Piece(one.start, two.end, "span", "range", Within(days, one.form))


def _parts(one: Piece, two: Piece) -> bool:
    hours = {"clock", "part"}
    return not one.weak and one.role in hours | {"day"} and two.role in hours


def _hours(gap: str, one: Piece, two: Piece) -> Piece | None:
    bounded = _BOUND.fullmatch(gap)
    if bounded and one.role == "day" and isinstance(two.form, Hours) and two.form.day is None:
        form = replace(two.form, day=one.form)
        sort = "time" if two.role == "clock" else one.sort
        return Piece(one.start, two.end, sort, two.role, form, bound=bounded.lastgroup or "")
    if not _LIGHT.fullmatch(gap):
        return None
    first, last = one.form, two.form
    if isinstance(first, Between) or isinstance(last, Between):
        return _ranged(one, two)
    if isinstance(last, Hours) and last.day is None and one.role == "day":
        return _joined(one, two, replace(last, day=first), two.role)
    if isinstance(first, Hours) and two.role == "day" and _free(first, gap, two):
        return _joined(one, two, replace(first, day=last), one.role)
    return _of_part(one, two)


def _of_part(one: Piece, two: Piece) -> Piece | None:
    """Join an hour with the part of the day that it lies in, in either order."""
    first, last = one.form, two.form
    if isinstance(first, Hours) and isinstance(last, Hours):
        if (one.role, two.role) == ("clock", "part"):
            return _joined(one, two, first.during(last), "clock")
        if (one.role, two.role) == ("part", "clock"):
            return _joined(one, two, last.during(first), "clock")
    return None


def _ranged(one: Piece, two: Piece) -> Piece | None:
    """Join hours from one to another with their day, in either order."""
    for hours, day in ((two, one), (one, two)):
        if isinstance(hours.form, Between) and day.role in ("day", "part"):
            timed = _timed(hours.form, day.form)
            return None if timed is None else _joined(one, two, timed, "range")
    return None


def _timed(hours: Between, day: Form) -> Between | None:
    """Return hours from one to another in that day, or in that part of a day."""
    first, last = hours.first, hours.last
    if not (isinstance(first, Hours) and isinstance(last, Hours)) or first.day or last.day:
        return None
    if isinstance(day, Hours):
        return Between(first.during(day), last.during(day))
    return Between(replace(first, day=day), replace(last, day=day))


def _free(hours: Hours, gap: str, day: Piece) -> bool:
    """Tell whether the hours want a day, or have but the weekday of it: Friday at six, 5 June."""
    named = isinstance(hours.day, Recurring) and gap.startswith(",") and day.sort == "date"
    return hours.day is None or (named and not isinstance(day.form, Recurring))


def _inside(gap: str, one: Piece, two: Piece) -> Piece | None:
    hours = one.form
    if isinstance(hours, Hours) and isinstance(hours.day, Recurring) and two.role == "period":
        if not _INSIDE.fullmatch(gap) or two.sort != "relative":
            return None
        return _joined(one, two, replace(hours, day=Within(hours.day, two.form)), one.role)
    if not (_INSIDE.fullmatch(gap) and one.role in ("day", "period") and two.role == "period"):
        return None
    if one.form.anchor != "narrative" or two.sort != "relative":
        return None
    return _joined(one, two, Within(one.form, two.form), one.role)


def _outside(gap: str, one: Piece, two: Piece) -> Piece | None:
    """Join what stands before what lies in it: next week on Tuesday, last year at Christmas."""
    if not (_OUTSIDE.fullmatch(gap) and one.role == "period" and two.role in ("day", "period")):
        return None
    if isinstance(one.form, Offset) and isinstance(two.form, Offset):
        return _years_ago(one, two, one.form, two.form)
    if one.form.anchor != "episode" or two.form.anchor != "narrative" or two.sort == "relative":
        return None
    return _joined(one, two, Within(two.form, one.form), two.role)


def _years_ago(one: Piece, two: Piece, far: Offset, near: Offset) -> Piece | None:
    """Join three years ago with tomorrow, from where it is counted."""
    plain = {far.anchor, near.anchor} == {"episode"} and far.origin is near.origin is None
    if not plain or far.low != far.high or near.unit != "day" or far.low > -1:
        return None
    form = Apart(((far.unit, far.low), ("day", near.low)))
    return Piece(one.start, two.end, "relative", "day", form)


def _of_year(gap: str, one: Piece, two: Piece) -> Piece | None:
    """Give a date the year behind it that is none of ours: 15 March 44 BC, 31 December 9999."""
    if not (_INSIDE.fullmatch(gap) and one.role in ("day", "period") and two.role == "year"):
        return None
    if not isinstance(one.form, Yearly) or one.form.year is not None:
        return None
    if isinstance(two.form, Yearly):
        form: Form = replace(one.form, year=two.form.year, short=two.form.short)
    else:
        form = Unplaced()
    return Piece(one.start, two.end, one.sort, one.role, form, weak=False)


def _joined(one: Piece, two: Piece, form: Within | Hours | Between, role: str) -> Piece:
    sort = "time" if role in ("clock", "part", "range") else one.sort
    return Piece(one.start, two.end, sort, role, form)
