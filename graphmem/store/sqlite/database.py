"""The file: how it is opened, checked, shared between threads and let go."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from time import sleep

from graphmem.errors import NewerDatabase, NotOurDatabase, StoreError
from graphmem.store.sqlite.queries import QUERIES, load_schema
from graphmem.store.sqlite.refusals import translated
from graphmem.store.sqlite.session import Session, Tracer

# As schema.sql sets them: whose file it is, and in which layout.
APPLICATION = 0x67726D65
VERSION = 1
_MAGIC = b"SQLite format 3\x00"
_SWEPT = 32_000_000  # bytes of a file that is written anew after an erasure
_SETUP = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",  # what is erased must not live on in a temporary file
    "PRAGMA cache_size = -32000",
)


class Database:
    """A pool of connections to one file; each is used by one thread at a time."""

    def __init__(
        self, path: str, *, timeout: float, tracer: Tracer | None, read_only: bool = False
    ) -> None:
        self.path = path
        self._read_only = read_only and path != ":memory:"
        self._timeout = timeout
        self._tracer = tracer
        self._in_memory = path == ":memory:"
        # Connections to ":memory:" are each a database of their own, so there it is only one.
        self._turn = threading.RLock() if self._in_memory else nullcontext()
        # Threads that write wait for one another here, and for other processes in SQLite.
        self._writers = nullcontext() if self._in_memory else threading.RLock()
        self._idle: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        self._closed = False
        _check_file(path, must_exist=self._read_only)
        with self._connection() as connection, translated(path):
            self._prepare(connection)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that sees one state of the database throughout."""
        with self._transaction("BEGIN") as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a session whose changes are kept together, or on any error not at all."""
        with self._writers, self._transaction("BEGIN IMMEDIATE") as session:
            yield session

    def checkpoint(self, *, sweep: bool) -> None:
        """Move the log into the file and empty it, unless somebody is reading from it.

        With `sweep`, when texts were erased, a small file is written anew first.
        """
        with self._writers if sweep else nullcontext(), self._connection() as connection:
            if sweep:
                _sweep(connection)
            self._empty_log(connection)

    def close(self) -> None:
        """Empty the log and let go of the file, once those who are at it have finished."""
        with self._turn:
            with self._guard:
                if self._closed:
                    return
                self._closed = True  # nobody is given a connection any more
                idle, self._idle = self._idle, []
            try:
                idle = idle or [self._connect()]
                if not self._read_only:
                    self._empty_log(idle[0])
            finally:
                for connection in idle:
                    connection.close()

    def _empty_log(self, connection: sqlite3.Connection) -> None:
        try:
            Session(connection, self._tracer).rows("empty_log")
        except sqlite3.Error as error:
            raise StoreError(
                f"{self.path} holds all changes, but its log could not be emptied into it, so that "
                f"erased text may still stand there: see that the disk has room, and open and "
                f"close the memory again ({error})"
            ) from error

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Session]:
        with self._connection() as connection, translated(self.path):
            session = Session(connection, self._tracer)
            session.plain(begin)
            yield session
            session.plain("COMMIT")

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        with self._turn:
            connection = self._take()
            try:
                yield connection
            finally:
                self._give(connection)

    def _take(self) -> sqlite3.Connection:
        with self._guard:
            if self._closed:
                raise StoreError(f"{self.path} is closed")
            if self._idle:
                if not self._in_memory:
                    return self._idle.pop()
                # The one connection to memory stays listed: lost, it would take the graph along.
                self._idle[0].rollback()  # where an interrupt kept `_give` from it
                return self._idle[0]
        return self._connect()

    def _give(self, connection: sqlite3.Connection) -> None:
        # Here, where no interrupt gets past it: between a BEGIN and a `try` one could.
        with translated(self.path):
            connection.rollback()
        with self._guard:
            if not self._closed:
                if connection not in self._idle:
                    self._idle.append(connection)
                return
        connection.close()

    def _connect(self) -> sqlite3.Connection:
        with translated(self.path):
            connection = sqlite3.connect(
                _uri_to_read(self.path) if self._read_only else self.path,
                timeout=self._timeout,
                isolation_level=None,
                check_same_thread=False,
                uri=self._read_only,
            )
            try:
                for pragma in _SETUP:
                    connection.execute(pragma).fetchall()
                if self._read_only:
                    _only_look(connection)
            except sqlite3.Error:
                connection.close()
                raise
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        ours = _is_ours(connection, self.path)
        if self._read_only:
            if not ours:
                raise NotOurDatabase(f"{self.path} is empty: no memory was ever made in it")
            return
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            _keep_log(connection)
        if ours and _has_decisions(connection):
            return
        connection.execute("BEGIN IMMEDIATE")
        # Another process may have made the tables while this one waited.
        if not _is_ours(connection, self.path):
            for statement in _statements(load_schema()):
                connection.execute(statement)
        elif not _has_decisions(connection):
            connection.execute(_makes_decisions())
        connection.execute("COMMIT")


def _uri_to_read(path: str) -> str:
    """Return the file as one that is there already, and stays as it is.

    The last to let go of a file moves what is left in the log into it, unless it may not write.
    """
    file = Path(path).resolve()
    log = file.with_name(f"{file.name}-wal")
    mode = "ro" if log.exists() and log.stat().st_size else "rw"
    return f"{file.as_uri()}?mode={mode}"


def _check_file(path: str, *, must_exist: bool) -> None:
    # Looked at before SQLite is, which would write to the file of another program.
    file = Path(path)
    if "\0" in path:
        raise StoreError(f"{path!r} is the name of no file")
    if must_exist and not file.exists():
        raise StoreError(f"{path} is not there: give the file of a memory")
    if path == ":memory:" or not file.exists():
        return
    if file.is_dir():
        raise StoreError(f"{path} is a folder, not a database file")
    try:
        with file.open("rb") as stream:
            magic = stream.read(len(_MAGIC))
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}") from error
    if magic and magic != _MAGIC:
        raise NotOurDatabase(f"{path} is not a database")


def _is_ours(connection: sqlite3.Connection, path: str) -> bool:
    """Return whether the tables are there already; False for an empty database.

    Tables are looked for first: who makes them at this moment marks them as ours at once.
    """
    tables = _has_tables(connection)
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION:
        # Tables mean that it is another program's; none, that nobody has used it yet.
        if application or version or tables:
            raise NotOurDatabase(f"{path} is the database of another program")
        return False
    if version > VERSION:
        raise NewerDatabase(
            f"{path} was written by a later version of graphmem (layout {version}, "
            f"this one knows {VERSION}): upgrade graphmem"
        )
    return True


def _has_tables(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("PRAGMA schema_version").fetchone()[0])


def _has_decisions(connection: sqlite3.Connection) -> bool:
    """Return whether the file has the table that files made before it came lack."""
    return bool(connection.execute(QUERIES["has_decisions"]).fetchall())


def _makes_decisions() -> str:
    return next(s for s in _statements(load_schema()) if "CREATE TABLE decision" in s)


def _only_look(connection: sqlite3.Connection) -> None:
    if _has_tables(connection) and not _has_decisions(connection):
        connection.execute(QUERIES["no_decisions"])
    connection.execute("PRAGMA query_only = ON").fetchall()


def _statements(script: str) -> Iterator[str]:
    # executescript would commit the transaction that the tables are made in.
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _keep_log(connection: sqlite3.Connection) -> None:
    """Turn the write-ahead log on; two that open a new file at once get in each other's way.

    SQLite does not wait for that lock, whatever the timeout, so that it is tried again.
    """
    for _ in range(100):
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchall()
        except sqlite3.OperationalError:
            sleep(0.05)
        else:
            return
    connection.execute("PRAGMA journal_mode = WAL").fetchall()


def _sweep(connection: sqlite3.Connection) -> None:
    """Write a small file anew: where SQLite rebuilt a page, erased rows may be left in the gaps.

    Not while another is at work on it, nor where there is no room: it is tried again next time.
    """
    (pages,), (size,) = (
        connection.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "page_size")
    )
    if pages * size <= _SWEPT:
        with suppress(sqlite3.OperationalError):
            connection.execute("VACUUM")
