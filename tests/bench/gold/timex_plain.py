"""A plain rule for times, to compare with: years, months of years, and dates in full."""

import re
from datetime import datetime

from graphmem.language.times.stretch import Stretch
from tests.bench.gold.timex_told import Ours, iso

_NAMES = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = "|".join(_NAMES)
_DATE = re.compile(
    r"\b(?:(?P<y1>\d{4})-(?P<m1>\d\d)-(?P<d1>\d\d)"
    rf"|(?P<d2>\d\d?) (?P<m2>{_MONTH}),? (?P<y2>\d{{4}})"
    rf"|(?P<m3>{_MONTH}) (?P<d3>\d\d?),? (?P<y3>\d{{4}})"
    rf"|(?P<m4>{_MONTH}) (?P<y4>\d{{4}})|(?P<y5>(?:1[5-9]|20)\d\d))\b",
    re.IGNORECASE,
)


def plain_times(text: str) -> list[Ours]:
    """Return the dates that are written out, in order."""
    found = []
    for match in _DATE.finditer(text):
        at = {key[0]: value for key, value in match.groupdict().items() if value}
        month = at.get("m", "1")
        number = int(month) if month.isdigit() else _NAMES.index(month.lower()) + 1
        unit = "day" if "d" in at else "month" if "m" in at else "year"
        try:
            stretch = Stretch.of(datetime(int(at["y"]), number, int(at.get("d", 1))), unit)
        except ValueError:
            continue
        found.append(Ours(*match.span(), (iso(stretch.start), iso(stretch.end))))
    return found
