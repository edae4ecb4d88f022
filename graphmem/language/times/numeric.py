"""Dates in figures: 2025-06-20, 03/04/2025, 20.6.25."""

from __future__ import annotations

import re
from functools import partial

from graphmem.language.times.between import Between
from graphmem.language.times.form import Form
from graphmem.language.times.rule import Rule, rule
from graphmem.language.times.yearly import Yearly
from graphmem.language.times.years import in_year

# What tells a day and month in figures from a fraction.
_ON = ("on", "by", "until", "since", "before", "after", "from", "monday", "tuesday", "wednesday",
       "thursday", "friday", "saturday", "sunday")  # fmt: skip


def numeric_rules(*, day_first: bool) -> tuple[Rule, ...]:
    """Return the rules for figures; with dots the day comes first whatever the setting."""
    return (
        rule(
            "digit",
            "date day",
            r"(?:(?<![\d./-])|(?<=[/-]\d{4}-))(?P<one>\d{1,2})(?P<dash>[-/])(?P<two>\d{1,2})"
            r"(?P=dash)(?P<year>\d{4}|\d\d)(?!/\d|-\d(?!\d?[-/]\d)|\.\d)",
            partial(_slashed, day_first=day_first),
        ),
        rule(
            "digit",
            "date day",
            rf"(?:(?<=\b{_ON[0]} )" + "".join(rf"|(?<=\b{word} )" for word in _ON[1:]) + ")"
            r"(?P<one>\d{1,2})/(?P<two>\d{1,2})(?![-/\d]|\.\d|\s+(?:of|cup|inch)\b)",
            partial(_slashed, day_first=day_first),
        ),
        rule(
            "digit",
            "date day",
            r"(?<![\d./-])(?P<one>\d{1,2})/(?P<two>\d{1,2})"
            r"(?![-/\d]|\.\d|\s*[\"%]|[\s-]+(?:of|cup|inch|in\\.|miles?|degrees?|vision)\b)",
            partial(_bare, day_first=day_first),
        ),
        rule(
            "digit",
            "span range",
            r"(?:(?:from|between)\s+)?(?<![\d./-])(?P<one>\d{1,2})/(?P<two>\d{1,2})"
            r"(?:\s?[-\u2013]\s?|\s+(?:to|and|until|till|through)\s+)"
            r"(?P<three>\d{1,2})/(?P<four>\d{1,2})(?:(?:/|,\s?)(?P<year>\d{4}|\d\d(?=\W|$)))?(?![-/\d])",
            partial(_range, day_first=day_first),
        ),
        *_IN_ONE_ORDER,
    )


def _ordered(match: re.Match[str]) -> Form | None:
    return _dated(int(match["year"]), int(match["month"]), int(match["day"]))


def _slashed(match: re.Match[str], *, day_first: bool) -> Form | None:
    one, two = int(match["one"]), int(match["two"])
    # A number over 12 can only be the day, whatever the usual order.
    day, month = (one, two) if (day_first and two <= 12) or one > 12 else (two, one)
    year = match.groupdict().get("year")
    if year is None:
        return _dated(None, month, day)
    return _dated(int(year), month, day, short=len(year) == 2)


def _dated(year: int | None, month: int, day: int, *, short: bool = False) -> Form | None:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Yearly(partial(in_year, month=month, day=day), year, short)


def _bare(match: re.Match[str], *, day_first: bool) -> Form | None:
    """Return a day and month that no fraction would look like: 4/22, but not 3/4, 5/16 or 24/7."""
    one, two = int(match["one"]), int(match["two"])
    if max(one, two) in (16, 24) or min(one, two) > 12 or max(one, two) < 13:
        return None
    return None if one > 12 and not day_first else _slashed(match, day_first=day_first)


def _range(match: re.Match[str], *, day_first: bool) -> Form | None:
    ends = []
    for one, two in (("one", "two"), ("three", "four")):
        first, second = int(match[one]), int(match[two])
        day, month = (first, second) if day_first or first > 12 else (second, first)
        year = match["year"]
        form = _dated(int(year) if year else None, month, day, short=len(year or "") == 2)
        if form is None:
            return None
        ends.append(form)
    return Between(*ends)


def _month(match: re.Match[str]) -> Form | None:
    if int(match["month"]) == int(match["year"][2:]) + 1 and len(match["month"]) == 2:
        return None  # 2010/11 is a season of two years
    return Yearly(partial(in_year, month=int(match["month"]), unit="month"), int(match["year"]))


_IN_ONE_ORDER = (
    rule(
        "digit",
        "date day",
        r"(?<!(?<!\w)-)(?P<year>\d{4})(?P<dash>[-/.])(?P<month>\d{1,2})(?P=dash)"
        r"(?P<day>\d{1,2})(?![-/\d]|\.\d)",
        _ordered,
    ),
    rule(
        "digit",
        "date day",
        r"(?<![\d./-])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})(?![-/]\d|\.\d)",
        _ordered,
    ),
    rule(
        "digit",
        "span period",
        r"(?<![\d./-])(?P<year>[12]\d{3})-(?P<month>0[1-9]|1[0-2])(?![-/\d]|\.\d)",
        _month,
    ),
    rule(
        "digit",
        "span period",
        r"(?<![\d./-])(?P<month>0[1-9]|1[0-2])/(?P<year>[12]\d{3})(?![-/\d]|\.\d)",
        _month,
    ),
    rule(
        "digit",
        "span period",
        r"(?<![\d./-])(?<!\d )(?P<month>0?[1-9]|1[0-2])(?:\s?/\s?|-)(?P<year>(?:19|20)\d\d)"
        r"(?![-/\d]|\.\d)",
        _month,
    ),
    rule(
        "digit",
        "span period",
        r"(?<![\d./-])(?P<year>(?:19|20)\d\d)\s?/\s?(?P<month>0?[1-9]|1[0-2])(?![-/\d]|\.\d)",
        _month,
    ),
)
