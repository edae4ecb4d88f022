"""A stream, such as standard input, to episodes."""

from datetime import date, datetime
from typing import BinaryIO

from graphmem.models.times import Interval
from graphmem.reading.assemble import Reading
from graphmem.reading.encoding import decode
from graphmem.reading.read_text import read_text
from graphmem.settings import Settings


def read_stream(
    stream: BinaryIO,
    settings: Settings,
    *,
    source: str | None = None,
    occurred_at: str | float | date | datetime | Interval | None = None,
    speaker: str | None = None,
) -> Reading:
    """Return the source and the episodes of all that a stream of bytes holds.

    It is read to its end first, because what it is shows only then.
    """
    text = decode(stream.read(), source or "standard input")
    return read_text(
        text, source=source, occurred_at=occurred_at, speaker=speaker, settings=settings
    )
