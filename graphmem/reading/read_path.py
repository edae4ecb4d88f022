"""A file, or all texts in a folder, to episodes."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TextIO

from graphmem.errors import ReadingError
from graphmem.reading.assemble import Reading
from graphmem.reading.document import Document, read_document
from graphmem.reading.encoding import find_encoding
from graphmem.settings import Settings

_KINDS = {
    ".txt": "prose",
    ".text": "prose",
    ".md": "prose",
    ".markdown": "prose",
    ".chat": "chat",
    ".log": "prose",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
}


def read_path(path: str | Path, settings: Settings) -> Iterator[Reading]:
    """Yield a reading for a file, or for each text in a folder and below, sorted by path.

    The source of a file is its path as given, normalised. A file is judged when its reading
    is asked for: ReadingError names it, and no episode of it was given.
    """
    files = list_files(path).files
    for file in files:
        encoding = find_encoding(file)
        document = Document(
            uri=source_uri(file),
            title=file.stem,
            open=partial(_open, file, encoding),
            kind=_KINDS.get(file.suffix.lower(), "prose"),
        )
        yield read_document(document, settings)


@dataclass(frozen=True, slots=True)
class Listing:
    """The files that a path stands for, and those in a folder that are passed over."""

    files: tuple[Path, ...]
    passed_over: tuple[Path, ...] = ()


def list_files(path: str | Path) -> Listing:
    """Return which files `read_path` reads: the file itself, or those of a folder.

    Of a folder these are files with the name of a text format, and files without a suffix that
    are text. All others are passed over; hidden ones are not looked at.
    """
    path = Path(path)
    if path.is_file():
        return Listing((_named(path),))
    if not path.is_dir():
        state = "neither a file nor a folder" if path.exists() else "no such file or folder"
        raise ReadingError(f"cannot read {path}: {state}")
    chosen: dict[bool, list[Path]] = {True: [], False: []}
    for file in _walk(path):
        chosen[file.suffix.lower() in _KINDS or (not file.suffix and _is_text(file))].append(file)
    return Listing(tuple(map(_named, chosen[True])), tuple(chosen[False]))


def source_uri(path: str | Path) -> str:
    """Return the uri of a path as given: `./notes//a.md` is `notes/a.md`."""
    return Path(os.path.normpath(path)).as_posix()


def _named(file: Path) -> Path:
    """Return a file whose name can be kept as that of a source."""
    try:
        str(file).encode()
    except UnicodeEncodeError as error:
        raise ReadingError(f"the name of {str(file)!r} is not valid UTF-8: rename it") from error
    return file


def _walk(folder: Path) -> Iterator[Path]:
    """Yield the visible files below a folder; links to folders are not followed."""
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise ReadingError(f"cannot read {folder}: {error.strerror}") from error
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _walk(entry)
        elif entry.is_file():
            yield entry


def _is_text(file: Path) -> bool:
    try:
        find_encoding(file)
    except ReadingError:
        return False
    return True


def _open(file: Path, encoding: str) -> AbstractContextManager[TextIO]:
    try:
        return file.open(encoding=encoding)
    except OSError as error:
        raise ReadingError(f"cannot read {file}: {error.strerror or error}") from error
