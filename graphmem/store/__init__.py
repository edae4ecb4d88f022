"""Where graphs are kept; `open_store` picks the home by its URL."""

from collections.abc import Callable

from graphmem.errors import StoreError
from graphmem.protocols import GraphStore
from graphmem.store.sqlite.store import SqliteStore


def open_store(
    url: str,
    *,
    timeout: float = 10.0,
    tracer: Callable[[str, float], None] | None = None,
    read_only: bool = False,
) -> GraphStore:
    """Open the store at a path, `sqlite:///path` or `:memory:`, making it when it is new.

    When it is `read_only` it must be there, and nothing is ever written to it.
    `timeout` is how many seconds a writer waits for another process's; `tracer` is told each
    statement and how many milliseconds it took.
    """
    return SqliteStore(_path_of(url), timeout=timeout, tracer=tracer, read_only=read_only)


def _path_of(url: str) -> str:
    scheme, separator, rest = url.partition("://")
    if not separator:
        return url
    if scheme == "sqlite":
        return rest.removeprefix("/") or ":memory:"
    if scheme.partition("+")[0] in {"neo4j", "bolt"}:
        raise StoreError("the Neo4j store is not in this version: give the path of a file")
    raise StoreError(f"no store is known for {scheme}://: give the path of a file")
