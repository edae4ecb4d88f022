"""Any history of a memory comes out as what remains of it."""

from contextlib import closing
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.laws.histories import Step, play, remaining, shuffled, steps
from tests.laws.passages import QUERIES
from tests.laws.states import below_the_layers, differences, held_by, said_by
from tests.laws.trying import Opener, sequences

randoms = st.randoms(use_true_random=False)


@sequences(25)
@given(history=steps, random=randoms)
def test_what_is_left_is_all_there_ever_was(
    opened: Opener, tried, history: list[Step], random: Random
):
    tried()
    with closing(opened()) as memory, closing(opened()) as fresh:
        play(memory, history)
        play(fresh, shuffled(remaining(history), random))
        assert not differences(
            below_the_layers(held_by(memory)), below_the_layers(held_by(fresh))
        ), "before consolidating"
        memory.consolidate()
        fresh.consolidate()
        assert not differences(held_by(memory), held_by(fresh))
        queries = random.sample(QUERIES, 2)
        assert not differences(said_by(memory, queries), said_by(fresh, queries))


@sequences(10)
@given(history=steps)
def test_rebuilding_gives_the_same(opened: Opener, tried, history: list[Step]):
    tried()
    with closing(opened()) as memory:
        play(memory, history)
        memory.consolidate()
        before, said = held_by(memory), said_by(memory, QUERIES[:2])
        memory.rebuild()
        assert not differences(held_by(memory), before)
        assert not differences(said_by(memory, QUERIES[:2]), said)


@sequences(10)
@given(history=steps)
def test_doing_it_again_changes_nothing(opened: Opener, tried, history: list[Step]):
    tried()
    with closing(opened()) as memory:
        play(memory, history)
        memory.consolidate()
        before = held_by(memory)
        for source in remaining(history).values():
            play(memory, source[-1:])
        assert not differences(held_by(memory), before)
        memory.consolidate()
        assert not differences(held_by(memory), before)
