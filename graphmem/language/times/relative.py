"""Times told from another: yesterday, last week, the next morning, three weeks ago."""

from __future__ import annotations

import re
from functools import partial

from graphmem.language.times.apart import Apart
from graphmem.language.times.chosen import Chosen
from graphmem.language.times.form import Form
from graphmem.language.times.numbers import number
from graphmem.language.times.offset import Offset
from graphmem.language.times.periods import season_form
from graphmem.language.times.rolling import Rolling
from graphmem.language.times.rule import rule
from graphmem.language.times.side import Side
from graphmem.language.times.third import Third
from graphmem.language.times.vocabulary import (
    ALONE,
    MONTH,
    NUMBER,
    SEASON,
    STOP,
    UNIT,
    month_number,
    unit,
)
from graphmem.language.times.yearly import Yearly
from graphmem.language.times.years import in_year

# How many the vague counts are taken to be, at least and at most.
_VAGUE = {"few": (2, 6), "several": (3, 9), "some": (2, 9), "many": (0, 0)}
AMOUNT = rf"(?:(?:a\s+)?(?:few|couple(?:\s+of)?)|several|some|an?|{NUMBER})"
_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
_STEPS = {"last": -1, "past": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
_TOLD_STEPS = {"previous": -1, "preceding": -1, "following": 1}
_HALF = r"(?P<half>\s+and\s+a\s+half)?"
# A half may stand before the unit as well, and a smaller unit behind: 2 years, 3 months.
_MEASURE = (
    rf"(?P<amount>{AMOUNT})(?P<and_half>\s+and\s+(?:a|one)\s+half)?\s+(?P<unit>{UNIT}){_HALF}"
    rf"(?:(?:,|\s+and|,\s+and)?\s+(?P<more>{NUMBER})\s+(?P<finer>{UNIT}))?"
)
# Half of a unit, in a finer one.
_HALVES = {
    "century": ("decade", 5),
    "decade": ("year", 5),
    "year": ("month", 6),
    "month": ("day", 15),
    "week": ("day", 3),
    "day": ("hour", 12),
    "hour": ("minute", 30),
}
_LENGTHS = ("century", "decade", "year", "quarter", "month", "week", "day", "hour", "minute")


def amount(words: str) -> tuple[int, int] | None:
    """Return the least and the most that a count may mean."""
    for word, bounds in _VAGUE.items():
        if re.search(rf"\b{word}\b", words.lower()):
            return bounds
    value = number(words)
    return None if value is None or value > 10000 else (value, value)


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


def _ago(match: re.Match[str], sign: int, wants: str) -> Form | None:
    count = amount(match["amount"])
    if count is None:
        return None
    single = unit(match["unit"])
    groups = match.groupdict()
    if groups.get("half") or groups.get("and_half"):
        return _and_a_half(single, count, sign, wants)
    if groups.get("more"):
        finer, more = unit(groups["finer"]), number(groups["more"]) or 0
        if finer not in _LENGTHS or single not in _LENGTHS[: _LENGTHS.index(finer)]:
            return None
        return Apart(((single, sign * count[0]), (finer, sign * more)), wants)
    return Offset(single, sign * count[0], sign * count[1], wants)


def _and_a_half(single: str, count: tuple[int, int], sign: int, wants: str) -> Form | None:
    """Return what is so many and a half away, as exact as half the unit is."""
    if single not in _HALVES or count[0] != count[1]:
        return None
    finer, half = _HALVES[single]
    exact = "week" if finer == "day" and single == "month" else finer
    steps = ((single, sign * count[0]), (finer, sign * half))
    return Apart(steps if exact == finer else (*steps, (exact, 0)), wants)


def _later(match: re.Match[str]) -> Form | None:
    back = match["where"].lower() in ("earlier", "before", "previously", "back", "beforehand")
    return _ago(match, -1 if back else 1, "narrative")


def _rolling(match: re.Match[str]) -> Form | None:
    which = match["which"].lower()
    step = _STEPS.get(which) or _TOLD_STEPS[which]
    words = match["amount"]
    count = amount(words) if words else (1, 1)
    if count is None:
        return None
    wants = "narrative" if which in _TOLD_STEPS else "episode"
    return Rolling(unit(match["unit"]), step * max(count), wants)


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


def _within(match: re.Match[str]) -> Form | None:
    count = amount(match["amount"])
    return (
        None
        if count is None
        else Rolling(unit(match["unit"]), max(count), "narrative", within=True)
    )


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
    r"(?:the\s+(?=[svpf])|(?=that))"
    r"(?P<which>(?:(?:that\s+)?very\s+)?same|that(?:\s+(?:very|same)){0,2}|very|previous"
    r"|preceding|following)"
)
_SPAN_UNIT = r"(?:week|weekend|fortnight|month|quarter|year|decade|century)"
RULES = (
    rule("word", "relative day", r"(?P<day>today|yesterday|tomorrow)", _named_day),
    rule(
        "word",
        "relative day",
        r"(?:the\s+)?day\s+(?:before\s+(?P<day>yesterday)|after\s+tomorrow)",
        lambda m: _beyond(m) if m["day"] else Offset("day", 2, 2),
    ),
    rule(
        "unit",
        "relative period",
        r"(?P<which>last|this\s+past|past|this|the\s+current|current|next"
        rf"|this\s+coming|coming)\s+(?P<unit>{_SPAN_UNIT})",
        _unit,
    ),
    rule(
        "unit",
        "relative period",
        rf"(?:the\s+)?(?P<unit>{_SPAN_UNIT})\s+(?:before\s+(?P<which>last)"
        r"|after\s+next)",
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
        "unit",
        "relative day",
        rf"{_MEASURE}\s+(?:ago|back(?=\s*[.,;!?]))",
        lambda m: _ago(m, -1, "episode"),
    ),
    rule(
        "unit",
        "relative day",
        rf"(?:in\s+)?{_MEASURE}\s+(?:from\s+now|hence|from\s+today)",
        lambda m: _ago(m, 1, "episode"),
    ),
    rule(
        "unit",
        "relative day",
        rf"in\s+(?:about\s+|another\s+)?(?P<amount>{AMOUNT})\s+(?P<unit>{UNIT})"
        r"(?P<own>['\u2019](?:s\s+)?time)?(?!\s+(?:or|of|later|before|after|to|and))",
        lambda m: _ago(m, 1, "episode"),
    ),
    rule(
        "unit",
        "relative day",
        rf"{_MEASURE}\s+(?P<where>later"
        rf"|earlier|afterwards?|beforehand|previously|(?:before|after){STOP}{ALONE})",
        _later,
    ),
    rule(
        "unit",
        "relative span",
        r"(?:the\s+)?(?P<which>last|past|next|coming|previous|preceding|following)\s+"
        rf"(?P<amount>{AMOUNT})\s+(?P<unit>{UNIT})",
        _rolling,
    ),
    rule(
        "unit",
        "relative span",
        rf"the\s+(?P<which>past|last|coming)(?P<amount>)\s+(?P<unit>{_SPAN_UNIT}"
        r"|hour|minute)",
        _rolling,
    ),
    rule(
        "season",
        "relative period",
        rf"(?:the\s+)?(?P<which>last|this|next|past|coming|that|same"
        rf"|following|previous)\s+(?P<season>{SEASON})(?!\s+(?:of|down|in\s+love))",
        _season,
    ),
    rule(
        "month",
        "relative period",
        rf"(?:the\s+)?(?P<which>last|this|next|past|coming|that|same"
        rf"|following|previous)\s+(?P<month>{MONTH})",
        _month,
    ),
    rule(
        "unit",
        "relative period",
        r"(?P<edge>(?:earlier|later)(?!\s+this\b)|early|late)\s+(?P<which>this|last|next)\s+"
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
        r"(?P<unit>day|week|weekend|month|year|decade|century)",
        _side,
    ),
    rule(
        "unit",
        "relative span",
        rf"within\s+(?:the\s+next\s+)?(?P<amount>{AMOUNT})\s+(?P<unit>{UNIT})(?!\s+of\b)",
        _within,
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
