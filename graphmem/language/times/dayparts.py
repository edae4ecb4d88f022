"""Parts of the day: that evening, late last night, early in the morning, mid-afternoon."""

from __future__ import annotations

import re

from graphmem.language.times.form import Form
from graphmem.language.times.hours import Hours
from graphmem.language.times.offset import Offset
from graphmem.language.times.rule import rule
from graphmem.language.times.vocabulary import ALONE, HOUR, PART, PARTS, STOP

_ONE = r"(?:morning|afternoon|evening|night|forenoon)"
_MEAL = r"(?:lunch|tea|dinner|supper)time"
_LIT = r"(?:lunchtime|mornings?|afternoons?|evenings?|nights?|forenoon|night[- ]?time|day[- ]?time)"
_SIDE = r"(?:(?P<side>early|late|mid)(?:[\s-]+|(?<=mid)))?"
_FIRST = r"(?:(?P<first>early|earlier|late|later)\s+)?"
_DAYS = {"this": 0, "last": -1, "yesterday": -1, "tomorrow": 1}
_HALVES = {"am": "morning", "pm": "afternoon"}
# When it is early, late or the middle of a part.
EDGES = {
    "morning": {"early": (5, 8), "mid": (9, 11), "late": (10, 12)},
    "afternoon": {"early": (12, 14), "mid": (14, 16), "late": (16, 18)},
    "evening": {"early": (18, 20), "mid": (19, 21), "late": (21, 24)},
    "night": {"early": (20, 23), "late": (22, 29)},
}


def _named(word: str, day: Form | None, side: str | None = None) -> Hours:
    name = word.lower().replace(" ", "").replace("-", "").removesuffix("s")
    name = _HALVES.get(name, name)
    first, last = EDGES.get(name, {}).get((side or "").lower(), PARTS[name])
    return Hours(first * HOUR, last * HOUR, "part", day)


def _side(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    return groups.get("side") or groups.get("first")


def _part(match: re.Match[str]) -> Form:
    return _named(match["part"], None, _side(match))


def _spoken(match: re.Match[str]) -> Form:
    step = _DAYS[match["which"].lower()]
    day = Offset("day", step, step)
    if match["which"].lower() == "last":
        first = 22 if (_side(match) or "").lower() == "late" else 18
        return Hours(first * HOUR, 29 * HOUR, "part", day)
    return _named(match["part"], day, _side(match))


def _tonight(match: re.Match[str]) -> Form:
    return _named(match["part"], Offset("day", 0, 0))


def _told(match: re.Match[str]) -> Form:
    which = match["which"].lower().split()[-1]
    step = {"that": 0, "same": 0, "next": 1, "following": 1, "after": 1}.get(which, -1)
    return _named(match["part"], Offset("day", step, step, "narrative"), _side(match))


def _small_hours(match: re.Match[str]) -> Form:  # noqa: ARG001
    return Hours(0, 5 * HOUR, "part")


RULES = (
    rule(
        "part",
        "relative part",
        rf"(?:in|during|throughout|at|towards?)\s+(?:the\s+)?(?:small\s+)?{_SIDE}(?P<part>{PART})",
        _part,
        weak=True,
    ),
    rule("part", "relative part", rf"{_SIDE}(?P<part>{PART})", _part, weak=True),
    rule("hour weekday", "relative part", r"(?<=day )(?P<part>am|pm)(?!\.\w)", _part, weak=True),
    rule(
        "part",
        "relative part",
        rf"(?:(?P<first>early|late)\s+)?(?:in\s+the|during\s+the)\s+(?:middle\s+of\s+the\s+)?"
        rf"{_SIDE}(?P<part>{_LIT})",
        _part,
    ),
    rule("part", "relative part", r"(?P<first>late)\s+at\s+(?P<part>night)", _part),
    rule(
        "part",
        "relative part",
        r"(?:(?:in|by|at|around|towards?|until)\s+)?(?:the\s+)?(?P<side>mid)[\s-]?"
        r"(?P<part>morning|afternoon)(?!\s+[a-z]+s\b)",
        _part,
    ),
    rule(
        "part",
        "relative part",
        r"(?:(?<=\bat )|(?<=\bby )|(?<=\bbefore )|(?<=\bafter )|(?<=\buntil ))"
        rf"(?P<part>dawn|daybreak|{_MEAL}|sunrise|dusk|sunset|nightfall|twilight)",
        _part,
    ),
    rule(
        "hour part unit",
        "relative part",
        r"(?:in\s+)?the\s+(?:early|small)\s+hours(?:\s+of\s+the\s+morning)?",
        _small_hours,
        weak=True,
    ),
    rule(
        "part",
        "relative part",
        rf"{_FIRST}(?P<which>this|yesterday|tomorrow|last)\s+{_SIDE}(?P<part>{_ONE})",
        _spoken,
    ),
    rule(
        "part",
        "relative part",
        rf"{_FIRST}(?P<which>that(?:\s+very|\s+same)?|the\s+(?:very\s+)?same|(?:the\s+)?following"
        rf"|the\s+next|(?:the\s+)?previous|next)\s+{_SIDE}(?P<part>{_ONE})",
        _told,
    ),
    rule(
        "part",
        "relative part",
        rf"the\s+(?P<part>{_ONE})\s+(?P<which>before|after){STOP}{ALONE}",
        _told,
    ),
    rule("part", "relative part", r"(?P<part>tonight|tonite)", _tonight),
)
