"""An answer in two steps: what the store is asked for, and what is made of it without the store."""

from collections.abc import Collection
from dataclasses import dataclass

from graphmem.errors import ModelError, QueryError
from graphmem.language.parse import Parser
from graphmem.memory.briefing import Briefing
from graphmem.memory.broad import Surveying, Whole
from graphmem.memory.recall import Recall
from graphmem.models.recollection import Answer, Cue
from graphmem.protocols import ChatModel, Embedder, GraphStore
from graphmem.qa.broad import is_broad
from graphmem.qa.converse import Shown, converse
from graphmem.qa.evidence import Evidence
from graphmem.qa.given import Brief
from graphmem.qa.outline import outline
from graphmem.qa.prompts import fitting
from graphmem.qa.reduce import reduce
from graphmem.settings import RetrievalSettings


@dataclass(frozen=True, slots=True)
class Plan:
    """All that an answer needs besides a model, so that nothing is held up while that thinks."""

    first: Answer
    brief: Brief | None = None
    whole: Whole | None = None

    def carry_out(self, model: ChatModel | None, parser: Parser, show: Shown | None) -> Answer:
        """Return what the model answers; without one, or anything to read, the first answer.

        Raises:
            ModelError: the model could not be asked.
        """
        if model is None or self.brief is None or not self.brief.given:
            if show is not None:
                show(self.first.text)
            return self.first
        try:
            if self.whole is not None:
                return reduce(model, parser, self.brief, self.whole.digests, self.first, show)
            brief = fitting(self.brief, model.window)
            return converse(model, parser, brief, self.first, show)
        except ModelError as error:
            how = "to ask without a model, set `model.answers` to false in the settings"
            raise type(error)(f"{error}; {how}") from error


class Planning:
    """Plans answers from one state of a store; with `within` only these episodes count."""

    def __init__(
        self,
        store: GraphStore,
        namespace: str,
        embedder: Embedder,
        within: Collection[str] | None = None,
    ) -> None:
        self._store = store
        self._space = namespace
        self._embedder = embedder
        self._within = within

    def plan(
        self,
        cue: Cue,
        evidence: Evidence,
        first: Answer,
        settings: RetrievalSettings,
        *,
        broad: bool | None,
    ) -> Plan:
        """Return how a query is answered to which `first` is the answer without a model.

        Raises:
            QueryError: `broad` is asked for, and there are episodes but no scenes yet.
        """
        named = [known for known in evidence.known if known.entities]
        if broad or (broad is None and is_broad(cue, [known.name.text for known in named])):
            whole = self._whole(cue, frozenset(e for known in named for e in known.entities))
            if whole.digests:
                told = outline(cue, whole.brief, whole.digests, whole.known)
                return Plan(told, whole.brief, whole)
            if broad and self._store.episodes(self._space):
                raise QueryError(
                    "a broad question is answered from scenes, and there are none: `consolidate` "
                    "makes them"
                )
        found = Recall(self._store, self._space, settings).context(cue, settings.budget)
        briefing = Briefing(self._store, self._space, self._within)
        return Plan(first, briefing.brief(cue.query, found.lines, first, settings.budget))

    def _whole(self, cue: Cue, named: Collection[str]) -> Whole:
        """Return what is known of those who are named, or where that is nothing, of all."""
        surveying = Surveying(self._store, self._space, self._embedder, self._within)
        whole = surveying.survey(cue.query, named)
        return whole if whole.digests or not named else surveying.survey(cue.query, ())
