"""What names stand for, and which words in capitals are none."""

from tests.unit.operator.conftest import named, words


def test_a_place_is_not_the_journal_that_is_called_after_it(read):
    seen = read(
        "The Medical Journal of Tasmania printed the study in March. Few doctors in Tasmania"
        " had read it."
    )
    assert words(named(seen, "Tasmania")) == ["Tasmania"]
    assert named(seen, "Tasmania").kind == "Place"


def test_a_city_is_not_its_bridge(read):
    seen = read("Nora crossed the Brooklyn Bridge at noon. She has lived in Brooklyn since 2003.")
    assert words(named(seen, "Brooklyn")) == ["Brooklyn"]


def test_what_is_short_for_a_name_still_stands_for_it(read):
    seen = read("Ines works at the Larkfield Institute. The Institute pays her well.")
    assert len(words(named(seen, "Larkfield Institute"))) == 2


def test_the_name_of_a_people_in_front_of_a_noun_names_nobody(read):
    seen = read("Clara sold French and Dutch cheese to the Germans.")
    assert {e.name for e in seen.entities if e.kind == "Group"} == {"Germans"}


def test_an_office_with_its_country_is_a_person(read):
    seen = read("They met the President of the United States in May.")
    assert named(seen, "President of the United States").kind == "Person"


def test_an_office_alone_names_nobody(read):
    seen = read("Senators asked this President to resign.")
    assert [(e.name, e.named) for e in seen.entities] == [
        ("Senators", False),
        ("this President", False),
    ]


def test_a_people_and_initials_may_open_a_sentence(read):
    seen = read("Americans will vote. NASA will watch from space.")
    assert named(seen, "Americans").kind == "Group"
    assert named(seen, "NASA").kind == "Organization"
