"""The graph and its log in one SQLite file."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from graphmem.models.checkup import Finding
from graphmem.models.evidence import Correction, Decision, Episode, Source
from graphmem.models.graph import GraphDelta, Node, Relationship, Sighting, Stale, Subgraph
from graphmem.models.recollection import Candidate, Search, Statistics
from graphmem.models.workspace import Workspace
from graphmem.protocols import Result
from graphmem.store.shared import read_marks
from graphmem.store.sqlite import reading
from graphmem.store.sqlite.checking import problems_of, problems_of_file
from graphmem.store.sqlite.clearing import clear_all, clear_computed
from graphmem.store.sqlite.copying import copy_database
from graphmem.store.sqlite.database import Database
from graphmem.store.sqlite.everything import read_deltas
from graphmem.store.sqlite.joined import Joined
from graphmem.store.sqlite.rows import read_correction, read_decision, read_workspace
from graphmem.store.sqlite.searching import find_candidates
from graphmem.store.sqlite.session import Row, Session, Tracer, listed
from graphmem.store.sqlite.subgraph import find_subgraph
from graphmem.store.sqlite.vectors import VectorCache
from graphmem.store.sqlite.writing import write_delta


class SqliteStore:
    """A `GraphStore` in a file, for many threads and processes that read and one that writes."""

    def __init__(
        self,
        path: str,
        *,
        timeout: float = 10.0,
        tracer: Tracer | None = None,
        read_only: bool = False,
        within: Joined | None = None,
        vectors: VectorCache | None = None,
    ) -> None:
        file = path if path == ":memory:" else str(Path(path).expanduser())
        self._path = file
        self._database = within or Database(
            file, timeout=timeout, tracer=tracer, read_only=read_only
        )
        self._vectors = vectors or VectorCache()
        # The last counts of each namespace, and the change after which they were taken.
        self._counts: dict[str, tuple[int, dict[str, int]]] = {}

    @contextmanager
    def snapshot(self) -> Iterator["SqliteStore"]:
        """Give a store for reading that sees one state of the database throughout."""
        with self._database.reading() as session:
            yield SqliteStore(self._path, within=Joined(session), vectors=self._vectors)

    @contextmanager
    def transaction(self) -> Iterator["SqliteStore"]:
        """Give a store whose changes are kept together at the end, or on any error not at all.

        Until then all others read what was there before, and nobody else writes.
        """
        with self._database.writing() as session:
            joined = Joined(session)
            # With caches of its own: what is seen in here may never come to be.
            yield SqliteStore(self._path, within=joined)
        if joined.erased:
            self._database.checkpoint(sweep=joined.sweep)

    def filling(self, namespaces: Collection[str]) -> AbstractContextManager["SqliteStore"]:  # noqa: ARG002
        """Give a store to fill namespaces by; on any error they are as they were."""
        return self.transaction()

    def transact(self, work: Callable[["SqliteStore"], Result]) -> Result:
        """Run work in a transaction: who writes waits, so that nothing need be run again."""
        with self.transaction() as store:
            return work(store)

    def apply(self, delta: GraphDelta, *, based_on: int | None = None) -> bool:
        """Merge and retire in one transaction; on failure nothing is changed and it raises.

        With `based_on`, the sequence that the delta was computed from, nothing is written and
        False comes back when the namespace has changed since.
        """
        with self._database.writing() as session:
            if based_on is not None and int(_row_of(session, delta.namespace)[1]) != based_on:
                return False
            space = _open_space(session, delta.namespace)
            write_delta(session, space, delta)
            _leave_space(session, space)
        if _erases(delta):
            # What was erased still stands in the log until that is emptied.
            texts = delta.erased_episodes, delta.retired_corrections, delta.retired_decisions
            self._database.checkpoint(sweep=any(texts))
        return True

    def sources(self, namespace: str, *, ids: Collection[str] | None = None) -> list[Source]:
        """Return sources by uri: all, or those of `ids`."""
        with self._database.reading() as session:
            found = reading.sources(session, _space_of(session, namespace), ids)
        return sorted(found, key=lambda source: (source.uri, source.id))

    def episodes(
        self,
        namespace: str,
        *,
        source: str | None = None,
        ids: Collection[str] | None = None,
    ) -> list[Episode]:
        """Return episodes by (source, ordinal): all, those of a source id, or those of `ids`."""
        with self._database.reading() as session:
            return reading.episodes(session, _space_of(session, namespace), source, ids)

    def workspaces(self, namespace: str, ids: Collection[str]) -> dict[str, Workspace]:
        """Return the workspaces of these episodes, by episode id."""
        with self._database.reading() as session:
            space = _space_of(session, namespace)
            rows = session.rows("workspaces", space=space, ids=listed(ids))
            return {row[0]: read_workspace(row) for row in rows}

    def corrections(self, namespace: str) -> list[Correction]:
        """Return what a person corrected, by ordinal and id."""
        with self._database.reading() as session:
            rows = session.rows("corrections", space=_space_of(session, namespace))
        return [read_correction(row) for row in rows]

    def decisions(
        self,
        namespace: str,
        *,
        ids: Collection[str] | None = None,
        sorts: Collection[str] | None = None,
    ) -> list[Decision]:
        """Return what a language model decided, by id: all, or those of `ids` and `sorts`."""
        asked = {"sorts": None if sorts is None else listed(sorts)}
        with self._database.reading() as session:
            space = _space_of(session, namespace)
            if ids is None:
                rows = session.rows("decisions", space=space, **asked)
            else:
                rows = session.rows("decisions_by_id", space=space, ids=listed(ids), **asked)
        return [read_decision(row) for row in rows]

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
        with self._database.reading() as session:
            return reading.sightings(session, _space_of(session, namespace), asked)

    def nodes(
        self, namespace: str, *, label: str | None = None, ids: Collection[str] | None = None
    ) -> list[Node]:
        """Return nodes by id: all, those with a label, or those of `ids`.

        Episodes (without their text) and sources are among them.
        """
        with self._database.reading() as session:
            return reading.nodes(session, _space_of(session, namespace), label, ids)

    def nodes_about(self, namespace: str, label: str, about: Collection[str]) -> list[Node]:
        """Return the events with these predicates, or the facts with these subjects, by id."""
        with self._database.reading() as session:
            return reading.nodes_about(session, _space_of(session, namespace), label, about)

    def nodes_resting_on(self, namespace: str, bases: Collection[str]) -> list[Node]:
        """Return the facts, scenes and personas that rest on any of these, by id."""
        with self._database.reading() as session:
            return reading.nodes_resting_on(session, _space_of(session, namespace), bases)

    def stale(self, namespace: str) -> Stale:
        """Return what changed below the layers since they were last settled."""
        with self._database.reading() as session:
            return read_marks(session.rows("stale", space=_space_of(session, namespace)))

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
        with self._database.reading() as session:
            return reading.relationships(session, _space_of(session, namespace), asked)

    def search(self, namespace: str, search: Search) -> list[Candidate]:
        """Return the passages that the indexes propose, by passage id, without ranking them."""
        with self._database.reading() as session:
            return find_candidates(session, _row_of(session, namespace), search, self._vectors)

    def statistics(self, namespace: str, terms: Collection[str]) -> Statistics:
        """Return the corpus statistics that scoring needs."""
        with self._database.reading() as session:
            return reading.statistics(session, _row_of(session, namespace), terms)

    def subgraph(self, namespace: str, ids: Iterable[str], hops: int, limit: int) -> Subgraph:
        """Return what lies within `hops` of the ids, breadth first, at most `limit` nodes."""
        with self._database.reading() as session:
            return find_subgraph(session, _space_of(session, namespace), ids, hops, limit)

    def years(self, namespace: str) -> list[int]:
        """Return the years in which anything is dated, in order."""
        with self._database.reading() as session:
            rows = session.rows("years", space=_space_of(session, namespace))
        return [int(row[0]) for row in rows if row[0]]

    def metadata(self, namespace: str) -> Mapping[str, str]:
        """Return what is recorded about the namespace: reader, embedder and the like."""
        with self._database.reading() as session:
            return dict(session.rows("metadata", space=_space_of(session, namespace)))

    def set_metadata(self, namespace: str, values: Mapping[str, str]) -> None:
        """Record values about the namespace."""
        with self._database.writing() as session:
            space = _open_space(session, namespace)
            session.many("merge_metadata", [(space, *item) for item in sorted(values.items())])
            session.run("drop_empty_namespace", space=space)

    def counts(self, namespace: str) -> dict[str, int]:
        """Return how many of each label, relationship type and evidence row there are."""
        with self._database.reading() as session:
            space, sequence, *_ = _row_of(session, namespace)
            held = self._counts.get(namespace)
            if held is None or held[0] != sequence:
                rows = sorted(session.rows("counts", space=space))
                held = (sequence, {name: count for name, count in rows if count})
                self._counts[namespace] = held
        return dict(held[1])

    def sequence(self, namespace: str) -> int:
        """Return a number that is another after every change, for caches to follow."""
        with self._database.reading() as session:
            return int(_row_of(session, namespace)[1])

    def namespaces(self) -> list[str]:
        """Return the namespaces that hold anything."""
        with self._database.reading() as session:
            return [row[0] for row in session.rows("namespaces")]

    def clear(self, namespace: str, *, keep_evidence: bool) -> None:
        """Erase all that is computed of a namespace and, unless kept, its evidence too."""
        with self._database.writing() as session:
            space = _open_space(session, namespace)
            (clear_computed if keep_evidence else clear_all)(session, space)
            _leave_space(session, space)
        self._database.checkpoint(sweep=not keep_evidence)

    def deltas(self, namespace: str) -> Iterator[GraphDelta]:
        """Yield all that a namespace holds, as deltas of bounded size, each part by id."""
        with self._database.reading() as session:
            yield from read_deltas(session, _space_of(session, namespace), namespace)

    def backup(self, target: Path, *, overwrite: bool = False) -> None:
        """Copy the whole database, as it stands at one moment, to a file of its own."""
        with self._database.reading() as session:
            copy_database(session.connection, self._path, target.expanduser(), overwrite=overwrite)

    def problems(self, namespace: str | None) -> Iterator[Finding]:
        """Yield what is wrong with the database itself, or in the rows of a namespace."""
        with self._database.reading() as session:
            if namespace is None:
                yield from problems_of_file(session)
            else:
                yield from problems_of(session, _space_of(session, namespace))

    def close(self) -> None:
        """Let go of the database; closing twice is harmless."""
        self._database.close()


def _erases(delta: GraphDelta) -> bool:
    gone = delta.erased_episodes, delta.retired_nodes, delta.retired_relationships
    return any((*gone, delta.retired_corrections, delta.retired_decisions))


# What a namespace that is not there looks like: no key, no changes, nothing counted.
_NOTHING: Row = (0, 0, 0, 0, 0)


def _row_of(session: Session, namespace: str) -> Row:
    rows = session.rows("namespace", name=namespace)
    return rows[0] if rows else _NOTHING


def _space_of(session: Session, namespace: str) -> int:
    return int(_row_of(session, namespace)[0])


def _open_space(session: Session, namespace: str) -> int:
    """Return the key of a namespace that is about to change, making it when it is new."""
    session.run("next_sequence")
    session.run("add_namespace", name=namespace)
    space = _space_of(session, namespace)
    session.run("stamp_namespace", space=space)
    return space


def _leave_space(session: Session, space: int) -> None:
    """Let go of a namespace in which a change left nothing."""
    session.run("drop_empty_metadata", space=space)
    session.run("drop_empty_namespace", space=space)
