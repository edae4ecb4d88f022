"""Where graphs are kept; `open_store` picks the home by its URL."""

import re
from collections.abc import Callable

from graphmem.errors import StoreError
from graphmem.protocols import GraphStore
from graphmem.settings import ServerSettings, default_server
from graphmem.store.sqlite.store import SqliteStore


def open_store(
    url: str,
    *,
    timeout: float = 10.0,
    tracer: Callable[[str, float], None] | None = None,
    read_only: bool = False,
    server: ServerSettings | None = None,
) -> GraphStore:
    """Open the store at a path, `sqlite:///path`, `:memory:`, or the URL of a Neo4j server.

    A file is made when it is new; when it is `read_only` it must be there, and nothing is ever
    written to it. `timeout` is how many seconds a writer waits for another process's; `tracer` is
    told each statement and how many milliseconds it took. What lets us into a server is in
    `server`, or else in NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE.
    """
    if is_server(url):
        return _open_server(url, server, tracer=tracer, read_only=read_only)
    return SqliteStore(_path_of(url), timeout=timeout, tracer=tracer, read_only=read_only)


def is_server(url: str) -> bool:
    """Return whether a URL names a Neo4j server, and no file."""
    return bool(re.match(r"(neo4j|bolt)(\+\w+)?:", url))


def _path_of(url: str) -> str:
    scheme, separator, rest = url.partition("://")
    if not separator:
        return url
    if scheme == "sqlite":
        return rest.removeprefix("/") or ":memory:"
    raise StoreError(f"no store is known for {scheme}://: give a file, or neo4j://host:7687")


def _open_server(
    url: str,
    server: ServerSettings | None,
    *,
    tracer: Callable[[str, float], None] | None,
    read_only: bool,
) -> GraphStore:
    # Who uses a file need not wait for the driver.
    from graphmem.store.neo4j.connection import Connection  # noqa: PLC0415
    from graphmem.store.neo4j.store import Neo4jStore  # noqa: PLC0415

    if "@" in url:  # which is not said again: it may hold a password
        raise StoreError(
            "the URL of a server takes no password: set NEO4J_USERNAME and NEO4J_PASSWORD"
        )
    if not re.match(r"[^:]+://[^/]", url):
        raise StoreError(f"{url} names no server: write neo4j://host:7687")
    server = server or default_server()
    return Neo4jStore(Connection(url, server, tracer=tracer, read_only=read_only))
