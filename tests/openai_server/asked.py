"""What a request asks, as a script sees it, and scripts that answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: `user` is what it asks first, `turns` how often the user speaks in it.

    `schema` is what the answer must fit where the request says so, by response format or tool.
    """

    model: str
    messages: tuple[dict[str, Any], ...]
    schema_name: str
    schema: dict[str, Any] | None
    stream: bool
    longest: int | None

    @property
    def system(self) -> str:
        """What the system message says."""
        return next((m["content"] for m in self.messages if m["role"] == "system"), "")

    @property
    def user(self) -> str:
        """What the user says first: a turn that asks to mend an answer comes later."""
        return next(m["content"] for m in self.messages if m["role"] == "user")

    @property
    def turns(self) -> int:
        """How often the user speaks."""
        return sum(m["role"] == "user" for m in self.messages)


Script = Callable[[Asked], str]
Answers = Script | Mapping[str, str] | str


def recorded(pairs: Mapping[str, str]) -> Script:
    """Return a script that answers each user message with what is recorded for it."""

    def answer(asked: Asked) -> str:
        if asked.user not in pairs:
            raise LookupError(f"no answer is recorded to {asked.user!r}")
        return pairs[asked.user]

    return answer


def scripted(answers: Answers) -> Script:
    """Return what answers: a script as it is, recorded pairs, or one text to all."""
    if isinstance(answers, str):
        return lambda _: answers
    return recorded(answers) if isinstance(answers, Mapping) else answers


def read_asked(body: Mapping[str, Any]) -> Asked:
    """Read the body of a request."""
    name, schema = "", None
    for tool in body.get("tools", ()):
        name, schema = tool["function"]["name"], tool["function"]["parameters"]
    form = body.get("response_format") or {}
    if form.get("type") == "json_schema":
        name, schema = form["json_schema"]["name"], form["json_schema"]["schema"]
    return Asked(
        model=body["model"],
        messages=tuple(body["messages"]),
        schema_name=name,
        schema=schema,
        stream=bool(body.get("stream")),
        longest=body.get("max_completion_tokens") or body.get("max_tokens"),
    )
