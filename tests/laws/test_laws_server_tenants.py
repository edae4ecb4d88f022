"""No verb reads or changes another tenant's memory on a server, nor anybody else's nodes there."""

from contextlib import closing
from pathlib import Path

import neo4j
import pytest

from graphmem import Memory
from graphmem.errors import StoreError
from tests.laws.tenants import OURS, PLACE, THEIRS, VERBS, seen, settle
from tests.laws.trying import Opener

pytestmark = pytest.mark.neo4j

# Nodes and what is tied to them, of a tenant, or of who has nothing to do with us.
ROWS = """
MATCH (n) WHERE CASE WHEN $space IS NULL THEN NOT n:Memory AND NOT n:Graphmem
                     ELSE n.namespace = $space END
OPTIONAL MATCH (n)-[r]->(m)
RETURN labels(n) AS labels, properties(n) AS node, type(r) AS type, properties(r) AS tie,
       properties(m) AS other
"""
STRANGERS = "CREATE (:Person {id: 'en_1', name: 'Tom Reed'})-[:MET {namespace: 'ours'}]->(:Place)"


def rows_of(server: neo4j.Driver, space: str | None) -> list[str]:
    """Return all that a database holds of a tenant."""
    return sorted(map(repr, server.execute_query(ROWS, space=space).records))


def graph_of(memory: Memory) -> dict[str, object]:
    """Return what a tenant's store gives back, without when it was recorded."""
    store, space = memory._store, memory._namespace
    return {
        "nodes": [(n.id, n.label, n.kind, n.properties.get("name")) for n in store.nodes(space)],
        "relationships": store.relationships(space),
        "sightings": store.sightings(space),
        "stale": store.stale(space),
        "corrections": [c.id for c in store.corrections(space)],
    }


@pytest.fixture
def strangers(spare_server: neo4j.Driver):
    """Put nodes on the server that are nobody's memory."""
    spare_server.execute_query(STRANGERS)
    yield
    spare_server.execute_query("MATCH (n:Person|Place) WHERE NOT n:Memory DETACH DELETE n")


def test_no_verb_sees_or_changes_what_is_not_its_own(
    opened: Opener, tmp_path: Path, empty_server: str, spare_server: neo4j.Driver, strangers: None
):
    with (
        closing(opened(empty_server, namespace=THEIRS)) as theirs,
        closing(opened(empty_server, namespace=OURS)) as ours,
        closing(opened(str(tmp_path / "alone.db"), namespace=OURS)) as single,
    ):
        settle(theirs, PLACE)
        settle(ours)
        settle(single)
        before = rows_of(spare_server, THEIRS), rows_of(spare_server, None)
        for name, verb in VERBS.items():
            if name == "backup":
                with pytest.raises(StoreError, match="neo4j-admin"):
                    verb(ours, tmp_path)
                continue
            told = seen(verb(ours, tmp_path))
            assert PLACE.lower() not in told.lower(), name
            if name != "recall":  # which also says by which query a server draws it
                assert told == seen(verb(single, tmp_path)), name
            assert (rows_of(spare_server, THEIRS), rows_of(spare_server, None)) == before, name
            if name != "close":
                assert graph_of(ours) == graph_of(single), name
