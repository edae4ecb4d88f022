"""What is wrong in the database, as only it shows it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from graphmem.errors import StoreError
from graphmem.models.checkup import REBUILD, REREAD, Finding, found
from graphmem.store.neo4j.queries import load_schema
from graphmem.store.neo4j.rows import read_workspace
from graphmem.store.neo4j.session import Session, batches

FILE, EVIDENCE, INDEXES = "file", "evidence", "indexes"
_REMAKE = ("run the statements in schema/ again, in their order",)
_BATCH = 200  # workspaces read at a time
_HOMELESS = {
    "source": "sources without an episode",
    "episode": "episodes whose source is gone",
    "sighting": "sightings in episodes that are gone",
    "passage": "passages of episodes that are gone",
}


def problems_of_schema(session: Session) -> Iterator[Finding]:
    """Yield what is wrong with the constraints and indexes."""
    states = {row["name"]: row["state"] for row in session.records("indexes")}
    made = r"CREATE (?:FULLTEXT |VECTOR )?(?:CONSTRAINT|INDEX) (\w+)"
    wanted = [name for statement in load_schema() for name in re.findall(made, statement)]
    missing = [name for name in wanted if name not in states]
    yield from found(FILE, "constraints and indexes that are missing", _REMAKE, missing)
    off = [f"{name}: {states[name]}" for name in wanted if states.get(name, "ONLINE") != "ONLINE"]
    yield from found(FILE, "indexes that cannot be used", _REMAKE, off)


def problems_of(session: Session, space: str) -> Iterator[Finding]:
    """Yield what is wrong in a namespace."""
    homeless: defaultdict[str, list[str]] = defaultdict(list)
    for row in session.records("homeless", space=space):
        homeless[row["sort"]].append(row["id"])
    for sort, what in _HOMELESS.items():
        yield from found(EVIDENCE, what, REBUILD, sorted(homeless[sort]))
    yield from _unreadable(session, space)
    yield from _miscounted(session, space)


def _unreadable(session: Session, space: str) -> Iterator[Finding]:
    keys = sorted(row["episode"]["id"] for row in session.records("episodes", space=space))
    silent, lost = [], []
    for some in batches(keys, _BATCH):
        rows = session.records("workspaces", space=space, ids=some)
        lost += sorted(set(some) - {row["episode"] for row in rows})
        for row in rows:
            try:
                read_workspace(row)
            except StoreError:
                silent.append(row["episode"])
    yield from found(EVIDENCE, "readings that cannot be read", REREAD, sorted(silent))
    yield from found(EVIDENCE, "episodes that were not read", REREAD, lost)


def _miscounted(session: Session, space: str) -> Iterator[Finding]:
    """Yield where the statistics are not those of the passages."""
    passages = [row["terms"].split() for row in session.records("all_passages", space=space)]
    told = {row["id"]: row["frequency"] for row in session.records("all_frequencies", space=space)}
    real = Counter(f"term:{term}" for terms in passages for term in set(terms))
    wrong = sorted(key for key in told.keys() | real.keys() if told.get(key, 0) != real[key])
    what = "words of which it is not known how many passages have them"
    yield from found(INDEXES, what, REBUILD, wrong)
    for row in session.records("namespace", space=space):
        totals = (row["passages"], row["terms"])
        if totals != (len(passages), sum(map(len, passages))):
            yield from found(INDEXES, "totals that are wrong", REBUILD, [str(totals)])
