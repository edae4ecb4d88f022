"""A disk that is full wherever a verb writes: it says so, and what was there is there."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from graphmem import Memory, StoreError
from tests.faults.injector import Verb, state_of, undisturbed
from tests.faults.verbs import NAMES, Case, Fresh

resource = pytest.importorskip("resource")


@contextmanager
def room(pages: int) -> Iterator[None]:
    """Let no file of this process grow over so many pages of a database."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (pages * 4096, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("case", NAMES, indirect=True)
def test_out_of_room_anywhere_the_state_is_one_of_those_acknowledged(case: Case, fresh: Fresh):
    states, _ = undisturbed(fresh(), case.verb)
    refused = 0
    for pages in range(1, 400, 9):
        path = fresh()
        with Memory(path) as memory:
            memory.stats()
            said = refusal(case.verb, memory, pages)
            if not said:
                break
            refused += 1
            assert str(path) in said
            assert state_of(path) in (states[:1] if "nothing was changed" in said else states)
            case.verb(memory)
        assert state_of(path) == states[-1], pages
    assert refused > 1


def refusal(verb: Verb, memory: Memory, pages: int) -> str:
    """Return what is said when there is no more room than that; nothing when there is enough."""
    try:
        with room(pages):
            verb(memory)
    except StoreError as error:
        return str(error)
    return ""
