"""The block of `key: value` lines that may open a Markdown file."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from graphmem.errors import ReadingError
from graphmem.models.times import Interval
from graphmem.reading.sound import LONGEST_NAME
from graphmem.reading.when import read_when

_LONGEST = 200  # lines
_KEYED = re.compile(r"(?P<key>[A-Za-z][\w -]*):(?:\s+(?P<value>.*))?")
_INSIDE = re.compile(r"\s+\S.*|-\s.*|#.*|")  # lists, nested keys, comments


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The block as it stands in `text`, the lines it takes, and what it says of the document."""

    text: str
    lines: int
    title: str
    occurred: Interval | None


def find_front_matter(lines: Iterable[str], *, day_first: bool) -> FrontMatter | None:
    """Return the front matter of a document, None when it opens otherwise."""
    head = list(islice(lines, _LONGEST))
    rows = [line.rstrip() for line in head]
    ends = [n for n, row in enumerate(rows) if n and row in ("---", "...")]
    if not ends or rows[0] != "---" or ends[0] < 2:
        return None
    values: dict[str, str] = {}
    for row in rows[1 : ends[0]]:
        match = _KEYED.fullmatch(row)
        if not match and not _INSIDE.fullmatch(row):
            return None
        if match:
            values[match["key"].lower()] = (match["value"] or "").strip().strip("\"'")
    text = "".join(head[: ends[0] + 1]).strip()
    date = values.get("date") or values.get("created") or ""
    title = values.get("title", "")[:LONGEST_NAME]
    return FrontMatter(text, ends[0] + 1, title, _when(date, day_first=day_first))


def _when(date: str, *, day_first: bool) -> Interval | None:
    try:
        return read_when(date, day_first=day_first) if date else None
    except ReadingError:  # its words stay in the text
        return None
