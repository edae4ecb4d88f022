"""The Operator that lets a language model read deeper than the pipeline does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graphmem.models.chat import Prompt, Reply
from graphmem.models.evidence import Episode
from graphmem.models.workspace import Workspace
from graphmem.operator.deepen import deepen
from graphmem.operator.ground import Span
from graphmem.operator.llm_shapes import ToldReading
from graphmem.operator.pieces import cut_pieces
from graphmem.operator.prompting import fingerprint, make_prompt, room
from graphmem.operator.spacy_operator import window_id
from graphmem.operator.unsure import unsure_passages
from graphmem.protocols import ChatModel, Operator
from graphmem.settings import ModelSettings

_LEAST_WORDS = 3
Windowed = tuple[Episode, tuple[Episode, ...]]


@dataclass(frozen=True, slots=True)
class _Plan:
    """An episode with what the pipeline read in it and what is asked about it."""

    episode: Episode
    workspace: Workspace
    pieces: tuple[tuple[Span, ...], ...]
    prompts: tuple[Prompt, ...]


class LlmOperator:
    """Reads with another Operator first, and asks a model about all of an episode or some of it.

    `reading` of the settings is "full" or "hybrid". What is asked follows from the episode, its
    window and the settings alone. That is also why a chat's turns are asked about one by one: an
    answer about several would depend on turns that come later, and each that is remembered,
    edited or forgotten would have them all read again.

    `asked` counts the episodes that a model was asked about, `fallbacks` those among them of
    which it gave no usable answer, or not to all of it, and `dropped` what it told and the text
    does not hold, by sort.
    """

    def __init__(self, base: Operator, model: ChatModel, settings: ModelSettings) -> None:
        self._base = base
        self._model = model
        self._settings = settings
        self._room = room(min(model.window, settings.window))
        self.asked = 0
        self.fallbacks = 0
        self.dropped: Counter[str] = Counter()

    @property
    def reader(self) -> str:
        """Name of the reader below, the model, and the fingerprint of what it is asked."""
        return f"{self._base.reader}+{self._model.name}/{fingerprint()}"

    def read(self, batch: Sequence[Windowed]) -> Iterator[Workspace]:
        """Yield a workspace for each (episode, window), in order.

        An episode that the model was not asked about, or gave no usable answer to, is as the
        reader below reads it.

        Raises:
            ModelError: the model cannot be asked; what came before was yielded.
        """
        plans = list(self._plans(batch))
        prompts = [prompt for plan in plans for prompt in plan.prompts]
        replies = iter(self._model.complete(prompts)) if prompts else iter(())
        for plan in plans:
            yield self._workspace(plan, [next(replies) for _ in plan.prompts])

    def prompts(self, batch: Sequence[Windowed]) -> Iterator[Prompt]:
        """Yield what would be asked about the episodes of a batch, without asking."""
        for plan in self._plans(batch):
            yield from plan.prompts

    def _plans(self, batch: Sequence[Windowed]) -> Iterator[_Plan]:
        for (episode, window), workspace in zip(batch, self._base.read(batch), strict=True):
            passages = self._passages(episode, workspace)
            pieces = tuple(cut_pieces(episode.text, passages, self._room))
            seen = _seen(window, workspace)
            asked = tuple(make_prompt(episode, seen, workspace, piece) for piece in pieces)
            yield _Plan(episode, workspace, pieces, asked)

    def _passages(self, episode: Episode, workspace: Workspace) -> Sequence[Span]:
        """Return the passages to ask about; what is hardly words, or not English, has none."""
        if workspace.language != "en" or len(episode.text.split()) < _LEAST_WORDS:
            return ()
        if self._settings.reading == "hybrid":
            return unsure_passages(episode, workspace, self._settings.share)
        return workspace.passages if self._settings.reading == "full" else ()

    def _workspace(self, plan: _Plan, replies: Sequence[Reply]) -> Workspace:
        if not replies:
            return plan.workspace
        told = list(_told(plan.pieces, replies))
        self.asked += 1
        self.fallbacks += len(told) < len(replies)
        if not told:
            return plan.workspace
        found = deepen(plan.episode, plan.workspace, told, self.reader)
        self.dropped.update(found.dropped)
        return found.workspace


def _told(
    pieces: Iterable[tuple[Span, ...]], replies: Iterable[Reply]
) -> Iterator[tuple[tuple[Span, ...], ToldReading]]:
    """Yield the pieces of which there is an answer, with it."""
    for piece, reply in zip(pieces, replies, strict=True):
        if isinstance(reply.value, ToldReading) and not reply.fault:
            yield piece, reply.value


def _seen(window: Sequence[Episode], workspace: Workspace) -> tuple[Episode, ...]:
    """Return the episodes of a window that a reading depends on, by the hash that it keeps."""
    for first in range(len(window)):
        if window_id([e.id for e in window[first:]]) == workspace.window:
            return tuple(window[first:])
    return ()
