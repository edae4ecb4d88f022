"""Dates and clock times as headings, messages and records write them."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from graphmem.models.times import Interval

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH = "(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_WEEKDAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thurs?|thu|fri|sat|sun)\.?,?\s+"
)
_CLOCK = (
    r"(?P<hour>\d\d?)(?:[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:[.,]\d+)?)?)?"
    r"(?:\s?(?P<half>[ap])\.?m\.?)?\s?(?:Z|UTC|GMT|[+-]\d\d:?\d\d)?"
)
CLOCK = r"\d\d?:\d\d(?::\d\d(?:[.,]\d+)?)?(?:\s?[ap]\.?m\b\.?)?(?:Z|[+-]\d\d:?\d\d)?"
_MIDDLE = r"(?:-\d\d?-|/\d\d?/|\.\d\d?\.)"
DATE = (
    rf"(?:{_WEEKDAY})?(?:\d{{4}}{_MIDDLE}\d\d?|\d\d?{_MIDDLE}(?:\d{{4}}|\d\d)"
    rf"|\d\d?(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\.?,?\s+\d{{4}}"
    rf"|{_MONTH}\.?\s+\d\d?(?:st|nd|rd|th)?,?\s+\d{{4}})"
)
_SPANS = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}
LAST = "9999-12-31T23:59:59"

_YEAR_FIRST = re.compile(r"(?P<year>\d{4})([-/.])(?P<month>\d\d?)\2(?P<day>\d\d?)")
_NUMBERS = re.compile(r"(?P<one>\d\d?)([-/.])(?P<two>\d\d?)\2(?P<year>\d{4}|\d\d)")
_WORDS = (
    re.compile(
        rf"(?P<day>\d\d?)(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<name>{_MONTH})\.?,?\s+(?P<year>\d{{4}})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?P<name>{_MONTH})\.?\s+(?P<day>\d\d?)(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
        re.IGNORECASE,
    ),
)
_WHOLE = re.compile(
    rf"(?P<date>{DATE})(?:(?:\s*[,T]\s*|\s+(?:at\s+|[-\u2013\u2014]\s+)?)(?P<clock>{_CLOCK}))?[.:]?",
    re.IGNORECASE,
)
_CLOCK_FIRST = re.compile(
    rf"(?P<clock>{_CLOCK})(?:\s+on|,)?\s+(?P<date>{DATE})[.:]?", re.IGNORECASE
)
# as `date` and IRC clients write it: Mon May  8 13:56:01 2023
_UNIX = re.compile(
    rf"(?P<front>{_WEEKDAY}{_MONTH}\s+\d\d?)\s+(?P<clock>{_CLOCK})\s+(?:[A-Z]{{3,4}}\s+)?(?P<year>\d{{4}})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day with its grain."""

    hour: int
    minute: int
    second: int
    grain: str


def read_stamp(text: str, *, day_first: bool) -> Interval | None:
    """Return the day, or the moment of a day, that the whole text writes; None when it does not.

    `day_first` settles what numbers leave open: 8/5/2023. An offset from UTC is read over: the
    wall clock stands as written.
    """
    text = " ".join(text.split())
    if match := _UNIX.fullmatch(text):
        date, clock = f"{match['front']} {match['year']}", match["clock"]
    elif match := _WHOLE.fullmatch(text) or _CLOCK_FIRST.fullmatch(text):
        date, clock = match["date"], match["clock"]
    else:
        return None
    day = _read_day(date, day_first=day_first)
    if day is None:
        return None
    if clock is None:
        return interval(day, "day")
    time = read_clock(clock)
    return at_clock(day, time) if time else None


def read_clock(text: str) -> Clock | None:
    """Return the time of day that the whole text writes: 13:56, 1:56:07 pm, 1 pm."""
    match = re.fullmatch(_CLOCK, text.strip(), re.IGNORECASE)
    if not match or not (match["minute"] or match["half"]):
        return None
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    grain = "second" if match["second"] else "minute" if match["minute"] else "hour"
    return Clock(hour, minute, second, grain) if max(minute, second) < 60 and hour < 24 else None


def at_clock(day: datetime, time: Clock) -> Interval:
    """Return the moment `time` of a day."""
    moment = day.replace(hour=time.hour, minute=time.minute, second=time.second)
    return interval(moment, time.grain)


def interval(start: datetime, grain: str) -> Interval:
    """Return the stretch of one grain (second, minute, hour, day, week) that begins at `start`."""
    begin = start.replace(tzinfo=None).isoformat(timespec="seconds")
    try:
        end = (start.replace(tzinfo=None) + _SPANS[grain]).isoformat(timespec="seconds")
    except OverflowError:  # the last day of the calendar
        end = LAST
    return Interval(begin, end, grain)


def in_numbers(text: str) -> bool:
    """Return whether a stamp leaves it open, as 8/5/2023 does, if the day comes first."""
    return bool(_NUMBERS.search(text)) and not _YEAR_FIRST.search(text)


def numbers_tell(text: str) -> bool | None:
    """Return whether a date in numbers must be day first; None when it may be either."""
    match = _NUMBERS.search(text)
    if match and in_numbers(text):
        one, two = int(match["one"]), int(match["two"])
        if one > 12 >= two:
            return True
        if two > 12 >= one:
            return False
    return None


def _read_day(text: str, *, day_first: bool) -> datetime | None:
    if match := _YEAR_FIRST.search(text):
        return _day(match["year"], match["month"], match["day"])
    if match := _NUMBERS.search(text):
        one, two = match["one"], match["two"]
        first = day_first if numbers_tell(text) is None else bool(numbers_tell(text))
        return _day(match["year"], *((two, one) if first else (one, two)))
    for pattern in _WORDS:
        if match := pattern.search(text):
            name = match["name"].lower()
            months = [n for n, month in enumerate(_MONTHS, 1) if month.startswith(name[:3])]
            whole = _MONTHS[months[0] - 1]
            if whole.startswith(name) or name == "sept":
                return _day(match["year"], str(months[0]), match["day"])
    return None


def _day(year: str, month: str, day: str) -> datetime | None:
    number = int(year)
    if len(year) == 2:  # as POSIX reads them
        number += 2000 if number < 69 else 1900
    try:
        return datetime(number, int(month), int(day))
    except ValueError:  # 30 February
        return None
