"""Calls over the wire: the one place that speaks with openai."""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from threading import BoundedSemaphore, Lock
from typing import Any
from urllib.parse import urlsplit

from graphmem.clients.names import url_of
from graphmem.clients.refusals import Passing, Place, understood
from graphmem.errors import ModelRefused, ModelUnavailable
from graphmem.settings import ModelSettings

_NO_KEY = "none"  # what is sent to an endpoint that asks for no key; openai wants one
_CONNECT = 10.0  # seconds that a connection may take


@dataclass(frozen=True, slots=True)
class Said:
    """What came back: a text, or the words of a refusal; and the tokens, None where not told."""

    text: str
    refusal: str = ""
    cut_off: bool = False
    sent: int | None = None
    received: int | None = None


class Wire:
    """A connection to one endpoint, made when it is first used; for many threads."""

    def __init__(self, settings: ModelSettings) -> None:
        self.url = url_of(settings)
        self._key = settings.api_key.get_secret_value()
        self._timeout = settings.timeout
        self._place = Place(self.url, self._key, settings.timeout)
        self._room = BoundedSemaphore(settings.concurrency)
        self._guard = Lock()
        self._client: Any = None
        self._inside = 0
        self._closed = False

    @property
    def shown(self) -> str:
        """The endpoint's URL, as it may be shown."""
        return self._place.url

    @property
    def host(self) -> str:
        """The endpoint's host."""
        return urlsplit(self.url).hostname or ""

    def ask(self, request: Mapping[str, Any]) -> Said:
        """Send a request and return the answer; raises as `understood` does."""
        with self._room, understood(self._place), self._opened() as client:
            return _read(client.chat.completions.create(**request))

    def stream(self, request: Mapping[str, Any]) -> Iterator[str | Said]:
        """Yield the pieces of an answer as they come, and last how it ended."""
        end = _End()
        with self._room, understood(self._place), self._opened() as client:
            events = client.chat.completions.create(**request, stream=True)
            if not hasattr(events, "close"):
                raise Passing("it answers with something that is no stream")
            with closing(events):
                for event in events:
                    if piece := end.add(event):
                        yield piece
        if end.reason is None:
            raise Passing("the stream ended before the answer did", lost=True)
        yield end.said()

    def close(self) -> None:
        """Hang up for good, when the last call that is under way has come to its end."""
        with self._guard:
            self._closed = True
            self._hang_up()

    def _hang_up(self) -> None:
        if self._closed and not self._inside and self._client is not None:
            self._client.close()
            self._client = None

    @contextmanager
    def _opened(self) -> Iterator[Any]:
        with self._guard:
            if self._closed:
                raise ModelUnavailable(f"{self.shown} was hung up on: the memory is closed")
            if self._client is None:
                self._client = self._connect()
            self._inside += 1
        try:
            yield self._client
        finally:
            with self._guard:
                self._inside -= 1
                self._hang_up()

    def _connect(self) -> Any:
        if not self._key and self.host.endswith(".openai.com"):
            raise ModelRefused(
                f"{self.shown} wants a key: set OPENAI_API_KEY, or OPENAI_BASE_URL to another "
                "endpoint"
            )
        import openai  # noqa: PLC0415  only who asks a model waits for it

        return openai.OpenAI(
            api_key=self._key or _NO_KEY,
            base_url=self.url,
            timeout=openai.Timeout(self._timeout, connect=min(_CONNECT, self._timeout)),
            max_retries=0,
        )


def _read(answer: Any) -> Said:
    choices = getattr(answer, "choices", None)
    if not choices or getattr(choices[0], "message", None) is None:
        raise Passing("it answers with something that is no chat completion")
    choice, usage = choices[0], getattr(answer, "usage", None)
    message = choice.message
    calls = getattr(message, "tool_calls", None) or ()
    called = next((c.function.arguments for c in calls if getattr(c, "function", None)), None)
    return Said(
        called or message.content or "",
        _refusal(choice, message),
        choice.finish_reason == "length",
        getattr(usage, "prompt_tokens", None),
        getattr(usage, "completion_tokens", None),
    )


def _refusal(choice: Any, message: Any) -> str:
    said = getattr(message, "refusal", None)
    if said:
        return str(said)
    return "what it said was filtered out" if choice.finish_reason == "content_filter" else ""


class _End:
    """How a stream ends, as far as it has come."""

    def __init__(self) -> None:
        self.reason: str | None = None
        self._text: list[str] = []
        self._refusal = ""
        self._usage: Any = None

    def add(self, event: Any) -> str:
        """Take an event in, and return the words that it brings."""
        self._usage = getattr(event, "usage", None) or self._usage
        choices = getattr(event, "choices", None)
        if not choices:
            return ""
        self.reason = choices[0].finish_reason or self.reason
        delta = choices[0].delta
        self._refusal += getattr(delta, "refusal", None) or ""
        piece: str = getattr(delta, "content", None) or ""
        self._text.append(piece)
        return piece

    def said(self) -> Said:
        """Return the whole of it."""
        filtered = "what it said was filtered out" if self.reason == "content_filter" else ""
        return Said(
            "".join(self._text),
            self._refusal or filtered,
            self.reason == "length",
            getattr(self._usage, "prompt_tokens", None),
            getattr(self._usage, "completion_tokens", None),
        )
