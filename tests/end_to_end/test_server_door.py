"""At the door of a server: what is wrong is said in one line, and never with a password."""

import logging
import traceback
from collections.abc import Callable

import neo4j
import pytest

from graphmem import Memory
from graphmem.cli import main
from graphmem.errors import NewerDatabase, NotOurDatabase, StoreError
from graphmem.settings import ServerSettings
from graphmem.store import open_store
from graphmem.store.neo4j.connection import check_version

SECRET = "correct-horse-battery"  # noqa: S105  of nobody
Address = tuple[str, str, str]
Run = Callable[[str], None]


@pytest.fixture
def run(neo4j_server: Address) -> Run:
    """Run a query on the server, past the store."""
    url, username, password = neo4j_server

    def on_server(query: str) -> None:
        auth = (username, password) if username else None
        with neo4j.GraphDatabase.driver(url, auth=auth) as driver:
            driver.execute_query(query)

    return on_server


@pytest.mark.parametrize(
    "agent", ["Neo4j/5.26.0", "Neo4j/5.27-aura", "Neo4j/2025.01.0", "Neo4j/2026.08.1"]
)
def test_a_server_of_today_is_let_in(agent: str):
    check_version("neo4j://here", agent)


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        ("Neo4j/5.25.1", "runs Neo4j 5.25.1: 5.26 or later is needed"),
        ("Neo4j/4.4.41", "runs Neo4j 4.4.41: 5.26"),
        ("Neo4j/v5.11.0 compatible graph database server - Memgraph", "is no Neo4j server"),
        ("Other/7.0", "is no Neo4j server: it calls itself 'Other/7.0'"),
        ("", "is no Neo4j server"),
    ],
)
def test_a_server_that_is_too_old_or_another_is_refused(agent: str, said: str):
    with pytest.raises(StoreError, match=f"^neo4j://here {said}"):
        check_version("neo4j://here", agent)


@pytest.mark.parametrize("url", ["neo4j://ana:{0}@here:7687", "bolt+s://:{0}@here", "bolt:{0}@x"])
def test_a_url_with_a_password_is_refused_without_saying_it(url: str):
    with pytest.raises(StoreError, match="takes no password") as refused:
        open_store(url.format(SECRET))
    assert SECRET not in "".join(traceback.format_exception(refused.value))


@pytest.mark.neo4j
def test_a_wrong_password_is_refused_and_told_to_nobody(
    empty_server: str,
    neo4j_server: Address,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
):
    if not neo4j_server[1]:
        pytest.skip("the server lets everybody in")
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("NEO4J_PASSWORD", SECRET)
    with pytest.raises(StoreError, match="set NEO4J_USERNAME and NEO4J_PASSWORD") as refused:
        Memory(empty_server)
    assert SECRET not in "".join(traceback.format_exception(refused.value))
    monkeypatch.setenv("NEO4J_USERNAME", "nobody")
    assert main(["stats", "--db", empty_server]) == 3
    err = capsys.readouterr().err
    assert "does not let us in" in err
    assert err.count("\n") == 1
    assert SECRET not in err + caplog.text
    assert SECRET not in repr(ServerSettings(username="ana", password=SECRET))


@pytest.mark.neo4j
def test_a_database_that_is_not_there_is_named(
    empty_server: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("NEO4J_DATABASE", "nosuch")
    assert main(["stats", "--db", empty_server]) == 3
    err = capsys.readouterr().err
    assert "no such database: see NEO4J_DATABASE" in err
    assert "nosuch" in err
    assert err.count("\n") == 1


@pytest.mark.neo4j
def test_a_graph_of_a_later_version_is_left_alone(
    empty_server: str, run: Run, capsys: pytest.CaptureFixture[str]
):
    Memory(empty_server).close()
    run("MATCH (n:Graphmem {name: 'schema'}) SET n.was = n.version, n.version = 99")
    try:
        with pytest.raises(NewerDatabase, match="schema 99"):
            Memory(empty_server)
        assert main(["stats", "--db", empty_server]) == 3
        err = capsys.readouterr().err
        assert "upgrade graphmem" in err
        assert err.count("\n") == 1
    finally:
        run("MATCH (n:Graphmem {name: 'schema'}) SET n.version = n.was REMOVE n.was")


@pytest.mark.neo4j
def test_what_is_opened_to_be_read_is_not_written(empty_server: str, run: Run):
    with Memory(empty_server) as memory:
        memory.remember("Ana Ruiz opened a studio in Leeds.", source="notes")
        memory.consolidate()
        before = memory.export("archive"), memory._store.sequence("default")
        with Memory(empty_server, read_only=True) as reader:
            assert reader.ask("Where did Ana Ruiz open a studio?").values == ("Leeds",)
            assert reader.check(deep=True).well
            for change in (
                lambda: reader.remember("Ana left.", source="notes"),
                lambda: reader.forget(source="notes"),
                lambda: reader.rename("Ana Ruiz", "Anna"),
                reader.rebuild,
                reader.consolidate,
            ):
                with pytest.raises(StoreError, match="read only"):
                    change()
        assert (memory.export("archive"), memory._store.sequence("default")) == before


@pytest.mark.neo4j
def test_nothing_is_made_by_one_who_only_reads(empty_server: str, run: Run):
    Memory(empty_server).close()
    run("MATCH (n:Graphmem) DETACH DELETE n")
    try:
        with pytest.raises(NotOurDatabase, match="no memory"):
            Memory(empty_server, read_only=True)
    finally:
        Memory(empty_server).close()


@pytest.mark.neo4j
def test_doctor_stats_and_backup_say_what_holds_of_a_server(
    empty_server: str, capsys: pytest.CaptureFixture[str]
):
    with Memory(empty_server) as memory:
        memory.remember("Ana Ruiz opened a studio in Leeds.", source="notes")
    assert main(["doctor", "--deep", "--db", empty_server]) == 0
    assert "All is well." in capsys.readouterr().out
    assert main(["stats", "--db", empty_server]) == 0
    assert "Episode" in capsys.readouterr().out
    assert main(["backup", "copy.db", "--db", empty_server]) == 3
    err = capsys.readouterr().err
    assert "graphmem copy" in err
    assert err.count("\n") == 1
