"""Years, decades, centuries and seasons."""

from __future__ import annotations

import re
from functools import partial

from graphmem.language.times.between import Between
from graphmem.language.times.form import Form
from graphmem.language.times.numbers import number
from graphmem.language.times.rule import rule
from graphmem.language.times.unplaced import Unplaced
from graphmem.language.times.vocabulary import (
    DASH,
    ORDINAL,
    SEASON,
    SEASONS,
    SPELLED_YEAR,
    YEAR,
)
from graphmem.language.times.written_year import year_form
from graphmem.language.times.yearly import Yearly
from graphmem.language.times.years import in_year

_YEAR_BEFORE = (
    r"(?:(?<=\bin )|(?<=\bsince )|(?<=\buntil )|(?<=\btill )|(?<=\bduring )|(?<=\bcirca )"
    r"|(?<=\bc\. )|(?<=\bc\.)|(?<=\byear ))"
)
_COUNT_BEFORE = (
    r"(?:(?<=\bby )|(?<=\bfrom )|(?<=\baround )|(?<=\babout )|(?<=\bbefore )|(?<=\bafter )"
    r"|(?<=\blater than )|(?<=\bearlier than )"
    r"|(?<=\bearly )|(?<=\blate )|(?<=\bof ))"
)
# A bare number is a count where a plural follows, and a page where such a word stands before.
_COUNTED = (
    r"(?!\s+(?:people|men|women|children|feet|percent|per)\b)(?!\s*[%°])"
    r"(?!\s+(?-i:(?!this|does|thus|always|perhaps|across|besides|towards|was|has|his|its|is|as|"
    r"sometimes|versus|us|onwards|afterwards)[a-z]{2,}s\b))"
)
_LISTED = (
    r"(?<!page )(?<!pages )(?<!no )(?<!no\. )(?<!number )(?<!than )(?<!room )(?<!chapter )"
    r"(?<!over )(?<!nearly )(?<!almost )(?<!some )(?<!only )"
)
_DECADES = {
    word: 10 * ten
    for ten, word in enumerate(
        [
            "twenties",
            "thirties",
            "forties",
            "fifties",
            "sixties",
            "seventies",
            "eighties",
            "nineties",
        ],
        2,
    )
} | {"noughties": 2000}
_TENS_PLURAL = rf"(?:{'|'.join(_DECADES)})"


def _year(match: re.Match[str]) -> Form | None:
    year, short = year_form(match["year"])
    return None if year is None else Yearly(partial(in_year, unit="year"), year, short)


