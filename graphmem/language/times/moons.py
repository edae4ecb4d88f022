"""Feasts that follow the moon: Jewish and Muslim ones, the Chinese New Year, Orthodox Easter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from math import floor, sin

from graphmem.language.times.stretch import Stretch

Rule = Callable[[int], Stretch]

_HEBREW_EPOCH = -1373427  # days before 1 January of the year 1
_MUSLIM_EPOCH = 227014
_LEAST, _MOST = 1200, 2600  # where the reckonings hold


def _days(start: int, length: int = 1) -> Stretch:
    first = datetime.min + timedelta(days=start - 1)
    return Stretch(first, first + timedelta(days=length), "day" if length == 1 else "span")


def _elapsed(year: int) -> int:
    """Return the days from the epoch to about the new year, by the mean conjunction."""
    months = (235 * year - 234) // 19
    day = 29 * months + (12084 + 13753 * months) // 25920
    return day + 1 if 3 * (day + 1) % 7 < 3 else day


def _new_year(year: int) -> int:
    """Return the first day of a Hebrew year, put off where years would be too long or short."""
    before, here, after = (_elapsed(year + step) for step in (-1, 0, 1))
    late = 2 if after - here == 356 else 1 if here - before == 382 else 0
    return _HEBREW_EPOCH + here + late


def _from_new_year(days: int, year: int) -> Stretch:
    return _days(_new_year(year + 3761) + days)


def _hanukkah(year: int) -> Stretch:
    hebrew = year + 3761
    length = _new_year(hebrew + 1) - _new_year(hebrew)
    return _days(_new_year(hebrew) + (84 if length % 10 == 5 else 83), 8)


def _muslim(month: int, day: int, length: int, year: int) -> Stretch:
    """Return the first in a year, by the calendar of tables; the sight of the moon may move it."""
    _checked(year)
    about = (year - 622) * 33 // 32 - 1
    for hijri in range(about, about + 4):
        start = _MUSLIM_EPOCH + (hijri - 1) * 354 + (3 + 11 * hijri) // 30
        start += 29 * (month - 1) + month // 2 + day
        if start > 0 and (found := _days(start, length)).start.year == year:
            return found
    raise ValueError(year)


def _new_moon(count: int) -> float:
    """Return a new moon in days since the year 2000, counted from the first; good to an hour."""
    century = count / 1236.85
    sun = 0.04310 + 0.5081075 * count
    moon = 3.52 + 6.7336884 * count
    latitude = 2.8035 + 6.8188440 * count
    mean = 5.59766 + 29.530588861 * count + 0.00015437 * century**2
    return (
        mean
        - 0.40720 * sin(moon)
        + 0.17241 * sin(sun)
        + 0.01608 * sin(2 * moon)
        + 0.01039 * sin(2 * latitude)
        + 0.00739 * sin(moon - sun)
        - 0.00514 * sin(moon + sun)
    )


def _chinese_new_year(year: int) -> Stretch:
    """Return the second new moon after that of the winter solstice, by the clocks of China."""
    _checked(year)
    solstice = (datetime(year - 1, 12, 22) - datetime(2000, 1, 1)).days
    count = floor((solstice - 5.6) / 29.530588861) + 2
    days = [floor(_new_moon(n) + 8 / 24) for n in range(count - 3, count + 3)]
    at = max(i for i, day in enumerate(days) if day <= solstice)
    return Stretch.of(datetime(2000, 1, 1) + timedelta(days=days[at + 2]), "day")


def _orthodox_easter(year: int) -> Stretch:
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    month, day = divmod(d + (2 * a + 4 * b - d + 34) % 7 + 114, 31)
    behind = year // 100 - year // 400 - 2  # days of the Julian calendar
    return Stretch.of(datetime(year, month, day + 1) + timedelta(days=behind), "day")


def _checked(year: int) -> None:
    if not _LEAST <= year <= _MOST:
        raise ValueError(year)


MOONS: list[tuple[Rule, tuple[str, ...]]] = [
    (partial(_from_new_year, -163), ("passover", "pesach")),
    (partial(_from_new_year, -193), ("purim",)),
    (partial(_from_new_year, -113), ("shavuot",)),
    (partial(_from_new_year, 0), ("rosh hashanah",)),
    (partial(_from_new_year, 9), ("yom kippur",)),
    (partial(_from_new_year, 14), ("sukkot",)),
    (_hanukkah, ("hanukkah", "chanukah")),
    (partial(_muslim, 1, 1, 1), ("islamic new year", "hijri new year", "muslim new year")),
    (partial(_muslim, 1, 10, 1), ("ashura",)),
    (partial(_muslim, 9, 1, 30), ("ramadan",)),
    (partial(_muslim, 10, 1, 1), ("eid al fitr", "eid ul fitr")),
    (partial(_muslim, 12, 10, 1), ("eid al adha", "eid ul adha")),
    (_chinese_new_year, ("chinese new year", "lunar new year")),
    (_orthodox_easter, ("orthodox easter",)),
]
