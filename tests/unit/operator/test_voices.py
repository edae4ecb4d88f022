"""Who is I, you, he and she: narrators, letters, speakers, namesakes."""

from graphmem.models.workspace import Workspace
from tests.unit.operator.conftest import event, named, words


def narrator(seen: Workspace) -> str:
    """Return the name of who says "I" outside of speech."""
    found = [e.name for e in seen.entities if any(m.reason == "narrator" for m in e.mentions)]
    assert len(found) == 1
    return found[0]


def test_the_narrator_is_nobody_who_acts(read):
    seen = read(
        "I found the lamp in the shed. Bertha helped me to carry it. I thanked her, and Bertha went"
        " home. I was glad of it."
    )
    assert narrator(seen) == "the narrator"


def test_whom_the_narrator_calls_is_somebody_else(read):
    seen = read('"Agnes!" I called across the yard. I waited. Nobody came, and I went inside.')
    assert narrator(seen) == "the narrator"


def test_a_letter_is_to_whom_it_greets_and_by_who_signs_it(read):
    seen = read(
        "Dear Henrietta,\n\nI hope that you are well. I have moved to the coast, and my knee is"
        " better.\n\nYours truly,\nBarnaby"
    )
    assert narrator(seen) == "Barnaby"
    assert "you" in words(named(seen, "Henrietta"))


def test_a_married_couple_of_one_name_is_two(read):
    seen = read("Mr. Tolliver opened the shop. Mrs. Tolliver swept the floor. She hummed.")
    both = [e for e in seen.entities if e.name == "Tolliver"]
    assert sorted(e.gender for e in both) == ["f", "m"]
    assert "She" in words(next(e for e in both if e.gender == "f"))


def test_a_title_speaks_against_a_given_name(read):
    seen = read("Emma Hartley read a letter. Mr. Hartley looked out of the window. He coughed.")
    assert "He" not in words(named(seen, "Emma Hartley"))


def test_the_words_of_a_mention_have_its_title(read):
    seen = read("Mrs. Okafor sang.")
    assert words(named(seen, "Okafor")) == ["Mrs. Okafor"]


def test_nobody_speaks_of_himself_as_he(read):
    seen = read('Oscar waited for Peter. "He is late again," said Oscar.')
    assert words(named(seen, "Peter")) == ["Peter", "He"]


def test_two_take_turns(read):
    seen = read(
        '"Are you coming?" asked Ruth.\n\n"I am tired," said Simon.\n\n"I am not," said Ruth.\n\n'
        '"I will stay here."'
    )
    assert words(named(seen, "Simon")).count("I") == 2


def test_any_verb_may_tell_who_speaks(read):
    seen = read('"I never liked boats," grumbled Amos. Lydia laughed.')
    assert "I" in words(named(seen, "Amos"))


def test_her_father_is_not_his(read):
    seen = read(
        "Nora visited her father. Paul wrote to his father. Her father asked about Paul, and her"
        " father slept."
    )
    fathers = [e for e in seen.entities if "father" in e.name]
    assert sorted(len(e.mentions) for e in fathers) == [1, 3], fathers


def test_a_pronoun_may_stand_for_whom_the_text_before_was_about(read):
    before = "Martha Crane rowed to the island. Martha tied up the boat. The rain had stopped."
    seen = read("She lit a fire and waited. Her coat was wet.", before)
    assert words(named(seen, "Martha Crane")) == ["She", "Her"]


def test_a_name_right_behind_i_is_the_narrators_whatever_describes_it(read):
    seen = read("I, poor tired Agnes Holt, was left behind. My boat was gone, and I wept.")
    assert {"I", "Agnes Holt"} <= set(words(named(seen, "Agnes Holt")))


def test_one_i_is_enough_where_nobody_speaks(read):
    seen = read("2024-03-04\nDr Osei took out the filling. Later I wrote to Mr Falk.")
    assert {p.slot for p in event(seen, "write").participants} == {"AGENT", "RECIPIENT"}
    assert narrator(seen) == "the narrator"


def test_whoever_keeps_a_diary_may_leave_himself_out(read):
    seen = read("2024-03-04\nDrove to town with Ruth. Returned the drill to Bernard and went home.")
    me = named(seen, "the narrator")
    assert words(me) == ["Drove", "Returned", "went"]
    for verb in ("drive", "return", "go"):
        slots = {seen.entities[p.entity].name: p.slot for p in event(seen, verb).participants}
        assert slots["the narrator"] == "AGENT"


def test_a_verb_is_no_part_of_the_name_behind_it(read):
    seen = read("Met Ruth for lunch at the Copper Kettle. I liked it.")
    assert [e.name for e in seen.entities if e.kind == "Person"] == ["the narrator", "Ruth"]


def test_a_storys_fragment_is_not_about_who_tells_it(read):
    seen = read("Bertha came home. There came a rattle of cups, and I heard her laugh. Silence.")
    assert words(named(seen, "the narrator")) == ["I"]


def test_what_is_handed_over_does_not_happen(read):
    seen = read("2024-03-04\nI returned the drill to Ruth. We had a fire drill at noon.")
    assert [e.phrase for e in seen.events if e.nominal] == ["fire drill"]
