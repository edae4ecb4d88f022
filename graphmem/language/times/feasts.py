"""Holidays that fall on a rule."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from graphmem.language.times.moons import MOONS
from graphmem.language.times.stretch import Stretch

Rule = Callable[[int], Stretch]


def feast(name: str) -> Rule | None:
    """Return the rule that gives a holiday's day in a year; names as in FEASTS, any case."""
    key = _plain(name)
    return _RULES.get(key) or _RULES.get(key.removesuffix("day"))


def _plain(name: str) -> str:
    letters = "".join(letter for letter in name.lower() if letter.isalpha())
    return "st" + letters.removeprefix("saint") if letters.startswith("saint") else letters


def _fixed(month: int, day: int, year: int) -> Stretch:
    return Stretch.of(datetime(year, month, day), "day")


def _weekday(month: int, weekday: int, number: int, year: int) -> Stretch:
    """Return the n-th such weekday of the month, or the last for -1."""
    first = datetime(year, month, 1)
    if number < 0:
        first = datetime(year, month + 1, 1) - timedelta(days=7)
        number = 1
    return Stretch.of(first + timedelta((weekday - first.weekday()) % 7 + 7 * (number - 1)), "day")


def _after_thanksgiving(days: int, year: int) -> Stretch:
    return Stretch.of(_weekday(11, 3, 4, year).start + timedelta(days=days), "day")


def _easter(days: int, year: int) -> Stretch:
    """Return a day counted from Gregorian Easter, by the rule of Meeus, Jones and Butcher."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    w = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * w) // 451
    month, day = divmod(h + w - 7 * m + 114, 31)
    return Stretch.of(datetime(year, month, day + 1) + timedelta(days=days), "day")


_DATES = {
    (1, 1): ("new year's day", "new years", "new year's"),
    (1, 25): ("burns night",),
    (1, 26): ("australia day",),
    (1, 5): ("twelfth night",),
    (1, 6): ("epiphany",),
    (2, 2): ("candlemas", "groundhog day"),
    (2, 14): ("valentine's day", "st valentine's day"),
    (3, 17): ("st patrick's day",),
    (3, 25): ("lady day",),
    (4, 1): ("april fools' day", "april fool's day", "all fools' day"),
    (4, 22): ("earth day",),
    (4, 23): ("st george's day",),
    (4, 25): ("anzac day",),
    (5, 1): ("may day", "international workers' day", "workers' day"),
    (5, 5): ("cinco de mayo",),
    (6, 19): ("juneteenth",),
    (6, 23): ("midsummer eve", "midsummer night"),
    (6, 24): ("midsummer", "midsummer's day"),
    (7, 1): ("canada day",),
    (7, 4): ("independence day",),
    (7, 14): ("bastille day",),
    (8, 1): ("lammas",),
    (8, 15): ("assumption day",),
    (9, 29): ("michaelmas",),
    (10, 31): ("halloween", "hallowe'en", "all hallows' eve"),
    (11, 1): ("all saints' day", "all hallows"),
    (11, 2): ("all souls' day",),
    (11, 5): ("guy fawkes day", "guy fawkes night", "bonfire night"),
    (11, 11): ("veterans day", "armistice day", "remembrance day", "martinmas"),
    (11, 30): ("st andrew's day",),
    (12, 6): ("st nicholas day", "st nicholas' day"),
    (12, 24): ("christmas eve", "xmas eve"),
    (12, 25): ("christmas", "xmas"),
    (12, 26): ("boxing day", "st stephen's day"),
    (12, 31): ("new year's eve", "new year eve", "hogmanay"),
}
_FROM_EASTER = {
    -47: ("shrove tuesday", "mardi gras"),
    -46: ("ash wednesday",),
    -7: ("palm sunday",),
    -3: ("maundy thursday",),
    -2: ("good friday",),
    -1: ("holy saturday", "easter eve", "easter saturday"),
    0: ("easter", "easter sunday"),
    1: ("easter monday",),
    39: ("ascension day",),
    49: ("pentecost", "whit sunday", "whitsun", "whitsuntide"),
    50: ("whit monday", "pentecost monday"),
    56: ("trinity sunday",),
}
_ON_WEEKDAYS = {
    (1, 0, 3): ("martin luther king day", "mlk day"),
    (2, 0, 3): ("presidents' day", "presidents day"),
    (5, 6, 2): ("mother's day", "mothers day"),
    (5, 0, -1): ("memorial day",),
    (6, 6, 3): ("father's day", "fathers day"),
    (9, 0, 1): ("labor day", "labour day"),
    (10, 0, 2): ("columbus day", "indigenous peoples' day"),
    (11, 3, 4): ("thanksgiving", "thanksgiving day"),
}
_LATE_NOVEMBER = {-1: ("thanksgiving eve",), 1: ("black friday",), 4: ("cyber monday",)}

_NAMED: list[tuple[Rule, tuple[str, ...]]] = [
    *MOONS,
    *((partial(_fixed, *date), names) for date, names in _DATES.items()),
    *((partial(_easter, days), names) for days, names in _FROM_EASTER.items()),
    *((partial(_weekday, *when), names) for when, names in _ON_WEEKDAYS.items()),
    *((partial(_after_thanksgiving, days), names) for days, names in _LATE_NOVEMBER.items()),
]
FEASTS = tuple(name for _, names in _NAMED for name in names)
_RULES = {_plain(name).removesuffix("day"): rule for rule, names in _NAMED for name in names}
