"""The chat-completions format: bodies of answers, streamed and whole."""

import json
from collections.abc import Iterator
from typing import Any

from tests.openai_server.asked import Asked

_PIECE = 24  # characters of an answer that come together in a stream


def tokens_of(text: str) -> int:
    """Return how many tokens this server says a text has."""
    return len(text) // 4 + 1


def prompt_tokens_of(body: dict[str, Any]) -> int:
    """Return how many tokens this server says a request has."""
    sent = {key: body[key] for key in ("messages", "tools", "response_format") if key in body}
    return tokens_of(json.dumps(sent))


def completion(asked: Asked, said: dict[str, Any], usage: dict[str, int] | None) -> bytes:
    """Return the body of a whole answer."""
    choice = {"index": 0, "message": said["message"], "finish_reason": said["finish"]}
    return json.dumps(_envelope(asked, "chat.completion", [choice], usage)).encode()


def chunks(asked: Asked, said: dict[str, Any], usage: dict[str, int] | None) -> Iterator[bytes]:
    """Yield the events of a streamed answer; usage comes last, with no choice, where asked for."""
    kind, message = "chat.completion.chunk", said["message"]
    for delta in _deltas(message):
        yield _event(_envelope(asked, kind, [_choice(delta, None)], None))
    yield _event(_envelope(asked, kind, [_choice({}, said["finish"])], None))
    if usage is not None:
        yield _event(_envelope(asked, kind, [], usage))
    yield b"data: [DONE]\n\n"


def error(message: str, *, code: str | None = None, param: str | None = None) -> bytes:
    """Return the body of a refusal."""
    told = {"message": message, "type": "invalid_request_error", "param": param, "code": code}
    return json.dumps({"error": told}).encode()


def spoken(asked: Asked, text: str, finish: str, *, by_tool: bool) -> dict[str, Any]:
    """Return the message that says a text, as words or as the call of a tool."""
    message: dict[str, Any] = {"role": "assistant", "content": text, "refusal": None}
    if by_tool:
        function = {"name": asked.schema_name, "arguments": text}
        call = {"id": "call_1", "type": "function", "function": function}
        message |= {"content": None, "tool_calls": [call]}
    return {"message": message, "finish": finish}


def _deltas(message: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield {"role": "assistant", "content": ""}
    for part in ("content", "refusal"):
        text = message.get(part) or ""
        for start in range(0, len(text), _PIECE):
            yield {part: text[start : start + _PIECE]}


def _choice(delta: dict[str, Any], finish: str | None) -> dict[str, Any]:
    return {"index": 0, "delta": delta, "finish_reason": finish}


def _event(value: dict[str, Any]) -> bytes:
    return f"data: {json.dumps(value)}\n\n".encode()


def _envelope(
    asked: Asked, kind: str, choices: list[dict[str, Any]], usage: dict[str, int] | None
) -> dict[str, Any]:
    envelope = {"id": "chatcmpl-1", "object": kind, "created": 0, "model": asked.model}
    return envelope | {"choices": choices} | ({"usage": usage} if usage else {})
