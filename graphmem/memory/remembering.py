"""The verbs that read."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from graphmem.errors import ReadingError
from graphmem.memory.base import Opened, When
from graphmem.memory.ingest import Progress
from graphmem.memory.pending import windowed
from graphmem.memory.reports import add_up
from graphmem.models.evidence import Episode
from graphmem.models.recollection import Report
from graphmem.models.workspace import Workspace
from graphmem.reading import (
    Reading,
    check_name,
    check_text,
    list_files,
    read_path,
    read_stream,
    read_text,
    read_when,
)
from graphmem.settings import LONGEST_EPISODE

_AT_ONCE = 64  # episodes that are inspected together, for which a person waits


class Remembering(Opened):
    """remember, remember_path, remember_stream, inspect, inspect_path, dropped."""

    def remember(
        self,
        text: str,
        *,
        source: str | None = None,
        occurred_at: When = None,
        speaker: str | None = None,
    ) -> Report:
        """Read a text and keep what it says.

        With a `source` it is added to what that source said before, so that a chat can be
        remembered message by message; the same words of the same speaker at the same time,
        remembered again, change nothing. `occurred_at` is the time of the text, against which
        "last Friday" is resolved.

        Raises:
            ReadingError: the text is empty, or the time cannot be read.
            ModelError: a language model is set and could not be asked.
            OtherPipeline: the memory was read with another pipeline; see `rebuild`.
        """
        if not text.strip():
            raise ReadingError("there is no text to remember")
        read = partial(
            read_text,
            text,
            source=source,
            occurred_at=occurred_at,
            speaker=speaker,
            settings=self._settings,
        )
        return self._ingest.take_in(read, appending=True)

    def remember_path(self, path: str | Path, *, progress: Progress | None = None) -> Report:
        """Read a file, or all text files of a folder, each as a source named by its path.

        Read again, an unchanged file changes nothing and an edited one replaces what it said.
        Episodes are written as they are read: what was read stays, and a run that was broken
        off goes on where it stopped.

        Raises:
            ReadingError: there is no such path, or a file is not text; the message says where.
            ModelError: a language model is set and could not be asked, or what may be spent is
                spent; what was read until then is kept, and the same call goes on from there.
        """
        return add_up(
            self._ingest.take_in(partial(self._reading, file), appending=False, progress=progress)
            for file in list_files(path).files
        )

    def remember_stream(self, lines: Iterable[bytes], *, source: str = "-") -> Report:
        """Read a stream of text, such as standard input, as one source that it replaces."""
        read = partial(read_stream, list(lines), source=source, settings=self._settings)
        return self._ingest.take_in(read, appending=False)

    def inspect(
        self, text: str, *, occurred_at: When = None, speaker: str | None = None
    ) -> Workspace:
        """Return what the Operator reads in a text, without keeping anything."""
        if not text.strip():
            raise ReadingError("there is no text to inspect")
        if len(text) > LONGEST_EPISODE:
            raise ReadingError(
                f"the text has {len(text):,} characters, more than the {LONGEST_EPISODE:,} of the "
                "longest episode: inspect a part of it, or remember it, which cuts it"
            )
        check_text(text, "the text")
        check_name(speaker or "", "the speaker")
        time = None
        if occurred_at is not None:
            time = read_when(occurred_at, day_first=self._settings.language.day_first)
        episode = Episode("ep_inspected", "src_inspected", 0, text, "", speaker, time)
        return next(iter(self._senses.operator.read([(episode, ())])))

    def inspect_path(self, path: str | Path) -> Iterator[tuple[Episode, Workspace]]:
        """Yield the episodes of a file, or of a folder, with what the Operator reads in each.

        They are read as `remember_path` would read them, and nothing is kept.

        Raises:
            ReadingError: there is no such path, or a file is not text; the message says where.
        """
        window = self._settings.operator.window
        for file in list_files(path).files:
            told = windowed(self._reading(file).episodes, window)
            while some := list(islice(told, _AT_ONCE)):
                read = self._senses.operator.read(some)
                yield from ((e, reading) for (e, _), reading in zip(some, read, strict=True))

    def dropped(self) -> dict[str, int]:
        """Return how much the language model told of texts that they do not hold, by sort.

        It counts since the memory was opened; none of it was taken into a reading.
        """
        return self._senses.dropped()

    def _reading(self, file: Path) -> Reading:
        return next(read_path(file, self._settings))
