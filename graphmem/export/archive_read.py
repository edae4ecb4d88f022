"""An archive back to values, each line checked before anything is made of it."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any, BinaryIO, Literal, NoReturn

from pydantic import BaseModel, Field, ValidationError

from graphmem.errors import ArchiveError, NewerArchive
from graphmem.export.archive import KINDS, VERSION, Archive, end_of
from graphmem.export.archive_1 import read_1
from graphmem.models.evidence import Episode, Source
from graphmem.models.graph import GraphDelta, IndexedPassage, Node, Relationship
from graphmem.models.workspace import Workspace

# By version, what makes a value of the kind and the text of a line. None is ever taken out.
_READERS: dict[int, Callable[[str, bytes], Any]] = {1: read_1}
_KIND = re.compile(rb'\{"(\w+)":')
_PLACES = {kind: place for place, kind in enumerate(KINDS)}
_FIRST = 1 << 20  # bytes in which a first line must end
_LINES, _BYTES = 200, 4 << 20  # after which a delta is full


@contextmanager
def read_archive(source: str | Path | BinaryIO) -> Iterator[Archive]:
    """Give what an archive holds, in deltas to be applied one by one inside the context.

    What follows the first line is read and checked as the deltas are; only when all of them
    were is it known that nothing was changed or is missing.

    Raises:
        NewerArchive: it was written by a later version.
        ArchiveError: it cannot be read, is no archive, was cut off or was changed.
    """
    name = str(source) if isinstance(source, str | Path) else "the archive"
    try:
        with _opened(source) as stream:
            reader = _Reader(stream, name)
            yield Archive(reader.metadata(), reader.deltas())
    except OSError as error:
        raise ArchiveError(f"cannot read {name}: {error.strerror or error}") from error


def _opened(source: str | Path | BinaryIO) -> AbstractContextManager[BinaryIO]:
    return Path(source).open("rb") if isinstance(source, str | Path) else nullcontext(source)


class _Named(BaseModel):
    format: Literal["graphmem"]
    version: int = Field(ge=1)


class _First(BaseModel):
    """What every version says in its first line."""

    archive: _Named


class _Reader:
    """Reads line by line, and knows what was read so far."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._stream = stream
        self._name = name
        self._read: Callable[[str, bytes], Any] = read_1
        self._number = 0
        self._digest = hashlib.sha256()
        self._counts: Counter[str] = Counter()
        self._last = ("", "")  # kind and key of the line before
        self._there: set[str] = set()  # sources, episodes and nodes, which others refer to
        self._sources: dict[str, Source] = {}
        self._bare: set[str] = set()  # sources of which no episode came yet

    def metadata(self) -> dict[str, str]:
        """Return what the first line says, and choose the reader of the others."""
        line = self._stream.readline(_FIRST)
        try:
            version = _First.model_validate_json(line).archive.version
        except ValidationError:
            raise ArchiveError(
                f"{self._name} is no archive of graphmem: its first line does not say that it is; "
                "import reads what export writes in the format archive"
            ) from None
        if version not in _READERS:
            raise NewerArchive(
                f"{self._name} was written by a later version of graphmem (archive {version}, "
                f"this one knows {VERSION}): upgrade graphmem"
            )
        self._read = _READERS[version]
        kind, metadata = self._value(line)
        if kind != "archive":
            self._refuse("the first line holds something else besides")
        return dict(metadata)

    def deltas(self) -> Iterator[GraphDelta]:
        """Yield what the other lines hold, in deltas of bounded size."""
        held: dict[str, list[Any]] = {}
        lines = length = 0
        for line in self._stream:
            if line.startswith(b'{"end":'):
                if held:
                    yield self._delta(held)
                self._end(line)
                return
            kind, value = self._value(line)
            self._check(kind, value)
            held.setdefault(KINDS[kind], []).append(value)
            lines, length = lines + 1, length + len(line)
            if lines >= _LINES or length >= _BYTES:
                yield self._delta(held)
                held, lines, length = {}, 0, 0
        raise ArchiveError(
            f"{self._name} is cut off after line {self._number}: copy or export it once more"
        )

    def _value(self, line: bytes) -> tuple[str, Any]:
        """Return the kind and value of a line."""
        self._number += 1
        found = _KIND.match(line)
        if not line.endswith(b"\n"):
            self._refuse("the file is cut off there: copy or export it once more")
        if not line.endswith(b"}\n") or found is None:
            self._refuse("it is no JSON object that says in its one key what it holds")
        kind = found[1].decode("ascii", "replace")
        if kind not in KINDS and (kind != "archive" or self._number > 1):
            self._refuse(f"{kind!r} is no kind of line that stands there")
        try:
            value = self._read(kind, line[found.end() : -2])
        except ValidationError as error:
            first = error.errors(include_url=False, include_context=False, include_input=False)[0]
            where = ".".join(map(str, (kind, *first["loc"])))
            self._refuse(f"{where}: {first['msg']}")
        self._digest.update(line)
        return kind, value

    def _check(self, kind: str, value: Any) -> None:
        """See that a line stands in order, once, and refers to what stands before it."""
        before, key = self._last, _key(value)
        if before[0] and (_PLACES[kind], key) <= (_PLACES[before[0]], before[1]):
            self._refuse(f"{kind} {key} is there twice or out of order")
        missing = [other for other in _refers(value) if other not in self._there]
        if missing:
            self._refuse(f"{kind} {key} refers to {missing[0]}, which is not there")
        if isinstance(value, Source | Episode | Node):
            self._there.add(key)
        if isinstance(value, Source):
            self._sources[key] = value
            self._bare.add(key)
        elif isinstance(value, Episode):
            self._bare.discard(value.source)
        self._last = (kind, key)
        self._counts[kind] += 1

    def _end(self, line: bytes) -> None:
        self._number += 1
        if line != end_of(self._counts, self._digest.hexdigest()).encode():
            self._refuse(
                "the counts or the checksum do not fit what stands before: "
                "the file was changed after it was written"
            )
        if self._bare:
            self._refuse(f"source {min(self._bare)} has no episode")
        if self._stream.read(1):
            self._refuse("something follows what should be the last line")

    def _delta(self, held: dict[str, list[Any]]) -> GraphDelta:
        # A store lets go of a source without an episode: each comes with its episodes.
        origins = sorted({episode.source for episode in held.get("episodes", ())})
        values: dict[str, Any] = {part: tuple(found) for part, found in held.items()}
        values["sources"] = tuple(self._sources[origin] for origin in origins)
        return GraphDelta("", **values)

    def _refuse(self, why: str) -> NoReturn:
        raise ArchiveError(f"{self._name}, line {self._number}: {why}; nothing was imported")


def _key(value: Any) -> str:
    if isinstance(value, Workspace):
        return value.episode
    return str(value.passage.id if isinstance(value, IndexedPassage) else value.id)


def _refers(value: Any) -> tuple[str, ...]:
    """Return the ids without which a value cannot be."""
    if isinstance(value, Relationship):
        return (value.source, value.target, *([value.episode] if value.episode else []))
    if isinstance(value, IndexedPassage):
        return (value.passage.episode,)
    if isinstance(value, Episode):
        return (value.source,)
    episode = getattr(value, "episode", None)  # of a workspace or a sighting
    return (episode,) if episode is not None else ()
