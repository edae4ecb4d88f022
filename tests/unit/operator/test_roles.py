"""Who has which part in an event, where clauses reach into one another."""

import pytest

from tests.unit.operator.conftest import event, places, slots


def test_who_feels_is_no_agent_and_whom_it_befalls_does_nothing(read):
    seen = read("Agnes pitied Walter.")
    assert slots(seen, event(seen, "pity")) == {("EXPERIENCER", "Agnes"), ("PATIENT", "Walter")}
    seen = read("The thunder frightened Agnes.")
    assert ("EXPERIENCER", "Agnes") in slots(seen, event(seen, "frighten"))
    seen = read("Walter died in Dublin.")
    assert slots(seen, event(seen, "die")) == {("PATIENT", "Walter")}


def test_whom_one_tells_and_of_what(read):
    seen = read("Agnes warned Walter. Walter discussed the lease with Agnes.")
    assert ("RECIPIENT", "Walter") in slots(seen, event(seen, "warn"))
    assert {("TOPIC", "the lease"), ("COMPANION", "Agnes")} <= slots(seen, event(seen, "discuss"))


def test_who_is_given_something_is_its_recipient(read):
    seen = read("Agnes was given a brass key.")
    assert ("RECIPIENT", "Agnes") in slots(seen, event(seen, "give"))


@pytest.mark.parametrize(
    "text",
    [
        "Walter was arrested and taken to Glasgow.",
        "Taken to Glasgow by two officers, Walter said nothing.",
        "Walter got taken to Glasgow.",
    ],
)
def test_a_participle_alone_is_passive(read, text):
    seen = read(text)
    assert ("PATIENT", "Walter") in slots(seen, event(seen, "take"))


def test_a_relative_clause_has_its_noun(read):
    seen = read("Agnes found the key that Walter had lost. It was the boat she had painted.")
    assert {("AGENT", "Walter"), ("PATIENT", "the key")} <= slots(seen, event(seen, "lose"))
    assert ("PATIENT", "the boat") in slots(seen, event(seen, "paint"))


def test_the_way_somebody_does_it_is_not_done(read):
    seen = read("Walter liked the way Agnes sang.")
    assert slots(seen, event(seen, "sing")) == {("AGENT", "Agnes")}


def test_who_is_made_to_act_acts(read):
    seen = read("Agnes persuaded Walter to sell the boat.")
    assert ("AGENT", "Walter") in slots(seen, event(seen, "sell"))
    seen = read("Agnes promised Walter to sell the boat.")
    assert ("AGENT", "Agnes") in slots(seen, event(seen, "sell"))


def test_a_helper_and_who_is_helped_have_an_event_each(read):
    seen = read("Agnes helped Walter paint the fence.")
    assert ("AGENT", "Agnes") in slots(seen, event(seen, "help"))
    assert ("AGENT", "Walter") in slots(seen, event(seen, "paint"))


@pytest.mark.parametrize(
    ("text", "predicate", "modality", "polarity"),
    [
        ("Walter told Agnes to sell the boat.", "sell", "ordered", "positive"),
        ("Agnes made a promise to sell the boat.", "sell", "planned", "positive"),
        ("Agnes would like to sell the boat.", "sell", "planned", "positive"),
        ("Agnes has to sell the boat.", "sell", "planned", "positive"),
        ("Agnes had to sell the boat.", "sell", "actual", "positive"),
        ("Agnes hoped that Walter sold the boat.", "sell", "possible", "positive"),
        ("Agnes will wash the car and sell the boat.", "sell", "planned", "positive"),
        ("Agnes washed the car and sold the boat.", "sell", "actual", "positive"),
        ("Agnes refused to sell the boat.", "sell", "actual", "negative"),
        ("Agnes never failed to sell the boat.", "sell", "actual", "positive"),
        ("Agnes is ready to sell the boat.", "sell", "possible", "positive"),
        ("Agnes was too fond of it to sell the boat.", "sell", "possible", "positive"),
        ("Agnes was unable to sell the boat.", "sell", "actual", "negative"),
        ("Agnes left without selling the boat.", "sell", "actual", "negative"),
        ("Walter claimed that Agnes sold the boat.", "sell", "possible", "positive"),
        ("Agnes did not wash the car or sell the boat.", "sell", "actual", "negative"),
    ],
)
def test_what_another_verb_says_of_it(read, text, predicate, modality, polarity):
    told = event(read(text), predicate)
    assert (told.modality, told.polarity) == (modality, polarity)


def test_a_noun_tells_who_did_it_to_whom(read):
    seen = read("Walter's arrest by the guards surprised Agnes.")
    told = [e for e in seen.events if e.nominal]
    assert slots(seen, told[0]) == {("PATIENT", "Walter"), ("AGENT", "the guards")}


def test_what_hangs_on_the_noun_of_a_light_verb_takes_part(read):
    seen = read("Agnes gave a speech about bees.")
    assert ("TOPIC", "bees") in slots(seen, event(seen, "give speech"))
    seen = read("Agnes took a photo of Walter.")
    assert ("PATIENT", "Walter") in slots(seen, event(seen, "take photo"))


def test_places_of_motion_and_of_things(read):
    seen = read("Agnes walked into the kitchen. She put the keys in the drawer.")
    assert places(seen, event(seen, "walk")) == ["the kitchen"]
    assert "the drawer" in places(seen, event(seen, "put"))


def test_both_of_two_places_and_the_place_of_a_relative_clause(read):
    seen = read("Agnes sang in Dublin and Galway. Walter died in Paris, where Agnes lived.")
    assert set(places(seen, event(seen, "sing"))) == {"Dublin", "Galway"}
    assert places(seen, event(seen, "live")) == ["Paris"]


def test_where_people_are_from_is_not_where_they_act(read):
    seen = read("The police in Dublin arrested Walter.")
    assert all(place.inferred for place in event(seen, "arrest").places)


def test_the_date_of_a_noun_is_not_that_of_the_verb(read):
    seen = read("Agnes broke the 2003 agreement.")
    assert all(time.inferred for time in event(seen, "break").times)


@pytest.mark.parametrize(
    "text",
    [
        "Agnes may be ill.",
        "Is Agnes ill?",
        "If Agnes is ill, Walter cooks.",
        "I hope Agnes is ill.",
    ],
)
def test_what_may_be_is_no_state(read, text):
    assert not read(text).claims
