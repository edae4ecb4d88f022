"""A connection to a Neo4j server: sessions, transactions, and the schema."""

import random
import re
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

import neo4j

from graphmem.errors import NewerDatabase, NotOurDatabase, StoreError
from graphmem.protocols import Result
from graphmem.settings import ServerSettings
from graphmem.store.neo4j.filling import filling
from graphmem.store.neo4j.queries import QUERIES, load_schema
from graphmem.store.neo4j.refusals import translated
from graphmem.store.neo4j.session import Session, Tracer

VERSION = 2  # of the schema
_OLDEST = (5, 26)  # that knows labels and types as parameters
_TRIES = 8
_PATIENCE = 60.0  # seconds for a statement of the schema, which on a new memory takes one
IDLE = 5.0  # seconds unused after which a connection is tried: the server may have gone meanwhile


class Connection:
    """Gives sessions in transactions; the driver's pool and its bookmarks are shared by threads."""

    def __init__(
        self,
        url: str,
        server: ServerSettings,
        *,
        tracer: Tracer | None = None,
        read_only: bool = False,
        driver: neo4j.Driver | None = None,
    ) -> None:
        self.url = url
        self._tracer = tracer
        self._read_only = read_only
        self._database = server.database or None
        self._longest = server.longest or None
        self._ours = driver is None
        self._closed = False
        with translated(url):
            self._driver = driver or neo4j.GraphDatabase.driver(
                url,
                auth=_auth(server),
                connection_acquisition_timeout=server.timeout,
                connection_timeout=server.timeout,
                max_transaction_retry_time=server.timeout,
                liveness_check_timeout=IDLE,
                notifications_min_severity="OFF",
            )
            try:
                self._open()
            except BaseException:
                self.close()
                raise

    @contextmanager
    def reading(self, space: str | None) -> Iterator[Session]:  # noqa: ARG002  see Joined
        """Give a transaction that reads, on a server that may be a follower."""
        with (
            translated(self.url),
            self._session(neo4j.READ_ACCESS) as session,
            session.begin_transaction(timeout=self._longest) as work,
        ):
            yield Session(work, self._tracer)

    @contextmanager
    def writing(self) -> Iterator["Joined"]:
        """Give a transaction that is kept at the end, or on any error not at all."""
        self._check_writable()
        with (
            translated(self.url),
            self._session(neo4j.WRITE_ACCESS) as session,
            session.begin_transaction(timeout=self._longest) as work,
        ):
            with self._joined(work) as joined:
                yield joined
            work.commit()

    def transact(self, change: Callable[["Joined"], Result]) -> Result:
        """Run a change in a transaction, and all of it again when the server asks for that."""

        def whole(work: neo4j.ManagedTransaction) -> Result:
            with self._joined(work) as joined:
                return change(joined)

        self._check_writable()
        with translated(self.url), self._session(neo4j.WRITE_ACCESS) as session:
            return session.execute_write(self._bounded(whole))

    def write(self, change: Callable[[Session], Result]) -> Result:
        """Run a change in a transaction, and again when the server asks for that."""
        self._check_writable()
        with translated(self.url), self._session(neo4j.WRITE_ACCESS) as session:
            return session.execute_write(
                self._bounded(lambda work: change(Session(work, self._tracer)))
            )

    @contextmanager
    def filling(self, spaces: Collection[str]) -> Iterator[None]:
        """Mark empty namespaces as being filled until they are."""
        self._check_writable()
        with (
            translated(self.url),
            self._session(neo4j.WRITE_ACCESS) as session,
            self._session(neo4j.WRITE_ACCESS) as aside,
            filling(self.url, session, aside, spaces),
        ):
            yield

    def close(self) -> None:
        """Let go of the driver, unless it was handed in; closing twice is harmless."""
        self._closed = True
        if self._ours:
            self._driver.close()

    @contextmanager
    def _joined(self, work: neo4j.Transaction | neo4j.ManagedTransaction) -> Iterator["Joined"]:
        joined = Joined(self.url, Session(work, self._tracer), locks=True)
        yield joined
        joined.leave()

    def _bounded(
        self, work: Callable[[neo4j.ManagedTransaction], Result]
    ) -> Callable[[neo4j.ManagedTransaction], Result]:
        return neo4j.unit_of_work(timeout=self._longest)(work)

    def _session(self, access: str) -> neo4j.Session:
        if self._closed:
            raise StoreError(f"{self.url} is closed")
        return self._driver.session(
            database=self._database,
            default_access_mode=access,
            bookmark_manager=self._driver.execute_query_bookmark_manager,
        )

    def _check_writable(self) -> None:
        if self._read_only:
            raise StoreError(f"{self.url} was opened to be read only")

    def _open(self) -> None:
        """Check the server and the version of the schema, and make the schema where it is not."""
        try:
            agent = self._driver.get_server_info().agent
        except ValueError as error:  # the driver's own, for a port that is no number
            raise StoreError(f"{self.url} is no address of a Neo4j server ({error})") from error
        check_version(self.url, agent)
        with self._session(neo4j.READ_ACCESS) as session:
            found = session.run(QUERIES["schema_version"]).single(strict=True)["version"]
        if found is not None and found > VERSION:
            raise NewerDatabase(
                f"{self.url} was written by a later version of graphmem (schema {found}, this "
                f"version knows {VERSION}): upgrade graphmem"
            )
        if found is None and self._read_only:
            raise NotOurDatabase(f"{self.url} holds no memory: none was ever made in it")
        if (found is None or found < VERSION) and not self._read_only:
            self._make_schema()

    def _make_schema(self) -> None:
        """Run each statement, and again where others who start at once are in its way.

        "If not exists" does not keep two from making the same at the same moment, and a server that
        makes a constraint while others plan queries may have all wait for each other for good.
        """
        with self._session(neo4j.WRITE_ACCESS) as session:
            for statement in load_schema():
                for left in reversed(range(_TRIES)):
                    try:
                        session.run(neo4j.Query(statement, timeout=_PATIENCE)).consume()
                        break
                    except neo4j.exceptions.Neo4jError as error:
                        if not left or not _is_in_the_way(error):
                            raise
                        time.sleep(random.uniform(0.05, 0.5))  # noqa: S311
            session.run("CALL db.awaitIndexes(300)").consume()
            session.run(QUERIES["set_schema_version"], version=VERSION).consume()


