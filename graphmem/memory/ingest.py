"""Episodes into the graph: read, reconcile, write once."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from graphmem.errors import ModelError
from graphmem.memory.anchored import carried, corrected, said, speaks, with_said
from graphmem.memory.meter import Meter
from graphmem.memory.pending import Pending, Windowed, parts, windowed
from graphmem.memory.reports import add_up, counted
from graphmem.memory.senses import Senses
from graphmem.memory.settled import SETTLED
from graphmem.models.evidence import Correction, Decision, Episode, Source
from graphmem.models.graph import GraphDelta, IndexedPassage
from graphmem.models.recollection import Report
from graphmem.models.workspace import Workspace
from graphmem.protocols import GraphStore
from graphmem.reading import Reading
from graphmem.reconciler import Batch, Known, missing, reconcile
from graphmem.retrieval.index import index_passages

Progress = Callable[[str, int], None]
Readings = Mapping[tuple[str, tuple[str, ...]], Workspace]  # by episode, and those it follows


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
        meter = Meter(self._senses)
        reports: list[Report] = []
        kept = None
        with SETTLED.keeping():
            while kept is None:
                kept = self._go_through(read(), reports, progress, appending=appending)
        return meter.read(replace(add_up(reports), episodes_kept=kept))

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
        pending = Pending()
        for episode, window in self._windowed(episodes):
            seen.add(episode.id)
            before = placed.get(episode.id)
            kept += before is not None
            if before is None or before[0] != _ids(window):
                pending.read((episode, window))
            elif before[1] != episode.ordinal:
                pending.moved.append(episode)
            if pending.is_full():
                if (report := self._read(source, pending, placed)) is None:
                    return None
                reports.append(report)
                pending = Pending()
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
        read = self._reread(to_read)
        return {(e.id, _ids(w)): each for (e, w), each in zip(to_read, read, strict=True)}

    def _reread(self, to_read: Sequence[Windowed]) -> list[Workspace]:
        """Read again, without a model if that cannot be asked: erasing must not wait for one."""
        try:
            return list(self._senses.operator.read(to_read))
        except ModelError:
            return list(self._senses.pipeline.read(to_read))

    def erase(self, episodes: Collection[str], readings: Readings) -> None:
        """Erase episodes and all that rests on them alone; call it in a transaction.

        What stood after them in their sources is read as if they had never been before it, and
        moves up. `readings` are those that are known already.
        """
        to_read, moved = self._left(episodes)
        self._senses.forget(episodes)  # first: what is broken off here costs no more than calls
        self._write(self._store, None, Batch(self._namespace, erased=tuple(episodes)))
        for part in parts(to_read):
            unknown = [(e, w) for e, w in part if (e.id, _ids(w)) not in readings]
            read = {w.episode: w for w in self._reread(unknown)}
            workspaces = tuple(read.get(e.id) or readings[e.id, _ids(w)] for e, w in part)
            batch = Batch(self._namespace, tuple(e for e, _ in part), workspaces)
            self._write(self._store, None, batch, self._passages(batch))
        for some in parts(moved):
            self._write(self._store, None, Batch(self._namespace, tuple(some)))

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

    def decide(self, decisions: Sequence[Decision], *, instead: Collection[str] = ()) -> None:
        """Let decisions hold too, or `instead` of some, and make the graph what follows.

        Call it in a transaction.
        """
        batch = Batch(self._namespace, decisions=tuple(decisions))
        self._write(self._store, None, batch, gone=instead)

    def clear(self) -> None:
        """Erase the projection, so that every source can be projected anew.

        Decisions that rest on texts that are not there go too.
        """
        store, space = self._store, self._namespace
        self._awaited = {e.id for e in store.episodes(space)}
        store.clear(space, keep_evidence=True)
        held = store.decisions(space)
        lost = tuple(d.id for d in held if not d.ones or d.episodes() - self._awaited)
        if lost:
            store.apply(GraphDelta(space, retired_decisions=lost))

    def project(self, source: Source, *, again: bool, progress: Progress | None = None) -> Report:
        """Project a source anew from its evidence; when `again`, its episodes are read again.

        An episode that lacks its workspace is read in any case. Call `clear` before the first
        source, and both in one transaction.
        """
        meter = Meter(self._senses)
        stored = self._store.episodes(self._namespace, source=source.id)
        reports: list[Report] = []
        for part in parts(list(self._windowed(stored))):
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
        return meter.read(add_up(reports))

    def _read(
        self,
        source: Source,
        pending: Pending,
        stored: Collection[str],
        gone: tuple[str, ...] = (),
    ) -> Report | None:
        """Read what is pending and write it; None where the source is another one by now."""
        if not (pending.to_read or pending.moved or gone):
            return Report()
        workspaces, stopped = self._workspaces(pending.to_read)
        if stopped is not None:  # what was read until then is written, the rest another time
            if not workspaces:
                raise stopped
            pending, gone = Pending(pending.to_read[: len(workspaces)]), ()
        now = datetime.now(UTC).isoformat(timespec="seconds")
        read = tuple(e for e, _ in pending.to_read)
        episodes = tuple(replace(e, recorded_at=now) for e in (*read, *pending.moved))
        batch = Batch(self._namespace, episodes, tuple(workspaces), gone)
        passages = self._passages(batch)
        self._senses.forget(gone)

        def write(store: GraphStore) -> tuple[Report, int] | None:
            if self._overtaken(store, source):
                return None
            now = carried(store, source, batch, stored) if gone else batch
            report = self._write(store, source, now, passages, correcting=bool(gone))
            return report, store.sequence(self._namespace)

        written = self._store.transact(write)
        if stopped is not None:
            raise stopped
        if written is None:
            return None
        report, self._sequence = written
        self._places = {k: at for k, at in self._places.items() if k not in gone}
        self._places.update((e.id, e.ordinal) for e in episodes)
        added = sum(e.id not in stored for e in read)
        return replace(report, episodes_added=added, episodes_removed=len(gone))

    def _workspaces(self, to_read: Sequence[Windowed]) -> tuple[list[Workspace], ModelError | None]:
        """Return the readings, or those until the language model could not be asked, and why."""
        read: list[Workspace] = []
        try:
            read.extend(self._senses.operator.read(to_read))
        except ModelError as error:
            return read, error
        return read, None

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
        gone: Collection[str] = (),
    ) -> Report:
        """Reconcile with what is there, and write: in a transaction, so that both fit."""
        self._senses.record(store, self._namespace)
        held = said(store, self._namespace)
        now = corrected(store, batch, held, correcting=correcting, gone=gone)
        delta = with_said(reconcile(now, self._known(store, now)), held, now)
        retired = (*delta.retired_nodes, *self._outdated(store, delta))
        sources = (source,) if source else ()
        store.apply(replace(delta, sources=sources, passages=passages, retired_nodes=retired))
        return counted(delta, batch)

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
        if speaks(delta):
            moved = (*(n.id for n in delta.nodes if n.label == "Entity"), *delta.retired_nodes)
            stood = store.sightings(self._namespace, entities=moved)
            changed |= {s.episode for s in (*stood, *delta.sightings)}
        if not changed:
            return ()
        return tuple(node.id for node in store.nodes_resting_on(self._namespace, changed))

    def _windowed(self, episodes: Iterable[Episode]) -> Iterator[Windowed]:
        return windowed(episodes, self._window)


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


def _tell(progress: Progress | None, source: Source, reports: Sequence[Report]) -> None:
    if progress is not None:
        progress(source.uri, sum(r.episodes_added for r in reports))