def _years(match: re.Match[str]) -> Form | None:
    first, last = int(match["year"]), int(match["last"])
    if last <= first % 100:
        return None
    ends = (Yearly(partial(in_year, unit="year"), y) for y in (first, first // 100 * 100 + last))
    return Between(*ends)


def _lifetime(match: re.Match[str]) -> Form | None:
    first, last = (int(match[name]) for name in ("year", "last"))
    ends = (Yearly(partial(in_year, unit="year"), year) for year in (first, last))
    return Between(*ends) if first < last else None


def _era(match: re.Match[str]) -> Form:
    if match["era"].lower().startswith("b"):
        return Unplaced()
    return Yearly(partial(in_year, unit="year"), int(match["year"]))


def _decade(match: re.Match[str]) -> Form | None:
    named = match["named"]
    if named:
        century = number(match["century"]) if match["century"] else None
        year = _DECADES[named.lower()] + 100 * (century or 0)
        return Yearly(partial(in_year, unit="decade"), year, short=year < 100)
    figures = match["figures"] or match["short"] or match["plain"]
    # The 1800s are a century; the 2000s, as people speak of them, ten years.
    hundred = figures.endswith("00") and figures != "2000" and len(figures) == 4
    unit = "century" if hundred else "decade"
    return Yearly(partial(in_year, unit=unit), int(figures), short=len(figures) == 2)


def _century(match: re.Match[str]) -> Form | None:
    ordinal = number(match["number"])
    if ordinal is None or not 1 <= ordinal <= 99:
        return None
    if match["era"]:
        return Unplaced()
    return Yearly(partial(in_year, unit="century"), max(1, 100 * (ordinal - 1)))


def season_form(name: str, year: str | None = None) -> Form:
    """Return the season, of a year or of the nearest one."""
    month = SEASONS[re.split(r"[- ]|time", name.lower())[0]]
    return Yearly(partial(in_year, month=month, unit="season"), *year_form(year))


def _season(match: re.Match[str]) -> Form:
    return season_form(match["season"], match.groupdict().get("year"))


_END = r"(?![\d/]|[:.,]\d|-(?!\d)|-\d\d?-\d)"
_DECADE = (
    rf"(?:the\s+)?(?:(?P<figures>[12]\d\d0)['\u2019]?s|['\u2019\u2018](?P<short>\d0)['\u2019]?s"
    rf"|(?<=the )(?P<plain>[2-9]0)['\u2019]?s|(?:(?P<century>eighteen|nineteen)[- ]"
    rf"|(?<=the ))(?P<named>{_TENS_PLURAL}))"
)
_SEASON_BEFORE = (
    r"(?:(?<=\bin the )|(?<=\bduring the )|(?<=\ball )|(?<=\bby the )|(?<=\bsince the )"
    r"|(?<=\buntil the )|(?<=\bin )|(?<=\bof that )|(?<=\bin early )|(?<=\bin late ))"
)

RULES = (
    rule(
        "digit",
        "span period",
        rf"{_LISTED}(?<![.,:/-])(?P<year>1[1-9]\d\d|20[0-4]\d)(?:{DASH}|\s[\u2013-]\s)"
        rf"(?P<last>\d\d){_COUNTED}(?![\d:/-]|[.,]\d)",
        _years,
    ),
    rule("digit", "span year", rf"{_YEAR_BEFORE}(?P<year>[12]\d{{3}}){_END}", _year),
    rule("digit", "span year", rf"{_COUNT_BEFORE}(?P<year>[12]\d{{3}}){_COUNTED}{_END}", _year),
    rule(
        "digit",
        "span year",
        rf"{_LISTED}(?<![.,:/])(?<!\D-)(?P<year>1[5-9]\d\d|20[0-4]\d){_COUNTED}{_END}",
        _year,
    ),
    # The 2014 protests, the 2011 and 2017 censuses: counts of things are seldom of just this form.
    rule(
        "digit",
        "span year",
        r"(?:(?<=\bthe )|(?<=\d\d\d\d and ))(?P<year>(?:19|20)(?!00)\d\d)(?=\s+[a-z])"
        r"(?!\s+(?:people|men|women|children|or|others|more|dead|km|miles|words)\b)",
        _year,
    ),
    rule("digit", "span year", r"(?<=\()(?P<year>1[0-4]\d\d)(?=\))", _year),
    rule(
        "digit",
        "span period",
        rf"(?<=\()(?:c\.\s?)?(?P<year>[1-9]\d\d)\s?{DASH}\s?(?P<last>[1-9]\d\d)(?=\))",
        _lifetime,
    ),
    rule("digit unit", "span year", r"(?:the\s+)?year\s+(?:of\s+)?(?P<year>\d{3,4})", _year),
    rule(
        "digit", "span year", r"(?<=\bin )(?P<year>['\u2019\u2018]\d\d)(?!\s*['\u2019]?s\b)", _year
    ),
    rule(
        "digit",
        "span year",
        r"(?P<year>\d{1,4})\s?(?P<era>a\.d\.|b\.c\.(?:e\.)?|(?-i:ad|AD|bc|BC"
        r"|BCE|CE))",
        _era,
    ),
    # A year that people seldom write, and only after a date: 31 December 9999.
    rule(
        "digit",
        "span year",
        r"(?:(?<=\d )|(?<=\d, )|(?<=[a-z] )|(?<=[a-z], ))(?P<year>0?[1-9]\d\d|[3-9]\d{3}|\d{5,6})"
        r"(?=\s*(?:[.;:!?)\"\u201d]|$))",
        _year,
        weak=True,
    ),
    rule("digit", "span year", r"(?P<era>(?-i:AD)|A\.D\.)\s?(?P<year>\d{1,4})", _era),
    rule(
        "teen",
        "span year",
        rf"(?:(?<=\bin )|(?<=\bsince )|(?<=\buntil )|(?<=\bof )|(?<=\byear )"
        rf"|(?<=\bby ))(?P<year>{SPELLED_YEAR})(?![- ]\w+s\b)",
        _year,
    ),
    rule("digit decade", "span period", _DECADE, _decade),
    rule(
        "century",
        "span period",
        rf"(?:the\s+)?(?P<number>{ORDINAL})(?:-|\s+)(?:century|cent\.)"
        r"(?P<era>\s+(?:b\.c\.(?:e\.)?|(?-i:BCE?)\b))?",
        _century,
    ),
    rule(
        "season",
        "span period",
        rf"(?:the\s+)?(?P<season>{SEASON})(?:\s+(?:of\s+|in\s+)?"
        rf"(?:the\s+year\s+)?|,\s+)(?P<year>{YEAR})(?:{DASH}\d\d(?!\d))?",
        _season,
    ),
    rule(
        "season",
        "span period",
        rf"{_SEASON_BEFORE}(?P<season>{SEASON})(?!\s+of\s+(?!that))",
        _season,
    ),
)
