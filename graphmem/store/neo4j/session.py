"""A transaction at work on named queries."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeAlias, TypeVar

import neo4j

from graphmem.store.neo4j.queries import QUERIES

Tracer: TypeAlias = Callable[[str, float], None]
Record: TypeAlias = dict[str, Any]
Value = TypeVar("Value")

_ROWS = 500  # in one UNWIND


class Session:
    """Runs named queries on one namespace in one transaction, and tells how long each took."""

    def __init__(
        self,
        work: neo4j.Transaction | neo4j.ManagedTransaction | neo4j.Session,
        tracer: Tracer | None = None,
    ) -> None:
        self._work = work
        self._tracer = tracer

    def records(self, name: str, /, **values: Any) -> list[Record]:
        """Return all records of a query."""
        began = time.perf_counter()
        # Not `data()`, which walks through all values, byte by byte where they are bytes.
        found = [dict(record) for record in self._work.run(QUERIES[name], values)]
        if self._tracer is not None:
            self._tracer(QUERIES[name], (time.perf_counter() - began) * 1000)
        return found

    def run(self, name: str, /, **values: Any) -> None:
        """Run a query that is of no interest for what it returns."""
        self.records(name, **values)

    def many(
        self, name: str, rows: Iterable[Any], /, *, of: str = "rows", **values: Any
    ) -> list[Record]:
        """Run a query on some rows at a time, and return the records of all."""
        return [
            record
            for some in batches(rows)
            for record in self.records(name, **{of: some}, **values)
        ]


def batches(rows: Iterable[Value], size: int = _ROWS) -> Iterator[list[Value]]:
    """Yield values, some at a time."""
    rest = iter(rows)
    while some := list(islice(rest, size)):
        yield some


def listed(values: Iterable[str]) -> Sequence[str]:
    """Return values, each once and sorted."""
    return sorted(set(values))
