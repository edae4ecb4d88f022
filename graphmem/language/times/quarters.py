"""Parts of a year by number, and months behind their year: Q3 2016, H1, week 10, 2016 November."""

from __future__ import annotations

import re
from datetime import datetime
from functools import partial

from graphmem.language.times.between import Between
from graphmem.language.times.form import Form
from graphmem.language.times.numbers import number
from graphmem.language.times.rule import rule
from graphmem.language.times.stretch import Stretch, shift
from graphmem.language.times.vocabulary import DASH, MONTH, ORDINAL, YEAR, month_number
from graphmem.language.times.written_year import year_form
from graphmem.language.times.yearly import Yearly
from graphmem.language.times.years import in_year

# What is also a verb, a name or a wish is no month of the year behind a comma.
_WORDS = ("may", "march", "august", "april", "june")
_FIGURES = r"(?:19|20)\d\d(?!\d)"
_PART = r"(?P<part>[qh][1-4])"
_BEFORE = (
    r"(?:(?<=\bin )|(?<=\bduring )|(?<=\bof )|(?<=\bfor )|(?<=\bby )|(?<=\bsince )|(?<=\buntil )"
    r"|(?<=\bfrom )|(?<=\bto )|(?<=\band )|(?<=\bthis )|(?<=\bthe ))"
)


def _part_of(half: int, months: int, year: int) -> Stretch:
    start = datetime(year, 1 + months * half, 1)
    return Stretch(start, shift(start, "month", months), "span")


def _week_of(week: int, year: int) -> Stretch:
    return Stretch.of(datetime.fromisocalendar(year, week, 1), "week")


def _part(match: re.Match[str]) -> Form | None:
    months = 6 if match["part"][0].lower() == "h" else 3
    which = int(match["part"][1]) - 1
    if which * months >= 12:
        return None
    return Yearly(partial(_part_of, which, months), *year_form(match.groupdict().get("year")))


def _quarter(match: re.Match[str]) -> Form | None:
    which = (number(match["number"]) or 1) - 1
    return Yearly(partial(_part_of, which, 3), *year_form(match["year"]))


def _week(match: re.Match[str]) -> Form | None:
    week = int(match["week"])
    if not 1 <= week <= 53:
        return None
    return Yearly(partial(_week_of, week), *year_form(match.groupdict().get("year")))


def _month(match: re.Match[str]) -> Form | None:
    name = match["month"]
    verb = name in ("may", "march")
    if verb or (name.lower() in _WORDS and match["comma"]):
        return None
    return Yearly(partial(in_year, month=month_number(name), unit="month"), int(match["year"]))


def _centuries(match: re.Match[str]) -> Form | None:
    first, last = number(match["number"]) or 0, number(match["last"]) or 0
    if not 1 <= first < last <= 30:
        return None
    ends = (
        Yearly(partial(in_year, unit="century"), max(1, 100 * (which - 1)))
        for which in (first, last)
    )
    return Between(*ends)


RULES = (
    rule(
        "unit digit",
        "span period",
        r"(?:the\s+)?(?P<number>first|second|third|fourth|[1-4](?:st|nd|rd|th))\s+quarter"
        rf"(?:\s+of\s+|,?\s+)(?P<year>{YEAR})",
        _quarter,
    ),
    rule("digit", "span period", rf"{_PART}(?:\s*(?:of|in)?\s+|\s?-\s?)(?P<year>{YEAR})", _part),
    rule("digit", "span period", rf"(?P<year>{_FIGURES})[\s-]?{_PART}", _part),
    rule(
        "digit",
        "span period",
        rf"{_BEFORE}(?P<part>q[1-4]|(?-i:H[12]))(?!\s*[:)(]|\s+(?:visa|tag)\b)",
        _part,
    ),
    rule("digit", "span period", r"(?P<part>(?-i:Q)[1-4])(?=\s+(?!is\b)[a-z])", _part),
    rule(
        "unit",
        "span period",
        r"(?:the\s+)?week\s+(?P<week>\d\d?)(?:\s+(?:of|in)\s+(?P<year>(?:19|20)\d\d))?"
        r"(?!\s+of\b|\s*[:)(]|[.,]\d)",
        _week,
    ),
    rule("digit", "span period", r"(?P<year>(?:19|20)\d\d)-?W(?P<week>[0-5]\d)", _week),
    rule(
        "month",
        "span period",
        rf"(?P<year>{_FIGURES})(?P<comma>\s?,)?\s+(?P<month>{MONTH})(?!,?\s+\d)",
        _month,
    ),
    rule(
        "century",
        "span period",
        rf"(?:from\s+|between\s+)?(?:the\s+)?(?P<number>{ORDINAL})(?:\s+century)?(?:\s*{DASH}\s*"
        rf"|\s+(?:to|and|or|until)\s+)(?:the\s+)?(?P<last>{ORDINAL})[\s-]+(?:century|centuries)"
        r"(?!\s+b\.?c)",
        _centuries,
    ),
)
