"""Times of the clock: 9:42, half past nine, noon, 0800h, from 11 to 1 pm."""

from __future__ import annotations

import re

from graphmem.language.times.between import Between
from graphmem.language.times.form import Form
from graphmem.language.times.hours import Hours
from graphmem.language.times.numbers import number
from graphmem.language.times.rule import rule
from graphmem.language.times.vocabulary import DASH, HOUR, SMALL

_WORD = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_H = rf"(?:[01]?\d|2[0-4]|{_WORD})"
_TENS = r"(?:twenty|thirty|forty|fifty)"
_HALF_DAY = r"(?P<half>a\.?\s?m\b\.?|p\.?\s?m\b\.?)"
_HALF_OR_LETTER = r"(?P<half>(?:a|p)\.?\s?m\b\.?|(?<=\d)[ap]\b\.?)"
_CLAUSE_END = (
    r"(?=\s*(?:[.,;!?)\"”]|$)|\s+(?:in\s+the|at\s+night|on|tomorrow|yesterday|today|tonight|this"
    r"|that\s+(?:morning|evening|night|afternoon)|sharp|last\s+night)\b)"
)
_MINUTES = (
    r"(?P<past>half|(?:a\s+)?quarter"
    r"|(?:(?:twenty[- ])?(?:five)|ten|fifteen|twenty|\d\d?)(?:\s+min(?:ute)?s?)?"
    rf"|{SMALL}\s+min(?:ute)?s?)"
)


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
    half, half2 = match["half"], match["half2"]
    last, first = _hour(match["last"], half2), _hour(match["first"], half)
    if first is None or last is None:
        return None
    told = match["minute"] or match["minute2"]
    if not (half or half2 or (told and "." not in match[0])):
        return None
    minutes = [int(match[name] or 0) for name in ("minute", "minute2")]
    if half2 and not half and 1 <= first <= 12:  # 5 to 6 pm, but 11 to 1 pm
        day = 24 * 60
        gap = (last * 60 + minutes[1] - first * 60 - minutes[0]) % day
        first += 12 if (gap >= day // 2) else 0
        first %= 24
    ends = [
        _hours(
            hour * HOUR + minute * 60,
            60 if told else HOUR,
            vague=not (half or half2 if at == 0 else half2) and 1 <= hour <= 12,
        )
        for at, (hour, minute, told) in enumerate(
            zip((first, last), minutes, (match["minute"], match["minute2"]), strict=True)
        )
    ]
    return Between(*ends)


def _bare_range(match: re.Match[str]) -> Form | None:
    """Return hours that only a day beside them tells from other numbers: Friday from 10 to 4."""
    first, last = _hour(match["first"], None), _hour(match["last"], None)
    minutes = [number(match[name] or "0") or 0 for name in ("minute", "minute2")]
    if first is None or last is None or max(minutes) > 59:
        return None
    if first > last:
        last += 12
    ends = [
        _hours(hour * HOUR + minute * 60, 60 if told else HOUR, vague=True)
        for hour, minute, told in zip(
            (first, last), minutes, (match["minute"], match["minute2"]), strict=True
        )
    ]
    return Between(*ends) if last <= 24 else None


def _middle(match: re.Match[str]) -> Form:
    # Midnight ends the day it is named with, as a reader of stories expects.
    return _hours((24 if match["name"].lower().endswith("night") else 12) * HOUR, HOUR)


RULES = (
    rule(
        "digit",
        "time clock",
        r"(?<![\d:.])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)"
        rf"(?::(?P<second>[0-5]\d)(?:[.,]\d+)?)?(?:\s?{_HALF_OR_LETTER}|Z|\+\d\d:?\d\d|\s?(?:hours|hrs|h)\b)?(?![:\d])",
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
        "weekday digit",
        "time range",
        rf"(?<=day )(?P<first>{_H})(?::(?P<minute>[0-5]\d))?\s*(?:{DASH}|to)"
        rf"\s*(?P<last>{_H})(?::(?P<minute2>[0-5]\d))?(?![:\d]|[.,]\d){_CLAUSE_END}",
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
        rf"(?:from\s+|between\s+)?(?P<first>{_H})(?:[:.](?P<minute>[0-5]\d))?"
        rf"\s?{_HALF_DAY}?\s*(?:{DASH}|to|and|until|till)\s*(?P<last>{_H})(?:[:.](?P<minute2>[0-5]\d))?"
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
    rule(
        "hour",
        "time clock",
        rf"(?<=\bat )(?P<hour>{_WORD})[- ](?P<minute>{_TENS}(?:[- ]\w+)?|ten){_CLAUSE_END}",
        _figures,
    ),
    rule("digit", "time clock", rf"(?P<hour>{_H})h(?P<minute>[0-5]\d)", _figures),
    rule(
        "digit",
        "time clock",
        r"(?P<hour>1[0-2]|0?[1-9])(?P<minute>[0-5]\d)\s?" + _HALF_DAY,
        _figures,
    ),
    # As soldiers write them: 0800h, 1730 hours; without the word only where no year has a zero.
    rule(
        "digit",
        "time clock",
        r"(?:(?P<hour>0\d)(?=\d\d\s?h)|(?:(?<=\bat )|(?<=\bby )|(?<=\buntil )|(?<=\bfrom ))"
        r"(?P<hyphened>[01]\d|2[0-4])(?=\d\d\s?h))"
        r"(?P<minute>[0-5]\d)\s?(?:h|hrs|hours)(?!\s+of\b)",
        _figures,
    ),
    rule("digit", "time clock", r"(?<=\bat )(?P<hour>0\d)(?P<minute>[0-5]\d)", _figures),
    rule(
        "digit",
        "time range",
        rf"(?:from|between)\s+(?P<first>0\d)(?P<minute>[0-5]\d)\s*(?:{DASH}|to|and|until|till)"
        r"\s*(?P<last>[01]\d|2[0-4])(?P<minute2>[0-5]\d)(?:\s?(?:h|hrs|hours)\b)?",
        _bare_range,
    ),
    rule(
        "hour",
        "time range",
        rf"(?:from|between)\s+(?P<first>{_WORD})[- ](?P<minute>{_TENS}(?:[- ]\w+)?|fifteen|ten)"
        rf"\s+(?:to|and|until|till)\s+(?P<last>{_WORD})[- ]"
        rf"(?P<minute2>{_TENS}(?:[- ](?:five|one|two))?|fifteen|ten)(?!\s+\w+s\b)",
        _bare_range,
    ),
    rule(
        "part",
        "time range",
        rf"(?:from|between)\s+(?P<first>{_H})(?::(?P<minute>[0-5]\d))?\s*(?:{DASH}|to|and|until|till)"
        rf"\s*(?P<last>{_H})(?::(?P<minute2>[0-5]\d))?"
        r"(?=\s+(?:in\s+the\s+(?:morning|afternoon|evening)|at\s+night)\b)",
        _bare_range,
    ),
    rule("clock digit", "time clock", rf"(?P<hour>{_H})-?ish", _figures),
    rule(
        "clock unit part",
        "time clock",
        r"(?:12\s+)?(?P<name>noon|mid[- ]?day|noonday|mid[- ]?night)(?:ish)?"
        r"(?!\s+(?:meal|dinner|sun)\b)",
        _middle,
    ),
)
