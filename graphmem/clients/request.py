"""A prompt as the request that an endpoint takes."""

import json
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, Literal

from graphmem.clients.schema import strict_schema
from graphmem.models.chat import Prompt

Form = Literal["json_schema", "tool", "json_object", "text"]
# How an answer is given a form, best first: what an endpoint refuses, the next may do.
FORMS: tuple[Form, ...] = ("json_schema", "tool", "json_object", "text")
_FOLDER = Path(__file__).parent
_STRIKES = 3  # answers in a row that show that an endpoint takes a form and does not heed it


@dataclass(frozen=True, slots=True)
class Turn:
    """An answer that cannot be used, and why."""

    said: str
    errors: str


class Manners:
    """What one endpoint turned out to take of each model, remembered for the process."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._forms: dict[tuple[str, str], int] = {}
        self._strikes: dict[tuple[str, str], int] = {}
        self._lengths: dict[str, str] = {}
        self._without: set[tuple[str, str]] = set()

    def form(self, model: str, shape: str) -> int:
        """Return by which of the forms to ask for a shape."""
        return self._forms.get((model, shape), 0)

    def settle(self, model: str, shape: str, form: int) -> None:
        """Remember a form that was taken."""
        with self._guard:
            self._forms[model, shape] = max(form, self.form(model, shape))

    def strike(self, model: str, shape: str, *, heeded: bool) -> None:
        """Count an answer that did not heed its form; after some in a row another is taken."""
        with self._guard:
            key = (model, shape)
            self._strikes[key] = 0 if heeded else self._strikes.get(key, 0) + 1
            if self._strikes[key] >= _STRIKES:
                self._forms[key] = len(FORMS) - 1

    def length(self, model: str, host: str) -> str:
        """Return the name of the parameter that bounds an answer."""
        hosted = host.endswith((".openai.com", ".azure.com"))
        return self._lengths.get(model, "max_completion_tokens" if hosted else "max_tokens")

    def takes(self, model: str, parameter: str) -> bool:
        """Return whether a parameter that can be left out may be sent."""
        return (model, parameter) not in self._without

    def learn(self, model: str, sent: dict[str, Any], refusal: str) -> bool:
        """Learn from a refusal to leave out or rename a parameter; return whether it says so."""
        with self._guard:
            for parameter in ("temperature", "stream_options"):
                if parameter in sent and parameter in refusal:
                    self._without.add((model, parameter))
                    return True
            for name, other in _LENGTHS.items():
                if name in sent and name in refusal:
                    known = self._lengths.setdefault(model, other)
                    return known == other
        return False


_LENGTHS = {"max_tokens": "max_completion_tokens", "max_completion_tokens": "max_tokens"}


def build_request(
    prompt: Prompt, form: Form | None, turns: tuple[Turn, ...] = ()
) -> dict[str, Any]:
    """Return the messages of a prompt, and what gives its answer a form."""
    if prompt.shape is None or form is None:
        return {"messages": _messages(prompt.system, prompt.user)}
    schema, name = strict_schema(prompt.shape), prompt.shape.__name__
    system = prompt.system
    if form in ("json_object", "text"):
        system = f"{system}\n\n{_filled('as_json', schema=json.dumps(schema))}"
    messages = _messages(system, prompt.user)
    for turn in turns:
        messages.append({"role": "assistant", "content": turn.said})
        mend = _filled("mend", errors=turn.errors, schema=json.dumps(schema))
        messages.append({"role": "user", "content": mend})
    return {"messages": messages, **_form(form, name, schema)}


def _form(form: Form, name: str, schema: dict[str, Any]) -> dict[str, Any]:
    if form == "json_schema":
        told = {"name": name, "schema": schema, "strict": True}
        return {"response_format": {"type": "json_schema", "json_schema": told}}
    if form == "tool":
        function = {"name": name, "parameters": schema, "strict": True}
        choice = {"type": "function", "function": {"name": name}}
        return {"tools": [{"type": "function", "function": function}], "tool_choice": choice}
    if form == "json_object":
        return {"response_format": {"type": "json_object"}}
    return {}


def _messages(system: str, user: str) -> list[dict[str, Any]]:
    asked = {"role": "user", "content": user}
    return [{"role": "system", "content": system}, asked] if system else [asked]


def _filled(name: str, **values: str) -> str:
    text = (_FOLDER / f"{name}.md").read_text("utf-8").strip()
    for key, value in values.items():  # one after the other: no value holds another's place
        text = text.replace(f"{{{key}}}", value)
    return text
