"""Holidays: Christmas Eve 2024, at Easter, last Thanksgiving."""

from __future__ import annotations

import re

from graphmem.language.times.chosen import Chosen
from graphmem.language.times.feasts import FEASTS, feast
from graphmem.language.times.form import Form
from graphmem.language.times.rule import rule
from graphmem.language.times.vocabulary import YEAR
from graphmem.language.times.written_year import year_form
from graphmem.language.times.yearly import Yearly

_STEPS = {"last": -1, "past": -1, "this": 0, "next": 1, "coming": 1}
_THINGS = (
    r"(?!['\u2019]s?\s+(?:tree|present|dinner)|[\s-]+(?:trees?|cards?|presents?|gifts?|carols?|part(?:y|ies)"
    r"|dinners?|puddings?|cakes?|box(?:es)?|lights?|decorations?|eggs?|bunny|songs?|stockings?"
    r"|shopping|movies?|costumes?|markets?|stor(?:y|ies)|spirit|Island|lilies|lily|Rising)\b)"
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
    which = match["which"]
    return Chosen(form, _STEPS[which.lower()]) if which else form


RULES = (
    rule(
        "feast weekday unit part month",
        "date day",
        rf"(?:(?P<which>last|past|this|next|coming)\s+)?(?P<name>{_NAMES})"
        rf"(?:\s+day)?(?:,?\s+(?:of\s+|in\s+)?(?P<year>{YEAR}))?{_THINGS}",
        _feast,
    ),
)
