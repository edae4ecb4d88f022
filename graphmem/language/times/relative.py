"""Times told from another: yesterday, last week, the next morning, three weeks ago."""

from __future__ import annotations

import re
from functools import partial

from graphmem.language.times.chosen import Chosen
from graphmem.language.times.form import Form
from graphmem.language.times.offset import Offset
from graphmem.language.times.periods import season_form
from graphmem.language.times.rule import rule
from graphmem.language.times.side import Side
from graphmem.language.times.third import Third
from graphmem.language.times.vocabulary import (
    ALONE,
    MONTH,
    SEASON,
    STOP,
    month_number,
    unit,
)
from graphmem.language.times.yearly import Yearly
from graphmem.language.times.years import in_year

_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1, "tmrw": 1}
_STEPS = {"last": -1, "past": -1, "this": 0, "current": 0, "next": 1, "coming": 1,
          "upcoming": 1}  # fmt: skip


def _named_day(match: re.Match[str]) -> Form:
    step = _DAYS[match["day"].lower()]
    return Offset("day", step, step)


def _beyond(match: re.Match[str]) -> Form:
    step = -2 if match["day"].lower() == "yesterday" else 2
    return Offset("day", step, step)


def _unit(match: re.Match[str]) -> Form:
    step = _STEPS[match["which"].lower().split()[-1]]
    return Offset(unit(match["unit"]), step, step)


def _beyond_unit(match: re.Match[str]) -> Form:
    step = -2 if match["which"].lower() == "last" else 2
    return Offset(unit(match["unit"]), step, step)


def _told_unit(match: re.Match[str]) -> Form:
    which = match["which"].lower()
    step = (
        0
        if which.endswith(("same", "that", "very"))
        else -1
        if which in ("previous", "preceding")
        else 1
    )
    return Offset(unit(match["unit"]), step, step, "narrative")


def _this_day(match: re.Match[str]) -> Form:
    return Offset(unit(match["unit"]), 0, 0, "narrative")


def _told_after(match: re.Match[str]) -> Form:
    step = -1 if match["which"].lower() == "before" else 1
    return Offset(unit(match["unit"]), step, step, "narrative")


def _chosen(form: Form, which: str) -> Form:
    step = _STEPS.get(which, 1 if which == "following" else -1)
    if which in ("that", "same"):
        return Chosen(form, 0, "narrative")
    return Chosen(form, step, "narrative" if which in ("following", "previous") else "episode")


def _season(match: re.Match[str]) -> Form:
    return _chosen(season_form(match["season"]), match["which"].lower())


def _month(match: re.Match[str]) -> Form | None:
    name, which = match["month"], match["which"].lower()
    if name[0].islower() and name.lower() in ("march", "may", "mar", "jan", "dec", "sep", "august"):
        return None
    form = Yearly(partial(in_year, month=month_number(name), unit="month"))
    return _chosen(form, which)


def _side(match: re.Match[str]) -> Form:
    groups = match.groupdict()
    which = -1 if (groups.get("side") or "").lower().startswith("earl") else 1
    told = (groups.get("which") or "").lower() not in ("this", "today")
    return Side(unit(groups["unit"] or "day"), which, "narrative" if told else "episode")


def _told_edge(match: re.Match[str]) -> Form:
    third = {"end": 2, "middle": 1}.get(match["edge"].lower(), 0)
    return Third(Offset(unit(match["unit"]), 0, 0, "narrative"), third)


def _told_share(match: re.Match[str]) -> Form | None:
    parts = 2 if match["parts"].lower() == "half" else 4
    which = {"second": 1, "latter": 1, "third": 2, "fourth": 3, "last": parts - 1}.get(
        match["share"].lower(), 0
    )
    whole = Offset(unit(match["unit"]), 0, 0, "narrative")
    return Third(whole, which, parts) if which < parts else None


def _edge(match: re.Match[str]) -> Form:
    step = _STEPS[match["which"].lower()]
    third = {"early": 0, "earlier": 0, "late": 2, "later": 2}.get(match["edge"].lower(), 1)
    return Third(Offset(unit(match["unit"]), step, step), third)


