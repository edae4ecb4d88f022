"""How one request is answered, rightly or by a fault."""

import json
import socket
import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.openai_server import wire
from tests.openai_server.asked import Asked, read_asked
from tests.openai_server.calls import Call
from tests.openai_server.faults import Fault

_GARBLED = {"malformed": "I would rather talk about it.", "misshapen": '{"something": ["else"]}'}
_REFUSED = "I cannot help with that."


class Handler(BaseHTTPRequestHandler):
    """Serves one connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else a small answer waits for what is sent after it
    server: Any
    call: Call | None = None

    def log_message(self, format: str, *values: Any) -> None:  # noqa: A002
        """Write no log."""

    def do_GET(self) -> None:
        """List the models."""
        names = sorted(self.server.owner.endpoint.models) or ["any"]
        data = [{"id": n, "object": "model", "created": 0, "owned_by": "tests"} for n in names]
        self._send(200, json.dumps({"object": "list", "data": data}).encode())

    def do_POST(self) -> None:
        """Answer a chat completion."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path.removesuffix("/") != "/v1/chat/completions":
            self._send(404, b'{"detail":"Not Found"}')
            return
        key = (self.headers.get("Authorization") or "").removeprefix("Bearer ")
        self.call = Call(read_asked(body), body, key)
        fault = self.server.owner.begin(self.call)
        try:
            if refused := self._refusal(body, key):
                self._send(*refused)
            elif fault is None or not self._fail(fault):
                self._answer(fault)
        except LookupError as error:
            self._send(400, wire.error(str(error)))
        finally:
            self.server.owner.end()

    def _refusal(self, body: dict[str, Any], key: str) -> tuple[int, bytes] | None:
        """Return how an endpoint refuses what it does not take."""
        endpoint = self.server.owner.endpoint
        if endpoint.key and key != endpoint.key:
            message = f"Incorrect API key provided: {key}."
            return 401, wire.error(message, code="invalid_api_key")
        if endpoint.models and body["model"] not in endpoint.models:
            message = f"The model `{body['model']}` does not exist"
            return 404, wire.error(message, code="model_not_found")
        lacking = self._lacking(body)
        if lacking:
            message = f"Unsupported parameter: '{lacking}' is not supported with this model."
            return 400, wire.error(message, code="unsupported_parameter", param=lacking)
        return None

    def _lacking(self, body: dict[str, Any]) -> str:
        endpoint = self.server.owner.endpoint
        form = (body.get("response_format") or {}).get("type")
        if form is not None and form not in endpoint.forms:
            return "response_format"
        if "tools" in body and "tools" not in endpoint.forms:
            return "tools"
        lengths = {"max_tokens", "max_completion_tokens"} & body.keys()
        if endpoint.parameter and (wrong := lengths - {endpoint.parameter}):
            return wrong.pop()
        if "temperature" in body and not endpoint.temperature:
            return "temperature"
        return ""

    def _fail(self, fault: Fault) -> bool:
        """Fail as a fault of the endpoint does; return whether that was an answer."""
        if fault.kind == "late":
            time.sleep(fault.seconds or 0)
        elif fault.kind == "cut":
            self._hang_up()
        elif fault.kind == "busy":
            self._send(429, wire.error("Slow down.", code="rate_limit_exceeded"), _again(fault))
        elif fault.kind == "out_of_credit":
            self._send(429, wire.error("You exceeded your quota.", code="insufficient_quota"))
        elif fault.kind == "failing":
            self._send(fault.status, wire.error("The server had an error."))
        elif fault.kind == "unauthorised":
            self._send(401, wire.error(f"Incorrect API key provided: {self.call.key}."))
        elif fault.kind == "page":
            page = b"<html><body>Bad gateway</body></html>"
            self._send(200, page, {"Content-Type": "text/html"})
        else:
            return False
        return fault.kind != "late"

    def _answer(self, fault: Fault | None) -> None:
        asked, kind = self.call.asked, fault.kind if fault else ""
        said = self._said(asked, kind)
        text = json.dumps(said["message"])
        counted = {
            "prompt_tokens": wire.prompt_tokens_of(self.call.body),
            "completion_tokens": wire.tokens_of(text),
        }
        usage = counted | {"total_tokens": sum(counted.values())}
        told = usage if self.server.owner.endpoint.usage else None
        if asked.stream:
            include = (self.call.body.get("stream_options") or {}).get("include_usage")
            told = told if include else None
            self._stream(list(wire.chunks(asked, said, told)), fault, told)
        else:
            body = wire.completion(asked, said, told)
            if kind == "no_choice":
                body, told = wire.completion(asked, said, None), None
                body = json.dumps(json.loads(body) | {"choices": []}).encode()
            self._whole(body, fault, told)

    def _said(self, asked: Asked, kind: str) -> dict[str, Any]:
        """Return what the model says, or what it says where a fault is its own."""
        endpoint = self.server.owner.endpoint
        by_tool = "tools" in self.call.body and not endpoint.deaf
        if kind == "refusal":
            said = wire.spoken(asked, "", "stop", by_tool=False)
            said["message"] |= {"content": None, "refusal": _REFUSED}
            return said
        text = self.server.owner.answer(asked)
        text = _GARBLED.get(kind, text)
        finish = "stop"
        if kind in ("truncated", "length"):
            text = text[: len(text) // 2]
            finish = "length" if kind == "length" else finish
        if asked.longest and wire.tokens_of(text) > asked.longest:
            text, finish = text[: 4 * asked.longest - 4], "length"
        return wire.spoken(asked, text, finish, by_tool=by_tool)

    def _whole(self, body: bytes, fault: Fault | None, usage: dict[str, int] | None) -> None:
        kind = fault.kind if fault else ""
        half = body[: len(body) // 2]
        if kind == "broken_body":
            self._send(200, half)
        elif kind == "cut_midway":
            self._head(200, {"Content-Length": str(len(body))})
            self.wfile.write(half)
            self._hang_up()
        elif kind == "slow" and fault:
            self._head(200, {"Content-Length": str(len(body))})
            self._count(usage)
            self._drip([body[i : i + 64] for i in range(0, len(body), 64)], fault)
        else:
            self._count(usage)
            self._send(200, body)

    def _stream(
        self, events: list[bytes], fault: Fault | None, usage: dict[str, int] | None
    ) -> None:
        kind = fault.kind if fault else ""
        self._head(200, {"Content-Type": "text/event-stream", "Transfer-Encoding": "chunked"})
        if kind in ("cut_midway", "broken_body", "no_choice"):
            self._drip(map(_chunk, events[: len(events) // 2]), fault)
            self._hang_up()
            return
        self._count(usage)
        self._drip(map(_chunk, events), fault)
        self.wfile.write(b"0\r\n\r\n")

    def _drip(self, pieces: Iterable[bytes], fault: Fault | None) -> None:
        wait = fault.seconds or 0 if fault and fault.kind == "slow" else 0
        for piece in pieces:
            self.wfile.write(piece)
            self.wfile.flush()
            time.sleep(wait)

    def _count(self, usage: dict[str, int] | None) -> None:
        if usage is not None:  # before it is sent, so that a client that has it finds it counted
            self.call.prompt_tokens = usage["prompt_tokens"]
            self.call.completion_tokens = usage["completion_tokens"]

    def _send(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self._head(status, {"Content-Length": str(len(body))} | (headers or {}))
        self.wfile.write(body)

    def _head(self, status: int, headers: dict[str, str]) -> None:
        if self.call is not None:
            self.call.status = status
        self.send_response(status)
        own = {"Content-Type": "application/json"} | self.server.owner.headers | headers
        for name, value in own.items():
            self.send_header(name, value)
        self.end_headers()

    def _hang_up(self) -> None:
        self.close_connection = True
        self.wfile.flush()
        self.connection.shutdown(socket.SHUT_RDWR)


def _again(fault: Fault) -> dict[str, str]:
    """Return when to try again, as seconds or as a date."""
    if fault.seconds is None:
        return {}
    if not fault.dated:
        return {"Retry-After": f"{fault.seconds:g}"}
    at = datetime.now(UTC) + timedelta(seconds=fault.seconds)
    return {"Retry-After": format_datetime(at, usegmt=True)}


def _chunk(piece: bytes) -> bytes:
    return f"{len(piece):x}\r\n".encode() + piece + b"\r\n"
