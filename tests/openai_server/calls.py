"""What an endpoint takes, and what was asked of it."""

from dataclasses import dataclass
from typing import Any

from tests.openai_server.asked import Asked
from tests.openai_server.faults import Fault


@dataclass(frozen=True, slots=True)
class Endpoint:
    """What an endpoint takes: by which ways an answer may be given a form, and which names.

    `forms` are json_schema, json_object and tools; what is not among them is refused with 400.
    `parameter` is the only name under which it takes the length of an answer, or "" for both.
    `models` and `key` are all that it knows, nothing for any. With `deaf` it takes each form and
    heeds none. `usage` says whether it reports any.
    """

    forms: frozenset[str] = frozenset({"json_schema", "json_object", "tools"})
    parameter: str = ""
    temperature: bool = True
    models: frozenset[str] = frozenset()
    key: str = ""
    usage: bool = True
    deaf: bool = False


@dataclass(slots=True)
class Call:
    """One request: what came of it, and the tokens that were reported in what was sent whole."""

    asked: Asked
    body: dict[str, Any]
    key: str
    fault: Fault | None = None
    status: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0


@dataclass(slots=True)
class Counted:
    """What all calls took."""

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
