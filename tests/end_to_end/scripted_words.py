"""A language model that words scenes and personas by a script, from the lines it is shown."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from pydantic import BaseModel

from graphmem.layers.wording_shapes import CitedText, PersonaShape, SceneShape
from graphmem.memory.senses import Senses
from graphmem.models.chat import Prompt, Reply, Stage, Usage
from graphmem.protocols import ChatModel
from graphmem.settings import Settings

_LINE = re.compile(r"^\[(\d+)\] (.*)$", re.MULTILINE)

Script = Callable[[Prompt, dict[int, str]], BaseModel | None]


def shown(prompt: Prompt) -> dict[int, str]:
    """Return the facts of a prompt by their numbers, without days, and those that are denied."""
    found: dict[int, str] = {}
    for number, rest in _LINE.findall(prompt.user):
        parts = rest.split(" | ")
        if "NOT" in parts:
            continue
        quotes = (i for i, part in enumerate(parts) if part.startswith(('"', "same words")))
        quoted = next(quotes, len(parts))
        found[int(number)] = parts[max(0, quoted - 1)]
    return found


def faithful(prompt: Prompt, lines: dict[int, str]) -> BaseModel:
    """Say what the lines say, with another word in front so that it can be told apart."""
    told = list(lines.items())[:4]
    said = [CitedText(text=f"In short: {text.rstrip('.')}.", lines=[n]) for n, text in told]
    if prompt.shape is SceneShape:
        number, text = told[-1]
        return SceneShape(title=CitedText(text=text[:40], lines=[number]), sentences=said)
    return PersonaShape(sentences=said, traits=[])


class Speaking(Senses):
    """What reads, with a model of one's own or none."""

    def __init__(self, settings: Settings, model: ChatModel | None) -> None:
        super().__init__(settings)
        self._own = model

    @property
    def model(self) -> ChatModel | None:
        return self._own

    def model_of(self, stage: Stage) -> ChatModel | None:
        return self._own if stage in ("scenes", "personas") else None


@dataclass
class Scripted:
    """Answers by a script; keeps what it was asked, and raises `error` after `most` answers."""

    script: Script = faithful
    name: str = "scripted"
    window: int = 16_000
    most: int | None = None
    error: BaseException | None = None
    asked: list[Prompt] = field(default_factory=list)

    def complete(self, prompts: Iterable[Prompt]) -> Iterator[Reply]:
        for prompt in prompts:
            if self.most is not None and len(self.asked) >= self.most and self.error:
                raise self.error
            self.asked.append(prompt)
            value = self.script(prompt, shown(prompt))
            text = value.model_dump_json() if value else ""
            yield Reply(text, value, fault="" if value else "it refused")

    def stream(self, prompt: Prompt) -> Iterator[str]:
        raise AssertionError(prompt.stage)

    def spent(self) -> Usage:
        return Usage(calls=len(self.asked))
