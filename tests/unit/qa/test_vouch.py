import pytest

from graphmem.language.parse import Parser
from graphmem.language.pipeline import load_pipeline
from graphmem.models.evidence import Episode, Source
from graphmem.models.times import Interval
from graphmem.qa.given import Given
from graphmem.qa.vouch import Witness
from graphmem.retrieval.line import line_of

SAID = Interval("2025-03-04T00:00:00", "2025-03-05T00:00:00", "day")
PARSER = Parser(load_pipeline(None))
CHAT = Source("src_chat", "chat")


def given(text, *, speaker="Ana", time=SAID, names=(), number=1):
    episode = Episode(f"ep_{number}", CHAT.id, number, text, speaker=speaker, occurred=time)
    return Given(number, line_of(episode, CHAT, 0, len(text)), names)


MOVED = given("I moved to Lisbon last week with 3 cats, by the way, for 1,200 euros a month.")


@pytest.mark.parametrize(
    "sentence",
    [
        "Ana moved to Lisbon.",
        "On March 4, 2025 Ana said that she had moved to Lisbon last week.",
        "In March 2025 she was in Lisbon.",
        "She moved to Lisbon between 24 February 2025 and 2 March 2025.",
        "As of 2025-03-04, Ana was in Lisbon.",
        "She took three cats with her.",
        "The rent of Ana's place is 1200 euros a month.",
    ],
)
def test_what_a_line_says_in_other_words_and_forms_is_vouched_for(sentence):
    assert Witness([MOVED], PARSER).vouches(sentence)


@pytest.mark.parametrize(
    ("sentence", "invented"),
    [
        ("Ana moved to Porto.", "a name"),
        ("Grace moved to Lisbon with her cats.", "a name that begins a sentence"),
        ("Ana moved to Lisbon on 1 March 2024.", "a date"),
        ("Ana moved to Lisbon on 5 April 2025.", "a date of the same year"),
        ("Ana moved to Lisbon with 4 cats.", "a number in figures"),
        ("Ana moved to Lisbon with five cats.", "a number in words"),
        ("Ana moved to Lisbon with 3 dogs.", "a thing"),
        ("Ana hates her neighbours and their dogs.", "all of it"),
        ("Ana moved to Lisbon, see https://example.org/x.", "an address"),
        ("Ana moved to Lisbon ![cats](http://example.org).", "a picture"),
        ("", "nothing is said"),
    ],
)
def test_what_no_line_says_is_not_vouched_for(sentence, invented):
    assert not Witness([MOVED], PARSER).vouches(sentence), invented


def test_without_lines_nothing_is_vouched_for():
    assert not Witness([], PARSER).vouches("Ana moved to Lisbon.")


def test_what_is_new_counts_and_not_what_the_question_said():
    line = given("Ana hid the key under the stone.", speaker=None)
    assert Witness([line], PARSER).vouches("The key is under the stone.", "Where is the key?")
    assert not Witness([line], PARSER).vouches("The key is under the mat.", "Where is the key?")


def test_yes_is_held_against_the_question():
    line = given("Tom Reed stole the boat in Leeds.", speaker=None)
    assert Witness([line], PARSER).vouches("Yes.", "Did Tom Reed steal the boat?")
    assert not Witness([line], PARSER).vouches("Yes.", "Did Ellen Moss hide a piano?")


def test_those_whom_a_pronoun_means_may_be_named():
    line = given("In August 1921 she moved to York.", speaker=None, time=None)
    assert not Witness([line], PARSER).vouches("Ellen Moss moved to York.")
    known = given("In August 1921 she moved to York.", time=None, names=("Ellen Moss",))
    assert Witness([known], PARSER).vouches("Ellen Moss moved to York in August 1921.")


def test_a_day_is_finer_than_a_month():
    line = given("In August 1921 she moved to York.", time=None)
    assert Witness([line], PARSER).vouches("She moved to York in 1921.")
    assert not Witness([line], PARSER).vouches("She moved to York on 3 August 1921.")


def test_how_many_lines_say_so_may_be_counted():
    lines = [given("I ran to the pier.", number=n) for n in (1, 2, 3)]
    assert Witness(lines, PARSER).vouches("Ana ran to the pier three times.")
    assert not Witness(lines[:2], PARSER).vouches("Ana ran to the pier three times.")
