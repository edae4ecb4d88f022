"""The verbs that keep a memory in order, and bring it out of the database."""

from dataclasses import replace
from pathlib import Path
from time import perf_counter

from graphmem.export import export
from graphmem.layers.build import build_layers
from graphmem.memory.base import Opened
from graphmem.memory.ingest import Progress, add_up, with_answers
from graphmem.models.recollection import Report
from graphmem.reconciler import close_questions


class Keeping(Opened):
    """consolidate, rebuild, export."""

    def consolidate(self, *, progress: Progress | None = None) -> Report:
        """Build the layers anew: facts from events, scenes from facts, personas from scenes.

        Open questions that a later text answers are closed.
        """
        started = perf_counter()
        if progress is not None:
            progress("consolidating", 0)
        nodes = self._store.nodes(self._namespace)
        relationships = self._store.relationships(self._namespace)
        delta = build_layers(
            self._namespace, nodes, relationships, self._settings.layers, self._senses.embedder
        )
        sources = {e.id: e.source for e in self._store.episodes(self._namespace)}
        answered = close_questions(nodes, relationships, sources)
        self._store.apply(with_answers(delta, answered, relationships))
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
        each episode is read again.
        """
        started = perf_counter()
        store, space = self._store, self._namespace
        recorded = store.metadata(space)
        names = self._senses.names()
        again = any(recorded.get(part, name) != name for part, name in names.items())
        layered = bool(store.nodes(space, label="Fact"))
        store.set_metadata(space, names)
        ingest = self._ingest
        ingest.clear()
        total = add_up(
            ingest.project(source, again=again, progress=progress)
            for source in store.sources(space)
        )
        layers = self.consolidate(progress=progress) if layered else Report()
        return replace(add_up([total, layers]), seconds=perf_counter() - started)

    def export(self, format: str, target: str | Path | None = None) -> str | None:  # noqa: A002
        """Write the graph as json, jsonl or graphml to a file, or return it as text."""
        return export(self._store, self._namespace, format, target)
