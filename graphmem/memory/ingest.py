"""Episodes into the graph: read, reconcile, write once."""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from time import perf_counter

from graphmem.errors import StoreBusy
from graphmem.layers.resting import resting_on
from graphmem.memory.senses import Senses
from graphmem.models.evidence import Episode, Source
from graphmem.models.graph import GraphDelta, Relationship
from graphmem.models.recollection import Report
from graphmem.models.workspace import Workspace
from graphmem.protocols import GraphStore
from graphmem.reading import Reading
from graphmem.reconciler import Batch, Known, missing, reconcile
from graphmem.retrieval.index import index_passages

Progress = Callable[[str, int], None]
Windowed = tuple[Episode, tuple[Episode, ...]]

_BATCH = 64  # episodes a transaction: what was read stays read
_TRIES = 20  # how often a batch is reconciled anew because another writer came first


class Ingest:
    """Writes the evidence of one namespace, and the projection that follows from it."""

    def __init__(self, store: GraphStore, namespace: str, senses: Senses, window: int) -> None:
        self._store = store
        self._namespace = namespace
        self._senses = senses
        self._window = window
        self._awaited: set[str] = set()  # in the log, but not in a projection that is built anew

    def take_in(
        self, reading: Reading, *, appending: bool, progress: Progress | None = None
    ) -> Report:
        """Read what is new in a source, or follows others than before; erase what is gone.

        When `appending`, what the source said before stays, and the reading comes after it.
        """
        started = perf_counter()
        stored = self._store.episodes(self._namespace, source=reading.source.id)
        placed = {e.id: (_ids(window), e.ordinal) for e, window in self._windowed(stored)}
        episodes = _after(stored, reading.episodes) if appending else reading.episodes
        kept, seen, reports = 0, set(), []
        to_read: list[Windowed] = []
        moved: list[Episode] = []
        for episode, window in self._windowed(episodes):
            seen.add(episode.id)
            before = placed.get(episode.id)
            kept += before is not None
            if before is None or before[0] != _ids(window):
                to_read.append((episode, window))
            elif before[1] != episode.ordinal:
                moved.append(episode)
            if len(to_read) + len(moved) >= _BATCH:
                reports.append(self._read(reading.source, to_read, moved, placed))
                to_read, moved = [], []
                _tell(progress, reading.source, reports)
        gone = tuple(e.id for e in stored if e.id not in seen)
        reports.append(self._read(reading.source, to_read, moved, placed, gone))
        return _closed(reports, kept, started)

    def erase(self, episodes: Sequence[str]) -> None:
        """Erase episodes and all that rests on them alone."""
        self._write(None, Batch(self._namespace, erased=tuple(episodes)))

    def clear(self) -> None:
        """Erase the projection, so that every source can be projected anew."""
        self._awaited = {e.id for e in self._store.episodes(self._namespace)}
        self._store.clear(self._namespace, keep_evidence=True)

    def project(self, source: Source, *, again: bool, progress: Progress | None = None) -> Report:
        """Project a source anew from its evidence; when `again`, its episodes are read again.

        Call `clear` before the first source.
        """
        started = perf_counter()
        stored = self._store.episodes(self._namespace, source=source.id)
        reports: list[Report] = []
        for part in _parts(list(self._windowed(stored))):
            episodes = tuple(e for e, _ in part)
            if again:
                workspaces = tuple(self._senses.operator.read(part))
            else:
                read = self._store.workspaces(self._namespace, [e.id for e in episodes])
                workspaces = tuple(read[e.id] for e in episodes)
            reports.append(self._write(source, self._batch(episodes, workspaces)))
            _tell(progress, source, reports)
        return _closed(reports, 0, started)

    def _read(
        self,
        source: Source,
        to_read: Sequence[Windowed],
        moved: Sequence[Episode],
        stored: Collection[str],
        gone: tuple[str, ...] = (),
    ) -> Report:
        if not (to_read or moved or gone):
            return Report()
        workspaces = tuple(self._senses.operator.read(to_read))
        now = datetime.now(UTC).isoformat(timespec="seconds")
        episodes = tuple(replace(e, recorded_at=now) for e in (*(e for e, _ in to_read), *moved))
        # What is read anew is erased and written again, so that nothing of the old reading stays.
        anew = tuple(e.id for e, _ in to_read if e.id in stored)
        report = self._write(source, self._batch(episodes, workspaces, (*gone, *anew)))
        added = len(to_read) - len(anew)
        return replace(report, episodes_added=added, episodes_removed=len(gone))

    def _batch(
        self,
        episodes: tuple[Episode, ...],
        workspaces: tuple[Workspace, ...],
        gone: tuple[str, ...] = (),
    ) -> Batch:
        return Batch(self._namespace, episodes, workspaces, gone)

    def _write(self, source: Source | None, batch: Batch) -> Report:
        texts = {e.id: e for e in batch.episodes}
        spans = [(texts[w.episode], w.passages) for w in batch.workspaces]
        passages = index_passages(spans, self._senses.embedder)
        for _ in range(_TRIES):
            based_on = self._store.sequence(self._namespace)
            delta = reconcile(batch, self._known(batch))
            retired = (*delta.retired_nodes, *self._outdated(batch.erased))
            sources = (source,) if source else ()
            delta = replace(delta, sources=sources, passages=passages, retired_nodes=retired)
            if self._store.apply(delta, based_on=based_on):
                self._awaited -= texts.keys()
                return _counted(delta, batch)
        raise StoreBusy(
            f"other writers changed {self._namespace!r} {_TRIES} times while this one reconciled: "
            "nothing was written, try again"
        )

    def _known(self, batch: Batch) -> Known:
        store, space, known = self._store, self._namespace, Known()
        while need := missing(batch, known):
            sightings = (
                *store.sightings(space, blocks=need.blocks),
                *store.sightings(space, episodes=need.episodes),
                *store.sightings(space, entities=need.entities),
            )
            placed = [s for s in sightings if s.episode not in self._awaited]
            ids = need.episodes - self._awaited
            known = known.adding(
                need, placed, store.episodes(space, ids=ids), store.workspaces(space, ids)
            )
        return known

    def _outdated(self, changed: Collection[str]) -> tuple[str, ...]:
        """Return the facts, scenes and personas that rest on episodes erased or read again."""
        if not changed:
            return ()
        labels = ("Fact", "Scene", "Persona")
        nodes = [n for label in labels for n in self._store.nodes(self._namespace, label=label)]
        return resting_on(nodes, changed)

    def _windowed(self, episodes: Iterable[Episode]) -> Iterator[Windowed]:
        before: deque[Episode] = deque(maxlen=self._window)
        for episode in episodes:
            yield episode, tuple(before)
            before.append(episode)


