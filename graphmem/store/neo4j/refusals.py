"""What Neo4j refuses, said in our words."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

from neo4j import exceptions

from graphmem.errors import StoreBusy, StoreError

# What the driver logs it raises too: where nobody asked for its log, it is not to be printed.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


@contextmanager
def translated(url: str) -> Iterator[None]:
    """Raise what the driver raises inside as an error of our tree."""
    try:
        yield
    except exceptions.Neo4jError as error:
        raise _refusal(error, url) from error
    except exceptions.DriverError as error:
        raise _failure(error, url) from error
    except (UnicodeError, OverflowError) as error:
        raise StoreError(f"{url} cannot hold a value: {error}") from error


def _refusal(error: exceptions.Neo4jError, url: str) -> StoreError:
    """Return what a server says."""
    code, said = error.code or "", _said(error.message or error)
    if isinstance(error, exceptions.AuthError):
        return StoreError(
            f"{url} does not let us in: set NEO4J_USERNAME and NEO4J_PASSWORD ({said})"
        )
    if "OutOfMemory" in code:
        return StoreError(
            f"{url} has not the memory for so large a change at once: give it more by "
            f"server.memory.heap.max_size ({said})"
        )
    if re.search("Transaction(TimedOut|[.]Terminated|[.]LockClientStopped)", code):
        return StoreBusy(
            f"{url} stopped it before the end: another writer may hold the memory, or it needs "
            f"longer than GRAPHMEM_TRANSACTION_TIMEOUT lets it ({said})"
        )
    if isinstance(error, exceptions.TransientError):
        return StoreBusy(f"{url} is busy with other writers; try again ({said})")
    if code == "Neo.ClientError.Database.DatabaseNotFound":
        return StoreError(f"{url} has no such database: see NEO4J_DATABASE ({said})")
    return StoreError(f"{url}: {said}")


def _failure(error: exceptions.DriverError, url: str) -> StoreError:
    """Return what the driver says, which could not ask a server."""
    said = _said(error)
    if isinstance(error, exceptions.ServiceUnavailable | exceptions.SessionExpired):
        return StoreError(f"{url} cannot be reached: see that the server runs there ({said})")
    if isinstance(error, exceptions.ConfigurationError):
        return StoreError(f"{url} is no address of a Neo4j server ({said})")
    return StoreError(f"{url}: {said}")


def _said(told: object) -> str:
    """Return it in one line; neither the server nor the driver names a password."""
    return " ".join(str(told).split()) or type(told).__name__
