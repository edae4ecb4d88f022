"""Times of the day: 9:42, half past nine, noon, that evening, last night."""

from __future__ import annotations

import re

from graphmem.language.times.between import Between
from graphmem.language.times.form import Form
from graphmem.language.times.hours import Hours
from graphmem.language.times.numbers import number
from graphmem.language.times.offset import Offset
from graphmem.language.times.rule import rule
from graphmem.language.times.vocabulary import ALONE, DASH, HOUR, PART, PARTS, SMALL, STOP

_WORD = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_H = rf"(?:[01]?\d|2[0-4]|{_WORD})"
_HALF_DAY = r"(?P<half>a\.?\s?m\b\.?|p\.?\s?m\b\.?)"
_CLAUSE_END = (
    r"(?=\s*(?:[.,;!?)\"”]|$)|\s+(?:in\s+the|at\s+night|on|tomorrow|yesterday|today|tonight|this"
    r"|that\s+(?:morning|evening|night|afternoon)|sharp|last\s+night)\b)"
)
_MINUTES = (
    r"(?P<past>half|(?:a\s+)?quarter"
    r"|(?:(?:twenty[- ])?(?:five)|ten|fifteen|twenty|\d\d?)(?:\s+minutes?)?"
    rf"|{SMALL}\s+minutes?)"
)
_ONE_PART = r"(?:morning|afternoon|evening|night|forenoon)"
_LIT = r"(?:lunchtime|mornings?|afternoons?|evenings?|nights?|forenoon|night[- ]?time|day[- ]?time)"


def _hours(first: int, length: int, *, vague: bool = False) -> Hours:
    grain = {3600: "hour", 60: "minute", 1: "second"}[length]
    return Hours(first, first + length, grain, vague=vague)


def _hour(text: str, half: str | None) -> int | None:
    hour = number(text)
    if hour is None or hour > 24 or (half and not 1 <= hour <= 12):
        return None
    if not half:
        return hour
    return hour % 12 + (12 if half.lower().startswith("p") else 0)


def _figures(match: re.Match[str]) -> Form | None:
    groups = match.groupdict()
    hour = _hour(groups["hour"] or groups["hyphened"], groups.get("half"))
    minute, second = number(groups.get("minute") or "0"), int(groups.get("second") or 0)
    if hour is None or minute is None or minute > 59 or second > 59:
        return None
    length = 1 if groups.get("second") else 60 if groups.get("minute") else HOUR
    vague = not groups.get("half") and 1 <= hour <= 12
    return _hours(hour * HOUR + minute * 60 + second, length, vague=vague)


def _said(match: re.Match[str]) -> Form | None:
    words = match["past"].lower()
    minutes = 30 if words == "half" else 15 if "quarter" in words else number(words)
    hour = _hour(match["hour"], match["half"])
    if minutes is None or hour is None or not 1 <= minutes <= 59:
        return None
    if words.isdigit() and match["side"].lower() == "to" and match["half"]:
        return None  # 5 to 6 pm goes on for an hour
    sign = 1 if match["side"].lower() in ("past", "after") else -1
    first = (hour * 60 + sign * minutes) * 60 % (24 * HOUR)
    return _hours(first, 60, vague=not match["half"])


def _range(match: re.Match[str]) -> Form | None:
    half = match["half"] or match["half2"]
    last = _hour(match["last"], match["half2"] or match["half"])
    first = _hour(match["first"], half)
    if first is None or last is None or not (half or match["minute"] or match["minute2"]):
        return None
    if first > last and not match["half"]:  # 11 to 1 pm
        first = _hour(match["first"], None) or 0
    ends = [
        _hours(hour * HOUR + int(minute or 0) * 60, 60 if minute else HOUR, vague=not half)
        for hour, minute in ((first, match["minute"]), (last, match["minute2"]))
    ]
    return Between(*ends)


