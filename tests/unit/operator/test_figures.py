"""Who is who in an episode: names, parts of names, noun phrases, pronouns."""

from tests.unit.operator.conftest import named, words


def test_a_part_of_a_name_stands_for_the_full_name(read):
    seen = read(
        "Harriet Blackwood unlocked the gate. Harriet was early. Mr. Osei waved to her, and"
        " Blackwood waved back."
    )
    harriet = named(seen, "Harriet Blackwood")
    assert {"Harriet Blackwood", "Harriet", "Blackwood", "her"} <= set(words(harriet))
    assert harriet.gender == "f"
    assert named(seen, "Osei").gender == "m"


def test_a_person_named_late_owns_the_pronouns_before(read):
    seen = read(
        "She turned the key twice and listened. Nobody in the corridor. Her hands were cold.\n\n"
        "Dolores Quimby had worked in the archive for nine years. Dolores had never been alone"
        " there after dark."
    )
    assert words(named(seen, "Dolores Quimby"))[:2] == ["She", "Her"]


def test_an_apposition_makes_a_noun_phrase_stand_for_a_name(read):
    seen = read(
        "Her technician, Walter Brisk, crawled along the wall. The technician held a torch."
    )
    assert "The technician" in words(named(seen, "Walter Brisk"))


def test_a_noun_in_front_of_a_name_stands_for_it(read):
    seen = read("My sister Hannah works there. She likes it.")
    assert words(named(seen, "Hannah")) == ["My sister", "Hannah", "She"]


def test_the_narrator_is_whom_others_call_by_name(read):
    seen = read(
        'I tightened the strap and looked down. "Ready, Imogen?" the coach called. I nodded. My'
        " legs shook. I pushed off, and the snow hissed under my skis."
    )
    assert words(named(seen, "Imogen")).count("I") == 3


def test_the_narrator_says_his_name(read):
    seen = read("I came late. My name is Edgar Stone, and I repair clocks. I am seldom thanked.")
    assert words(named(seen, "Edgar Stone")).count("I") == 3


def test_a_narrator_without_a_name_is_the_narrator(read):
    seen = read("I locked the shop at six. I walked home along the river and I slept badly.")
    assert [e.name for e in seen.entities if e.kind == "Person"] == ["the narrator"]


def test_a_first_name_finds_its_full_name_in_the_window(read):
    seen = read("Ottoline slept late.", "Ottoline Graves arrived at the hotel on Monday.")
    assert named(seen, "Ottoline Graves").named


def test_a_building_with_a_person_in_its_name_is_a_place(read):
    seen = read("They met at Saint Wilfred's Library. The library was closed.")
    library = named(seen, "Saint Wilfred's Library")
    assert library.kind == "Place"
    assert "The library" in words(library)


def test_a_surname_that_is_a_place_word_is_still_a_person(read):
    seen = read("Benjamin Green nodded. Benjamin smiled and said nothing. Green was tired.")
    assert named(seen, "Benjamin Green").kind == "Person"


def test_who_does_something_to_somebody_is_a_person_whatever_the_name_is(read):
    seen = read("Rain fell across the park. Creed Berlin approached him. Creed Berlin continued.")
    assert named(seen, "Creed Berlin").kind == "Person"


def test_a_plain_word_that_opens_a_sentence_is_no_name(read):
    seen = read("Sunlight fell on the desk. Laughter came from the hall. Rosa Tull looked up.")
    assert [e.name for e in seen.entities if e.named] == ["Rosa Tull"]


def test_they_are_the_two_who_were_just_named(read):
    seen = read("Nora drove to Leeds with Tom. They ate soup.")
    told = next(e for e in seen.events if e.predicate == "eat")
    agents = {seen.entities[p.entity].name for p in told.participants if p.slot == "AGENT"}
    assert agents == {"Nora", "Tom"}


def test_the_one_it_is_about_is_the_most_salient(read):
    seen = read(
        "Priscilla Vane could not sleep. She counted the chimes. At four Priscilla got up and made"
        " tea. Her neighbour, Conrad Lisle, was already in the garden. She watched him dig."
    )
    people = [e for e in seen.entities if e.kind == "Person"]
    assert max(people, key=lambda e: e.salience).name == "Priscilla Vane"
    assert all(0 <= e.salience <= 1 for e in seen.entities)
