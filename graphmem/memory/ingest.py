"""Episodes into the graph: read, reconcile, write once."""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from time import perf_counter

from graphmem.memory.anchored import carried, corrected, with_corrections
from graphmem.memory.senses import Senses
from graphmem.memory.settled import SETTLED
from graphmem.models.evidence import Correction, Episode, Source
from graphmem.models.graph import GraphDelta, IndexedPassage
from graphmem.models.recollection import Report
from graphmem.models.workspace import Workspace
from graphmem.protocols import GraphStore
from graphmem.reading import Reading
from graphmem.reconciler import Batch, Known, missing, reconcile
from graphmem.retrieval.index import index_passages

Progress = Callable[[str, int], None]
Windowed = tuple[Episode, tuple[Episode, ...]]
Readings = Mapping[tuple[str, tuple[str, ...]], Workspace]  # by episode, and those it follows

# Episodes and characters a transaction, a few seconds of work: what was read stays read.
_BATCH = 256
_LETTERS = 60_000


@dataclass(slots=True)
class _Pending:
    """What the next transaction will write of a source: to be read, or only moved in it."""

    to_read: list[Windowed] = field(default_factory=list)
    moved: list[Episode] = field(default_factory=list)
    letters: int = 0

    def read(self, episode: Episode, window: tuple[Episode, ...]) -> None:
        """Let an episode be read."""
        self.to_read.append((episode, window))
        self.letters += len(episode.text)

    def is_full(self) -> bool:
        """Return whether it is enough for a transaction."""
        return len(self.to_read) + len(self.moved) >= _BATCH or self.letters >= _LETTERS


