"""What a language model is asked, what it says, and what that took."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, Self

from pydantic import BaseModel

Stage = Literal["operator", "judge", "scenes", "personas", "answer", "map", "reduce"]


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is asked: `system` says what to do, `user` what to do it with.

    The answer must validate against the class `shape`; without one it is free text. `episodes`
    are the ids of those whose words stand in it: what a model said of them is erased with any of
    them. `longest` is the most tokens that the answer may have.
    """

    stage: Stage
    system: str
    user: str
    shape: type[BaseModel] | None = None
    episodes: tuple[str, ...] = ()
    longest: int = 2048


@dataclass(frozen=True, slots=True)
class Usage:
    """What was used: calls over the wire, tokens sent and received, US dollars if prices are known.

    `cached` counts what was answered without a call, from what the model had said before.
    """

    calls: int = 0
    cached: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float = 0.0

    @property
    def tokens(self) -> int:
        """Tokens sent and received."""
        return self.prompt_tokens + self.completion_tokens

    def __add__(self, other: Usage) -> Usage:
        """Return both together."""
        return Usage(
            self.calls + other.calls,
            self.cached + other.cached,
            self.prompt_tokens + other.prompt_tokens,
            self.completion_tokens + other.completion_tokens,
            self.cost + other.cost,
        )

    def __sub__(self, other: Self) -> Usage:
        """Return what was used since `other`."""
        return self + Usage(
            -other.calls,
            -other.cached,
            -other.prompt_tokens,
            -other.completion_tokens,
            -other.cost,
        )


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model said: `text` as it came, and `value` where the prompt has a shape.

    `fault` says why there is no value: a refusal, an answer cut off, one that fits no shape even
    after it was asked to mend it. What asked then goes on as if there were no model.
    """

    text: str
    value: BaseModel | None = None
    usage: Usage = field(default_factory=Usage)
    fault: str = ""
