"""The verbs that keep a memory in order, and bring it out of the database."""

from dataclasses import replace
from pathlib import Path
from time import perf_counter

from graphmem.export import export
from graphmem.layers.build import build_layers
from graphmem.memory.base import Opened
from graphmem.memory.ingest import Progress, add_up, with_answers
from graphmem.models.recollection import Report
from graphmem.protocols import GraphStore
from graphmem.reconciler import close_questions


class Keeping(Opened):
    """consolidate, rebuild, export."""

    def consolidate(self, *, progress: Progress | None = None) -> Report:
        """Build the layers anew: facts from events, scenes from facts, personas from scenes.

        Open questions that a later text answers are closed.
        """
        return self._consolidated(self._store, progress)

    def _consolidated(self, store: GraphStore, progress: Progress | None) -> Report:
        started = perf_counter()
        if progress is not None:
            progress("consolidating", 0)
        nodes = store.nodes(self._namespace)
        relationships = store.relationships(self._namespace)
        delta = build_layers(
            self._namespace, nodes, relationships, self._settings.layers, self._senses.embedder
        )
        sources = {e.id: e.source for e in store.episodes(self._namespace)}
        answered = close_questions(nodes, relationships, sources)
        store.apply(with_answers(delta, answered, relationships))
        made = [node.label for node in delta.nodes]
        return Report(
            facts=made.count("Fact"),
            scenes=made.count("Scene"),
            personas=made.count("Persona"),
            seconds=perf_counter() - started,
        )

    def rebuild(self, *, progress: Progress | None = None) -> Report:
        """Project the graph anew from the evidence; it comes out the same.

        The workspaces in the log are used, unless another pipeline reads now than then: then
        each episode is read again. Until all of it is done the graph stands as it was, for
        others to read, and nobody else can write.
        """
        started = perf_counter()
        with self._store.transaction() as store:
            report = self._rebuilt(store, progress)
        return replace(report, seconds=perf_counter() - started)

    def _rebuilt(self, store: GraphStore, progress: Progress | None) -> Report:
        space = self._namespace
        recorded = store.metadata(space)
        names = self._senses.names()
        again = any(recorded.get(part, name) != name for part, name in names.items())
        layered = bool(store.nodes(space, label="Fact"))
        store.set_metadata(space, names)
        ingest = self._ingest_into(store)
        ingest.clear()
        total = add_up(
            ingest.project(source, again=again, progress=progress)
            for source in store.sources(space)
        )
        layers = self._consolidated(store, progress) if layered else Report()
        return add_up([total, layers])

    def export(self, format: str, target: str | Path | None = None) -> str | None:  # noqa: A002
        """Write the graph as json, jsonl or graphml to a file, or return it as text."""
        with self._store.snapshot() as store:
            return export(store, self._namespace, format, target)
