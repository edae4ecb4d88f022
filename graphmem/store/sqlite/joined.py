"""A transaction that is under way, in the place of a database."""

from collections.abc import Iterator
from contextlib import contextmanager

from graphmem.store.sqlite.session import Session


class Joined:
    """Gives the one session that is open already; whoever opened it ends it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        # Whether the log is to be emptied when the transaction is over, and the file swept.
        self.erased = self.sweep = False

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give the session: what it reads is of one state of the database."""
        yield self._session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give the session: what it changes is kept with the rest, or not at all."""
        yield self._session

    def checkpoint(self, *, sweep: bool) -> None:
        """Note that it is wanted: nobody can empty the log from within a transaction."""
        self.erased = True
        self.sweep |= sweep

    def close(self) -> None:
        """Leave the database open."""
