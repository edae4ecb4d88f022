"""What is wrong in the tables, as only they show it."""

import re
from collections.abc import Iterator

from graphmem.errors import StoreError
from graphmem.models.checkup import REBUILD, REREAD, RESTORE, Finding, found
from graphmem.models.graph import LAYERS
from graphmem.store.shared import names_of
from graphmem.store.sqlite.database import VERSION
from graphmem.store.sqlite.queries import load_schema
from graphmem.store.sqlite.rows import node_row, read_nodes, read_workspace, resting_rows
from graphmem.store.sqlite.session import Row, Session, listed

FILE, ROWS, EVIDENCE, INDEXES = "file", "rows", "evidence", "indexes"
_BATCH = 200  # workspaces read at a time

# A row that lacks what it belongs to: what it is called, and what mends it.
_HOMELESS = {
    "source": ("sources without an episode", REBUILD),
    "episode": ("episodes whose source is gone", RESTORE),
    "workspace": ("readings of episodes that are gone", REBUILD),
    "sighting": ("sightings in episodes that are gone", REBUILD),
    "passage": ("passages of episodes that are gone", REBUILD),
}
_WORDS = {
    "wrong_postings": "passages that are not found by their words",
    "needless_postings": "words that are found where they do not stand",
    "wrong_frequencies": "words of which it is not known how many passages have them",
}


def problems_of_file(session: Session) -> Iterator[Finding]:
    """Yield what is wrong with the file as a whole."""
    told = [row[0] for row in session.rows("integrity")]
    if told != ["ok"]:
        yield from found(FILE, "faults that SQLite finds", RESTORE, told)
        return
    made = {row[0] for row in session.rows("made")}
    wanted = re.findall(r"^CREATE (?:TABLE|INDEX) (\w+)", load_schema(), re.MULTILINE)
    missing = [name for name in wanted if name not in made]
    yield from found(FILE, "tables and indexes that are missing", RESTORE, missing)
    layout = session.rows("layout")[0][0]
    others = [f"layout {layout}, not {VERSION}"] if layout != VERSION else []
    yield from found(FILE, "another layout than this version's", RESTORE, others)
    mode = session.rows("journal_mode")[0][0]
    others = [mode] if mode not in {"wal", "memory"} else []
    yield from found(FILE, "a write-ahead log that is turned off", REBUILD, others)
    if not missing:
        counts = [f"{table}: {count:,}" for table, count in session.rows("homeless") if count]
        yield from found(FILE, "rows that belong to no namespace", REBUILD, counts)


def problems_of(session: Session, space: int) -> Iterator[Finding]:
    """Yield what is wrong in the rows of a namespace; unreadable ones hide what else there is."""
    unreadable = [*_unreadable(session, space)]
    yield from unreadable
    if unreadable:
        return
    lost: dict[str, list[str]] = {}
    for table, identity in session.rows("homeless_evidence", space=space):
        lost.setdefault(table, []).append(identity)
    for table, ids in lost.items():
        what, mend = _HOMELESS[table]
        yield from found(EVIDENCE, what, mend, ids)
    yield from _indexes(session, space)


def _unreadable(session: Session, space: int) -> Iterator[Finding]:
    episodes = [row[0] for row in session.rows("read_episodes", space=space)]
    bad = [e for part in _parts(episodes) for e in _bad_readings(session, space, part)]
    yield from found(ROWS, "readings that cannot be read", REREAD, bad)
    rows: dict[str, list[str]] = {}
    for table, identity in session.rows("unreadable", space=space):
        rows.setdefault(table, []).append(identity)
    for table, ids in rows.items():
        mend = RESTORE if table in ("correction", "decision") else REBUILD
        yield from found(ROWS, f"{table}s that cannot be read", mend, ids)


def _bad_readings(session: Session, space: int, episodes: list[str]) -> Iterator[str]:
    for row in session.rows("workspaces", space=space, ids=listed(episodes)):
        try:
            read_workspace(row)
        except StoreError:
            yield row[0]


def _indexes(session: Session, space: int) -> Iterator[Finding]:
    for query, what in _WORDS.items():
        ids = [row[0] for row in session.rows(query, space=space)]
        yield from found(INDEXES, what, REBUILD, ids)
    for passages, terms, held, said in session.rows("totals", space=space):
        wrong = [f"{held:,} passages of {said:,} terms, not {passages:,} of {terms:,}"]
        others = wrong if (passages, terms) != (held, said) else []
        yield from found(INDEXES, "wrong counts of passages and terms", REBUILD, others)
    blocks = [row[0] for row in session.rows("wrong_blocks", space=space)]
    yield from found(INDEXES, "sightings under other name blocks than their own", REBUILD, blocks)
    nodes = session.rows("node_rows", space=space)
    yield from found(
        INDEXES,
        "nodes found by other times or words than their own",
        REBUILD,
        _misplaced(space, nodes),
    )
    bases = session.rows("resting_rows", space=space)
    yield from found(
        INDEXES, "layers that rest on others than their evidence", REBUILD, _unfounded(nodes, bases)
    )
    names = _misnamed(nodes, session.rows("name_rows", space=space))
    yield from found(INDEXES, "entities found by other names than their own", REBUILD, names)


def _misplaced(space: int, rows: list[Row]) -> Iterator[str]:
    for node, row in zip(read_nodes(rows), rows, strict=True):
        if node_row(space, node)[5:] != row[4:]:
            yield node.id


def _unfounded(rows: list[Row], bases: list[Row]) -> Iterator[str]:
    kept: dict[str, set[str]] = {}
    for node, base in bases:
        kept.setdefault(node, set()).add(base)
    for node in read_nodes([row for row in rows if row[1] in LAYERS]):
        if {base for _, base, _ in resting_rows(0, node)} != kept.pop(node.id, set()):
            yield node.id
    yield from kept


def _misnamed(nodes: list[Row], names: list[Row]) -> list[str]:
    kept: dict[str, dict[str, bool]] = {}
    for entity, name, whole in names:
        kept.setdefault(entity, {})[name] = bool(whole)
    entities = read_nodes([row for row in nodes if row[1] == "Entity"])
    wanted = {node.id: names_of(node) for node in entities}
    ids = wanted.keys() | kept.keys()
    return sorted(i for i in ids if wanted.get(i, {}) != kept.get(i, {}))


def _parts(ids: list[str]) -> Iterator[list[str]]:
    for i in range(0, len(ids), _BATCH):
        yield ids[i : i + _BATCH]
