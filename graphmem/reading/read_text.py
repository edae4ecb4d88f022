"""A text in memory to episodes."""

import io
import json
from datetime import date, datetime

from graphmem.ids import content_id
from graphmem.models.times import Interval
from graphmem.reading.assemble import Reading
from graphmem.reading.document import Document, read_document
from graphmem.reading.records import TEXT
from graphmem.reading.sound import check_name, check_text
from graphmem.reading.when import read_when
from graphmem.settings import Settings


def read_text(
    text: str,
    *,
    source: str | None = None,
    occurred_at: str | float | date | datetime | Interval | None = None,
    speaker: str | None = None,
    settings: Settings,
) -> Reading:
    """Return the source and the episodes of a text: prose, a chat transcript or JSON lines.

    `occurred_at` and `speaker` are those of all that the text itself gives none for. Without
    a `source` the text is its own: the same words with the same time and speaker.
    """
    check_text(text, "the text")
    check_text(source or "", "the source")
    check_name(speaker or "", "the speaker")
    text = text.removeprefix("\ufeff")
    day_first = settings.language.day_first
    occurred = None if occurred_at is None else read_when(occurred_at, day_first=day_first)
    start = occurred.start if occurred else None
    uri = source or f"text:{content_id('text', text, start, speaker).removeprefix('text_')}"
    document = Document(
        uri=uri,
        title="",
        open=lambda: io.StringIO(text, newline=None),
        kind="jsonl" if _is_records(text) else "prose",
        occurred=occurred,
        speaker=speaker,
    )
    return read_document(document, settings)


def _is_records(text: str) -> bool:
    """Return whether the lines are objects, the first with a text."""
    first = ""
    for line in map(str.strip, io.StringIO(text, newline=None)):
        if line and not (line[0] == "{" and line[-1] == "}"):
            return False
        first = first or line
    try:
        return any(key in TEXT for key in json.loads(first or "[]"))
    except (ValueError, RecursionError):
        return False
