"""Weekdays, and days of a month that is not named."""

from __future__ import annotations

import re

from graphmem.language.times.chosen import Chosen
from graphmem.language.times.form import Form
from graphmem.language.times.nth import Nth
from graphmem.language.times.numbers import number
from graphmem.language.times.offset import Offset
from graphmem.language.times.recurring import Recurring
from graphmem.language.times.rule import rule
from graphmem.language.times.vocabulary import (
    ORDINAL,
    ORDINAL_WORD,
    SMALL,
    WEEKDAY,
    weekday_number,
)

_THINGS = r"(?!\s+(?:school|best|clothes|dinner|roast|lunch)\b)"
_CLAUSE_END = (
    r"(?=\s*(?:[.,;:!?)\"”\u2014-]|$)"
    r"|\s+(?:of\s+(?:this|that|the|last|next)|at|in|from|between)\b)"
)
_ON = r"(?:(?<=\bon )|(?<=\bby )|(?<=\buntil )|(?<=\bsince )|(?<=\bbefore )|(?<=\bafter ))"


def _weekday(match: re.Match[str]) -> Form | None:
    name = match["weekday"]
    if len(name.rstrip(".")) < 6 and not _abbreviates(match, name):
        return None
    return Recurring(weekday_number(name))


def _abbreviates(match: re.Match[str], name: str) -> bool:
    """Tell a shortened weekday from the sun and from what sat."""
    before = match.string[: match.start()].lower()
    return name[0].isupper() and before.endswith((" on ", "on "))


def _choice(match: re.Match[str]) -> Form | None:
    weekday, which = weekday_number(match["weekday"]), " ".join(match["which"].lower().split())
    name = match["weekday"].rstrip(".").lower()
    if name in ("sat", "sun", "wed", "wednes") and match["weekday"][0].islower():
        return None
    if which in ("this", "this past", "past", "last", "next") or which.endswith("coming"):
        return _spoken(weekday, which)
    if which in ("that", "the same"):
        return Recurring(weekday)
    step = 1 if which.endswith(("following", "next")) else -1
    return Chosen(Recurring(weekday), step, "narrative")


def _spoken(weekday: int, which: str) -> Form:
    if which == "this":
        return Recurring(weekday, week=0, anchor="episode")
    if which == "next":
        return Recurring(weekday, week=1, anchor="episode")
    step = 1 if which.endswith("coming") else -1
    return Chosen(Recurring(weekday), step)


def _before_last(match: re.Match[str]) -> Form:
    last = Chosen(Recurring(weekday_number(match["weekday"])), -1)
    return Offset("day", -7, -7, origin=last)


def _after_next(match: re.Match[str]) -> Form:
    return Recurring(weekday_number(match["weekday"]), week=2, anchor="episode")


def _week_after(match: re.Match[str]) -> Form:
    coming = Chosen(Recurring(weekday_number(match["weekday"])), 1)
    return Offset("day", 7, 7, origin=coming)


def _counted(match: re.Match[str]) -> Form | None:
    count, back = number(match["count"]) or 0, match["side"].lower() == "ago"
    step = -1 if back else 1
    near = Chosen(Recurring(weekday_number(match["weekday"])), step)
    days = 7 * step * (count - 1)
    return Offset("day", days, days, origin=near) if 1 <= count <= 60 else None


def _day(match: re.Match[str]) -> Form | None:
    day = number(match["day"])
    if day is None or not 1 <= day <= 31:
        return None
    weekday = match.groupdict().get("weekday")
    return Recurring(weekday_number(weekday) if weekday else None, day)


def _weekend(_: re.Match[str]) -> Form:
    return Recurring(5, days=2)


def _of_month(match: re.Match[str]) -> Form | None:
    day = number(match["day"])
    month = Offset("month", 0, 0, "narrative")
    return Nth(day, "day", month) if day and day <= 31 else None


RULES = (
    rule(
        "unit",
        "relative period",
        r"(?:(?<=\bover )|(?<=\bat )|(?<=\bon )|(?<=\bduring )|(?<=\bthroughout )|(?<=\bfor )"
        r"|(?<=\ball ))(?:the|my|our)\s+week-?end(?!\s+(?:of|before|after|edition|trip|house)\b)",
        _weekend,
    ),
    rule(
        "ordinal digit unit",
        "date day",
        rf"the\s+(?P<day>{ORDINAL})\s+(?:day\s+)?of\s+the\s+month",
        _of_month,
    ),
    rule("weekday", "date day", rf"(?P<weekday>{WEEKDAY}){_THINGS}", _weekday),
    rule(
        "weekday",
        "relative day",
        r"(?P<which>this\s+(?:up)?coming|this\s+past|this|(?:up)?coming|past|last|next"
        r"|that|the\s+same|the\s+next|(?:the\s+)?(?:following|previous|preceding))\s+"
        rf"(?P<weekday>{WEEKDAY}){_THINGS}",
        _choice,
    ),
    rule(
        "weekday",
        "relative day",
        rf"(?:the\s+)?(?P<weekday>{WEEKDAY})\s+before\s+last",
        _before_last,
    ),
    rule(
        "weekday", "relative day", rf"(?:the\s+)?(?P<weekday>{WEEKDAY})\s+after\s+next", _after_next
    ),
    rule(
        "weekday",
        "relative day",
        rf"(?:next\s+|this\s+|on\s+)?(?P<weekday>{WEEKDAY})\s+week(?=\s*(?:[.,;:!?)]|$))",
        _week_after,
    ),
    rule(
        "weekday",
        "relative day",
        rf"(?P<count>{SMALL}|a|\d\d?)\s+(?P<weekday>{WEEKDAY})s?\s+(?P<side>ago|from\s+now)",
        _counted,
    ),
    rule(
        "weekday",
        "date day",
        rf"(?P<weekday>{WEEKDAY}),?\s+(?:the\s+)?"
        rf"(?P<day>\d{{1,2}}(?:st|nd|rd|th)|(?<=the ){ORDINAL_WORD}"
        rf"|\d{{1,2}}(?!\s?[-\u2013]\s?\d){_CLAUSE_END})",
        _day,
    ),
    rule(
        "digit",
        "date day",
        rf"(?:{_ON}(?:the\s+)?|the\s+(?=\d))(?P<day>\d{{1,2}}(?:st|nd|rd|th))"
        rf"{_CLAUSE_END}",
        _day,
    ),
    rule(
        "digit unit",
        "date day",
        r"(?P<day>\d{1,2}(?:st|nd|rd|th))(?=\s+of\s+(?:this|that|the|last|next)\s+(?:\w+\s+)?month)",
        _day,
    ),
    rule("ordinal", "date day", rf"{_ON}the\s+(?P<day>{ORDINAL_WORD}){_CLAUSE_END}", _day),
)
