"""The server that tests start is a real one, and comes back with its data after a kill."""

import subprocess
import sys
from pathlib import Path

import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import AuthError

from tests.conftest import Address
from tests.neo4j_server.jars import Unavailable, java
from tests.neo4j_server.server import CURRENT, LTS, Server, kill, restart, start, stop

ROOT = Path(__file__).resolve().parents[2]


def asked(server: Server, query: str) -> list[object]:
    auth = (server.username, server.password) if server.password else None
    with GraphDatabase.driver(server.uri, auth=auth) as driver:
        return [record[0] for record in driver.execute_query(query).records]


@pytest.mark.neo4j
def test_the_fixture_answers_cypher_and_lets_nobody_in_without_the_password(neo4j_server: Address):
    uri, username, password = neo4j_server
    with GraphDatabase.driver(uri, auth=(username, password)) as driver:
        assert driver.execute_query("RETURN 6 * 7 AS answer").records[0]["answer"] == 42
    with (
        GraphDatabase.driver(uri, auth=(username, password + "?")) as driver,
        pytest.raises(AuthError),
    ):
        driver.verify_connectivity()


@pytest.mark.neo4j
def test_killed_and_restarted_it_has_its_data_on_the_same_ports(
    neo4j_server: Address, tmp_path: Path
):
    server = start(tmp_path / "server")  # after the fixture, which skips where none can start
    try:
        asked(server, "UNWIND range(1, 1000) AS id CREATE (:Kept {id: id})")
        kill(server)
        again = restart(server)
        try:
            assert again.pid != server.pid
            assert (again.uri, again.http) == (server.uri, server.http)
            assert asked(again, "MATCH (n:Kept) RETURN count(n)") == [1000]
        finally:
            stop(again)
        assert again.process.returncode == 0  # in order, and not by SIGKILL
    finally:
        kill(server)


def test_without_java_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(Unavailable, match=f"no java on the PATH.* {LTS} needs Java 17"):
        start(tmp_path)


def test_with_an_old_java_it_says_which_is_needed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    old = tmp_path / "bin" / "java"
    old.parent.mkdir()
    old.write_text("#!/bin/sh\necho 'openjdk version \"17.0.15\" 2025-04-15' >&2\n")
    old.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert java(LTS) == str(old)
    with pytest.raises(Unavailable, match=f"{CURRENT} needs Java 21 or newer.*17.0.15"):
        java(CURRENT)


def test_the_command_says_what_is_missing_in_one_line(tmp_path: Path):
    done = subprocess.run(
        [sys.executable, "-m", "tests.neo4j_server", str(tmp_path / "none")],
        env={"PATH": "", "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("no java on the PATH")
    assert done.stderr.count("\n") == 1
