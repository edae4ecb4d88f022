"""The graph and its log in a Neo4j database."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from graphmem.errors import StoreError
from graphmem.models.checkup import Finding
from graphmem.models.evidence import Correction, Decision, Episode, Source
from graphmem.models.graph import GraphDelta, Node, Relationship, Sighting, Stale, Subgraph
from graphmem.models.recollection import Candidate, Search, Statistics
from graphmem.models.workspace import Workspace
from graphmem.protocols import Result
from graphmem.store.neo4j import reading
from graphmem.store.neo4j.checking import problems_of, problems_of_schema
from graphmem.store.neo4j.connection import Connection, Joined
from graphmem.store.neo4j.everything import read_deltas
from graphmem.store.neo4j.rows import (
    LABELS,
    read_correction,
    read_decision,
    read_metadata,
    read_workspace,
)
from graphmem.store.neo4j.searching import Seen, find_candidates
from graphmem.store.neo4j.session import Session, listed
from graphmem.store.neo4j.staleness import read_stale
from graphmem.store.neo4j.subgraph import find_subgraph
from graphmem.store.neo4j.writing import write_delta

_COUNTED = [*LABELS, "Episode", "Source", "Correction", "Decision", "Sighting", "Passage"]


class _MovedError(Exception):
    """The namespace has changed since a delta was computed."""


class Neo4jStore:
    """A `GraphStore` on a server, for many threads and processes that read and write.

    The server isolates transactions as "read committed": within a `snapshot` what others write
    may come into sight between two reads.
    """

    def __init__(
        self,
        connection: Connection | Joined,
        seen: Seen | None = None,
    ) -> None:
        self._connection = connection
        self._seen = seen

    @contextmanager
    def snapshot(self) -> Iterator["Neo4jStore"]:
        """Give a store whose reads are of one transaction.

        What comes with a search is kept for who asks for it next, so that a recall asks the server
        four times, and once more for the years where the query names a day without one.
        """
        with self._connection.reading(None) as session:
            yield Neo4jStore(Joined(self._connection.url, session), Seen())

    @contextmanager
    def transaction(self) -> Iterator["Neo4jStore"]:
        """Give a store whose changes are kept together at the end, or on any error not at all.

        A namespace that is looked at in it is nobody else's to change until then.
        """
        with self._connection.writing() as joined:
            yield Neo4jStore(joined)

    @contextmanager
    def filling(self, namespaces: Collection[str]) -> Iterator["Neo4jStore"]:
        """Give a store to fill namespaces by; on any error they are as they were.

        Empty ones are filled in steps, and marked until that is done. What somebody began to fill
        and never finished counts as empty.
        """
        begun = [self.metadata(name).get("filling") for name in namespaces]
        if any(self.counts(n) for n, b in zip(namespaces, begun, strict=True) if not b):
            with self.transaction() as store:
                yield store
            return
        with self._connection.filling(namespaces):
            yield self

    def transact(self, work: Callable[["Neo4jStore"], Result]) -> Result:
        """Run work in a transaction, and all of it again where the server asks for that."""
        return self._connection.transact(lambda joined: work(Neo4jStore(joined)))

    def apply(self, delta: GraphDelta, *, based_on: int | None = None) -> bool:
        """Merge and retire in one transaction; on failure nothing is changed and it raises.

        With `based_on`, the sequence that the delta was computed from, nothing is written and
        False comes back when the namespace has changed since.
        """

        def change(session: Session) -> None:
            before = _open_space(session, delta.namespace)
            if based_on is not None and before != based_on:
                raise _MovedError
            write_delta(session, delta.namespace, delta)
            _leave_space(session, delta.namespace)

        try:
            self._connection.write(change)
        except _MovedError:
            return False
        return True

    def sources(self, namespace: str, *, ids: Collection[str] | None = None) -> list[Source]:
        """Return sources by uri: all, or those of `ids`."""
        if self._seen is not None and ids is not None and self._seen.sources.keys() >= set(ids):
            told = [self._seen.sources[key] for key in set(ids)]
            return sorted(told, key=lambda source: (source.uri, source.id))
        with self._connection.reading(namespace) as session:
            found = reading.sources(session, namespace, ids)
        return sorted(found, key=lambda source: (source.uri, source.id))

    def episodes(
        self,
        namespace: str,
        *,
        source: str | None = None,
        ids: Collection[str] | None = None,
    ) -> list[Episode]:
        """Return episodes by (source, ordinal): all, those of a source id, or those of `ids`."""
        with self._connection.reading(namespace) as session:
            return reading.episodes(session, namespace, source, ids)

    def workspaces(self, namespace: str, ids: Collection[str]) -> dict[str, Workspace]:
        """Return the workspaces of these episodes, by episode id."""
        with self._connection.reading(namespace) as session:
            rows = session.many("workspaces", listed(ids), of="ids", space=namespace)
        return {row["episode"]: read_workspace(row) for row in rows}

    def corrections(self, namespace: str) -> list[Correction]:
        """Return what a person corrected, by ordinal and id."""
        with self._connection.reading(namespace) as session:
            rows = session.records("corrections", space=namespace)
        found = (read_correction(row["correction"]) for row in rows)
        return sorted(found, key=lambda c: (c.ordinal, c.id))

    def decisions(
        self,
        namespace: str,
        *,
        ids: Collection[str] | None = None,
        sorts: Collection[str] | None = None,
    ) -> list[Decision]:
        """Return what a language model decided, by id: all, or those of `ids` and `sorts`."""
        asked = {"ids": ids and listed(ids), "sorts": sorts and listed(sorts)}
        if any(given is not None and not given for given in asked.values()):
            return []
        with self._connection.reading(namespace) as session:
            rows = session.records("decisions", space=namespace, **asked)
        found = (read_decision(row["decision"]) for row in rows)
        return sorted(found, key=lambda decision: decision.id)

    def sightings(
        self,
        namespace: str,
        *,
        blocks: Collection[str] | None = None,
        episodes: Collection[str] | None = None,
        entities: Collection[str] | None = None,
    ) -> list[Sighting]:
        """Return the sightings in any of these blocks, episodes or entities; by id."""
        asked = {"blocks": blocks, "episodes": episodes, "entities": entities}
        with self._connection.reading(namespace) as session:
            return reading.sightings(session, namespace, asked)

    def nodes(
        self, namespace: str, *, label: str | None = None, ids: Collection[str] | None = None
    ) -> list[Node]:
        """Return nodes by id: all, those with a label, or those of `ids`.

        Episodes (without their text) and sources are among them.
        """
        with self._connection.reading(namespace) as session:
            return reading.nodes(session, namespace, label, ids)

    def nodes_about(self, namespace: str, label: str, about: Collection[str]) -> list[Node]:
        """Return the events with these predicates, or the facts with these subjects, by id."""
        with self._connection.reading(namespace) as session:
            return reading.nodes_about(session, namespace, label, about)

    def nodes_resting_on(self, namespace: str, bases: Collection[str]) -> list[Node]:
        """Return the facts, scenes and personas that rest on any of these, by id."""
        with self._connection.reading(namespace) as session:
            return reading.nodes_resting_on(session, namespace, bases)

    def stale(self, namespace: str) -> Stale:
        """Return what changed below the layers since they were last settled."""
        with self._connection.reading(namespace) as session:
            return read_stale(session, namespace)

    def relationships(
        self,
        namespace: str,
        *,
        types: Collection[str] | None = None,
        touching: Collection[str] | None = None,
        episodes: Collection[str] | None = None,
    ) -> list[Relationship]:
        """Return relationships by id that satisfy all given: type, an end, an episode."""
        asked = {"types": types, "touching": touching, "episodes": episodes}
        with self._connection.reading(namespace) as session:
            return reading.relationships(session, namespace, asked)

    def search(self, namespace: str, search: Search) -> list[Candidate]:
        """Return the passages that the indexes propose, by passage id, without ranking them."""
        with self._connection.reading(namespace) as session:
            return find_candidates(session, namespace, search, self._seen or Seen())

    def statistics(self, namespace: str, terms: Collection[str]) -> Statistics:
        """Return the corpus statistics that scoring needs."""
        if self._seen is not None and frozenset(terms) in self._seen.statistics:
            return self._seen.statistics[frozenset(terms)]
        with self._connection.reading(namespace) as session:
            return reading.statistics(session, namespace, terms)

    def subgraph(self, namespace: str, ids: Iterable[str], hops: int, limit: int) -> Subgraph:
        """Return what lies within `hops` of the ids, breadth first, at most `limit` nodes."""
        with self._connection.reading(namespace) as session:
            return find_subgraph(session, namespace, ids, hops, limit)

    def years(self, namespace: str) -> list[int]:
        """Return the years in which anything is dated, in order."""
        with self._connection.reading(namespace) as session:
            rows = session.records("years", space=namespace)
        return sorted(int(row["year"]) for row in rows if row["year"].isdigit())

    def metadata(self, namespace: str) -> Mapping[str, str]:
        """Return what is recorded about the namespace: reader, embedder and the like."""
        if self._seen is not None and self._seen.metadata is not None:
            return self._seen.metadata
        with self._connection.reading(namespace) as session:
            told = _row_of(session, namespace)
        return read_metadata(told) if told else {}

    def set_metadata(self, namespace: str, values: Mapping[str, str]) -> None:
        """Record values about the namespace."""

        def change(session: Session) -> None:
            _open_space(session, namespace)
            known = json.loads(_row_of(session, namespace)["metadata"])
            told = json.dumps(known | dict(values), sort_keys=True)
            session.run("set_metadata", space=namespace, metadata=told)
            session.run("leave_namespace", space=namespace, recorded=True)

        self._connection.write(change)

    def counts(self, namespace: str) -> dict[str, int]:
        """Return how many of each label, relationship type and evidence row there are."""
        with self._connection.reading(namespace) as session:
            rows = session.records("counts", space=namespace, labels=_COUNTED)
        return {row["name"]: row["number"] for row in sorted(rows, key=lambda r: r["name"])}

    def sequence(self, namespace: str) -> int:
        """Return a number that is another after every change, for caches to follow."""
        with self._connection.reading(namespace) as session:
            told = _row_of(session, namespace)
        return int(told["sequence"]) if told else 0

    def namespaces(self) -> list[str]:
        """Return the namespaces that hold anything."""
        with self._connection.reading(None) as session:
            return sorted(row["name"] for row in session.records("namespaces"))

    def clear(self, namespace: str, *, keep_evidence: bool) -> None:
        """Erase all that is computed of a namespace and, unless kept, its evidence too."""

        def change(session: Session) -> None:
            _open_space(session, namespace)
            if keep_evidence:
                session.run("clear_computed", space=namespace)
                session.run("clear_links", space=namespace)
                session.run("reset_totals", space=namespace)
                _leave_space(session, namespace)
            else:
                session.run("clear_all", space=namespace)

        self._connection.write(change)

    def deltas(self, namespace: str) -> Iterator[GraphDelta]:
        """Yield all that a namespace holds, as deltas of bounded size, each part by id."""
        with self._connection.reading(namespace) as session:
            yield from read_deltas(session, namespace)

    def backup(self, target: Path, *, overwrite: bool = False) -> None:  # noqa: ARG002
        """Refuse: a server is copied by its own tools."""
        raise StoreError(
            f"a server cannot be backed up to {target}: `neo4j-admin database dump` copies all of "
            "it, `graphmem copy` what is ours in it"
        )

    def problems(self, namespace: str | None) -> Iterator[Finding]:
        """Yield what is wrong with the database itself, or in the rows of a namespace."""
        with self._connection.reading(namespace) as session:
            yield from (
                problems_of(session, namespace)
                if namespace is not None
                else (problems_of_schema(session))
            )

    def close(self) -> None:
        """Let go of the server; closing twice is harmless."""
        self._connection.close()


def _row_of(session: Session, namespace: str) -> dict[str, Any]:
    rows = session.records("namespace", space=namespace)
    return rows[0] if rows else {}


def _open_space(session: Session, namespace: str) -> int:
    """Lock a namespace that is about to change, making it when it is new; return its sequence."""
    return int(session.records("open_namespace", space=namespace)[0]["before"])


def _leave_space(session: Session, namespace: str) -> None:
    """Let go of a namespace in which a change left nothing."""
    session.run("leave_namespace", space=namespace, recorded=False)
