"""What Neo4j refuses, said in our words."""

from collections.abc import Iterator
from contextlib import contextmanager

from neo4j import exceptions

from graphmem.errors import StoreBusy, StoreError


@contextmanager
def translated(url: str) -> Iterator[None]:
    """Raise what the driver raises inside as an error of our tree."""
    try:
        yield
    except exceptions.AuthError as error:
        raise StoreError(
            f"{url} does not let us in: set NEO4J_USERNAME and NEO4J_PASSWORD ({_said(error)})"
        ) from error
    except exceptions.TransientError as error:
        raise StoreBusy(f"{url} is busy with other writers; try again ({_said(error)})") from error
    except (exceptions.ServiceUnavailable, exceptions.SessionExpired) as error:
        raise StoreError(
            f"{url} cannot be reached: see that the server runs there ({_said(error)})"
        ) from error
    except exceptions.ConfigurationError as error:
        raise StoreError(f"{url} is no address of a Neo4j server ({_said(error)})") from error
    except (UnicodeError, OverflowError) as error:
        raise StoreError(f"{url} cannot hold a value: {error}") from error
    except (exceptions.Neo4jError, exceptions.DriverError) as error:
        raise StoreError(f"{url}: {_said(error)}") from error


def _said(error: Exception) -> str:
    """Return the first line of what the driver says; it names no password."""
    told = getattr(error, "message", None) or str(error) or type(error).__name__
    return str(told).strip().splitlines()[0]
