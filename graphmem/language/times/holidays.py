"""Holidays: Christmas Eve 2024, at Easter, last Thanksgiving."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import partial

from graphmem.language.times.chosen import Chosen
from graphmem.language.times.feasts import FEASTS, Rule, feast
from graphmem.language.times.form import Form
from graphmem.language.times.rule import rule
from graphmem.language.times.stretch import Stretch
from graphmem.language.times.vocabulary import YEAR
from graphmem.language.times.written_year import year_form
from graphmem.language.times.yearly import Yearly
from graphmem.language.times.years import in_year

_STEPS = {"last": -1, "past": -1, "this": 0, "next": 1, "coming": 1, "upcoming": 1}
_TOLD = {"following": 1, "previous": -1}
_THINGS = (
    r"(?!['\u2019]s?\s+(?:tree|present|dinner)|[\s-]+(?:trees?|cards?|presents?|gifts?|carols?|part(?:y|ies)"
    r"|dinners?|puddings?|cakes?|box(?:es)?|lights?|decorations?|eggs?|bunny|songs?|stockings?"
    r"|shopping|movies?|costumes?|markets?|stor(?:y|ies)|spirit|celebrations?|festivals?|parades?|fairs?|Island|lilies|lily|Rising)\b)"
)


def _pattern(name: str) -> str:
    letters = re.escape(name).replace(r"\ ", r"[\s-]+").replace("'", "['\u2019]?")
    return letters.replace("st[", r"(?:st\.?|saint)[", 1) if name.startswith("st ") else letters


_NAMES = "|".join(_pattern(name) for name in sorted(FEASTS, key=len, reverse=True))


def _feast(match: re.Match[str]) -> Form | None:
    of_year = feast(match["name"])
    if of_year is None or (
        match["name"].lower() in ("may day", "epiphany") and not match["name"][0].isupper()
    ):
        return None
    form = Yearly(of_year, *year_form(match["year"]))
    which = (match["which"] or "").lower()
    if which in _TOLD:
        return Chosen(form, _TOLD[which], "narrative")
    return Chosen(form, _STEPS[which]) if which else form


def _new_year(_: re.Match[str]) -> Form:
    return Yearly(in_year)


def _weekend(match: re.Match[str]) -> Form | None:
    of_year = feast(match["name"])
    if of_year is None:
        return None
    year = match["year"] or match["after"]
    return Yearly(partial(_days_off, of_year), *year_form(year))


def _days_off(of_year: Rule, year: int) -> Stretch:
    """Return the weekend nearest to a feast, with a Friday or Monday that is the feast."""
    day = of_year(year).start
    weekday = day.weekday()
    saturday = day + timedelta(days=5 - weekday if weekday > 1 else -2 - weekday)
    first, last = min(saturday, day), saturday + timedelta(days=2)
    if weekday == 0:
        last += timedelta(days=1)
    return Stretch(first if weekday == 4 else saturday, last, "span")


RULES = (
    rule(
        "feast weekday unit part month",
        "date day",
        rf"(?:(?P<which>last|past|this|next|(?:up)?coming|following|previous)\s+)?(?P<name>{_NAMES})"
        rf"(?:\s+day)?(?:,?\s+(?:of\s+|in\s+)?(?P<year>{YEAR}))?{_THINGS}",
        _feast,
    ),
    rule(
        "unit",
        "date day",
        r"(?:(?<=\bbefore )|(?<=\bbefore the )|(?<=\buntil )|(?<=\btill )|(?<=\bafter )"
        r"|(?<=\bafter the ))new\s+year(?!\s*[\w'\u2019])",
        _new_year,
    ),
    rule(
        "feast weekday unit month",
        "span period",
        rf"(?P<name>{_NAMES})(?:\s+day)?(?:\s+(?P<year>{YEAR}))?\s+week-?end"
        rf"(?:\s+(?:of\s+|in\s+)?(?P<after>{YEAR}))?",
        _weekend,
    ),
)
