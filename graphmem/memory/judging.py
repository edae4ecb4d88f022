"""A language model is asked about pairs of whom it is uncertain whether they are one."""

from collections import deque
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import PurePath

from graphmem.memory.base import Opened
from graphmem.memory.ingest import Progress
from graphmem.models.chat import Prompt
from graphmem.models.evidence import Decision
from graphmem.models.graph import GraphDelta
from graphmem.protocols import ChatModel, GraphStore
from graphmem.reconciler import (
    ACTING,
    Case,
    Doubt,
    Verdicts,
    lay_out,
    make_prompt,
    parted,
    read_verdicts,
    uncertain,
)

_ROUNDS = 2  # what is taken out of somebody may be another, which is asked thereafter


class Judging(Opened):
    """decisions."""

    def decisions(self) -> list[Decision]:
        """Return what a language model decided or worded and holds, by id.

        A person's `merge` or `split` of the same words has the last word over it.
        """
        return self._store.decisions(self._namespace)

    def _judge(self, progress: Progress | None) -> None:
        """Ask about what is uncertain, where a model is set; what comes back is kept at once.

        Raises:
            ModelError: as `ChatModel.complete` says; what was decided until then is kept, and
                is not asked again.
        """
        settings = self._settings.model
        model = self._senses.model_of("judge") if settings.judge else None
        if model is None:
            return
        left = settings.pairs
        for _ in range(_ROUNDS):
            doubts = self._doubts(left)
            if not doubts:
                return
            self._ask(model, doubts, progress)
            left -= len(doubts)

    def _doubts(self, most: int) -> list[Doubt]:
        with self._store.snapshot() as store:
            self._senses.check(store, self._namespace)
            answered = {d.key for d in store.decisions(self._namespace, sorts=("unsure",))}
            sightings = store.sightings(self._namespace)
        return uncertain(sightings, most=most, answered=answered)

    def _ask(self, model: ChatModel, doubts: list[Doubt], progress: Progress | None) -> None:
        asked: deque[list[Case]] = deque()
        done = 0
        for reply in model.complete(self._prompts(doubts, model.window, asked)):
            cases = asked.popleft()
            done += len(cases)
            if isinstance(reply.value, Verdicts):
                now = datetime.now(UTC).isoformat(timespec="seconds")
                self._keep(read_verdicts(cases, reply.value, model=model.name, recorded_at=now))
            if progress is not None:
                progress("judging who is who", done)

    def _prompts(
        self, doubts: list[Doubt], window: int, asked: deque[list[Case]]
    ) -> Iterator[Prompt]:
        """Yield a prompt for some doubts at a time, and note what each asks about."""
        cases = (c for number, d in enumerate(doubts, 1) if (c := self._case(number, d)))
        for some in parted(cases, window):
            asked.append(some)
            yield make_prompt(some)

    def _case(self, number: int, doubt: Doubt) -> Case | None:
        store, space = self._store, self._namespace
        ids = {s.episode for s in (*doubt.ones, *doubt.others)}
        episodes = {e.id: e for e in store.episodes(space, ids=ids)}
        sources = store.sources(space, ids={e.source for e in episodes.values()})
        titles = {s.id: s.title or PurePath(s.uri).name for s in sources}
        return lay_out(number, doubt, episodes, store.workspaces(space, ids), titles)

    def _keep(self, decisions: list[Decision]) -> None:
        """Write decisions, and the graph what follows, unless their texts have gone meanwhile."""
        with self._changing() as store:
            there = [d for d in decisions if self._stands(store, d)]
            acting = [d for d in there if d.sort in ACTING]
            others = tuple(d for d in there if d.sort not in ACTING)
            if acting:
                self._ingest_into(store).decide(acting)
            if others:
                store.apply(GraphDelta(self._namespace, decisions=others))

    def _stands(self, store: GraphStore, decision: Decision) -> bool:
        ids = decision.episodes()
        return len(store.episodes(self._namespace, ids=ids)) == len(ids)