def _is_in_the_way(error: neo4j.exceptions.Neo4jError) -> bool:
    """Return whether it is others who kept a statement of the schema from being run."""
    code = error.code or ""
    return error.is_retryable() or ".Schema." in code or "TransactionTimedOut" in code


def check_version(url: str, agent: str) -> None:
    """Raise where a server, as it names itself, is too old or no Neo4j."""
    told = re.match(r"Neo4j/(\d+)\.(\d+)", agent)
    if told is None:
        raise StoreError(f"{url} is no Neo4j server: it calls itself {agent!r}")
    if (int(told[1]), int(told[2])) < _OLDEST:
        raise StoreError(f"{url} runs {agent.replace('/', ' ')}: 5.26 or later is needed")


def _auth(server: ServerSettings) -> tuple[str, str] | None:
    return (server.username, server.password.get_secret_value()) if server.username else None


class Joined:
    """Gives the one transaction that is open already; whoever opened it ends it.

    One that `locks` keeps others from changing a namespace from when it is first read: what is
    written rests on what was read.
    """

    def __init__(self, url: str, session: Session, *, locks: bool = False) -> None:
        self.url = url
        self._joined = session
        self._locks = locks
        self._locked: set[str] = set()

    @contextmanager
    def reading(self, space: str | None) -> Iterator[Session]:
        """Give the transaction."""
        if self._locks and space is not None and space not in self._locked:
            self._joined.run("lock_namespace", space=space)
            self._locked.add(space)
        yield self._joined

    @contextmanager
    def writing(self) -> Iterator["Joined"]:
        """Give itself: what is changed is kept with the rest, or not at all."""
        yield self

    def transact(self, change: Callable[["Joined"], Result]) -> Result:
        """Run a change in the transaction."""
        return change(self)

    def write(self, change: Callable[[Session], Result]) -> Result:
        """Run a change in the transaction."""
        return change(self._joined)

    def leave(self) -> None:
        """Let go of namespaces that were only looked at and hold nothing."""
        for space in sorted(self._locked):
            self._joined.run("leave_namespace", space=space, recorded=True)

    def filling(self, spaces: Collection[str]) -> AbstractContextManager[None]:  # noqa: ARG002
        """Mark nothing: what is filled in the transaction is whole or not there anyway."""
        return nullcontext()

    def close(self) -> None:
        """Leave the connection open."""
