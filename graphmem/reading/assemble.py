"""Pieces of text to the episodes of a source."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from graphmem.ids import content_id
from graphmem.models.evidence import Episode, Source
from graphmem.models.times import Interval


@dataclass(frozen=True, slots=True)
class Piece:
    """What one episode will hold, before it has an id and a place in its source."""

    text: str
    heading: str = ""
    speaker: str | None = None
    occurred: Interval | None = None


class Reading(NamedTuple):
    """A source and its episodes, which are read as they are asked for, once."""

    source: Source
    episodes: Iterator[Episode]


def make_source(uri: str, title: str = "") -> Source:
    """Return the source of a uri."""
    return Source(source_id(uri), uri, title)


def source_id(uri: str) -> str:
    """Return the id of the source of a uri."""
    return content_id("src", uri)


def episode_id(episode: Episode, number: int) -> str:
    """Return the id of an episode that is the `number`-th to say the same in its source."""
    start = episode.occurred.start if episode.occurred else None
    return content_id("ep", episode.source, episode.speaker, start, episode.text, number)


def assemble(source: Source, pieces: Iterable[Piece]) -> Iterator[Episode]:
    """Yield an episode for each piece, in order; blank pieces are left out.

    Pieces that share speaker, time and text are told apart by their number among equals. Of the
    pieces before, only eight bytes each are kept, so that a source of any length can be read.
    """
    seen: set[int] = set()
    repeated: dict[int, int] = {}
    written = (piece for piece in pieces if piece.text and not piece.text.isspace())
    for ordinal, piece in enumerate(written):
        key = _digest(piece)
        if key in seen:
            repeated[key] = repeated.get(key, 0) + 1
        seen.add(key)
        yield _episode(source, ordinal, piece, repeated.get(key, 0))


def _episode(source: Source, ordinal: int, piece: Piece, number: int) -> Episode:
    bare = Episode("", source.id, ordinal, piece.text, piece.heading, piece.speaker, piece.occurred)
    return replace(bare, id=episode_id(bare, number))


def _digest(piece: Piece) -> int:
    start = piece.occurred.start if piece.occurred else ""
    parts = "\x1f".join((piece.speaker or "", start, piece.text))
    return int.from_bytes(hashlib.blake2b(parts.encode(), digest_size=8).digest())
