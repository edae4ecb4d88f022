"""A language model behind an endpoint that speaks the OpenAI format, hosted or local."""

from collections.abc import Iterable, Iterator
from copy import copy
from threading import Event
from typing import Self

from graphmem.clients.account import Account
from graphmem.clients.asking import Line, Talk, most_of
from graphmem.clients.gate import Gate
from graphmem.clients.kept import Kept
from graphmem.clients.names import model_of
from graphmem.clients.pool import Job, in_order
from graphmem.clients.request import Manners
from graphmem.clients.streaming import streamed
from graphmem.clients.wire import Said, Wire
from graphmem.errors import ModelRefused
from graphmem.models.chat import Prompt, Reply, Stage, Usage
from graphmem.protocols import ReplyCache
from graphmem.settings import ModelSettings

_MANNERS: dict[str, Manners] = {}  # by base URL


class OpenAIChat:
    """A `ChatModel` over HTTP: several calls at a time, tried again, counted and kept.

    Replies are kept in `replies`, if given, as those of a namespace: a prompt that was answered
    before takes no call. What rests on no episode is not kept, as nothing would ever erase it.
    `pause` is how many seconds the first attempt that fails waits at most; later ones wait
    longer. Nothing is loaded or sent before the first prompt. For many threads.

    Raises:
        ModelError: a cost is limited, and no price is known.
    """

    def __init__(
        self,
        settings: ModelSettings,
        *,
        replies: ReplyCache | None = None,
        namespace: str = "default",
        pause: float = 0.5,
    ) -> None:
        self.account = Account(settings)
        self._settings = settings
        self._stage: Stage | None = None
        wire = Wire(settings)
        self._kept = Kept(replies, namespace, wire.url)
        manners = _MANNERS.setdefault(wire.url, Manners())
        self._line = Line(wire, self.account, Gate(pause), manners, settings.attempts)

    @property
    def name(self) -> str:
        """Name of the model; of the stage's, where it is used as a stage's."""
        return self._settings.name if self._stage is None else self._model(self._stage)

    @property
    def window(self) -> int:
        """Tokens that a prompt and its answer may have together."""
        return self._settings.window

    def of_stage(self, stage: Stage) -> Self:
        """Return it under the name of the model that a stage has; the account is the same."""
        other = copy(self)
        other._stage = stage  # noqa: SLF001  its own copy
        return other

    def complete(self, prompts: Iterable[Prompt]) -> Iterator[Reply]:
        """Yield the reply to each prompt, in order; they are drawn as there is room for them.

        Who stops to take replies, or is interrupted, waits for nothing. Calls that are under way
        then come to their end behind the scenes: what was paid for is kept for the next time.

        Raises:
            ModelUnavailable: the endpoint failed at every attempt, or asks to wait too long.
            ModelRefused: it refuses the key, the model or the request.
            SpendingStopped: the next call could go over what may be spent. All that was sent
                before has been yielded.
        """
        return in_order(prompts, self._prepare, self._settings.concurrency)

    def stream(self, prompt: Prompt) -> Iterator[str]:
        """Yield a free answer in pieces, as they come.

        Raises:
            ModelUnavailable: as `complete`; also where the answer breaks off once it has begun.
            ModelRefused: as `complete`; also where the model refuses to answer.
            SpendingStopped: as `complete`.
        """
        model = self._model(prompt.stage)
        if (kept := self._kept.find(model, prompt)) is not None:
            self.account.add(prompt, kept.usage)
            yield kept.text
            return
        said = None
        for piece in streamed(self._line, model, prompt):
            if isinstance(piece, Said):
                said = piece
            else:
                yield piece
        if said is None:
            return
        if said.refusal:
            raise ModelRefused(f"{model!r} refused to answer: {said.refusal}")
        if said.text and not said.cut_off:
            self._kept.keep(model, prompt, Reply(said.text))

    def spent(self) -> Usage:
        """Return what was used by all prompts so far."""
        return self.account.spent()

    def close(self) -> None:
        """Hang up for good; a call that is under way comes to its end behind the scenes."""
        self._line.wire.close()

    def _prepare(self, prompt: Prompt) -> Job[Reply]:
        model = self._model(prompt.stage)
        if (kept := self._kept.find(model, prompt)) is not None:
            self.account.add(prompt, kept.usage)
            return _Known(kept)
        most = most_of(self.account, prompt)
        self.account.set_aside(most)
        return _Unknown(self._kept, Talk(self._line, model, prompt, most), model, prompt)

    def _model(self, stage: Stage) -> str:
        return model_of(self._settings, stage)


class _Known:
    """A reply that needs no call."""

    def __init__(self, reply: Reply) -> None:
        self._reply = reply

    def run(self, _: Event) -> Reply:
        """Return it."""
        return self._reply

    def cancel(self) -> None:
        """Nothing was kept ready."""


class _Unknown:
    """A prompt that is to be asked."""

    def __init__(self, kept: Kept, talk: Talk, model: str, prompt: Prompt) -> None:
        self._kept = kept
        self._talk = talk
        self._model = model
        self._prompt = prompt

    def run(self, stop: Event) -> Reply:
        """Ask it, and keep what was said as soon as it came."""
        reply = self._talk.answer(stop)
        self._kept.keep(self._model, self._prompt, reply)
        return reply

    def cancel(self) -> None:
        """Give back what was set aside."""
        self._talk.let_go()
