"""What a language model said, in a file of its own."""

import secrets
import sqlite3
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b, sha256, shake_256
from pathlib import Path
from threading import Lock

from graphmem.errors import NotOurDatabase, StoreError
from graphmem.store.sqlite.queries import QUERIES
from graphmem.store.sqlite.refusals import translated
from graphmem.store.sqlite.session import Session, listed

APPLICATION = 0x67726D72  # "grmr"
_WAIT = 30.0  # seconds for another process that writes
_SALT = 16
_SETUP = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA journal_mode = DELETE",  # no log that stays behind
)


class SqliteReplies:
    """A `ReplyCache` in a file (or `:memory:`), for many threads and processes.

    Each reply is sealed with what was asked: who has the file alone can read none of it, and once
    a text is forgotten nobody can, in an old copy of the file neither. The file is made when the
    first reply is kept. It is a cache: it may be deleted, and no backup carries it. One that is
    `read_only` gives what is there, and keeps and erases nothing.

    Raises:
        StoreError: the file is no such cache, or cannot be read or written.
    """

    def __init__(self, path: str, *, read_only: bool = False) -> None:
        self.path = path if path == ":memory:" else str(Path(path).expanduser())
        self._read_only = read_only
        self._guard = Lock()
        self._connection: sqlite3.Connection | None = None
        self._closed = False

    def get(self, namespace: str, key: bytes) -> str | None:
        """Return the reply that is kept for a key of this namespace."""
        if not self._is_there():
            return None
        with self._session() as session:
            rows = session.rows("reply", name=_name(namespace, key))
        return _unsealed(rows[0][0], key) if rows else None

    def put(self, namespace: str, key: bytes, text: str, *, episodes: Collection[str]) -> None:
        """Keep a reply that rests on these episodes, in place of one that was kept before."""
        if self._closed or self._read_only:  # closed: a call came to its end too late
            return
        name, space = _name(namespace, key), _space(namespace)
        with self._session() as session:
            session.run("drop_reply", name=name)
            session.run("add_reply", name=name, space=space, sealed=_sealed(text, key))
            session.run("add_reply_episodes", name=name, space=space, episodes=listed(episodes))

    def erase(self, namespace: str, episodes: Collection[str] | None) -> None:
        """Erase the replies that rest on any of these episodes, or all of the namespace."""
        if self._read_only or not self._is_there():
            return
        with self._session() as session:
            if episodes is None:
                session.run("erase_all_replies", space=_space(namespace))
            else:
                session.run("erase_replies", space=_space(namespace), episodes=listed(episodes))

    def close(self) -> None:
        """Let go of the file; closing twice is harmless."""
        with self._guard:
            self._closed = True
            connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _is_there(self) -> bool:
        if self._connection is not None or self._closed:
            return not self._closed
        return self.path != ":memory:" and Path(self.path).exists()

    @contextmanager
    def _session(self) -> Iterator[Session]:
        """Give a session in which all is written, or on any error nothing."""
        with self._guard, translated(self.path):
            if self._closed:
                raise StoreError(f"{self.path} is closed")
            if self._connection is None:
                self._connection = _opened(self.path)
            self._connection.rollback()  # where an interrupt came in between
            session = Session(self._connection)
            session.plain("BEGIN IMMEDIATE")
            try:
                yield session
            except BaseException:
                self._connection.rollback()
                raise
            session.plain("COMMIT")


def _opened(path: str) -> sqlite3.Connection:
    file = Path(path)
    if path != ":memory:" and file.is_dir():
        raise StoreError(f"{path} is a folder: give the file that keeps what a model said")
    connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
    try:
        _prepare(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, path: str) -> None:
    connection.execute("BEGIN")  # both as of one moment: another process may be making the file
    marked = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("PRAGMA schema_version").fetchone()[0]
    connection.execute("ROLLBACK")
    if marked != APPLICATION and (marked or tables):
        raise NotOurDatabase(f"{path} is no cache of what a model said: name another file")
    for pragma in _SETUP:
        connection.execute(pragma).fetchall()
    if marked != APPLICATION or not tables:
        connection.execute("BEGIN IMMEDIATE")
        for name in ("reply_names", "reply_episodes", "reply_of_episode"):
            connection.execute(QUERIES[name])
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute("COMMIT")


def _name(namespace: str, key: bytes) -> bytes:
    """Return what a reply is found by; it does not tell the key."""
    return sha256(b"name" + _space(namespace) + key).digest()


def _space(namespace: str) -> bytes:
    return blake2b(namespace.encode(), digest_size=16).digest()


def _sealed(text: str, key: bytes) -> bytes:
    salt = secrets.token_bytes(_SALT)
    return salt + _mixed(zlib.compress(text.encode("utf-8", "surrogatepass")), salt + key)


def _unsealed(sealed: bytes, key: bytes) -> str | None:
    salt, mixed = sealed[:_SALT], sealed[_SALT:]
    with suppress(zlib.error, UnicodeError):  # damaged: as if it had never been kept
        return zlib.decompress(_mixed(mixed, salt + key)).decode("utf-8", "surrogatepass")
    return None


def _mixed(data: bytes, secret: bytes) -> bytes:
    """Return data under a stream of bytes that only the secret gives; twice, it is as it was."""
    stream = shake_256(b"seal" + secret).digest(len(data))
    mixed = int.from_bytes(data, "big") ^ int.from_bytes(stream, "big")
    return mixed.to_bytes(len(data), "big")
