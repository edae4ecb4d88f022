"""Where graphs are kept; `open_store` picks the home by its URL."""

import re
from collections.abc import Callable
from typing import Any

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
    driver: Any = None,
) -> GraphStore:
    """Open the store at a path, `sqlite:///path`, `:memory:`, or the URL of a Neo4j server.

    A file is made when it is new; when it is `read_only` it must be there, and nothing is ever
    written to it. `timeout` is how many seconds a writer waits for another process's; `tracer` is
    told each statement and how many milliseconds it took. What lets us into a server is in
    `server`, or else in NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE; or a `neo4j.Driver` is
    handed in, which is the caller's to close.
    """
    if is_server(url):
        entered = {"tracer": tracer, "read_only": read_only, "driver": driver}
        return _open_server(url, server or default_server(), entered)
    if driver is not None:
        raise StoreError(f"{url} is no server for a driver to enter: write neo4j://host:7687")
    return SqliteStore(path_of(url), timeout=timeout, tracer=tracer, read_only=read_only)


def is_server(url: str) -> bool:
    """Return whether a URL names a Neo4j server, and no file."""
    return bool(re.match(r"(neo4j|bolt)(\+\w+)?:", url))


def path_of(url: str) -> str:
    """Return the file that a URL which names no server stands for."""
    scheme, separator, rest = url.partition("://")
    if not separator:
        return url
    if scheme == "sqlite":
        return rest.removeprefix("/") or ":memory:"
    raise StoreError(f"no store is known for {scheme}://: give a file, or neo4j://host:7687")


def _open_server(url: str, server: ServerSettings, entered: dict[str, Any]) -> GraphStore:
    # Who uses a file need not wait for the driver.
    from graphmem.store.neo4j.connection import Connection  # noqa: PLC0415
    from graphmem.store.neo4j.store import Neo4jStore  # noqa: PLC0415

    if "@" in url:  # which is not said again: it may hold a password
        raise StoreError(
            "the URL of a server takes no password: set NEO4J_USERNAME and NEO4J_PASSWORD"
        )
    if not re.match(r"[^:]+://[^/]", url):
        raise StoreError(f"{url} names no server: write neo4j://host:7687")
    return Neo4jStore(Connection(url, server, **entered))
