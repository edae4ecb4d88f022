"""A stretch of the calendar."""

from dataclasses import dataclass

# What has no start or end that is known begins or ends with the calendar.
FIRST_MOMENT = "0001-01-01T00:00:00"
LAST_MOMENT = "9999-12-31T23:59:59"


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """A half-open stretch of wall-clock time, `start` included and `end` not.

    Both are ISO-8601 without an offset (`YYYY-MM-DDTHH:MM:SS`, years 0001 to 9999), so that
    they sort as strings. `grain` says how exactly the text spoke: second, minute, hour, part
    (of a day), day, week, month, season, year, decade, century or span.
    """

    start: str
    end: str
    grain: str = "span"

    def overlaps(self, other: "Interval") -> bool:
        """Return whether the two share at least one second."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Interval") -> bool:
        """Return whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end
