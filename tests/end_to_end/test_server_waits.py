"""Others who write, and connections that break: it is done again, or said who is waited for."""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from threading import Thread
from time import monotonic, sleep

import neo4j
import pytest

from graphmem import Memory
from graphmem.errors import StoreBusy, StoreError
from graphmem.store.neo4j.connection import IDLE

FIRST = "Ana Ruiz met Tom Reed in Leeds."
THEN = "Tom Reed gave Ana Ruiz a letter."
HOLD = "MATCH (n:Memory {namespace: 'default', id: 'namespace'}) SET n.sequence = n.sequence"
WAITING = "SHOW TRANSACTIONS YIELD status WHERE status STARTS WITH 'Blocked'"

pytestmark = pytest.mark.neo4j


def lines(memory: Memory) -> list[str]:
    return sorted(e.text for e in memory.episodes())


@pytest.fixture
def held(empty_server: str, spare_server: neo4j.Driver) -> Iterator[neo4j.Transaction]:
    """Give a transaction that keeps all others from writing to a memory."""
    with Memory(empty_server) as memory:
        memory.remember(FIRST, source="letters")
    with spare_server.session() as session, session.begin_transaction() as work:
        work.run(HOLD).consume()
        yield work


class Wire:
    """A line to a server that can be cut."""

    def __init__(self, uri: str) -> None:
        host, port = uri.rpartition("/")[2].split(":")
        self._far = (host, int(port))
        self._ends: list[socket.socket] = []
        self._near = socket.create_server(("127.0.0.1", 0))
        self.uri = f"bolt://127.0.0.1:{self._near.getsockname()[1]}"
        Thread(target=self._answer, daemon=True).start()

    def cut(self) -> None:
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        self._ends.clear()

    def close(self) -> None:
        self._near.close()
        self.cut()

    def _answer(self) -> None:
        while True:
            try:
                near, _ = self._near.accept()
            except OSError:
                return
            far = socket.create_connection(self._far)
            self._ends += [near, far]
            for one, other in ((near, far), (far, near)):
                Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with one:
            with suppress(OSError):
                while told := one.recv(65536):
                    other.sendall(told)
            with suppress(OSError):
                other.shutdown(socket.SHUT_RDWR)


def wait_for_a_waiter(server: neo4j.Driver) -> None:
    end = monotonic() + 60
    while not server.execute_query(WAITING).records:
        assert monotonic() < end, "nobody waits"
        sleep(0.05)


def test_a_connection_that_breaks_while_it_writes_is_made_anew(
    empty_server: str, spare_server: neo4j.Driver, held: neo4j.Transaction
):
    with (
        closing(Wire(empty_server)) as wire,
        Memory(wire.uri) as memory,
        ThreadPoolExecutor(1) as pool,
    ):
        writing = pool.submit(memory.remember, THEN, source="letters")
        wait_for_a_waiter(spare_server)
        wire.cut()
        held.rollback()
        assert writing.result(120).episodes_added == 1
        wire.cut()  # and one that broke while nobody used it is not noticed
        sleep(IDLE + 1)
        assert memory.ask("Who gave Ana Ruiz a letter?").values == ("Tom Reed",)
    with Memory(empty_server) as memory, Memory(":memory:") as other:
        for text in (FIRST, THEN):
            other.remember(text, source="letters")
        assert lines(memory) == lines(other)
        assert memory.stats() == other.stats()


def test_who_waits_longer_than_is_set_is_told_for_whom(
    empty_server: str, held: neo4j.Transaction, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("GRAPHMEM_TRANSACTION_TIMEOUT", "1")
    with Memory(empty_server) as memory:
        with pytest.raises(StoreBusy, match="another writer may hold the memory"):
            memory.remember(THEN, source="letters")
        held.rollback()
        assert lines(memory) == [FIRST]
        memory.remember(THEN, source="letters")
        assert lines(memory) == sorted([FIRST, THEN])


@pytest.mark.parametrize("told", ["soon", "", "inf", "nan"])
def test_a_timeout_that_is_no_number_is_named(
    empty_server: str, monkeypatch: pytest.MonkeyPatch, told: str
):
    monkeypatch.setenv("GRAPHMEM_TRANSACTION_TIMEOUT", told)
    with pytest.raises(StoreError, match="GRAPHMEM_TRANSACTION_TIMEOUT"):
        Memory(empty_server)


def test_a_driver_that_is_handed_in_is_used_and_stays_open(
    empty_server: str, spare_server: neo4j.Driver, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("NEO4J_PASSWORD", "not what lets us in")
    with Memory(empty_server, driver=spare_server) as memory:
        memory.remember(FIRST, source="letters")
        assert memory.ask("Who met Tom Reed?").values == ("Ana Ruiz",)
    assert spare_server.execute_query("RETURN 1 AS one").records[0]["one"] == 1


def test_ten_who_open_an_empty_database_at_once_make_its_schema_once(
    empty_server: str, spare_server: neo4j.Driver
):
    made = "SHOW INDEXES YIELD name, type, owningConstraint WHERE type <> 'LOOKUP'"
    before = {row["name"] for row in spare_server.execute_query(made).records}
    for row in spare_server.execute_query(made).records:
        kind = "CONSTRAINT" if row["owningConstraint"] else "INDEX"
        spare_server.execute_query(f"DROP {kind} {row['name']} IF EXISTS")
    spare_server.execute_query("MATCH (n:Graphmem) DETACH DELETE n")

    def tell(number: int) -> None:
        with Memory(empty_server, namespace="shared") as memory:
            memory.remember(FIRST, source=f"letter {number % 3}")

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(tell, range(10)))
    after = {row["name"] for row in spare_server.execute_query(made).records}
    assert after == before
    assert len(spare_server.execute_query("MATCH (n:Graphmem) RETURN n").records) == 1
    with Memory(empty_server, namespace="shared") as memory:
        assert memory.stats()["Episode"] == 3
        assert [e.name for e in memory.entities("Ana")] == ["Ana Ruiz"]
