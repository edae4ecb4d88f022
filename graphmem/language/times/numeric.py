"""Dates in figures: 2025-06-20, 03/04/2025, 20.6.25."""

from __future__ import annotations

import re
from functools import partial

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


def _month(match: re.Match[str]) -> Form:
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
)
