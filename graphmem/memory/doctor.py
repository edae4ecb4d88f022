"""The verb that looks whether all is well, and changes nothing."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from shlex import quote
from time import perf_counter

from graphmem.memory.anchored import said
from graphmem.memory.base import Opened
from graphmem.memory.checks.corrections import check_corrections
from graphmem.memory.checks.decisions import check_decisions
from graphmem.memory.checks.evidence import check_evidence
from graphmem.memory.checks.kept import check_passages, check_sightings
from graphmem.memory.checks.layers import check_layers
from graphmem.memory.checks.projection import check_projection
from graphmem.memory.checks.readings import check_readings
from graphmem.memory.checks.shelf import Graph, Outline, Volume
from graphmem.memory.checks.twin import compare
from graphmem.memory.ingest import Progress
from graphmem.memory.keeping import Keeping
from graphmem.memory.senses import Senses
from graphmem.models.checkup import REBUILD, RESTORE, Checkup, Finding, add_up, found
from graphmem.models.evidence import Source
from graphmem.models.graph import GraphDelta, IndexedPassage, Sighting
from graphmem.models.recollection import Search
from graphmem.protocols import GraphStore
from graphmem.settings import ModelSettings, Settings

# What all else is computed from: while there is harm in it, it says nothing about the rest.
_BEFORE_ALL = ("rows", "evidence", "readings")


class Doctoring(Opened):
    """check."""

    def check(
        self, *, deep: bool = False, everywhere: bool = False, progress: Progress | None = None
    ) -> Checkup:
        """Look whether the database and this namespace are as they must be; nothing is changed.

        With `everywhere` all namespaces of the database are looked at. A `deep` look computes
        everything anew too, in memory, and compares.

        Raises:
            StoreError: the database cannot be read at all.
        """
        started = perf_counter()
        checked = ["the database"]
        with self._store.snapshot() as store:
            findings = list(store.problems(None))
            # Where the database itself is damaged, its rows are no longer to be trusted.
            if not any(finding.mend == RESTORE for finding in findings):
                for namespace in store.namespaces() if everywhere else [self._namespace]:
                    visit = _Visit(store, namespace, self._senses, self._settings, deep=deep)
                    findings += (_directed(f, namespace) for f in visit.findings(progress))
                    checked.append(visit.seen())
        return Checkup(tuple(checked), tuple(add_up(findings)), perf_counter() - started)


class _Visit:
    """Looks at one namespace, at one source after the other and then at the whole."""

    def __init__(
        self, store: GraphStore, namespace: str, senses: Senses, settings: Settings, *, deep: bool
    ) -> None:
        self._store = store
        self._namespace = namespace
        self._senses = senses
        self._settings = settings
        self._deep = deep

    def seen(self) -> str:
        """Return what was looked at, in words."""
        counts = self._store.counts(self._namespace)
        return f"{self._namespace}: {counts.get('Episode', 0):,} episodes"

    def findings(self, progress: Progress | None) -> Iterator[Finding]:
        """Yield what is found; what hangs on something that does harm is not looked at then."""
        outline = Outline()
        for look in (self._rows, self._evidence, self._graph):
            found_here = list(look(outline, progress))
            yield from found_here
            if any(f.harm and f.about in _BEFORE_ALL for f in found_here):
                return

    def _rows(self, *_: object) -> Iterator[Finding]:
        return iter(self._store.problems(self._namespace))

    def _evidence(self, outline: Outline, progress: Progress | None) -> Iterator[Finding]:
        recorded = self._store.metadata(self._namespace)
        names = self._senses.names()
        reader = recorded.get("reader")
        # Other settings make another reader, of whose window nothing is known.
        window = self._settings.operator.window if reader == names["reader"] else None
        corrections = self._store.corrections(self._namespace)
        held = said(self._store, self._namespace)
        for source in self._store.sources(self._namespace):
            volume = self._volume(source)
            outline.add(volume)
            if progress is not None:
                progress("looking at episodes", len(outline.lengths))
            wrong = [*check_evidence(volume)]
            wrong = wrong or [*check_readings(volume, reader, window)]
            yield from wrong
            if not wrong:
                yield from check_sightings(volume, held)
                yield from check_passages(volume, self._senses.embedder, deep=self._deep)
        yield from check_corrections(corrections, outline)
        yield from check_decisions(self._store.decisions(self._namespace), outline)
        unknown = (part for part in names if outline.lengths and part not in recorded)
        yield from found("readings", "parts that read, but are not recorded", REBUILD, unknown)
        others = (
            f"{part} {recorded[part]}, now {name}"
            for part, name in names.items()
            if recorded.get(part, name) != name
        )
        what = "parts that read otherwise than those that read the memory"
        yield from found("readings", what, REBUILD, others, harm=False)

    def _graph(self, outline: Outline, progress: Progress | None) -> Iterator[Finding]:
        graph = _graph_of(self._store, self._namespace)
        yield from check_projection(graph, outline)
        yield from check_layers(graph, outline)
        if self._deep:
            with _Twin(self._store, self._namespace, self._settings, progress) as twin:
                yield from compare(graph, twin.graph())

    def _volume(self, source: Source) -> Volume:
        store, space = self._store, self._namespace
        episodes = store.episodes(space, source=source.id)
        ids = [e.id for e in episodes]
        sightings: defaultdict[str, list[Sighting]] = defaultdict(list)
        for sighting in store.sightings(space, episodes=ids):
            sightings[sighting.episode].append(sighting)
        passages: defaultdict[str, list[IndexedPassage]] = defaultdict(list)
        for found_ in store.search(space, Search(episodes=tuple(ids))):
            indexed = IndexedPassage(found_.passage, found_.terms, found_.vector)
            passages[found_.episode.id].append(indexed)
        return Volume(source, episodes, store.workspaces(space, ids), sightings, passages)


class _Twin(Keeping):
    """The same evidence in a memory of its own, with all that follows from it made anew."""

    def __init__(
        self,
        store: GraphStore,
        namespace: str,
        settings: Settings,
        progress: Progress | None,
    ) -> None:
        # What a model decided is evidence, and comes along; nothing is asked anew.
        silent = settings.model_copy(update={"model": ModelSettings()})
        super().__init__(":memory:", namespace=namespace, settings=silent)
        corrections = tuple(store.corrections(namespace))
        decisions = tuple(store.decisions(namespace))
        self._store.apply(GraphDelta(namespace, corrections=corrections, decisions=decisions))
        for source in store.sources(namespace):
            episodes = tuple(store.episodes(namespace, source=source.id))
            read = store.workspaces(namespace, [e.id for e in episodes])
            self._store.apply(
                GraphDelta(namespace, (source,), episodes, tuple(read[e] for e in sorted(read)))
            )
        self.rebuild(progress=progress)
        self.consolidate(progress=progress)

    def graph(self) -> Graph:
        """Return what came of it."""
        return _graph_of(self._store, self._namespace)


def _graph_of(store: GraphStore, namespace: str) -> Graph:
    nodes = {n.id: n for n in store.nodes(namespace) if n.label not in ("Source", "Episode")}
    return Graph(nodes, store.relationships(namespace), store.sightings(namespace))


def _directed(finding: Finding, namespace: str) -> Finding:
    """Return a finding with its namespace, and commands that go to it."""
    where = "" if namespace == "default" else f" --namespace {quote(namespace)}"
    mend = (f"{m}{where}" if m.startswith("graphmem ") else m for m in finding.mend)
    return replace(finding, namespace=namespace, mend=tuple(mend))
