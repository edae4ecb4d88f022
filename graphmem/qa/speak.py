"""Values to words: dates by their grain, and the sentence an answer says."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from graphmem.models.times import Interval

_SEASONS = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}
_PHRASE = 5  # words; what is longer is a clause, and stands on a line of its own
NOTHING = "Nothing is known about that."


def say_time(interval: Interval) -> str:
    """Return a date as people write it, no finer than the text told it and no finer than a day."""
    start = datetime.fromisoformat(interval.start)
    last = datetime.fromisoformat(interval.end) - timedelta(seconds=1)
    coarse = {
        "year": str(start.year),
        "month": f"{start:%B} {start.year}",
        "season": f"{_SEASONS.get(start.month, start.strftime('%B'))} {start.year}",
        "decade": f"{start.year}s",
        "century": f"{start.year}s",
        "week": f"the week of {say_day(start)}",
    }
    if interval.grain in coarse:
        return coarse[interval.grain]
    if start.date() == last.date() or interval.grain in ("hour", "minute", "second", "part"):
        return say_day(start)
    return f"{say_day(start)} to {say_day(last)}"


def say_day(day: datetime) -> str:
    """Return June 20, 2025."""
    return f"{day:%B} {day.day}, {day.year}"


def say(asks: str, values: Sequence[str]) -> str:
    """Return the plain sentence for these values."""
    if not values:
        return NOTHING
    if asks == "count":
        return values[0]
    if len(values) == 1:
        return values[0]
    if asks == "detail" or max(len(value.split()) for value in values) > _PHRASE:
        return "\n".join(values)
    if any("," in value for value in values):
        return "; ".join(values)
    return ", ".join(values[:-1]) + f" and {values[-1]}"
