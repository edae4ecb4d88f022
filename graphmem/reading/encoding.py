"""Which encoding a file is in, found by reading all of it."""

import codecs
from pathlib import Path

from graphmem.errors import ReadingError

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHUNK = 1 << 20


def find_encoding(path: Path) -> str:
    """Return the encoding of a text file; raise ReadingError when it is binary or broken.

    UTF-8 unless a byte order mark says otherwise. Nothing is guessed: a wrong guess would be
    remembered.
    """
    try:
        with path.open("rb") as file:
            encoding = _named_by(file.read(4))
            file.seek(0)
            decoder = codecs.getincrementaldecoder(encoding)()
            offset = 0
            while chunk := file.read(_CHUNK):
                _decode(decoder, chunk, offset, str(path))
                offset += len(chunk)
            _decode(decoder, b"", offset, str(path))
    except OSError as error:
        raise ReadingError(f"cannot read {path}: {error.strerror or error}") from error
    return "utf-8-sig" if encoding == "utf-8" else encoding


def decode(data: bytes, name: str) -> str:
    """Return bytes as text, by the same rules; `name` says in errors where they came from."""
    decoder = codecs.getincrementaldecoder(_named_by(data[:4]))()
    text = _decode(decoder, data, 0, name) + _decode(decoder, b"", len(data), name)
    return text.removeprefix("\ufeff")


def _named_by(head: bytes) -> str:
    return next((name for mark, name in _BOMS if head.startswith(mark)), "utf-8")


def _decode(decoder: codecs.IncrementalDecoder, chunk: bytes, offset: int, name: str) -> str:
    waiting = len(decoder.getstate()[0])
    try:
        text = decoder.decode(chunk, final=not chunk)
    except UnicodeDecodeError as error:
        if b"\0" in chunk:
            raise _binary(name) from error
        raise ReadingError(
            f"{name} is not valid {error.encoding.upper()} at byte {offset - waiting + error.start}"
            ": convert it to UTF-8 first, for example with `iconv -f WINDOWS-1252 -t UTF-8`"
        ) from error
    if "\0" in text:
        raise _binary(name)
    return text


def _binary(name: str) -> ReadingError:
    return ReadingError(f"{name} is binary, not text: give a text file")
