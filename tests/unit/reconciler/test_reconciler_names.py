import pytest
from pages import Page, page

from graphmem.language.names import acronym, compare, name_key, parse_person
from graphmem.reconciler import Resolution, resolve, sight

PLACE, ORG = "Place", "Organization"


def together(*pages: Page) -> list[tuple[str, ...]]:
    """Return the names that resolve together, one sorted tuple an entity."""
    sightings = [s for p in pages for s in sight(p[1], p[0])]
    found = resolve(sightings)
    groups: dict[str, list[str]] = {}
    for s in sightings:
        groups.setdefault(found[s.id].entity, []).append(f"{s.source[4:]}{s.ordinal} {s.name}")
    return sorted(tuple(sorted(g)) for g in groups.values())


def entity(pages: list[Page], source: str, ordinal: int, name: str) -> Resolution:
    sightings = [s for p in pages for s in sight(p[1], p[0])]
    found = resolve(sightings)
    (one,) = {
        found[s.id]
        for s in sightings
        if (s.source, s.ordinal, s.name) == (f"src_{source}", ordinal, name)
    }
    return one


@pytest.mark.parametrize(
    ("one", "two", "match"),
    [
        ("Liz Bennet", "Elizabeth Bennet", "nickname"),
        ("Bob Smith", "Robert Smith", "nickname"),
        ("Samuel Hill", "Samantha Hill", ""),
        ("Mr. Darcy", "Mrs. Darcy", ""),
        ("Mr. Darcy", "Darcy", "equal"),
        ("Miss Darcy", "Mrs. Darcy", ""),
        ("Mr. Bennet", "Elizabeth Bennet", ""),
        ("John Doe", "John T. Doe", "part"),
        ("John A. Doe", "John B. Doe", ""),
        ("John T. Doe", "John Thomas Doe", "part"),
        ("J. Doe", "John Doe", "initial"),
        ("R. Doe", "Bob Doe", "initial"),
        ("John Doe Jr.", "John Doe Sr.", ""),
        ("John Doe, Ph.D.", "Dr. John Doe", "equal"),
        ("Max", "Max Power", "part"),
        ("Mr. Max", "Max Power", ""),
        ("Aunt Polly", "Polly Sawyer", "part"),
        ("Van Gogh", "Vincent van Gogh", "part"),
        ("Li Ming Wei", "Li Hua Wei", ""),
        ("José Núñez", "Jose Nunez", "equal"),
        ("Jane Doe", "Jane Roe", ""),
    ],
)
def test_two_names_of_a_person(one: str, two: str, match: str):
    assert compare(one, two) == compare(two, one) == match


def test_parts_of_a_name():
    name = parse_person("Prof. Dr. Maria A. de la Cruz, PhD")
    assert (name.titles, name.given, name.middle) == (("prof", "dr"), "maria", ("a",))
    assert (name.family, name.gender, name.titled) == ("cruz", "f" if name.gender else "", False)
    assert parse_person("Queen Victoria").gender == "f"
    assert parse_person("...").key == ""


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The Acme Co., Ltd.", "Acme"),
        ("St. Mary's Church", "Saint Mary\u2019s Church"),
        ("the Louvre", "Louvre"),
        ("N.A.S.A.", "NASA"),
        ("Smith & Sons", "Smith and Sons"),
    ],
)
def test_names_of_bodies_and_places(one: str, two: str):
    assert name_key(one, person=False) == name_key(two, person=False)


def test_initials():
    assert acronym("National Aeronautics and Space Administration") == "nasa"
    assert acronym("Louvre") == ""


def test_full_names_join_across_sources():
    pages = [page("a", 1, "Julian Ross"), page("b", 1, "Julian Ross")]
    assert together(*pages) == [("a1 Julian Ross", "b1 Julian Ross")]
    assert entity(pages, "b", 1, "Julian Ross").reason == "same full name"


def test_liz_is_elizabeth():
    assert len(together(page("a", 1, "Liz Bennet"), page("b", 1, "Elizabeth Bennet"))) == 1


def test_husband_and_wife_stay_apart():
    read = [page("a", 1, "Mr. Darcy", "Mrs. Darcy"), page("a", 2, "Mr. Darcy")]
    assert together(*read) == [("a1 Mr. Darcy", "a2 Mr. Darcy"), ("a1 Mrs. Darcy",)]


def test_a_first_name_is_the_one_full_name_of_its_source():
    read = [
        page("a", 1, "Max Power"),
        page("a", 2, "Max"),
        page("b", 1, "Max Frost"),
        page("b", 2, "Max"),
        page("c", 1, "Max"),
    ]
    assert together(*read) == [
        ("a1 Max Power", "a2 Max"),
        ("b1 Max Frost", "b2 Max"),
        ("c1 Max",),
    ]


