"""The server: it counts what it is asked and what it said that this took."""

import socket
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from http.server import ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from tests.openai_server.asked import Answers, scripted
from tests.openai_server.calls import Call, Counted, Endpoint
from tests.openai_server.faults import Fault, Schedule
from tests.openai_server.handler import Handler


class OpenAIServer:
    """Answers on loopback while it is used as a context manager; `url` is its base URL.

    The script is called for each request, from the thread that serves it.
    """

    def __init__(
        self,
        answers: Answers,
        *,
        faults: Schedule | None = None,
        endpoint: Endpoint | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.answer = scripted(answers)
        self.endpoint = endpoint or Endpoint()
        self.faults = faults or (lambda _: None)
        self.headers = dict(headers or {})
        self.calls: list[Call] = []
        self.at_once = 0  # the most calls that were ever in hand together
        self.in_hand = 0  # calls that are not answered yet
        self._guard = threading.Lock()
        self._server = _Listener(("127.0.0.1", 0), Handler)
        self._server.owner = self
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), daemon=True
        )

    @property
    def url(self) -> str:
        """The base URL."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def counted(self) -> Counted:
        """Return what was asked and reported so far."""
        with self._guard:
            return Counted(
                len(self.calls),
                sum(c.prompt_tokens for c in self.calls),
                sum(c.completion_tokens for c in self.calls),
            )

    def begin(self, call: Call) -> Fault | None:
        """Count a call, and return what is to go wrong with it."""
        with self._guard:
            self.calls.append(call)
            self.in_hand += 1
            self.at_once = max(self.at_once, self.in_hand)
            call.fault = self.faults(len(self.calls))
        return call.fault

    def end(self) -> None:
        """Count a call as done."""
        with self._guard:
            self.in_hand -= 1

    def close(self) -> None:
        """Listen no more, and cut off whoever is still connected."""
        self._server.shutdown()
        self._server.hang_up()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> Self:
        """Start to listen."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()


class _Listener(ThreadingHTTPServer):
    """Listens, and knows for whom."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    owner: Any = None

    def __init__(self, address: tuple[str, int], handler: type[Handler]) -> None:
        super().__init__(address, handler)
        self._open: set[socket.socket] = set()

    def get_request(self) -> tuple[socket.socket, Any]:
        """Accept a connection, and remember it."""
        connection, address = super().get_request()
        self._open.add(connection)
        return connection, address

    def shutdown_request(self, request: Any) -> None:
        """Close a connection."""
        self._open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """Cut all connections: nobody is there any more."""
        for connection in tuple(self._open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say what went wrong, unless the client hung up, which some tests are about."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)
