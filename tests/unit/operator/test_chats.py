"""A chat: who speaks, to whom, and what is told of it."""

from graphmem.models.times import Interval
from tests.unit.operator.conftest import days, event, named, occasions, places, slots, words

SAID = Interval("2024-03-06T10:00:00", "2024-03-06T10:01:00", "minute")


def test_i_is_the_speaker_and_you_the_other(chat):
    _, seen = chat(("Ravi", "I bought a boat."), ("Ines", "I envy you! Did you name it?"))
    assert words(named(seen, "Ines")) == ["I"]
    assert words(named(seen, "Ravi")) == ["you", "you"]
    assert slots(seen, event(seen, "name")) >= {("AGENT", "Ravi")}


def test_a_turn_that_tells_a_happening_is_an_occasion(chat):
    (seen,) = chat(("Ravi", "I went to Goa with my brother last weekend."), occurred=SAID)
    (whole,) = occasions(seen)
    assert slots(seen, whole) == {("AGENT", "Ravi")}
    assert places(seen, whole) == ["Goa"]
    assert days(seen, whole) == ["2024-03-02"]
    assert ("COMPANION", "my brother") in slots(seen, event(seen, "go"))


def test_small_talk_is_no_occasion(chat):
    (seen,) = chat(("Ravi", "That sounds great! How are you?"))
    assert occasions(seen) == []


def test_a_subject_left_out_is_the_speaker(chat):
    (seen,) = chat(("Ravi", "Planning a trip to Rome with Sam."))
    assert ("AGENT", "Ravi") in slots(seen, event(seen, "plan"))


def test_a_nickname_is_the_other_speaker(chat):
    _, seen = chat(("Melanie", "Look at my garden."), ("Ravi", "Wow, Mel, it is lovely."))
    assert "Mel" in words(named(seen, "Melanie"))


def test_a_turn_is_one_passage(chat):
    (seen,) = chat(("Ravi", " First this. Then that! \n\nAnd more."))
    assert seen.passages == ((1, 35),)
