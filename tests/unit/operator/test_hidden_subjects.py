"""Who acts, is acted on and where, in clauses that say so only in passing."""

import pytest

from tests.unit.operator.conftest import event, places, slots


@pytest.mark.parametrize(
    "text",
    [
        "They convinced Walter to sell the farm.",
        "The board nominated Walter to sell the farm.",
        "It was a good chance for Walter to sell the farm.",
    ],
)
def test_who_is_made_to_act_or_has_the_chance_acts(read, text):
    seen = read(text)
    assert ("AGENT", "Walter") in slots(seen, event(seen, "sell"))


def test_who_uses_a_thing_to_act_acts(read):
    seen = read("Agnes used the key to open the gate.")
    assert ("AGENT", "Agnes") in slots(seen, event(seen, "open"))


def test_a_participle_with_its_doer_is_passive(read):
    seen = read("Written by Agnes in a hurry, the note was short.")
    assert ("AGENT", "Agnes") in slots(seen, event(seen, "write"))


def test_what_that_stands_for_is_acted_on(read):
    seen = read("The evidence that the detective presented was thin.")
    assert ("PATIENT", "The evidence") in slots(seen, event(seen, "present"))


def test_a_fact_is_not_acted_on_in_what_it_says(read):
    seen = read("The fact that the detective left worried Agnes.")
    assert "The fact" not in {name for _, name in slots(seen, event(seen, "leave"))}


def test_of_brings_in_what_it_is_about(read):
    seen = read("Walter was convicted of fraud.")
    assert ("PATIENT", "fraud") in slots(seen, event(seen, "convict"))


def test_things_and_bodies_are_places_of_what_is_done_there(read):
    seen = read("Agnes joined Walter at Google. Walter slept in the car.")
    assert places(seen, event(seen, "join")) == ["Google"]
    assert ("PATIENT", "Google") not in slots(seen, event(seen, "join"))
    assert places(seen, event(seen, "sleep")) == ["the car"]
