"""A stretch of the calendar between two wall-clock moments, and the arithmetic of its units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from graphmem.models.times import Interval

_CLOCK = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
}
_DAYS = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "season": 3, "year": 12, "decade": 120, "century": 1200}
_GRAINS = {"weekend": "span", "fortnight": "week", "quarter": "span"}
_LAST_MOMENT = datetime(9999, 12, 31, 23, 59, 59)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A half-open stretch; weeks begin on Monday, seasons are northern and of whole months."""

    start: datetime
    end: datetime
    grain: str

    @classmethod
    def of(cls, moment: datetime, unit: str) -> Stretch:
        """Return the unit of the calendar in which the moment falls."""
        start = _floor(moment, unit)
        end = start + timedelta(days=2) if unit == "weekend" else _after(start, unit)
        return cls(start, end, _GRAINS.get(unit, unit))

    @classmethod
    def from_interval(cls, interval: Interval) -> Stretch:
        """Read the ISO form, without its offset from UTC if it has one."""
        start, end = (
            datetime.fromisoformat(moment).replace(tzinfo=None)
            for moment in (interval.start, interval.end)
        )
        return cls(start, end, interval.grain)

    def to_interval(self) -> Interval | None:
        """Return the ISO form, or None where nothing is left between the ends."""
        if self.end <= self.start:
            return None
        return Interval(_iso(self.start), _iso(self.end), self.grain)

    def fits(self, unit: str) -> bool:
        """Tell whether it is short enough to count such units from it."""
        longest = timedelta(days=31) if self.grain == "span" else timedelta(0)
        return self.end - self.start <= max(longest, _length(unit))

    def gap(self, other: Stretch) -> timedelta:
        """Return how far the other one lies from this, zero if they overlap."""
        return max(other.start - self.end, self.start - other.end, timedelta(0))


def shift(moment: datetime, unit: str, count: int) -> datetime:
    """Move a moment by units of the calendar; the 31st becomes the last day of a shorter month."""
    if unit in _CLOCK:
        return moment + count * _CLOCK[unit]
    if unit in _DAYS:
        return moment + timedelta(days=count * _DAYS[unit])
    year, month = divmod(moment.year * 12 + moment.month - 1 + count * _MONTHS[unit], 12)
    for day in range(moment.day, 27, -1):
        try:
            return moment.replace(year=year, month=month + 1, day=day)
        except ValueError:
            continue
    return moment.replace(year=year, month=month + 1)


def _after(start: datetime, unit: str) -> datetime:
    if unit in ("decade", "century") and start.year == 1:  # the first ones lack a year 0
        return datetime(10 if unit == "decade" else 100, 1, 1)
    try:
        return shift(start, "week" if unit == "fortnight" else unit, 1)
    except (ValueError, OverflowError):
        return _LAST_MOMENT


def _floor(moment: datetime, unit: str) -> datetime:
    if unit in _CLOCK:
        second = moment.second if unit == "second" else 0
        minute = 0 if unit == "hour" else moment.minute
        return moment.replace(minute=minute, second=second, microsecond=0)
    day = datetime(moment.year, moment.month, moment.day)
    if unit == "day":
        return day
    if unit in _DAYS:
        monday = day - timedelta(days=day.weekday())
        return monday + timedelta(days=5) if unit == "weekend" else monday
    return _floor_months(day, unit)


def _floor_months(day: datetime, unit: str) -> datetime:
    if unit == "season":
        return shift(day.replace(day=1), "month", -(day.month % 3))
    if unit == "quarter":
        return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    if unit == "month":
        return day.replace(day=1)
    years = _MONTHS[unit] // 12
    return datetime(max(1, day.year // years * years), 1, 1)


def _length(unit: str) -> timedelta:
    if unit in _CLOCK:
        return _CLOCK[unit]
    if unit in _DAYS:
        return timedelta(days=_DAYS[unit])
    return timedelta(days=31 * _MONTHS[unit])


def _iso(moment: datetime) -> str:
    return moment.replace(microsecond=0).isoformat()
