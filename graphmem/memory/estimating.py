"""The verb that says what others would cost."""

from collections.abc import Iterator
from contextlib import closing
from copy import copy
from pathlib import Path
from typing import Self

from graphmem.errors import QueryError
from graphmem.export import copy_namespace
from graphmem.memory.asking import Asking
from graphmem.memory.keeping import Keeping
from graphmem.memory.pending import Windowed, batches, windowed
from graphmem.memory.remembering import Remembering
from graphmem.memory.senses import Senses
from graphmem.models.chat import Usage
from graphmem.protocols import GraphStore
from graphmem.reading import list_files
from graphmem.store import open_store


class Estimating(Remembering, Asking, Keeping):
    """estimate."""

    def estimate(self, path: str | Path | None = None, *, query: str | None = None) -> Usage:
        """Return what the language model would take at most, without a call and without writing.

        Asked for is what `remember_path` would take for a path, `ask` for a query, or, where
        neither is given, `consolidate`. Tokens sent are about what they will be; tokens received
        are as many as the answers may have. What is asked only after an answer is not in it. What
        the model said before is kept, and counts as `cached`. Without a model it is nothing.

        Raises:
            ReadingError: there is no such path, or a file is not text.
            QueryError: the query is empty, or both are given.
        """
        if path is not None and query is not None:
            raise QueryError("give a path or a query to estimate, not both")
        silent = self._silent()
        if path is not None:
            silent._read(path)  # noqa: SLF001  a copy of this
        elif query is not None:
            silent.ask(query)
        else:
            with closing(open_store(":memory:")) as aside:
                silent._consolidate_in(aside)  # noqa: SLF001  a copy of this
        return silent.spent()

    def _silent(self) -> Self:
        """Return this memory with one in place of the model that only counts."""
        other = copy(self)
        other._speech = self._speech.silent()  # noqa: SLF001  its own copy
        other._senses = Senses(self._settings, other._speech)  # noqa: SLF001
        return other

    def _read(self, path: str | Path) -> None:
        """Read what `remember_path` would read, and keep nothing."""
        for file in list_files(path).files:
            for batch in batches(self._unread(file)):
                for _ in self._senses.operator.read(batch):
                    pass

    def _unread(self, file: Path) -> Iterator[Windowed]:
        reading, window = self._reading(file), self._settings.operator.window
        stored = self._store.episodes(self._namespace, source=reading.source.id)
        known = {e.id: [b.id for b in before] for e, before in windowed(stored, window)}
        for episode, before in windowed(reading.episodes, window):
            if known.get(episode.id) != [b.id for b in before]:
                yield episode, before

    def _consolidate_in(self, aside: GraphStore) -> None:
        with self._store.snapshot() as store, aside.transaction() as target:
            copy_namespace(store, target, self._namespace)
        self._store = aside
        self.consolidate()
