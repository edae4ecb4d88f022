"""A language model that says what a script tells it to: a value of the seam, over no wire."""

import json
from collections.abc import Callable, Iterable, Iterator

from graphmem import Memory
from graphmem.models.chat import Prompt, Reply, Usage

Script = Callable[[Prompt], str]


class Scripted:
    """Answers each prompt with what `script` makes of it; a text that fits no shape is a fault."""

    def __init__(self, script: Script, window: int = 16_000) -> None:
        self.name = "scripted"
        self.window = window
        self.prompts: list[Prompt] = []
        self._script = script

    def complete(self, prompts: Iterable[Prompt]) -> Iterator[Reply]:
        for prompt in prompts:
            text = self._said(prompt)
            try:
                value = prompt.shape.model_validate_json(text) if prompt.shape else None
            except ValueError:
                yield Reply(text, fault="an answer that fits no shape")
            else:
                yield Reply(text, value)

    def stream(self, prompt: Prompt) -> Iterator[str]:
        text = self._said(prompt)
        yield from (text[at : at + 3] for at in range(0, len(text), 3))

    def spent(self) -> Usage:
        return Usage(calls=len(self.prompts))

    def _said(self, prompt: Prompt) -> str:
        self.prompts.append(prompt)
        return self._script(prompt)


def speak(memory: Memory, model: Scripted | None) -> None:
    """Have a memory use a model, or none, for all that it asks."""
    memory._senses.model_of = lambda _: model


def model_of(memory: Memory) -> Scripted:
    """Return the model that a memory uses."""
    return memory._senses.model_of("answer")


def number_of(prompt: Prompt, words: str) -> int:
    """Return the number of the first line of a prompt that has these words."""
    for line in prompt.user.splitlines():
        mark, _, text = line.partition("] ")
        if words in text and mark.startswith("[") and mark[1:].isdigit():
            return int(mark[1:])
    raise AssertionError(f"no line has {words!r}")


def shaped(sentences: Iterable[tuple[str, list[int]]], *values: str, known: bool = True) -> str:
    """Return an answer in the shape that is asked for."""
    told = [{"text": text, "lines": lines} for text, lines in sentences]
    return json.dumps({"known": known, "sentences": told, "values": list(values)})
