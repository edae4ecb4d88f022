"""A stream, such as standard input, to episodes."""

from collections.abc import Iterable

from graphmem.reading.assemble import Reading
from graphmem.reading.encoding import decode
from graphmem.reading.read_text import read_text
from graphmem.settings import Settings


def read_stream(lines: Iterable[str] | Iterable[bytes], source: str, settings: Settings) -> Reading:
    """Return the source and the episodes of all that a stream of text or bytes holds.

    It is read to its end first, because what it is shows only then.
    """
    pieces = list(lines)
    data = b"".join(piece for piece in pieces if isinstance(piece, bytes))
    text = "".join(piece for piece in pieces if isinstance(piece, str))
    return read_text(text or decode(data, source), source=source, settings=settings)
