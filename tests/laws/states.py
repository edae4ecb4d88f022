"""All that a memory holds and says, as values that can be compared."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from graphmem import Memory

LAYERS = {"Fact", "Scene", "Persona"}
LAYER_TIES = {"SUPPORTS", "SUPERSEDES", "CONTRADICTS", "IN_SCENE", "SHAPES", "PORTRAYS"}
# A question is closed where the layers are built.
CONSOLIDATED = LAYERS | LAYER_TIES | {"ANSWERED_BY"}
# When the memory learnt something, and how often it changed, says nothing of what it holds.
_LEARNT = {"recorded_at", "retracted_at", "sequence", "shrunk"}
# Rows are known by what they hold; keys are handed out in the order of arrival.
_KEYS = {
    "namespace": ("namespace", "name"),
    "term": ("term", "term"),
    "passage": ("passage", "id"),
}

Row = tuple[tuple[str, Any], ...]


def held_by(memory: Memory) -> dict[str, set[Row]]:
    """Return all rows of all tables of a memory's namespace, without keys and times of arrival.

    No table is left out, so that one that is added later is compared too.
    """
    database = memory._store._database
    with database._connection() as connection:
        return _rows_of(connection, memory._namespace)


def below_the_layers(held: Mapping[str, set[Row]]) -> dict[str, set[Row]]:
    """Return what is left of it without all that `consolidate` makes."""
    return {
        table: {row for row in rows if not _consolidated(dict(row))}
        for table, rows in held.items()
        if table not in ("stale", "resting")
    }


def said_by(memory: Memory, queries: Iterable[str]) -> dict[str, object]:
    """Return the answers and the lines of a memory, with their scores and reasons."""
    said: dict[str, object] = {"counts": memory.stats()}
    for query in queries:
        said[f"ask {query}"] = asdict(memory.ask(query))
        said[f"recall {query}"] = asdict(memory.recall(query, budget=300, explain=True))
    return said


def differences(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, object]:
    """Return what stands only in one or only in the other, for a person to read."""
    found: dict[str, object] = {}
    for key in sorted(one.keys() | other.keys()):
        first, second = one.get(key), other.get(key)
        if first == second:
            continue
        if isinstance(first, set) and isinstance(second, set):
            found[key] = {
                "only left": [dict(row) for row in sorted(first - second, key=str)[:4]],
                "only right": [dict(row) for row in sorted(second - first, key=str)[:4]],
            }
        else:
            found[key] = {"left": first, "right": second}
    return found


def _rows_of(connection: sqlite3.Connection, namespace: str) -> dict[str, set[Row]]:
    tables = _tables(connection)
    names = {
        table: {row["key"]: row[column] for row in tables[table]}
        for table, column in _KEYS.values()
    }
    space = next((k for k, name in names["namespace"].items() if name == namespace), None)
    owner = {row["key"]: row["namespace"] for row in tables["passage"]}
    held: dict[str, set[Row]] = {}
    for table, rows in sorted(tables.items()):
        own = (r for r in rows if _space(table, r, owner) in (space, None))
        found = [_plain(table, row, names) for row in own]
        held[table] = set(found)
        assert len(held[table]) == len(found), f"{table} holds something twice"
    return held


def _tables(connection: sqlite3.Connection) -> dict[str, list[dict[str, Any]]]:
    found = {}
    for (table,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'"):
        if not table.startswith("sqlite_"):
            rows = connection.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            columns = [column[0] for column in rows.description]
            found[table] = [dict(zip(columns, row, strict=True)) for row in rows]
    return found


def _space(table: str, row: Mapping[str, Any], owner: Mapping[int, int]) -> int | None:
    """Return the namespace of a row; None of what belongs to all."""
    if table == "namespace":
        return row["key"]
    if table == "posting":
        return owner[row["passage"]]
    return row.get("namespace")


def _plain(table: str, row: Mapping[str, Any], names: Mapping[str, Mapping[int, str]]) -> Row:
    values = {column: value for column, value in row.items() if column not in {"key", *_LEARNT}}
    for column, value in values.items():
        if column in names and table != column and isinstance(value, int):
            values[column] = names[column][value]
        elif isinstance(value, str) and value[:1] == "{":
            held = {k: v for k, v in json.loads(value).items() if k not in _LEARNT}
            values[column] = json.dumps(held, sort_keys=True)
    return tuple(sorted(values.items()))


def _consolidated(row: Mapping[str, Any]) -> bool:
    kinds = (row.get("label"), row.get("type"))
    return not CONSOLIDATED.isdisjoint(kinds) or row.get("name") == "layers"
