"""What every verb of a memory has at hand: the store, the senses, the settings."""

from contextlib import AbstractContextManager, nullcontext, suppress
from datetime import date, datetime
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, Self

from graphmem.errors import QueryError, ReadingError, StoreError
from graphmem.memory.ingest import Ingest
from graphmem.memory.senses import Senses
from graphmem.memory.speaking import Speech
from graphmem.models.chat import Usage
from graphmem.models.times import Interval
from graphmem.protocols import GraphStore
from graphmem.reading import read_when
from graphmem.settings import Settings, default_url, with_model
from graphmem.store import open_store

When = str | date | datetime | None


class Opened:
    """A namespace of an open database, and what reads and writes it."""

    def __init__(
        self,
        url: str | Path | None = None,
        *,
        namespace: str = "default",
        settings: Settings | None = None,
        read_only: bool = False,
        driver: Any = None,
    ) -> None:
        self._settings = with_model(settings or Settings())
        self._namespace = namespace
        where = str(url) if url is not None else default_url()
        self._speech = Speech(self._settings.model, where, namespace, read_only=read_only)
        self._speech.spent()  # a limit without a price is an error before anything is opened
        self._senses = Senses(self._settings, self._speech)
        # Threads answer one after the other: the interpreter runs one at a time anyway, and
        # SQLite lets go of it at each row, so that all together they would be far slower.
        self._turn = Lock()
        self._store: GraphStore = open_store(where, read_only=read_only, driver=driver)

    def close(self) -> None:
        """Let go of the database; closing twice is harmless."""
        self._speech.close()
        self._store.close()

    def spent(self) -> Usage:
        """Return what the language model took since the memory was opened.

        That are calls, tokens and, where its prices are known, US dollars; nothing without one.
        """
        return self._speech.spent()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the database; what went wrong before is told before what goes wrong now."""
        with suppress(StoreError) if error else nullcontext():
            self.close()

    @property
    def _ingest(self) -> Ingest:
        """What writes, after a check that the same pipeline wrote before."""
        self._senses.check(self._store, self._namespace)
        return self._ingest_into(self._store)

    def _changing(self) -> AbstractContextManager[GraphStore]:
        """Return a transaction; what reads is loaded before it, so that nobody waits for that."""
        self._senses.names()
        return self._store.transaction()

    def _ingest_into(self, store: GraphStore) -> Ingest:
        window = self._settings.operator.window
        return Ingest(store, self._namespace, self._senses, window)

    def _moment(self, when: When) -> str | None:
        return None if when is None else self._interval(when).end

    def _interval(self, when: str | date | datetime) -> Interval:
        try:
            return read_when(when, day_first=self._settings.language.day_first)
        except ReadingError as error:
            raise QueryError(str(error)) from error
