"""A time that a caller or a record gives, as an interval of the calendar."""

import re
from datetime import UTC, date, datetime, timedelta

from graphmem.errors import ReadingError
from graphmem.models.times import Interval
from graphmem.reading.stamps import LAST, interval, read_stamp

_MILLISECONDS_FROM = 100_000_000_000  # in seconds, the year 5138
_PARTIAL = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d))?")
_ISO_DATE = re.compile(r"\d{4}-?(?:\d\d-?\d\d|W\d\d-?\d|(?P<week>W\d\d))")
_EPOCH = re.compile(r"\d{9,14}(?:\.\d+)?")


def read_when(
    when: str | float | date | datetime | Interval, *, day_first: bool = False
) -> Interval:
    """Return the interval of a date, a datetime, seconds since 1970, or words that write one.

    The wall clock as written is kept: an offset from UTC is dropped. Seconds and milliseconds
    since 1970 are UTC. `"2023"` and `"2023-05"` are a whole year and month.
    """
    found = _read(when, day_first=day_first)
    if found is None:
        raise ReadingError(
            f"cannot read the time {when!r}: write it as 2023-05-08, 2023-05-08T13:56 "
            "or 8 May 2023, 1:56 pm"
        )
    return found


def _read(when: object, *, day_first: bool) -> Interval | None:
    if isinstance(when, Interval):
        return when
    if isinstance(when, datetime):
        return interval(when, "second")
    if isinstance(when, date):
        return interval(datetime(when.year, when.month, when.day), "day")
    if isinstance(when, int | float) and not isinstance(when, bool):
        return _number(when)
    return _words(when.strip(), day_first=day_first) if isinstance(when, str) else None


def _words(text: str, *, day_first: bool) -> Interval | None:
    if found := read_stamp(text, day_first=day_first):
        return found
    if match := _PARTIAL.fullmatch(text):
        return _whole(int(match["year"]), int(match["month"] or 0))
    if _EPOCH.fullmatch(text):
        return _number(float(text))
    try:
        moment = datetime.fromisoformat(text if len(text) < 41 else "")
    except ValueError:
        return None
    if match := _ISO_DATE.fullmatch(text):
        return interval(moment, "week" if match["week"] else "day")
    return interval(moment, "second")


def _number(value: float) -> Interval | None:
    if 1000 <= value <= 9999 and value == int(value):
        return _whole(int(value), 0)
    seconds = value / 1000 if abs(value) >= _MILLISECONDS_FROM else value
    try:
        return interval(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds), "second")
    except (OverflowError, ValueError):  # off the calendar, or no number at all
        return None


def _whole(year: int, month: int) -> Interval | None:
    if not 1 <= year <= 9999 or month > 12:
        return None
    after = (year, month + 1) if 0 < month < 12 else (year + 1, 1)
    start = f"{year:04}-{month or 1:02}-01T00:00:00"
    end = f"{after[0]:04}-{after[1]:02}-01T00:00:00" if after[0] < 10000 else LAST
    return Interval(start, end, "month" if month else "year")
