"""`Memory`: the verbs."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Self

from graphmem.errors import QueryError, ReadingError
from graphmem.export import export
from graphmem.layers.build import build_layers
from graphmem.memory.ingest import Ingest, Progress, add_up, with_answers
from graphmem.memory.recall import Recall
from graphmem.memory.senses import Senses
from graphmem.models.evidence import Episode
from graphmem.models.recollection import Answer, Context, Cue, Report
from graphmem.models.workspace import Workspace
from graphmem.protocols import GraphStore
from graphmem.qa.answer import answer
from graphmem.qa.gather import gather
from graphmem.qa.shelf import Shelf
from graphmem.reading import read_path, read_stream, read_text, read_when
from graphmem.reconciler import close_questions
from graphmem.retrieval.cue import read_cue
from graphmem.settings import Settings, default_url
from graphmem.store import open_store

When = str | date | datetime | None


class Memory:
    """An episodic memory in one database: remember, consolidate, recall, ask, forget.

    `url` is a file (or `:memory:`); without one, `GRAPHMEM_URL` or `graphmem.db` in the current
    folder. A `namespace` is one tenant's memory: none ever sees another's. Close it, or use it
    as a context manager.

    Raises:
        StoreError: the database cannot be opened, is not ours, or is of a later version.
    """

    def __init__(
        self,
        url: str | Path | None = None,
        *,
        namespace: str = "default",
        settings: Settings | None = None,
    ) -> None:
        self._settings = settings or Settings()
        self._namespace = namespace
        self._senses = Senses(self._settings)
        self._store: GraphStore = open_store(str(url) if url is not None else default_url())

    def remember(
        self,
        text: str,
        *,
        source: str | None = None,
        occurred_at: When = None,
        speaker: str | None = None,
    ) -> Report:
        """Read a text and keep what it says.

        With a `source` it is added to what that source said before, so that a chat can be
        remembered message by message; the same words of the same speaker at the same time,
        remembered again, change nothing. `occurred_at` is the time of the text, against which
        "last Friday" is resolved.

        Raises:
            ReadingError: the text is empty, or the time cannot be read.
            OtherPipeline: the memory was read with another pipeline; see `rebuild`.
        """
        if not text.strip():
            raise ReadingError("there is no text to remember")
        reading = read_text(
            text,
            source=source,
            occurred_at=occurred_at,
            speaker=speaker,
            settings=self._settings,
        )
        return self._ingest.take_in(reading, appending=True)

    def remember_path(self, path: str | Path, *, progress: Progress | None = None) -> Report:
        """Read a file, or all text files of a folder, each as a source named by its path.

        Read again, an unchanged file changes nothing and an edited one replaces what it said.
        Episodes are written as they are read: what was read stays, and a run that was broken
        off goes on where it stopped.

        Raises:
            ReadingError: there is no such path, or a file is not text; the message says where.
        """
        readings = read_path(path, self._settings)
        return add_up(
            self._ingest.take_in(reading, appending=False, progress=progress)
            for reading in readings
        )

    def remember_stream(self, lines: Iterable[bytes], *, source: str = "-") -> Report:
        """Read a stream of text, such as standard input, as one source that it replaces."""
        reading = read_stream(lines, source=source, settings=self._settings)
        return self._ingest.take_in(reading, appending=False)

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

    def recall(
        self,
        query: str,
        *,
        budget: int | None = None,
        as_of: When = None,
        explain: bool = False,
    ) -> Context:
        """Return the lines that bear on a query, best first, within `budget` tokens.

        With `as_of` only what had happened by then counts. With `explain` each line says how it
        was reached.

        Raises:
            QueryError: the query is empty, the budget not positive, or the time not readable.
        """
        if budget is not None and budget < 1:
            raise QueryError(f"the budget is {budget}: it must be at least one token")
        until = self._moment(as_of)
        return Recall(self._store, self._namespace, self._settings.retrieval).context(
            self._cue(query),
            budget or self._settings.retrieval.budget,
            as_of=until,
            explain=explain,
        )

    def ask(self, query: str, *, within: Collection[str] | None = None) -> Answer:
        """Answer from the graph, as values with the words they rest on; or say nothing is known.

        With `within` only these episodes (their ids) count.

        Raises:
            QueryError: the query is empty.
        """
        cue = self._cue(query)
        evidence = gather(self._store, self._namespace, cue, self._senses.embedder, self._shelf)
        if within is not None:
            evidence = evidence.within(within)
        answered = answer(cue, evidence, self._settings.answer)
        uris = {source.id: source.uri for source in self._store.sources(self._namespace)}
        cited = (replace(c, source=uris.get(c.source, c.source)) for c in answered.citations)
        return replace(answered, citations=tuple(cited))

    def forget(self, *, source: str | Path) -> Report:
        """Erase a source, or all files of a folder: what was read in it, and all that rested on it.

        Facts, scenes and personas that rested on it go at once; `consolidate` builds what
        remains of them anew. A source that is not known changes nothing.
        """
        started = perf_counter()
        gone = [episode.id for episode in self.episodes(source)]
        if gone:
            self._ingest.erase(gone)
        return Report(episodes_removed=len(gone), seconds=perf_counter() - started)

    def inspect(
        self, text: str, *, occurred_at: When = None, speaker: str | None = None
    ) -> Workspace:
        """Return what the Operator reads in a text, without keeping anything."""
        if not text.strip():
            raise ReadingError("there is no text to inspect")
        time = None
        if occurred_at is not None:
            time = read_when(occurred_at, day_first=self._settings.language.day_first)
        episode = Episode("ep_inspected", "src_inspected", 0, text, "", speaker, time)
        return next(iter(self._senses.operator.read([(episode, ())])))

    def episodes(self, source: str | Path | None = None) -> list[Episode]:
        """Return the episodes that are remembered, all or those of a source, in its order.

        A source that is a folder stands for all files in it.
        """
        if source is None:
            return self._store.episodes(self._namespace)
        uri = str(source)
        known = [
            s
            for s in self._store.sources(self._namespace)
            if s.uri == uri or s.uri.startswith(f"{uri}/")
        ]
        return [e for s in known for e in self._store.episodes(self._namespace, source=s.id)]

    def stats(self) -> dict[str, int]:
        """Return how many of each label and relationship type the memory holds."""
        return self._store.counts(self._namespace)

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

    def close(self) -> None:
        """Let go of the database; closing twice is harmless."""
        self._store.close()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the database."""
        self.close()

    @cached_property
    def _shelf(self) -> Shelf:
        return Shelf(self._senses.embedder)

    @property
    def _ingest(self) -> Ingest:
        """What writes, after a check that the same pipeline wrote before."""
        self._senses.check(self._store, self._namespace)
        self._store.set_metadata(self._namespace, self._senses.names())
        window = self._settings.operator.window
        return Ingest(self._store, self._namespace, self._senses, window)

    def _cue(self, query: str) -> Cue:
        if not query.strip():
            raise QueryError("the query is empty: ask something")
        self._senses.check(self._store, self._namespace)
        return read_cue(
            query,
            self._senses.parser,
            self._senses.embedder,
            now=datetime.now(UTC),
            years=lambda: self._store.years(self._namespace),
        )

    def _moment(self, when: When) -> str | None:
        if when is None:
            return None
        try:
            return read_when(when, day_first=self._settings.language.day_first).end
        except ReadingError as error:
            raise QueryError(str(error)) from error
