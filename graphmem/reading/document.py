"""A document that is read twice: once to judge it, once to give its episodes."""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice
from typing import TextIO

from graphmem.errors import ReadingError
from graphmem.models.times import Interval
from graphmem.reading.assemble import Piece, Reading, assemble, make_source
from graphmem.reading.blocks import Paragraph
from graphmem.reading.cut import pack
from graphmem.reading.form import Form, find_form
from graphmem.reading.front_matter import FrontMatter, find_front_matter
from graphmem.reading.prose import read_prose
from graphmem.reading.records import json_lines, json_records, read_records
from graphmem.reading.stamps import read_stamp
from graphmem.reading.transcript import read_transcript
from graphmem.settings import Settings

LONGEST_DOCUMENT = 1 << 26  # characters of a JSON document, which is held in memory as a whole
_PIECE = 1 << 16  # characters of a line that are read at once
_DATED_NAME = re.compile(r"(\d{4}-\d\d-\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Document:
    """A text that can be opened again and again, and what its caller knows of it.

    `kind` is prose, chat, jsonl or json; in prose, transcripts are looked for.
    """

    uri: str
    title: str
    open: Callable[[], AbstractContextManager[TextIO]]
    kind: str = "prose"
    occurred: Interval | None = None
    speaker: str | None = None

    def lines(self) -> Iterator[str]:
        """Yield the lines with their breaks; a long one in pieces."""
        with self.open() as file:
            yield from iter(lambda: file.readline(_PIECE), "")


def read_document(document: Document, settings: Settings) -> Reading:
    """Return the source of a document and its episodes.

    What is wrong with it is raised here, before the first episode is given.
    """
    if document.kind in ("json", "jsonl"):
        source = make_source(document.uri, document.title)
        deque(_records(document, settings), maxlen=0)
        return Reading(source, assemble(source, _records(document, settings)))
    day_first = settings.language.day_first
    front = find_front_matter(document.lines(), day_first=day_first)
    form = find_form(_body(document, front), day_first=day_first, chat=document.kind == "chat")
    source = make_source(document.uri, front.title if front and front.title else document.title)
    return Reading(source, assemble(source, _pieces(document, front, form, settings)))


def _pieces(
    document: Document, front: FrontMatter | None, form: Form | None, settings: Settings
) -> Iterator[Piece]:
    occurred = document.occurred or (front and front.occurred) or _named(document.title)
    limit = settings.reading.episode_chars
    if front:
        for text in pack([Paragraph(front.text)], limit):
            yield Piece(text, occurred=occurred)
    body = _body(document, front)
    if form:
        pieces = read_transcript(body, form, limit=limit, occurred=occurred)
    else:
        pieces = read_prose(
            body, limit=limit, day_first=settings.language.day_first, occurred=occurred
        )
    yield from _spoken(pieces, document.speaker)


def _records(document: Document, settings: Settings) -> Iterator[Piece]:
    if document.kind == "json":
        with document.open() as file:
            text = file.read(LONGEST_DOCUMENT + 1)
        if len(text) > LONGEST_DOCUMENT:
            raise ReadingError(
                f"{document.uri} is longer than {LONGEST_DOCUMENT:,} characters: write it as "
                "JSON lines, a record a line, for example with `jq -c '.[]'`"
            )
        records = json_records(text, document.uri)
    else:
        records = json_lines(document.lines(), document.uri)
    pieces = read_records(
        records,
        limit=settings.reading.episode_chars,
        day_first=settings.language.day_first,
        occurred=document.occurred,
    )
    yield from _spoken(pieces, document.speaker)


def _spoken(pieces: Iterable[Piece], speaker: str | None) -> Iterator[Piece]:
    for piece in pieces:
        yield Piece(piece.text, piece.heading, piece.speaker or speaker, piece.occurred)


def _body(document: Document, front: FrontMatter | None) -> Iterator[str]:
    return islice(document.lines(), front.lines if front else 0, None)


def _named(title: str) -> Interval | None:
    """Return the day by which a note is named: 2023-05-08.md."""
    match = _DATED_NAME.match(title)
    return read_stamp(match[1], day_first=False) if match else None
