"""Any history of a memory comes out as what remains of it."""

from contextlib import closing
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphmem import Memory
from tests.laws.histories import POOL, Step, Tell, dropping, play, remaining, shuffled, steps, tell
from tests.laws.passages import CHAT, MADE_UP, QUERIES, document
from tests.laws.states import below_the_layers, differences, held_by, said_by
from tests.laws.trying import Opener, sequences

randoms = st.randoms(use_true_random=False)


@sequences(25)
@given(history=st.one_of(steps, dropping()), random=randoms)
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


@sequences(8)
@given(history=steps, random=randoms)
def test_corrections_last_through_a_rebuild_and_taken_back_leave_no_trace(
    opened: Opener, tried, history: list[Step], random: Random
):
    tried()
    with closing(opened()) as memory:
        play(memory, [*history, *(Tell("letters", passage) for passage in MADE_UP[:4])])
        memory.consolidate()
        before = held_by(memory)
        for name in ("Jack", "Ashford"):
            one, other = random.sample(memory.entities(), 2)
            memory.merge(one.id, other.id)
            memory.rename(random.choice(memory.entities()).id, name)
        memory.consolidate()
        corrected = held_by(memory)
        memory.rebuild()
        assert not differences(held_by(memory), corrected)
        corrections = memory.corrections()
        random.shuffle(corrections)
        for correction in corrections:
            memory.revert(correction.id)
        memory.consolidate()
        assert not differences(held_by(memory), before)


def test_batches_of_any_size_are_read_the_same(monkeypatch: pytest.MonkeyPatch):
    diary = document([*MADE_UP[:9], *POOL[-4:]])
    held = []
    for size in (64, 1, 5):
        monkeypatch.setattr("graphmem.memory.pending.BATCH", size)
        with closing(Memory(":memory:")) as memory:  # whose Operator reads them together
            memory.remember_stream([diary], source="diary.md")
            memory.consolidate()
            held.append(held_by(memory))
    assert not differences(held[1], held[0])
    assert not differences(held[2], held[0])


def test_a_chat_grows_message_by_message_to_what_it_is_at_once(opened: Opener):
    lines = [f"[{m.occurred_at}] {m.speaker}: {m.text}" for m in CHAT]
    with closing(opened()) as whole, closing(opened()) as grown:
        whole.remember_stream(["\n".join(lines).encode()], source="chat")
        for end in range(3, len(lines) + 1):
            grown.remember_stream(["\n".join(lines[:end]).encode()], source="chat")
            grown.consolidate()
        whole.consolidate()
        assert len(whole.episodes()) == len(CHAT)
        assert not differences(held_by(grown), held_by(whole))
        with closing(opened()) as spoken:
            for message in CHAT:
                tell(spoken, "chat", message)
            spoken.consolidate()
            assert not differences(held_by(spoken), held_by(whole))
