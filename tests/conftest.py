"""A real Neo4j server for all tests that ask for one."""

import os
import secrets
from collections.abc import Iterator
from typing import NamedTuple

import neo4j
import pytest

from tests.neo4j_server.jars import Unavailable
from tests.neo4j_server.server import LTS, kill, start

ERASE = "MATCH (n:Memory) DETACH DELETE n"


class Address(NamedTuple):
    """Where a server is, and how to come in."""

    uri: str
    username: str
    password: str


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """Give the server of NEO4J_URI, else one that is started now and ended with the tests."""
    env = os.environ
    if uri := env.get("NEO4J_URI"):
        if "PYTEST_XDIST_WORKER" in env:
            pytest.fail("tests at once would empty the one server of NEO4J_URI under each other")
        yield given(uri)
        return
    version = env.get("GRAPHMEM_NEO4J_VERSION")
    try:
        password = secrets.token_hex(8)
        server = start(tmp_path_factory.mktemp("neo4j"), version=version or LTS, password=password)
    except Unavailable as error:
        # Who asks for a version, or runs what guards a change, is not helped by a skip.
        if version or env.get("CI", "").lower() not in ("", "0", "false", "no"):
            pytest.fail(str(error))
        pytest.skip(str(error))
    try:
        yield Address(server.uri, server.username, server.password)
    finally:
        kill(server)  # its data is thrown away: to stop in order takes seconds


@pytest.fixture(scope="session")
def spare_server(neo4j_server: Address) -> Iterator[neo4j.Driver]:
    """Give a driver for the server, on which whatever graphmem keeps may be erased."""
    with entered(neo4j_server) as driver:
        yield driver


@pytest.fixture
def empty_server(
    neo4j_server: Address, spare_server: neo4j.Driver, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """Give the URL of a server on which graphmem keeps nothing."""
    if neo4j_server.password:
        monkeypatch.setenv("NEO4J_USERNAME", neo4j_server.username)
        monkeypatch.setenv("NEO4J_PASSWORD", neo4j_server.password)
    spare_server.execute_query(ERASE)
    yield neo4j_server.uri
    spare_server.execute_query(ERASE)


def entered(address: Address) -> neo4j.Driver:
    """Return a driver for a server; without a password it lets everybody in."""
    auth = (address.username, address.password) if address.password else None
    return neo4j.GraphDatabase.driver(address.uri, auth=auth)


def given(uri: str) -> Address:
    """Return the server that the environment names, when nothing can be lost there."""
    env = os.environ
    address = Address(uri, env.get("NEO4J_USERNAME", "neo4j"), env.get("NEO4J_PASSWORD", ""))
    with entered(address) as driver:
        found = driver.execute_query("MATCH (n:Memory) RETURN count(n) AS number").records
    if found[0]["number"]:
        pytest.fail("the tests erase what graphmem keeps on NEO4J_URI: give an empty server")
    return address
