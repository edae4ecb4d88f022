"""A connection at work on named queries."""

import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from graphmem.store.sqlite.queries import QUERIES

Tracer: TypeAlias = Callable[[str, float], None]
Row: TypeAlias = tuple[Any, ...]


class Session:
    """Runs named queries in one transaction, and tells the tracer how long each took."""

    def __init__(self, connection: sqlite3.Connection, tracer: Tracer | None = None) -> None:
        self.connection = connection
        self._tracer = tracer

    def rows(self, name: str, /, **values: object) -> list[Row]:
        """Return all rows of a query."""
        found: list[Row] = self._timed(
            QUERIES[name], lambda sql: self.connection.execute(sql, values).fetchall()
        )
        return found

    def stream(self, name: str, size: int, /, **values: object) -> Iterator[list[Row]]:
        """Yield the rows of a query, `size` at a time, without holding them all."""
        cursor = self._timed(QUERIES[name], lambda sql: self.connection.execute(sql, values))
        while rows := cursor.fetchmany(size):
            yield rows

    def run(self, name: str, /, **values: object) -> None:
        """Run a statement that returns no rows."""
        self._timed(QUERIES[name], lambda sql: self.connection.execute(sql, values))

    def many(self, name: str, rows: Iterable[Sequence[object]]) -> None:
        """Run a statement with positional parameters once for each row."""
        self._timed(QUERIES[name], lambda sql: self.connection.executemany(sql, rows))

    def plain(self, sql: str) -> None:
        """Run a statement that has no parameters, such as the end of a transaction."""
        self._timed(sql, self.connection.execute)

    def _timed(self, sql: str, work: Callable[[str], Any]) -> Any:
        if self._tracer is None:
            return work(sql)
        began = time.perf_counter()
        result = work(sql)
        self._tracer(sql, (time.perf_counter() - began) * 1000)
        return result


def listed(values: Iterable[str]) -> str:
    """Return values, each once and sorted, as the JSON list that `json_each` takes."""
    return json.dumps(sorted(set(values)))
