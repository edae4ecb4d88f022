"""A model that answers from a script: a function of the prompt."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pydantic import ValidationError

from graphmem.models.chat import Prompt, Reply, Usage


class Scripted:
    """Gives what `answer` returns for each prompt, as the prompt's shape; a string is a fault."""

    def __init__(self, answer: Callable[[Prompt], Any], window: int = 16_000) -> None:
        self._answer = answer
        self.name = "scripted"
        self.window = window
        self.asked: list[Prompt] = []

    def complete(self, prompts: Iterable[Prompt]) -> Iterator[Reply]:
        for prompt in prompts:
            self.asked.append(prompt)
            given = self._answer(prompt)
            if isinstance(given, str):
                yield Reply(given, fault=given)
                continue
            try:
                yield Reply("", value=prompt.shape.model_validate(given))
            except ValidationError as error:
                yield Reply("", fault=str(error))

    def stream(self, _: Prompt) -> Iterator[str]:
        yield from ()

    def spent(self) -> Usage:
        return Usage(calls=len(self.asked))