class Ingest:
    """Writes the evidence of one namespace, and the projection that follows from it."""

    def __init__(self, store: GraphStore, namespace: str, senses: Senses, window: int) -> None:
        self._store = store
        self._namespace = namespace
        self._senses = senses
        self._window = window
        self._awaited: set[str] = set()  # in the log, but not in a projection that is built anew
        # The last change that is known here, and the episodes of the source as they stood then.
        self._sequence = 0
        self._places: dict[str, int] = {}

    def take_in(
        self,
        read: Callable[[], Reading],
        *,
        appending: bool,
        progress: Progress | None = None,
    ) -> Report:
        """Read what is new in a source, or follows others than before; erase what is gone.

        When `appending`, what the source said before stays, and the reading comes after it. It
        is read again where another writer changes the source meanwhile.
        """
        started = perf_counter()
        reports: list[Report] = []
        kept = None
        with SETTLED.keeping():
            while kept is None:
                kept = self._go_through(read(), reports, progress, appending=appending)
        return _closed(reports, kept, started)

    def _go_through(
        self,
        reading: Reading,
        reports: list[Report],
        progress: Progress | None,
        *,
        appending: bool,
    ) -> int | None:
        """Add a report for each batch; return how many episodes stayed as they were.

        None where another writer changed the source before all of it was written.
        """
        source, stored = reading.source, self._stored(reading.source)
        placed = {e.id: (_ids(window), e.ordinal) for e, window in self._windowed(stored)}
        episodes = _after(stored, reading.episodes) if appending else reading.episodes
        kept, seen = -sum(r.episodes_added for r in reports), set()
        pending = _Pending()
        for episode, window in self._windowed(episodes):
            seen.add(episode.id)
            before = placed.get(episode.id)
            kept += before is not None
            if before is None or before[0] != _ids(window):
                pending.read(episode, window)
            elif before[1] != episode.ordinal:
                pending.moved.append(episode)
            if pending.is_full():
                if (report := self._read(source, pending, placed)) is None:
                    return None
                reports.append(report)
                pending = _Pending()
                _tell(progress, source, reports)
        gone = tuple(e.id for e in stored if e.id not in seen)
        if (report := self._read(source, pending, placed, gone)) is None:
            return None
        reports.append(report)
        return max(kept, 0)

    def _stored(self, source: Source) -> list[Episode]:
        with self._store.snapshot() as store:
            self._sequence = store.sequence(self._namespace)
            stored = store.episodes(self._namespace, source=source.id)
        self._places = {e.id: e.ordinal for e in stored}
        return stored

    def read_without(self, episodes: Collection[str]) -> Readings:
        """Return how those read that come to follow others once episodes are erased."""
        to_read, _ = self._left(episodes)
        workspaces = self._senses.operator.read(to_read)
        return {(e.id, _ids(w)): read for (e, w), read in zip(to_read, workspaces, strict=True)}

    def erase(self, episodes: Collection[str], readings: Readings) -> None:
        """Erase episodes and all that rests on them alone; call it in a transaction.

        What stood after them in their sources is read as if they had never been before it, and
        moves up. `readings` are those that are known already.
        """
        to_read, moved = self._left(episodes)
        self._senses.forget(episodes)  # first: what is broken off here costs no more than calls
        self._write(self._store, None, Batch(self._namespace, erased=tuple(episodes)))
        for part in _parts(to_read):
            unknown = [(e, w) for e, w in part if (e.id, _ids(w)) not in readings]
            read = {w.episode: w for w in self._senses.operator.read(unknown)}
            workspaces = tuple(read.get(e.id) or readings[e.id, _ids(w)] for e, w in part)
            batch = Batch(self._namespace, tuple(e for e, _ in part), workspaces)
            self._write(self._store, None, batch, self._passages(batch))
        for i in range(0, len(moved), _BATCH):
            self._write(self._store, None, Batch(self._namespace, tuple(moved[i : i + _BATCH])))

    def _left(self, episodes: Collection[str]) -> tuple[list[Windowed], list[Episode]]:
        """Return who follows others without these episodes, and who stands at another place."""
        store, space = self._store, self._namespace
        to_read: list[Windowed] = []
        moved: list[Episode] = []
        for source in sorted({e.source for e in store.episodes(space, ids=episodes)}):
            stored = store.episodes(space, source=source)
            windows = {e.id: _ids(window) for e, window in self._windowed(stored)}
            left = [e for e in stored if e.id not in episodes]
            to_read += [(e, w) for e, w in self._windowed(left) if windows[e.id] != _ids(w)]
            moved += [replace(e, ordinal=n) for n, e in enumerate(left) if e.ordinal != n]
        return to_read, moved

    def correct(self, corrections: Sequence[Correction]) -> None:
        """Make these the corrections that hold, and the graph what follows; in a transaction."""
        batch = Batch(self._namespace, corrections=tuple(corrections))
        self._write(self._store, None, batch, correcting=True)

    def clear(self) -> None:
        """Erase the projection, so that every source can be projected anew."""
        self._awaited = {e.id for e in self._store.episodes(self._namespace)}
        self._store.clear(self._namespace, keep_evidence=True)

    def project(self, source: Source, *, again: bool, progress: Progress | None = None) -> Report:
        """Project a source anew from its evidence; when `again`, its episodes are read again.

        An episode that lacks its workspace is read in any case. Call `clear` before the first
        source, and both in one transaction.
        """
        started = perf_counter()
        stored = self._store.episodes(self._namespace, source=source.id)
        reports: list[Report] = []
        for part in _parts(list(self._windowed(stored))):
            episodes = tuple(e for e, _ in part)
            ids = [e.id for e in episodes]
            read = {} if again else self._store.workspaces(self._namespace, ids)
            unread = [(e, window) for e, window in part if e.id not in read]
            if unread:
                read |= {w.episode: w for w in self._senses.operator.read(unread)}
            batch = Batch(self._namespace, episodes, tuple(read[e.id] for e in episodes))
            reports.append(self._write(self._store, source, batch, self._passages(batch)))
            self._awaited.difference_update(ids)
            _tell(progress, source, reports)
        return _closed(reports, 0, started)

    def _read(
        self,
        source: Source,
        pending: _Pending,
        stored: Collection[str],
        gone: tuple[str, ...] = (),
    ) -> Report | None:
        """Read what is pending and write it; None where the source is another one by now."""
        if not (pending.to_read or pending.moved or gone):
            return Report()
        workspaces = tuple(self._senses.operator.read(pending.to_read))
        now = datetime.now(UTC).isoformat(timespec="seconds")
        read = tuple(e for e, _ in pending.to_read)
        episodes = tuple(replace(e, recorded_at=now) for e in (*read, *pending.moved))
        batch = Batch(self._namespace, episodes, workspaces, gone)
        passages = self._passages(batch)

        self._senses.forget(gone)

        def write(store: GraphStore) -> tuple[Report, int] | None:
            if self._overtaken(store, source):
                return None
            now = carried(store, source, batch, stored) if gone else batch
            report = self._write(store, source, now, passages, correcting=bool(gone))
            return report, store.sequence(self._namespace)

        if (written := self._store.transact(write)) is None:
            return None
        report, self._sequence = written
        self._places = {k: at for k, at in self._places.items() if k not in gone}
        self._places.update((e.id, e.ordinal) for e in episodes)
        added = sum(e.id not in stored for e in read)
        return replace(report, episodes_added=added, episodes_removed=len(gone))

    def _overtaken(self, store: GraphStore, source: Source) -> bool:
        """Return whether another writer changed the source, so that windows and places differ."""
        if store.sequence(self._namespace) == self._sequence:
            return False
        now = store.episodes(self._namespace, source=source.id)
        return {e.id: e.ordinal for e in now} != self._places

    def _passages(self, batch: Batch) -> tuple[IndexedPassage, ...]:
        texts = {e.id: e for e in batch.episodes}
        read = [(texts[w.episode], w) for w in batch.workspaces]
        return index_passages(read, self._senses.embedder)

    def _write(
        self,
        store: GraphStore,
        source: Source | None,
        batch: Batch,
        passages: tuple[IndexedPassage, ...] = (),
        *,
        correcting: bool = False,
    ) -> Report:
        """Reconcile with what is there, and write: in a transaction, so that both fit."""
        self._senses.record(store, self._namespace)
        held = store.corrections(self._namespace)
        wanted = batch.corrections if correcting else held
        now = corrected(store, batch, held, wanted)
        delta = with_corrections(reconcile(now, self._known(store, now)), held, now.corrections)
        retired = (*delta.retired_nodes, *self._outdated(store, delta))
        sources = (source,) if source else ()
        store.apply(replace(delta, sources=sources, passages=passages, retired_nodes=retired))
        return _counted(delta, batch)

    def _known(self, store: GraphStore, batch: Batch) -> Known:
        space, known = self._namespace, Known()
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

    def _outdated(self, store: GraphStore, delta: GraphDelta) -> tuple[str, ...]:
        """Return the facts, scenes and personas that rest on what is erased, read again, corrected.

        What is corrected are the episodes in which anyone stands whom a correction moves.
        """
        changed = set(delta.erased_episodes)
        if delta.corrections or delta.retired_corrections:
            moved = (*(n.id for n in delta.nodes if n.label == "Entity"), *delta.retired_nodes)
            stood = store.sightings(self._namespace, entities=moved)
            changed |= {s.episode for s in (*stood, *delta.sightings)}
        if not changed:
            return ()
        return tuple(node.id for node in store.nodes_resting_on(self._namespace, changed))

    def _windowed(self, episodes: Iterable[Episode]) -> Iterator[Windowed]:
        return windowed(episodes, self._window)


def windowed(episodes: Iterable[Episode], window: int) -> Iterator[Windowed]:
    """Yield each of the episodes of a source with those just before it, at most `window`."""
    before: deque[Episode] = deque(maxlen=window)
    for episode in episodes:
        yield episode, tuple(before)
        before.append(episode)


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
        not_english=sum(w.language != "en" for w in batch.workspaces),
        entities=sum(n.label == "Entity" for n in delta.nodes),
        events=sum(n.label == "Event" for n in delta.nodes),
    )


def _closed(reports: Sequence[Report], kept: int, started: float) -> Report:
    return replace(add_up(reports), episodes_kept=kept, seconds=perf_counter() - started)