def _bare_range(match: re.Match[str]) -> Form | None:
    """Return hours that only a day beside them tells from other numbers: Friday from 10 to 4."""
    first, last = _hour(match["first"], None), _hour(match["last"], None)
    if first is None or last is None:
        return None
    if first > last:
        last += 12
    ends = [
        _hours(hour * HOUR + int(minute or 0) * 60, 60 if minute else HOUR, vague=True)
        for hour, minute in ((first, match["minute"]), (last, match["minute2"]))
    ]
    return Between(*ends) if last <= 24 else None


def _middle(match: re.Match[str]) -> Form:
    # Midnight ends the day it is named with, as a reader of stories expects.
    return _hours((24 if match["name"].lower() == "midnight" else 12) * HOUR, HOUR)


def _named(word: str, day: Form | None) -> Hours:
    name = word.lower().replace(" ", "").replace("-", "").removesuffix("s")
    first, last = PARTS[name]
    return Hours(first * HOUR, last * HOUR, "part", day)


def _part(match: re.Match[str]) -> Form:
    return _named(match["part"], None)


def _spoken(match: re.Match[str]) -> Form:
    step = {"this": 0, "last": -1, "yesterday": -1, "tomorrow": 1}[match["which"].lower()]
    day = Offset("day", step, step)
    if match["which"].lower() == "last":
        return Hours(18 * HOUR, 29 * HOUR, "part", day)
    return _named(match["part"], day)


def _tonight(match: re.Match[str]) -> Form:
    return _named(match["part"], Offset("day", 0, 0))


def _told(match: re.Match[str]) -> Form:
    which = match["which"].lower().split()[-1]
    step = {"that": 0, "same": 0, "next": 1, "following": 1, "after": 1}.get(which, -1)
    return _named(match["part"], Offset("day", step, step, "narrative"))


