"""The queries for people find what they say, and neither they nor the engine's scan a graph."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import neo4j
import pytest

ROOT = Path(__file__).resolve().parents[2]
BROWSER = sorted((ROOT / "cypher" / "browser").glob("*.cypher"))
ENGINE = sorted((ROOT / "cypher" / "engine").glob("*.cypher"))
# These tell of the database as a whole, which few and small nodes do, or the server itself.
OF_ALL = {"namespaces", "indexes", "schema_version"}
NUMBERS = {
    *("limit", "most", "passages", "number", "version", "dim", "terms"),
    *("wanted", "around", "few", "bearers", "mentions", "postings"),
}
TEXTS = {"space", "source", "token", "metadata"}
SCAN = re.compile(r"AllNodesScan|NodeByLabel|LabelsScan|RelationshipsScan|RelationshipType")

pytestmark = pytest.mark.neo4j


@pytest.fixture(scope="module")
def session(neo4j_server: tuple[str, str, str]) -> Iterator[neo4j.Session]:
    """A session on a server that holds the text of the documentation and nothing else."""
    uri, username, password = neo4j_server
    auth = (username, password) if username else None
    with neo4j.GraphDatabase.driver(uri, auth=auth) as driver, driver.session() as session:
        session.run("MATCH (n:Memory) DETACH DELETE n").consume()
        entering = {"NEO4J_USERNAME": username, "NEO4J_PASSWORD": password}
        program = [sys.executable, ROOT / "examples" / "browser.py", uri]
        subprocess.run(program, env=os.environ | entering, check=True)
        session.run("CALL db.prepareForReplanning()").consume()
        yield session


def name_of(path: Path) -> str:
    return path.stem


def scans(session: neo4j.Session, query: str, values: dict[str, Any]) -> list[str]:
    """Return what the plan of a query reads without an index."""
    plan = session.run(f"EXPLAIN {query}", values).consume().plan
    return [each for each in operators(plan) if SCAN.search(each)]


def operators(plan: dict[str, Any]) -> Iterator[str]:
    yield f"{plan['operatorType']} {plan['args'].get('Details', '')}"
    for child in plan.get("children", ()):
        yield from operators(child)


def parameters_of(name: str, query: str) -> dict[str, Any]:
    """Return a value of the right sort for each parameter: a list unless it is known as other."""
    code = re.sub(r"//.*", "", query)
    found: dict[str, Any] = {key: [] for key in re.findall(r"\$(\w+)", code)}
    for key in found:
        if key in NUMBERS:
            found[key] = 1
        if key in TEXTS:
            found[key] = "default"
    if "recorded" in found:
        found["recorded"] = True
    if name in ("frequencies", "search"):
        found["terms"] = []
    return found


def test_there_are_enough_queries_for_people():
    assert len(BROWSER) >= 20


@pytest.mark.parametrize("path", BROWSER, ids=name_of)
def test_a_query_for_people_says_what_it_shows_and_what_to_change(path: Path):
    said = [line for line in path.read_text("utf-8").splitlines() if line.startswith("// ")]
    assert path.read_text("utf-8").startswith(said[0])
    assert len(said[0]) > 40
    assert any(line.startswith("// Change the namespace") for line in said[1:])


@pytest.mark.parametrize("path", BROWSER, ids=name_of)
def test_a_query_for_people_is_pasted_as_it_is_and_finds_something(
    session: neo4j.Session, path: Path
):
    query = path.read_text("utf-8")
    assert "'default' AS space" in query
    assert list(session.run(query))


@pytest.mark.parametrize("path", BROWSER, ids=name_of)
def test_a_query_for_people_scans_nothing(session: neo4j.Session, path: Path):
    assert scans(session, path.read_text("utf-8"), {}) == []


@pytest.mark.parametrize("path", BROWSER, ids=name_of)
def test_a_query_for_people_stays_in_its_namespace(session: neo4j.Session, path: Path):
    query = path.read_text("utf-8").replace("'default' AS space", "'elsewhere' AS space")
    assert list(session.run(query)) == []


@pytest.mark.parametrize("path", ENGINE, ids=name_of)
def test_a_query_of_the_engine_scans_nothing(session: neo4j.Session, path: Path):
    query = path.read_text("utf-8")
    if path.stem == "indexes":  # a command, of which there is no plan
        assert list(session.run(query))
        return
    found = scans(session, query, parameters_of(path.stem, query))
    assert path.stem in OF_ALL or found == []
