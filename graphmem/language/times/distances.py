"""Times so many units away: three weeks ago, half an hour later, the past two days."""

from __future__ import annotations

import re

from graphmem.language.times.apart import Apart
from graphmem.language.times.form import Form
from graphmem.language.times.numbers import number
from graphmem.language.times.offset import Offset
from graphmem.language.times.rolling import Rolling
from graphmem.language.times.rule import rule
from graphmem.language.times.vocabulary import ALONE, NUMBER, STOP, UNIT, unit

# How many the vague counts are taken to be, at least and at most.
_VAGUE = {"few": (2, 6), "several": (3, 9), "some": (2, 9), "many": (0, 0)}
AMOUNT = rf"(?:(?:a\s+)?(?:few|couple(?:\s+of)?)|several|some|an?|{NUMBER})"
_STEPS = {"last": -1, "past": -1, "next": 1, "coming": 1, "upcoming": 1}
_TOLD_STEPS = {"previous": -1, "preceding": -1, "following": 1}
_HALF = r"(?P<half>\s+and\s+a\s+half)?"
# A half may stand before the unit as well, and a smaller unit behind: 2 years, 3 months.
_MEASURE = (
    rf"(?<!\d/)(?P<amount>{AMOUNT})(?P<and_half>\s+and\s+(?:a|one)\s+half|\s+1/2|\s?½)?\s+(?P<unit>{UNIT}){_HALF}"
    rf"(?:(?:,|\s+and|,\s+and)?\s+(?P<more>{NUMBER})\s+(?P<finer>{UNIT}))?"
    rf"(?:(?:,|\s+and|,\s+and)?\s+(?P<most>{NUMBER})\s+(?P<finest>{UNIT}))?"
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
_BACK = ("earlier", "before", "previously", "back", "beforehand")
_LENGTHS = ("century", "decade", "year", "quarter", "month", "week", "day", "hour", "minute")


def amount(words: str) -> tuple[int, int] | None:
    """Return the least and the most that a count may mean."""
    for word, bounds in _VAGUE.items():
        if re.search(rf"\b{word}\b", words.lower()):
            return bounds
    value = number(words)
    return None if value is None or value > 10000 else (value, value)


def _ago(match: re.Match[str], sign: int, wants: str) -> Form | None:
    count = amount(match["amount"])
    if count is None:
        return None
    single = unit(match["unit"])
    groups = match.groupdict()
    if groups.get("half") or groups.get("and_half"):
        return _and_a_half(single, count, sign, wants)
    if groups.get("more"):
        return _apart(single, count[0], match, sign, wants)
    return Offset(single, sign * count[0], sign * count[1], wants)


def _apart(single: str, count: int, match: re.Match[str], sign: int, wants: str) -> Form | None:
    """Return what is so many of two or three units away, each finer than the one before."""
    units = [single, unit(match["finer"]), *([unit(match["finest"])] if match["finest"] else [])]
    counts = [count, *(number(match[name] or "0") or 0 for name in ("more", "most"))]
    places = [_LENGTHS.index(name) if name in _LENGTHS else -1 for name in units]
    if -1 in places or places != sorted(set(places)):
        return None
    steps = [(name, sign * more) for name, more in zip(units, counts, strict=False)]
    return Apart(tuple(steps), wants)


def _half(match: re.Match[str]) -> Form | None:
    """Return what is half a unit away, or a quarter of an hour."""
    where = " ".join(match["where"].lower().split())
    back = where in ("ago", *_BACK)
    wants = "episode" if where in ("ago", "from now", "hence") else "narrative"
    finer, half = _HALVES.get(unit(match["unit"]), ("", 0))
    if match["share"].lower() != "half":
        finer, half = ("minute", 15) if finer == "minute" else ("", 0)
    return Offset(finer, -half if back else half, -half if back else half, wants) if half else None


def _and_a_half(single: str, count: tuple[int, int], sign: int, wants: str) -> Form | None:
    """Return what is so many and a half away, as exact as half the unit is."""
    if single not in _HALVES or count[0] != count[1]:
        return None
    finer, half = _HALVES[single]
    exact = "week" if finer == "day" and single == "month" else finer
    steps = ((single, sign * count[0]), (finer, sign * half))
    return Apart(steps if exact == finer else (*steps, (exact, 0)), wants)


def _later(match: re.Match[str]) -> Form | None:
    back = match["where"].lower() in _BACK
    return _ago(match, -1 if back else 1, "narrative")


def _rolling(match: re.Match[str]) -> Form | None:
    which = match["which"].lower()
    step = _STEPS.get(which) or _TOLD_STEPS[which]
    words = match["amount"]
    count = amount(words) if words else (1, 1)
    if count is None:
        return None
    wants = "narrative" if which in _TOLD_STEPS else "episode"
    if unit(match["unit"]) == "quarter":  # of the calendar, as sales are counted
        ends = sorted((step, step * max(count)))
        return Offset("quarter", ends[0], ends[1], wants)
    return Rolling(unit(match["unit"]), step * max(count), wants)


def _within(match: re.Match[str]) -> Form | None:
    count = amount(match["amount"])
    return (
        None
        if count is None
        else Rolling(unit(match["unit"]), max(count), "narrative", within=True)
    )


_SPAN_UNIT = r"(?:week|week-?end|fortnight|month|quarter|year|decade|century)"
RULES = (
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
        r"(?:the\s+)?(?P<which>last|past|next|(?:up)?coming|previous|preceding|following)\s+"
        rf"(?P<amount>{AMOUNT})\s+(?P<unit>{UNIT})",
        _rolling,
    ),
    rule(
        "unit",
        "relative span",
        rf"the\s+(?P<which>past|last|(?:up)?coming)(?P<amount>)\s+(?P<unit>{_SPAN_UNIT}"
        r"|hour|minute)",
        _rolling,
    ),
    rule(
        "unit",
        "relative span",
        rf"within\s+(?:the\s+next\s+)?(?P<amount>{AMOUNT})\s+(?P<unit>{UNIT})(?!\s+of\b)",
        _within,
    ),
    rule(
        "unit",
        "relative day",
        rf"(?P<share>half|a\s+quarter\s+of)\s+an?\s+(?P<unit>{UNIT})\s+"
        rf"(?P<where>ago|hence|from\s+now|later|earlier|afterwards?|beforehand"
        rf"|(?:before|after){STOP}{ALONE})",
        _half,
    ),
    rule(
        "unit",
        "relative span",
        rf"(?:the\s+)?(?!one\b|1\b|an?\b)(?P<amount>{NUMBER})\s+(?P<which>last|past|next"
        rf"|(?:up)?coming|previous|preceding|following)\s+(?P<unit>{UNIT})(?<=s)",
        _rolling,
    ),
)
