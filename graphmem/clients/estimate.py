"""What prompts would take, without a call."""

from collections.abc import Iterable, Iterator

from graphmem.clients.account import Account
from graphmem.clients.kept import Kept
from graphmem.clients.names import model_of, url_of
from graphmem.clients.sizes import about
from graphmem.models.chat import Prompt, Reply, Stage, Usage
from graphmem.protocols import ReplyCache
from graphmem.settings import ModelSettings


class Estimate:
    """A `ChatModel` that counts what it is asked and answers only what is kept already.

    Tokens sent are counted by the tokenizer that ships, which is about what a model counts;
    tokens received are as many as an answer may have, which is more than it will. What would be
    asked only after an answer is not counted, nor what is asked again.
    """

    def __init__(
        self,
        settings: ModelSettings,
        *,
        replies: ReplyCache | None = None,
        namespace: str = "default",
    ) -> None:
        self._settings = settings.model_copy(update={"most_cost": None, "most_tokens": None})
        self._account = Account(self._settings)
        self._kept = Kept(replies, namespace, url_of(settings))

    @property
    def name(self) -> str:
        """Name of the model that would be asked."""
        return self._settings.name

    @property
    def window(self) -> int:
        """Tokens that a prompt and its answer may have together."""
        return self._settings.window

    def of_stage(self, stage: Stage) -> "Estimate":  # noqa: ARG002  all are counted together
        """Return itself."""
        return self

    def complete(self, prompts: Iterable[Prompt]) -> Iterator[Reply]:
        """Yield a reply without a value to each prompt, or what is kept."""
        for prompt in prompts:
            reply = self._kept.find(model_of(self._settings, prompt.stage), prompt)
            reply = reply or self._unasked(prompt)
            self._account.add(prompt, reply.usage)
            yield reply

    def stream(self, prompt: Prompt) -> Iterator[str]:
        """Yield what is kept, or nothing."""
        reply = next(self.complete([prompt]))
        yield from (reply.text,) if reply.text else ()

    def spent(self) -> Usage:
        """Return what all prompts so far would take at most."""
        return self._account.spent()

    def close(self) -> None:
        """Nothing is open."""

    def _unasked(self, prompt: Prompt) -> Reply:
        most = self._account.priced(calls=1, sent=about(prompt), received=prompt.longest)
        return Reply("", None, most, "it was not asked")