def with_answers(
    delta: GraphDelta, answered: Iterable[Relationship], there: Iterable[Relationship]
) -> GraphDelta:
    """Return a delta that also closes questions, and opens those that nothing answers any more."""
    closed = {r.id: r for r in answered}
    gone = [r.id for r in there if r.type == "ANSWERED_BY" and r.id not in closed]
    return replace(
        delta,
        relationships=(*delta.relationships, *closed.values()),
        retired_relationships=(*delta.retired_relationships, *gone),
    )


def add_up(reports: Iterable[Report]) -> Report:
    """Return the sum of reports, field by field."""
    total = Report()
    for report in reports:
        fields = Report.__dataclass_fields__
        total = Report(**{f: getattr(total, f) + getattr(report, f) for f in fields})
    return total


def _after(stored: Sequence[Episode], episodes: Iterable[Episode]) -> Iterator[Episode]:
    """Yield what is stored, then what is new, numbered on."""
    yield from stored
    known = {e.id for e in stored}
    ordinal = max((e.ordinal for e in stored), default=-1)
    for episode in episodes:
        if episode.id not in known:
            ordinal += 1
            yield replace(episode, ordinal=ordinal)


def _ids(window: Sequence[Episode]) -> tuple[str, ...]:
    return tuple(e.id for e in window)


def _parts(windowed: Sequence[Windowed]) -> Iterator[Sequence[Windowed]]:
    for i in range(0, len(windowed), _BATCH):
        yield windowed[i : i + _BATCH]


def _tell(progress: Progress | None, source: Source, reports: Sequence[Report]) -> None:
    if progress is not None:
        progress(source.uri, sum(r.episodes_added for r in reports))


def _counted(delta: GraphDelta, batch: Batch) -> Report:
    return Report(
        episodes_added=len(batch.workspaces),
        words=sum(len(e.text.split()) for e in batch.episodes),
        entities=sum(n.label == "Entity" for n in delta.nodes),
        events=sum(n.label == "Event" for n in delta.nodes),
    )


def _closed(reports: Sequence[Report], kept: int, started: float) -> Report:
    return replace(add_up(reports), episodes_kept=kept, seconds=perf_counter() - started)