_TOLD = (
    r"(?:the\s+(?=[svpf])|(?=that|previous))"
    r"(?P<which>(?:(?:that\s+)?very\s+)?same|that(?:\s+(?:very|same)){0,2}|very|previous"
    r"|preceding|following)"
)
_SPAN_UNIT = r"(?:week|week-?end|fortnight|month|quarter|year|decade|century)"
RULES = (
    rule("word", "relative day", r"(?P<day>today|yesterday|tomorrow|tmrw)", _named_day),
    rule(
        "word",
        "relative day",
        r"(?:the\s+)?day\s+(?:before\s+(?P<day>yesterday)|after\s+(?:tomorrow|tmrw))",
        lambda m: _beyond(m) if m["day"] else Offset("day", 2, 2),
    ),
    rule(
        "unit",
        "relative period",
        r"(?P<which>last|this\s+past|past|this|the\s+current|current|next"
        rf"|this\s+(?:up)?coming|(?:up)?coming)\s+(?:calendar\s+)?(?P<unit>{_SPAN_UNIT})",
        _unit,
    ),
    rule(
        "unit",
        "relative period",
        rf"(?:the\s+)?(?P<unit>{_SPAN_UNIT})\s+(?:before\s+(?P<which>last)"
        rf"|after\s+(?:next|the\s+next{STOP}))",
        lambda m: _beyond_unit(m) if m["which"] else Offset(unit(m["unit"]), 2, 2),
    ),
    rule("unit", "relative day", rf"{_TOLD}\s+(?P<unit>day)(?!s)", _told_unit),
    rule("unit", "relative day", r"this\s+(?P<which>(?:very\s+)?)(?P<unit>day)", _this_day),
    rule("unit", "relative period", rf"{_TOLD}\s+(?P<unit>{_SPAN_UNIT})", _told_unit),
    rule("unit", "relative day", r"(?:the\s+)?(?P<which>next)\s+(?P<unit>day)", _told_unit),
    rule("unit", "relative period", rf"the\s+(?P<which>next)\s+(?P<unit>{_SPAN_UNIT})", _told_unit),
    rule(
        "unit",
        "relative day",
        rf"the\s+(?P<unit>day)\s+(?P<which>before|after){STOP}{ALONE}",
        _told_after,
    ),
    rule(
        "unit",
        "relative period",
        rf"the\s+(?P<unit>{_SPAN_UNIT})\s+(?P<which>before|after){STOP}"
        rf"{ALONE}",
        _told_after,
    ),
    rule(
        "season",
        "relative period",
        rf"(?:the\s+)?(?P<which>last|this|next|past|(?:up)?coming|that|same"
        rf"|following|previous)\s+(?P<season>{SEASON})(?!\s+(?:of|down|in\s+love))",
        _season,
    ),
    rule(
        "month",
        "relative period",
        rf"(?:the\s+)?(?P<which>last|this|next|past|(?:up)?coming|that|same"
        rf"|following|previous)\s+(?P<month>{MONTH})",
        _month,
    ),
    rule(
        "unit",
        "relative period",
        r"(?P<edge>(?:earlier|later)(?!\s+this\b)|early|mid|late)[\s-]+(?P<which>this|last|next)\s+"
        rf"(?P<unit>{_SPAN_UNIT})",
        _edge,
    ),
    rule(
        "unit",
        "relative period",
        r"(?P<side>earlier|later)\s+(?:in\s+)?(?P<which>this|that|the(?:\s+same)?)\s+"
        r"(?P<unit>day|week|month|year|decade|century)",
        _side,
    ),
    rule(
        "unit",
        "relative period",
        r"(?:the\s+)?rest\s+of\s+(?P<which>this|that|the|my|our)\s+"
        r"(?P<unit>day|week|week-?end|month|year|decade|century)",
        _side,
    ),
    rule(
        "unit",
        "relative period",
        r"the\s+(?P<share>first|second|third|fourth|former|latter|last)\s+(?P<parts>half|quarter)\s+of"
        r"\s+the\s+(?P<unit>week|month|year|decade|century)(?!\s+(?:of|before|after))",
        _told_share,
    ),
    rule(
        "unit",
        "relative period",
        r"the\s+(?P<edge>end|beginning|start|middle)\s+of\s+the\s+(?P<unit>week|month|year|decade"
        r"|century)(?!\s+(?:of|before|after))",
        _told_edge,
    ),
)
