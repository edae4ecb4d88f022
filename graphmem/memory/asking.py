"""The verbs that answer."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from graphmem.errors import QueryError
from graphmem.language.threads import ONE_THREAD
from graphmem.memory.base import Opened, When
from graphmem.memory.recall import Recall
from graphmem.models.evidence import Episode
from graphmem.models.recollection import Answer, Context, Cue
from graphmem.protocols import GraphStore
from graphmem.qa.answer import answer
from graphmem.qa.evidence import Evidence
from graphmem.qa.gather import gather
from graphmem.qa.shelf import Shelf
from graphmem.retrieval.cue import read_cue

if TYPE_CHECKING:
    from graphmem.qa.converse import Shown


class Asking(Opened):
    """recall, ask, episodes, stats."""

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
        with self._turn, ONE_THREAD, self._store.snapshot() as store:
            cue = self._cue(query, store)
            found = Recall(store, self._namespace, self._settings.retrieval).context(
                cue, budget or self._settings.retrieval.budget, as_of=until, explain=explain
            )
            # Only now, as a server tells it with what was searched.
            self._senses.check(store, self._namespace)
        return found

    def ask(
        self,
        query: str,
        *,
        within: Collection[str] | None = None,
        broad: bool | None = None,
        stream: "Shown | None" = None,
    ) -> Answer:
        """Answer from the graph, as values with the words they rest on; or say nothing is known.

        With a model set it answers in sentences, of which those are kept whose cited lines hold
        them. A question about the whole memory is answered from its scenes: where it is plainly
        one and a model is set, or as `broad` says. `stream` is called with each sentence when it
        has been checked, without a model with the text. With `within` only these episodes (their
        ids) count.

        Raises:
            QueryError: the query is empty, or `broad` is asked and nothing is consolidated.
            ModelError: the model could not be asked.
        """
        model = self._senses.model_of("answer") if self._settings.model.answers else None
        with self._turn, ONE_THREAD, self._store.snapshot() as store:
            cue = self._cue(query, store)
            evidence = gather(store, self._namespace, cue, self._senses.embedder, self._shelf)
            uris = {source.id: source.uri for source in store.sources(self._namespace)}
            self._senses.check(store, self._namespace)
            if within is not None:
                evidence = evidence.within(within)
            plan = None
            if broad or model is not None:
                # Who has no model need not wait for what answers with one.
                from graphmem.memory.answering import Planning  # noqa: PLC0415

                planning = Planning(store, self._namespace, self._senses.embedder, within)
                first = self._first(cue, evidence, uris)
                plan = planning.plan(cue, evidence, first, self._settings.retrieval, broad=broad)
        # Nobody waits for a model, nor for what needs no store.
        if plan is not None:
            return plan.carry_out(model, self._senses.parser, stream)
        first = self._first(cue, evidence, uris)
        if stream is not None:
            stream(first.text)
        return first

    def _first(self, cue: Cue, evidence: Evidence, uris: Mapping[str, str]) -> Answer:
        """Return the answer without a model."""
        answered = answer(cue, evidence, self._settings.answer)
        cited = (replace(c, source=uris.get(c.source, c.source)) for c in answered.citations)
        return replace(answered, citations=tuple(cited))

    def episodes(self, source: str | Path | None = None) -> list[Episode]:
        """Return the episodes that are remembered, all or those of a source, in its order.

        A source that is a folder stands for all files in it.
        """
        with self._store.snapshot() as store:
            return read_episodes(store, self._namespace, source)

    def stats(self) -> dict[str, int]:
        """Return how many of each label and relationship type the memory holds."""
        return self._store.counts(self._namespace)

    @cached_property
    def _shelf(self) -> Shelf:
        return Shelf(self._senses.embedder)

    def _close_shelf(self) -> None:
        """Let go of what was read to answer from: it may be what is gone."""
        self.__dict__.pop("_shelf", None)

    def _cue(self, query: str, store: GraphStore) -> Cue:
        if not query.strip():
            raise QueryError("the query is empty: ask something")
        return read_cue(
            query,
            self._senses.parser,
            self._senses.embedder,
            meaning=self._senses.meaning,
            now=datetime.now(UTC),
            years=lambda: store.years(self._namespace),
        )


def read_episodes(store: GraphStore, namespace: str, source: str | Path | None) -> list[Episode]:
    """Return all episodes, or those of a source or of the files of a folder, in its order."""
    if source is None:
        return store.episodes(namespace)
    uri = str(source)
    if not uri:  # no folder: all files would lie below it
        return []
    known = [s for s in store.sources(namespace) if s.uri == uri or s.uri.startswith(f"{uri}/")]
    return [e for s in known for e in store.episodes(namespace, source=s.id)]
