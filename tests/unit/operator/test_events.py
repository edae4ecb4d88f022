"""What happens, who takes part in it, and whether it does."""

import pytest

from tests.unit.operator.conftest import event, named, slots


def test_a_passive_has_its_agent_behind_by(read):
    seen = read("The roof was repaired by Oscar Lind.")
    assert slots(seen, event(seen, "repair")) == {("PATIENT", "The roof"), ("AGENT", "Oscar Lind")}


def test_giver_thing_and_receiver(read):
    seen = read("Agnes gave Walter a brass key.")
    told = event(seen, "give")
    assert slots(seen, told) == {
        ("AGENT", "Agnes"), ("RECIPIENT", "Walter"), ("PATIENT", "a brass key"),
    }  # fmt: skip


def test_with_somebody_and_with_something(read):
    seen = read("Agnes danced with Walter. Agnes opened the crate with a chisel.")
    assert ("COMPANION", "Walter") in slots(seen, event(seen, "dance"))
    assert ("INSTRUMENT", "a chisel") in slots(seen, event(seen, "open"))


def test_all_of_a_coordinated_subject_take_part(read):
    seen = read("Suarez and Lindqvist took the watch.")
    assert {("AGENT", "Suarez"), ("AGENT", "Lindqvist")} <= slots(seen, event(seen, "take"))


def test_a_second_verb_shares_its_subject(read):
    seen = read("Agnes locked the door and hid the key.")
    assert ("AGENT", "Agnes") in slots(seen, event(seen, "hide"))


def test_a_particle_belongs_to_its_verb(read):
    seen = read("Agnes put away the ladder.")
    assert event(seen, "put away").phrase.startswith("Agnes put away")


@pytest.mark.parametrize(
    ("text", "predicate", "modality"),
    [
        ("Agnes sold the boat.", "sell", "actual"),
        ("Agnes will sell the boat.", "sell", "planned"),
        ("Agnes wants to sell the boat.", "sell", "planned"),
        ("Agnes might sell the boat.", "sell", "possible"),
        ("If Agnes sells the boat, we walk.", "sell", "conditional"),
        ("Did Agnes sell the boat?", "sell", "asked"),
    ],
)
def test_modality(read, text, predicate, modality):
    assert event(read(text), predicate).modality == modality


def test_what_did_not_happen_is_negative(read):
    assert event(read("Agnes did not sell the boat."), "sell").polarity == "negative"


def test_roles_and_states(read):
    seen = read(
        "Captain Ruth Delgado was ill. Cornelius Bray, a retired archivist, is a widower. His"
        " nephew Karl was not single."
    )
    told = {(c.sort, seen.entities[c.entity].name, c.name, c.polarity) for c in seen.claims}
    assert ("role", "Ruth Delgado", "captain", "positive") in told
    assert ("state", "Ruth Delgado", "ill", "positive") in told
    assert ("role", "Cornelius Bray", "retired archivist", "positive") in told
    assert ("role", "Karl", "nephew", "positive") in told
    assert ("state", "Karl", "single", "negative") in told


def test_somebody_is_a_question_and_the_known_is_none(read):
    seen = read("Someone had stolen the car. Agnes found it. Nobody knew who had driven it.")
    assert [(q.asks, q.slot) for q in seen.questions] == [("who", "AGENT"), ("who", "AGENT")]
    assert seen.questions[0].text == "Who had stolen the car?"
    assert seen.events[seen.questions[0].event].predicate == "steal"


def test_a_man_nobody_names_is_a_question(read):
    seen = read("A man was arrested in Glasgow.")
    assert seen.questions[0].text == "Who was arrested in Glasgow?"
    assert seen.questions[0].slot == "PATIENT"


def test_who_speaks_a_quotation_is_its_i(read):
    seen = read('"I never liked boats," said Agnes Holt. Walter laughed.')
    assert "I" in [m.text for m in named(seen, "Agnes Holt").mentions]
