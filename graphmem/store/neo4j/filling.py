"""Namespaces that are filled in steps, as a transaction must fit into the server's heap."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

import neo4j

from graphmem.errors import StoreBusy
from graphmem.store.neo4j.session import Session

_PATIENCE = 2.0  # seconds in which somebody who is at it is noticed


@contextmanager
def filling(
    url: str, session: neo4j.Session, aside: neo4j.Session, spaces: Collection[str]
) -> Iterator[None]:
    """Mark empty namespaces as being filled until they are; on any error they are empty again.

    The marks stay where whoever fills is killed: what they did not finish is erased by who comes
    next. While they are alive a transaction that is open in the session `aside` holds the marks.
    """
    steps = Session(session)
    for space in spaces:
        steps.run("begin_filling", space=space)
    _look_for_others(url, aside, spaces)
    with aside.begin_transaction() as work:
        marks = Session(work)
        for space in spaces:
            marks.run("hold_filling", space=space)
        _erase(steps, spaces)
        try:
            yield
        except BaseException:
            _erase(steps, spaces)
            _leave(marks, spaces)
            work.commit()
            raise
        _leave(marks, spaces)
        work.commit()


def _look_for_others(url: str, aside: neo4j.Session, spaces: Collection[str]) -> None:
    try:
        with aside.begin_transaction(timeout=_PATIENCE) as work:
            for space in spaces:
                Session(work).run("hold_filling", space=space)
    except neo4j.exceptions.Neo4jError as error:
        if "Transaction" not in (error.code or ""):
            raise
        raise StoreBusy(f"{url}: somebody else is filling the same namespace") from error


def _erase(steps: Session, spaces: Collection[str]) -> None:
    for space in spaces:
        steps.run("clear_in_parts", space=space)


def _leave(marks: Session, spaces: Collection[str]) -> None:
    for space in spaces:
        marks.run("end_filling", space=space)
