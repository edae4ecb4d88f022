"""The verbs that keep a memory in order, and bring it out of the database and in again."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import BinaryIO, TextIO

from graphmem.errors import StoreError
from graphmem.export import copy_namespace, export, import_archive
from graphmem.memory.consolidating import Consolidation, fingerprint
from graphmem.memory.ingest import Progress
from graphmem.memory.judging import Judging
from graphmem.memory.meter import Meter
from graphmem.memory.razing import raze
from graphmem.memory.reports import add_up
from graphmem.memory.speaking import Speech
from graphmem.models.graph import LAYERS, GraphDelta, Stale
from graphmem.models.recollection import Report
from graphmem.protocols import GraphStore
from graphmem.settings import ModelSettings
from graphmem.store import open_store


class Keeping(Judging):
    """consolidate, rebuild, export, import_archive, copy_to, backup."""

    def consolidate(self, *, anew: bool = False, progress: Progress | None = None) -> Report:
        """Bring the layers up to date: facts from events, scenes and personas from facts.

        Open questions that a later text answers are closed. Only what changed since the last
        time is computed, unless all is asked for `anew`; the layers come out the same. Returns
        how many facts, scenes and personas there are now. Where a language model is set, it is
        asked first about pairs of whom it is uncertain whether they are one.

        Where more than `settings.keeping.step` episodes changed, it goes in steps, each of them
        kept together: what was done is done when it is broken off, and the next time goes on.

        With a model set, scenes and personas are then worded by it, those that have no words yet;
        what it says is kept as it comes.

        Raises:
            ModelError: the model could not be asked; what it said until then is kept.
        """
        meter = Meter(self._senses)
        if progress is not None:
            progress("consolidating", 0)
        self._judge(progress)
        if self._is_to_raze(self._store, anew=anew):
            self._raze()
            anew = False
        self._bring_up(progress, anew=anew)
        if self._settings.model.wording and self._senses.model is not None:
            # Who has no model need not wait for what words with one.
            from graphmem.memory.wording import Wordsmith  # noqa: PLC0415

            layers = self._settings.layers
            work = Wordsmith(self._store, self._namespace, layers, self._senses)
            work.word_all(self._bring_up, progress)
        counts = self._store.counts(self._namespace)
        made = {name: counts.get(name, 0) for name in ("Fact", "Scene", "Persona")}
        return meter.read(
            Report(facts=made["Fact"], scenes=made["Scene"], personas=made["Persona"])
        )

    def _bring_up(self, progress: Progress | None = None, *, anew: bool = False) -> None:
        done, more = 0, True
        while more:
            episodes, more = self._step(anew=anew)
            done += episodes
            if progress is not None:
                progress("consolidating", done)

    def _step(self, *, anew: bool) -> tuple[int, bool]:
        """Consolidate what one transaction takes; return how many episodes, and if more is left."""
        with self._store.snapshot() as store:
            based_on = store.sequence(self._namespace)
            delta, left = self._layers(store, anew=anew)
        with self._store.transaction() as store:
            if store.sequence(self._namespace) != based_on:  # another writer came first
                delta, left = self._layers(store, anew=anew)
            self._settle(store, delta)
        settled = delta.settles if delta is not None and delta.settles is not None else Stale()
        return len(settled.episodes), bool(left)

    def _layers(self, store: GraphStore, *, anew: bool = False) -> tuple[GraphDelta | None, Stale]:
        """Return what brings the layers up to date, or a part of them, and what is left then.

        None where nothing changed since the last time.
        """
        space, settings = self._namespace, self._settings.layers
        self._senses.check(store, space)
        whole = anew or (self._is_another(store) and not self._is_large(store))
        if not (stale := store.stale(space)) and not whole:
            return None, Stale()
        work = Consolidation(store, space, settings, self._senses.embedder)
        if whole:
            return work.anew(stale), Stale()
        return work.step(stale, self._settings.keeping.step)

    def _is_another(self, store: GraphStore) -> bool:
        """Return whether the layers were built otherwise than now, or never."""
        recorded = store.metadata(self._namespace).get("layers")
        return recorded != fingerprint(self._settings.layers)

    def _is_large(self, store: GraphStore) -> bool:
        return store.counts(self._namespace).get("Episode", 0) > self._settings.keeping.step

    def _is_to_raze(self, store: GraphStore, *, anew: bool) -> bool:
        """Return whether layers stand that must go before they are built, too many to replace."""
        if not (anew or self._is_another(store)) or not self._is_large(store):
            return False
        return anew or any(label in store.counts(self._namespace) for label in LAYERS)

    def _raze(self) -> None:
        """Take all layers down and mark all as stale; who is broken off here begins again."""
        store, space = self._store, self._namespace
        store.set_metadata(space, {"layers": ""})
        for delta in raze(store, space):
            store.apply(delta)
        self._record_layers(store)

    def _record_layers(self, store: GraphStore) -> None:
        now = fingerprint(self._settings.layers)
        store.set_metadata(self._namespace, {"layers": now})

    def _settle(self, store: GraphStore, delta: GraphDelta | None) -> None:
        if delta is not None:
            store.apply(delta)
        if store.sources(self._namespace) and self._is_another(store):
            self._record_layers(store)

    def rebuild(self, *, again: bool = False, progress: Progress | None = None) -> Report:
        """Project the graph anew from the evidence; it comes out the same.

        The workspaces in the log are used, unless `again` is asked for or another pipeline reads
        now than then: then each episode is read again. Until all of it is done the graph stands
        as it was, for others to read, and nobody else can write.
        """
        meter = Meter(self._senses)
        with self._changing() as store:
            report = self._rebuilt(store, progress, again=again)
        return meter.read(report)

    def _rebuilt(self, store: GraphStore, progress: Progress | None, *, again: bool) -> Report:
        space = self._namespace
        recorded = store.metadata(space)
        names = self._senses.names()
        again = again or any(recorded.get(part, name) != name for part, name in names.items())
        # Consolidated it was, even where the texts gave nothing to make a fact of.
        layered = "layers" in recorded or any(label in store.counts(space) for label in LAYERS)
        store.set_metadata(space, names)
        ingest = self._ingest_into(store)
        ingest.clear()
        total = add_up(
            ingest.project(source, again=again, progress=progress)
            for source in store.sources(space)
        )
        if layered:
            more = True
            while more:
                delta, left = self._layers(store)
                self._settle(store, delta)
                more = bool(left)
        return total

    def export(
        self,
        format: str,  # noqa: A002
        target: str | Path | TextIO | None = None,
    ) -> str | None:
        """Write the graph as json, jsonl or graphml, or all there is as an archive.

        It goes to a file, which appears whole or not at all, or to a stream; without a target
        it is returned as text. An archive is what `import_archive` reads.

        Raises:
            ExportError: the format is not known, or the target cannot be written.
        """
        with self._store.snapshot() as store:
            return export(store, self._namespace, format, target)

    def import_archive(
        self, source: str | Path | BinaryIO, *, progress: Progress | None = None
    ) -> Report:
        """Fill this namespace, which must hold nothing, with what an archive holds.

        Evidence, corrections and layers are then as they were when it was exported. All of it
        comes in or, on any error, nothing does.

        Raises:
            ArchiveError: it cannot be read, is no archive, was cut off or was changed.
            StoreError: the namespace holds something already, or the database refused.
        """
        started = perf_counter()
        with self._store.filling([self._namespace]) as store:
            import_archive(store, self._namespace, source, progress=progress)
        return replace(_filled(self._store, self._namespace), seconds=perf_counter() - started)

    def copy_to(
        self,
        url: str | Path,
        *,
        everywhere: bool = False,
        overwrite: bool = False,
        progress: Progress | None = None,
    ) -> Report:
        """Copy this namespace, or `everywhere` all of them, into the database at another URL.

        It is the same memory there, under the same name; whether it goes from a file to a server
        or back makes no difference. All of it comes there or, on any error, nothing does. What a
        language model said is a cache beside the database, and stays here.

        Raises:
            StoreError: there is nothing to copy, the namespace holds something already at the
                other and `overwrite` is not asked for, or the other cannot be opened or written.
            StoreBusy: somebody wrote to it meanwhile; try again.
        """
        started = perf_counter()
        names = self._spaces(self._store, everywhere=everywhere)
        if not names:
            raise StoreError("there is nothing to copy: is this the right database?")
        with closing(open_store(str(url))) as other, other.filling(names) as target:
            # Let go of before the end of the transaction, for which both may be one database.
            with self._store.snapshot() as store:
                for name in names:
                    if overwrite:  # what a model said of what is replaced
                        Speech(ModelSettings(), str(url), name).forget(None)
                    copy_namespace(store, target, name, overwrite=overwrite, progress=progress)
            total = add_up(_filled(target, name) for name in names)
        return replace(total, seconds=perf_counter() - started)

    def _spaces(self, store: GraphStore, *, everywhere: bool) -> list[str]:
        return [name for name in store.namespaces() if everywhere or name == self._namespace]

    def backup(self, target: str | Path, *, overwrite: bool = False) -> None:
        """Copy the whole database, all namespaces, to a file that opens as a memory.

        Others may read and write meanwhile: the copy is of one moment, and appears whole or not
        at all. What is forgotten later lives on in it until it is deleted.

        Raises:
            StoreError: the target is there already and `overwrite` is not asked for, it belongs
                to this memory, it cannot be written, there is nothing to copy, or the database
                is on a server, of which `copy_to` makes a copy.
        """
        if not self._store.namespaces():
            raise StoreError("there is nothing to back up: is this the right database?")
        self._store.backup(Path(target), overwrite=overwrite)


def _filled(store: GraphStore, namespace: str) -> Report:
    """Return a report of all that a namespace holds, as of something that was added."""
    counts = store.counts(namespace)
    return Report(
        episodes_added=counts.get("Episode", 0),
        entities=counts.get("Entity", 0),
        events=counts.get("Event", 0),
        facts=counts.get("Fact", 0),
        scenes=counts.get("Scene", 0),
        personas=counts.get("Persona", 0),
    )
