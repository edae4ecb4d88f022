"""Records (JSON objects with a text) to pieces."""

import json
from collections.abc import Iterable, Iterator, Mapping

from graphmem.errors import ReadingError
from graphmem.models.times import Interval
from graphmem.reading.assemble import Piece
from graphmem.reading.blocks import Paragraph
from graphmem.reading.cut import pack
from graphmem.reading.sound import LONGEST_NAME, check_name, check_text
from graphmem.reading.stamps import read_clock
from graphmem.reading.when import read_when

TEXT = ("text", "content", "message", "body")
TIME = ("time", "timestamp", "date", "occurred_at", "created_at")
SPEAKER = ("speaker", "author", "role", "name", "from", "user")
LONGEST_RECORD = 1 << 24  # characters; a record is held in memory as a whole
_LISTS = ("messages", "episodes", "chapters", "entries", "documents", "items")


def read_records(
    records: Iterable[tuple[str, object]],
    *,
    limit: int,
    day_first: bool,
    occurred: Interval | None = None,
) -> Iterator[Piece]:
    """Yield the texts of records as pieces; each record comes with the place it stands at.

    Other keys are ignored. A record that cannot be used raises ReadingError with its place.
    """
    for place, record in records:
        if not isinstance(record, Mapping):
            raise ReadingError(f"{place}: expected an object with a text, found {_short(record)}")
        text = _text(record, place)
        when = _when(record, place, day_first=day_first) or occurred
        heading = check_text(_heading(record)[:LONGEST_NAME], f"{place}: the heading")
        speaker = check_name(_speaker(record), f"{place}: the speaker")
        paragraphs = map(Paragraph, text.replace("\r\n", "\n").split("\n\n"))
        for part in pack((p for p in paragraphs if p.text.strip()), limit):
            yield Piece(part, heading, speaker or None, when)


def json_lines(lines: Iterable[str], name: str) -> Iterator[tuple[str, object]]:
    """Yield the object of each line with its place; a line may come in pieces."""
    held: list[str] = []
    number = size = 0
    for piece in lines:
        held.append(piece)
        size += len(piece)
        if size > LONGEST_RECORD:
            raise ReadingError(
                f"{name}, line {number + 1}: longer than {LONGEST_RECORD:,} characters: "
                "write its text on several lines, each a record"
            )
        if piece.endswith("\n"):
            number += 1
            yield from _object("".join(held), f"{name}, line {number}")
            held, size = [], 0
    yield from _object("".join(held), f"{name}, line {number + 1}")


def json_records(text: str, name: str) -> Iterator[tuple[str, object]]:
    """Yield the records of a JSON document: a list, or the list under "messages" or the like."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReadingError(f"{name} is not JSON: {error}") from error
    if isinstance(document, Mapping):
        lists = [document[key] for key in _LISTS if isinstance(document.get(key), list)]
        document = lists[0] if len(lists) == 1 else [document]
    if not isinstance(document, list):
        raise ReadingError(f"{name}: expected a list of objects with a text")
    for number, record in enumerate(document, 1):
        yield f"{name}, record {number}", record


def _object(line: str, place: str) -> Iterator[tuple[str, object]]:
    if line.strip():
        try:
            yield place, json.loads(line)
        except (ValueError, RecursionError) as error:
            raise ReadingError(f"{place}: not a JSON object: {error}") from error


def _text(record: Mapping[str, object], place: str) -> str:
    keys = [key for key in TEXT if key in record]
    values = [record[key] for key in keys]
    value = next((v for v in values if v), values[0] if values else None)
    if isinstance(value, list):  # parts, as chat programs write them
        value = "\n\n".join(
            str(part.get("text") or "") if isinstance(part, Mapping) else str(part)
            for part in value
        )
    if not keys or not isinstance(value, str | None):
        found = ", ".join(map(str, record)) or "nothing"
        raise ReadingError(f"{place}: no text under {', '.join(TEXT)}; found {found}")
    return check_text(value or "", f"{place}: the text")


def _when(record: Mapping[str, object], place: str, *, day_first: bool) -> Interval | None:
    value = _first(record, TIME)
    date = record.get("date")
    if isinstance(value, str) and isinstance(date, str) and read_clock(value):
        value = f"{date} {value}"
    if value is None:
        return None
    try:
        return read_when(value, day_first=day_first)  # type: ignore[arg-type]
    except ReadingError as error:
        raise ReadingError(f"{place}: {error}") from error


def _speaker(record: Mapping[str, object]) -> str:
    speaker = _first(record, SPEAKER)
    if isinstance(speaker, Mapping):  # as chat programs write a user
        speaker = _first(speaker, SPEAKER)
    return str(speaker).strip() if isinstance(speaker, str | int | float) else ""


def _heading(record: Mapping[str, object]) -> str:
    chapter = record.get("chapter")
    if isinstance(chapter, int) or (isinstance(chapter, str) and chapter.strip().isdigit()):
        chapter = f"Chapter {str(chapter).strip()}"
    parts = (chapter, record.get("heading"), record.get("title"))
    return " > ".join(part.strip() for part in parts if isinstance(part, str) and part.strip())


def _first(record: Mapping[str, object], keys: tuple[str, ...]) -> object:
    values = (record.get(key) for key in keys)
    return next((v for v in values if v is not None and v != ""), None)


def _short(value: object) -> str:
    if isinstance(value, list):
        return "a list"
    text = json.dumps(value)
    return text if len(text) < 40 else f"{text[:37]}..."