def test_of_several_it_is_the_nearest_before():
    read = [
        page("a", 1, "Max Power"),
        page("a", 2, "Max"),
        page("a", 3, "Max Frost"),
        page("a", 4, "Max"),
        page("a", 0, "Max"),
    ]
    assert together(*read) == [
        ("a0 Max", "a1 Max Power", "a2 Max"),
        ("a3 Max Frost", "a4 Max"),
    ]
    assert "nearest" in entity(read, "a", 4, "Max").reason
    assert "after" in entity(read, "a", 0, "Max").reason


def test_a_first_name_known_once_joins_from_afar_with_less_trust():
    read = [page("a", 1, "Caroline Bingley"), page("b", 1, "Caroline")]
    assert len(together(*read)) == 1
    assert entity(read, "b", 1, "Caroline").score == 0.5


def test_a_bare_name_over_sessions_is_one_person():
    read = [page(s, 1, ("Caroline", "Person", g)) for s, g in (("a", "f"), ("b", ""), ("c", "f"))]
    assert len(together(*read)) == 1


def test_genders_keep_a_first_name_from_a_full_one():
    read = [page("a", 1, ("Max Power", "Person", "m")), page("a", 2, ("Max", "Person", "f"))]
    assert len(together(*read)) == 2


def test_washington_the_man_and_the_town():
    read = [
        page("a", 1, "George Washington"),
        page("a", 2, "Washington"),
        page("a", 3, ("Washington", PLACE)),
        page("b", 1, ("Washington", PLACE), ("Washington", "Person")),
    ]
    groups = together(*read)
    assert ("a3 Washington", "b1 Washington") in groups
    assert any(g[:2] == ("a1 George Washington", "a2 Washington") for g in groups)


def test_a_slip_of_kind_goes_with_the_majority():
    read = [page("a", i, ("Port Jefferson", PLACE)) for i in range(9)]
    assert len(together(*read, page("a", 10, "Port Jefferson"))) == 1
    assert len(together(*read[:2], page("a", 10, "Port Jefferson"))) == 2


def test_middle_names_tell_namesakes_apart():
    assert len(together(page("a", 1, "Li Ming Wei"), page("b", 1, "Li Hua Wei"))) == 2
    assert len(together(page("a", 1, "John Doe"), page("b", 1, "John T. Doe"))) == 1
    read = [page("a", 1, "John A. Doe"), page("b", 1, "John B. Doe")]
    assert len(together(*read)) == 2
    assert together(*read, page("a", 2, "John Doe"))[0] == ("a1 John A. Doe", "a2 John Doe")
    assert len(together(*read, page("c", 2, "John Doe"))) == 3


def test_an_episode_that_tells_two_apart_is_believed():
    read = [page("a", 1, "John Smith", "John Smith"), page("a", 2, "John Smith")]
    assert len(together(*read)) == 2


def test_what_has_no_name_stays_of_its_episode():
    read = [page("a", i, ("the captain", "Person", "", False)) for i in range(3)]
    assert len(together(*read)) == 3


def test_an_acronym_needs_evidence():
    full = ("National Aeronautics and Space Administration", ORG)
    assert len(together(page("a", 1, full), page("a", 2, ("NASA", ORG)))) == 1
    assert len(together(page("a", 1, full), page("b", 2, ("NASA", ORG)))) == 2


TELLER = ("the narrator", "Person", "", False, 1, "narrator")


def entities_of(*pages: Page) -> list[str]:
    """Return the entity of the last of each page's sightings."""
    sightings = [s for episode, workspace in pages for s in sight(workspace, episode)]
    found = resolve(sightings)
    last = [sight(workspace, episode)[-1].id for episode, workspace in pages]
    return [found[i].entity for i in last]


def test_who_narrates_a_source_is_one_and_another_source_has_its_own():
    one, two, other = entities_of(page("a", 0, TELLER), page("a", 1, TELLER), page("b", 0, TELLER))
    assert one == two != other


def test_who_narrates_has_the_name_that_another_episode_gives():
    named = ("Edgar Stone", "Person", "m", True, 1, "narrator")
    one, two, three = entities_of(page("a", 0, TELLER), page("a", 1, named), page("a", 2, TELLER))
    assert one == two == three


def test_the_mother_of_who_narrates_is_one_but_a_captain_is_of_his_episode():
    mother = ("my mother", "Person", "f", False, 1, "the narrator's mother")
    captain = ("the captain", "Person", "", False, 1, "noun phrase")
    one, two = entities_of(page("a", 0, mother), page("a", 1, mother))
    assert one == two
    one, two = entities_of(page("a", 0, captain), page("a", 1, captain))
    assert one != two
