"""Ctrl-C wherever a verb writes, or asks: the same memory goes on as if nothing had been."""

from itertools import count
from pathlib import Path

import pytest

import graphmem
from graphmem import Memory
from tests.faults.injector import Points, chosen, interrupted, opened, state_of, undisturbed
from tests.faults.verbs import NAMES, Case, Fresh, remember

QUERY = "Where did Ana Ruiz open her studio?"


def press() -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("case", NAMES, indirect=True)
def test_interrupted_anywhere_the_same_memory_goes_on(case: Case, fresh: Fresh):
    states, points = undisturbed(fresh(), case.verb)
    for at in chosen(points, every=12):
        path = fresh()
        with opened(path, Points(press, at)) as memory:
            with pytest.raises(KeyboardInterrupt):
                case.verb(memory)
            assert state_of(path) == states[points[at]], at
            if points[at] not in points[at + 1 :]:
                case.verb(memory)
                assert state_of(path) == states[-1], at


@pytest.mark.parametrize("package", ["qa", "memory", "store"])
@pytest.mark.parametrize("verb", ["ask", "recall"])
def test_interrupted_while_it_answers_it_answers_the_same_later(
    package: str, verb: str, tmp_path: Path
):
    path, folder = tmp_path / "memory.db", Path(graphmem.__file__).parent / package
    with Memory(path) as memory:
        remember("Ana Ruiz opened her studio in Leeds. Tom Ruiz carried the kiln.", "a")(memory)
        remember("Ana Ruiz was in Paris on 2 June 2025. Eva Lund met her there.", "b")(memory)
        expected = getattr(memory, verb)(QUERY)
    for point in count(step=211):
        with Memory(path) as memory:
            struck = interrupted(lambda: getattr(memory, verb)(QUERY), point, str(folder))
            assert getattr(memory, verb)(QUERY) == expected, point
        if not struck:
            break
    assert point or package == "qa"
