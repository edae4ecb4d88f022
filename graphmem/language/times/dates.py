"""Dates and months by name: the 3rd of May 1843, Sunday, June 20, from 3 to 5 May, in March."""

from __future__ import annotations

import re
from functools import partial

from graphmem.language.times.between import Between
from graphmem.language.times.form import Form
from graphmem.language.times.numbers import number
from graphmem.language.times.rule import rule
from graphmem.language.times.vocabulary import (
    DASH,
    DAY,
    MONTH,
    ORDINAL_WORD,
    WEEKDAY,
    YEAR,
    month_number,
    weekday_number,
)
from graphmem.language.times.written_year import year_form
from graphmem.language.times.yearly import Yearly
from graphmem.language.times.years import in_year

_YEAR = rf"(?:(?:[-/]|,?\s+)(?:of\s+|in\s+)?(?:the\s+year\s+)?(?P<year>{YEAR}))?"
_WEEKDAY = rf"(?:(?P<weekday>{WEEKDAY}),?\s+)?"
_TO = rf"(?:\s*{DASH}\s*|\s+(?:to|and|until|till|through|or)\s+)(?:the\s+)?"
# Evidence that a name which is also a word or a woman is a month.
_IN = (
    r"(?<=\bin )|(?<=\bby )|(?<=\bsince )|(?<=\buntil )|(?<=\btill )|(?<=\bbefore )|(?<=\bafter )"
    r"|(?<=\bduring )|(?<=\bearly )|(?<=\blate )|(?<=\bmid[- ])|(?<=\bmonth of )|(?<=\bof )"
    r"|(?<=\bfrom )|(?<=\bbetween )|(?<=\bthrough )|(?<=\bto )|(?<=\band )"
)
_SPELLED = r"(?:twenty|thirty)[- ](?:one|two|three|four|five|six|seven|eight|nine)"
_SURE = (
    r"(?:january|february|july|september|october|november|december"
    r"|(?:(?:jan|feb|jul|sept?|oct|nov|dec)\b\.?))"
)
_RANGE = re.compile(
    rf"(?:\s*{DASH}\s*|\s+(?:to|through|until|and|or)\s+)"
    rf"(?:(?:the\s+)?(?:(?:early|mid|late)[\s-]+|(?:end|start|beginning|middle)\s+of\s+))?"
    rf"{MONTH}(?!\w)",
    re.IGNORECASE,
)
_RANGED = re.compile(
    rf"{MONTH}(?:\s+\d+)?(?:\s*{DASH}\s*|\s+(?:to|through|until|and|or)\s+)$", re.IGNORECASE
)
_NOT_MONTHS = re.compile(
    r"\b(?:(?<!end )(?<!middle )(?<!beginning )(?<!start )(?<!month )(?<!rest )(?<!most )(?<!week )"
    r"(?<!day )(?<!days )(?<!half )of|from|to|and|between|through|by)\s$",
    re.IGNORECASE,
)


def _date(match: re.Match[str]) -> Form | None:
    first = _dated(match, match["day"])
    if "last" not in match.re.groupindex or first is None:
        return first
    last = _dated(match, match["last"])
    return None if last is None else Between(first, last)


def _dated(match: re.Match[str], day: str) -> Form | None:
    value = number(day)
    if value is None or value == 0 or (value > 31 and not match["year"]):
        return None
    rule_ = partial(in_year, month=month_number(match["month"]), day=value)
    weekday = match.groupdict().get("weekday")
    return Yearly(rule_, *year_form(match["year"]), weekday_number(weekday) if weekday else None)


def _month(match: re.Match[str]) -> Form | None:
    name = match["month"]
    year = match.groupdict().get("year")
    if year is None and not _is_month(match, name):
        return None
    return Yearly(partial(in_year, month=month_number(name), unit="month"), *year_form(year))


def _is_month(match: re.Match[str], name: str) -> bool:
    """Guess from its letters and neighbours whether a name stands for the month."""
    before = match.string[max(0, match.start() - 24) : match.start()]
    ranged = _RANGE.match(match.string, match.end()) or _RANGED.search(before)
    if ranged and (name[0].isupper() or name not in ("may", "march")):
        return True
    if re.fullmatch(_SURE, name, re.IGNORECASE):
        return len(name) > 4 or name.lower() == "july" or name[0].isupper()
    if not re.compile(_IN, re.IGNORECASE).match(match.string, match.start()):
        return False
    if (
        name[0].islower()
        and len(name.rstrip(".")) < 5
        and name.lower() not in ("may", "june", "july")
    ):
        return False
    return not _NOT_MONTHS.search(before)


RULES = (
    rule(
        "month",
        "date day",
        rf"(?P<day>\d{{1,2}})(?P<dash>[-/.])(?P<month>{MONTH})(?P=dash)(?P<year>\d{{4}}|\d\d)(?![-/]\d)",
        _date,
    ),
    rule(
        "month",
        "date day",
        rf"(?P<year>\d{{4}})(?P<dash>[-/])(?P<month>{MONTH})(?P=dash)(?P<day>\d{{1,2}})(?![-/]\d)",
        _date,
    ),
    rule(
        "month",
        "date day",
        rf"{_WEEKDAY}(?:the\s+)?(?P<day>{DAY}|{_SPELLED}|\d{{1,2}}\.(?=\s))(?:\s+day)?(?:\s+|[-/])(?:of\s+)?"
        rf"(?P<month>{MONTH}){_YEAR}",
        _date,
    ),
    rule(
        "month",
        "date day",
        rf"{_WEEKDAY}(?P<month>{MONTH})[\s/-]+(?:the\s+)?(?P<day>{DAY}|(?:twenty|thirty)[- ]\w+)"
        rf"{_YEAR}",
        _date,
    ),
    rule(
        "month",
        "date day",
        r"(?P<month>jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)(?P<day>[0-3]?\d)"
        rf"(?:\s?,?\s+(?P<year>{YEAR}))?",
        _date,
    ),
    rule(
        "month",
        "span period",
        rf"(?:from\s+|between\s+)?(?:the\s+)?(?P<day>{DAY}){_TO}"
        rf"(?P<last>{DAY})\s+(?:of\s+)?(?P<month>{MONTH}){_YEAR}",
        _date,
    ),
    rule(
        "month",
        "span period",
        rf"(?:from\s+|between\s+)?(?P<month>{MONTH})\s+(?:the\s+)?"
        rf"(?P<day>\d{{1,2}}(?:st|nd|rd|th)?|{ORDINAL_WORD}){_TO}(?P<last>{DAY}){_YEAR}",
        _date,
    ),
    rule(
        "month",
        "span period",
        rf"(?:the\s+month\s+of\s+)?(?P<month>{MONTH})"
        rf"(?:,?\s+(?:of\s+|in\s+)?(?:the\s+year\s+)?|-)(?P<year>{YEAR})",
        _month,
    ),
    rule("month", "span period", rf"(?P<month>{MONTH})", _month),
)
