"""Durations and sets: forty minutes, half an hour, every Monday, twice a week."""

from __future__ import annotations

import re

from graphmem.language.times.distances import AMOUNT
from graphmem.language.times.form import Form
from graphmem.language.times.rule import rule
from graphmem.language.times.unplaced import Unplaced
from graphmem.language.times.vocabulary import MONTH, NUMBER, ORDINAL, PART, SEASON, UNIT, WEEKDAY

_ADVERBS = (
    r"(?:daily|weekly|fortnightly|biweekly|bi-?monthly|monthly|quarterly|yearly|annually|semi-?annually|bi-?annually"
    r"|nightly|hourly)"
)
_EACH = rf"(?:{WEEKDAY}s?|{UNIT}|{PART}|{MONTH}|{SEASON}|weekdays?|christmas|easter)"
_YEARLY = re.compile(r"\d{4}\s+\w+(?<!s)", re.IGNORECASE)
_ONE = re.compile(
    r"(?:an?|one|some)\s+(?:second|sec|minute|days?|nights?|quarter|weekend)\b", re.IGNORECASE
)


def _unplaced(match: re.Match[str]) -> Form | None:
    # "a second helping", "one day", "the 2018 day": no lengths of time.
    return None if _ONE.fullmatch(match[0]) or _YEARLY.fullmatch(match[0]) else Unplaced()


RULES = (
    rule(
        "unit",
        "duration",
        rf"(?<!\d/)(?:\d+\s+1/2|\d*\s?½|{AMOUNT}|half\s+an?|an?\s+half|a\s+quarter\s+of\s+an|three\s+quarters\s+of\s+an"
        rf"|\d+\.\d+|{NUMBER}\s+and\s+(?:a|one)[- ]half|many|another)[\s-]+"
        r"(?:(?:more|whole|full|long)\s+)?"
        rf"(?P<unit>{UNIT})(?:\s+and\s+(?:a|one)\s+(?:half|quarter)|(?:\s+and\s+|,?\s+){NUMBER}\s+{UNIT})?"
        r"(?:\s+long)?",
        _unplaced,
    ),
    rule(
        "unit season",
        "duration",
        r"all\s+(?:day|night|week|month|year|summer|winter)(?:\s+long)?",
        _unplaced,
    ),
    rule("digit", "duration", r"\d+(?:\.\d+)?\s?(?:h|hrs?|hours?|mins?|secs?)", _unplaced),
    rule(
        "unit weekday part month season",
        "set",
        rf"(?:every|each)\s+(?:other\s+|single\s+|second\s+"
        rf"|(?:{NUMBER}|few|couple\s+of)\s+|{ORDINAL}\s+)?{_EACH}(?:\s+{PART})?",
        _unplaced,
    ),
    rule("set", "set", _ADVERBS, _unplaced),
    rule(
        "unit weekday",
        "set",
        rf"(?:once|twice|thrice|{NUMBER}\s+times|several\s+times|a\s+few\s+times)\s+"
        rf"(?:an?|per|each|every)\s+(?:{UNIT})",
        _unplaced,
    ),
    rule(
        "weekday part unit",
        "set",
        rf"(?:on\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)days"
        rf"(?:\s+{PART})?",
        _unplaced,
    ),
    rule("weekday part unit", "set", rf"most\s+(?:days|{PART})", _unplaced),
)
