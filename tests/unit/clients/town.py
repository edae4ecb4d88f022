"""Towns, of which a model is asked, and scripts that answer."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from time import sleep
from typing import Any

from pydantic import BaseModel

from graphmem.clients.openai_chat import OpenAIChat
from graphmem.models.chat import Prompt, Reply
from graphmem.protocols import ReplyCache
from graphmem.settings import ModelSettings
from tests.openai_server import Asked, OpenAIServer

KEY = "sk-zubrowka-4711"


class Part(BaseModel):
    """A part of a town."""

    name: str
    people: int


class Town(BaseModel):
    """A town, with its parts."""

    name: str
    mayor: str | None = None
    parts: list[Part] = []


def about_town(asked: Asked) -> str:
    """Answer with a town that follows from what is asked alone."""
    parts = [{"name": f"{asked.user} {i}", "people": len(asked.user) + i} for i in range(2)]
    return json.dumps({"name": asked.user, "mayor": None, "parts": parts})


def prompts(number: int, **given: Any) -> list[Prompt]:
    """Return prompts that each ask for a town."""
    return [
        Prompt("operator", "Say what the town is like.", f"town {i}", Town, (f"e{i}", "e"), **given)
        for i in range(number)
    ]


@contextmanager
def speaking(
    server: OpenAIServer, *, replies: ReplyCache | None = None, **given: Any
) -> Iterator[OpenAIChat]:
    """Give a model behind a server, which tries again quickly."""
    told: Mapping[str, Any] = {"name": "town-1", "base_url": server.url, "api_key": KEY, **given}
    model = OpenAIChat(ModelSettings(**told), replies=replies, pause=0.002)
    try:
        yield model
    finally:
        model.close()


def said(replies: Sequence[Reply]) -> list[tuple[str, object, str]]:
    """Return what is in replies, whatever it took."""
    return [(r.text, r.value, r.fault) for r in replies]


def is_counted(model: OpenAIChat, server: OpenAIServer) -> bool:
    """Return whether the model's account is what the server counted, once all came back."""
    for _ in range(100):
        if server.in_hand == 0 and _counts(model, server):
            return True
        sleep(0.02)
    return False


def _counts(model: OpenAIChat, server: OpenAIServer) -> bool:
    spent, counted = model.spent(), server.counted()
    return (spent.calls, spent.prompt_tokens, spent.completion_tokens) == (
        counted.calls,
        counted.prompt_tokens,
        counted.completion_tokens,
    )