RULES = (
    rule(
        "digit",
        "time clock",
        r"(?<![\d:.])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)"
        rf"(?::(?P<second>[0-5]\d)(?:[.,]\d+)?)?(?:\s?{_HALF_DAY}|Z|\+\d\d:?\d\d|\s?(?:hours|hrs|h)\b)?(?![:\d])",
        _figures,
    ),
    rule(
        "digit",
        "time clock",
        r"(?<=\dT)(?P<hour>[01]\d|2[0-4]):(?P<minute>[0-5]\d)"
        r"(?::(?P<second>[0-5]\d)(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?",
        _figures,
    ),
    rule(
        "digit hour",
        "time clock",
        rf"(?<![\d:.,])(?P<hour>{_H})(?:[.:](?P<minute>[0-5]\d))?\s?"
        rf"{_HALF_DAY}",
        _figures,
    ),
    rule(
        "digit part",
        "time clock",
        rf"(?<![\d:.,])(?P<hour>{_H})(?<!\bone)(?:[.:](?P<minute>[0-5]\d))?"
        r"(?=\s+(?:in\s+the\s+(?:early\s+)?(?:morning|afternoon|evening|night)|at\s+night)\b)",
        _figures,
    ),
    rule(
        "weekday digit",
        "time range",
        rf"(?:from|between)\s+(?P<first>{_H})(?::(?P<minute>[0-5]\d))?\s*(?:{DASH}|to|and|until|till)"
        rf"\s*(?P<last>{_H})(?::(?P<minute2>[0-5]\d))?(?![:\d]|[.,]\d|\s+\w+s\b)",
        _bare_range,
        weak=True,
    ),
    rule(
        "clock", "time clock", rf"(?P<hour>{_H})\s+o['\u2019]?\s?clock(?:\s+{_HALF_DAY})?", _figures
    ),
    rule(
        "clock hour unit",
        "time clock",
        rf"{_MINUTES}[\s-]+(?P<side>past|to|after|before|of)\s+"
        rf"(?P<hour>{_H})(?![:.]\d)(?:\s+o['\u2019]?clock)?(?:\s?{_HALF_DAY})?",
        _said,
    ),
    rule(
        "digit hour",
        "time clock",
        rf"(?<=\bat )(?P<hour>{_H})(?![:\d]|[.,]\d){_CLAUSE_END}",
        _figures,
    ),
    rule(
        "digit hour",
        "time clock",
        rf"(?:(?<=\bat )|(?<=\baround )|(?<=\babout ))(?P<hour>{_H})(?![:\d]|[.,]\d)",
        _figures,
        weak=True,
    ),
    rule(
        "digit hour",
        "time clock",
        rf"(?:from\s+|between\s+)?(?P<first>{_H})(?::(?P<minute>[0-5]\d))?"
        rf"\s?{_HALF_DAY}?\s*(?:{DASH}|to|and|until|till)\s*(?P<last>{_H})(?::(?P<minute2>[0-5]\d))?"
        rf"(?:\s?{_HALF_DAY.replace('half', 'half2')})?",
        _range,
    ),
    rule(
        "hour",
        "time clock",
        rf"(?P<hour>{_WORD})[- ](?P<minute>oh[- ]five|{SMALL})\s*{_HALF_DAY}",
        _figures,
    ),
    rule(
        "digit",
        "time clock",
        rf"(?<=\bat )(?P<hour>{_H})\.(?P<minute>[0-5]\d)(?![:\d%]|[.,]\d){_CLAUSE_END}",
        _figures,
    ),
    rule(
        "digit hour part",
        "time clock",
        rf"(?P<hour>{_WORD})[- ](?P<minute>fifteen|thirty|forty[- ]five)"
        rf"(?:\s*{_HALF_DAY}|(?=\s+(?:in\s+the|at\s+night|tomorrow|this|last)\b))",
        _figures,
    ),
    rule(
        "digit hour part",
        "time clock",
        rf"(?:(?<=\bat )(?P<hour>{_WORD}) |(?P<hyphened>{_WORD})-)"
        r"(?P<minute>fifteen|thirty|forty[- ]five)(?!\s+\w+s\b)",
        _figures,
    ),
    rule("clock", "time clock", r"(?:12\s+)?(?P<name>noon|midday|noonday|midnight)", _middle),
    rule(
        "part",
        "relative part",
        r"(?:in|during|throughout|at|towards?)\s+(?:the\s+)?"
        rf"(?:early[\s-]+|late[\s-]+|mid[\s-]?|small\s+)?(?P<part>{PART})",
        _part,
        weak=True,
    ),
    rule(
        "part",
        "relative part",
        rf"(?:early[\s-]+|late[\s-]+|mid[\s-]?)?(?P<part>{PART})",
        _part,
        weak=True,
    ),
    rule(
        "part",
        "relative part",
        r"(?:in\s+the|during\s+the)\s+(?:early[\s-]+|late[\s-]+|mid[\s-]?|middle\s+of\s+the\s+)?"
        rf"(?P<part>{_LIT})",
        _part,
    ),
    rule(
        "part",
        "relative part",
        r"(?:(?<=\bat )|(?<=\bby )|(?<=\bbefore )|(?<=\bafter )|(?<=\buntil ))"
        r"(?P<part>dawn|daybreak|lunchtime|sunrise|dusk|sunset|nightfall|twilight)",
        _part,
    ),
    rule(
        "part",
        "relative part",
        r"(?P<which>this|yesterday|tomorrow|last)\s+(?:early[\s-]+|late[\s-]+|mid[\s-]?)?"
        rf"(?P<part>{_ONE_PART})",
        _spoken,
    ),
    rule(
        "part",
        "relative part",
        r"(?P<which>that(?:\s+very|\s+same)?|the\s+(?:very\s+)?same|(?:the\s+)?following"
        rf"|the\s+next|(?:the\s+)?previous|next)\s+(?:early[\s-]+|late[\s-]+|mid[\s-]?)?(?P<part>{_ONE_PART})",
        _told,
    ),
    rule(
        "part",
        "relative part",
        rf"the\s+(?P<part>{_ONE_PART})\s+(?P<which>before|after){STOP}{ALONE}",
        _told,
    ),
    rule(
        "part",
        "relative part",
        r"(?P<part>tonight)",
        _tonight,
    ),
)
