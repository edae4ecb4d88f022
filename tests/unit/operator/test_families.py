"""Two of a family are two, and a family's name alone stands for the right one."""

from tests.unit.operator.conftest import named, words


def people(seen) -> list[list[str]]:
    return [words(e) for e in seen.entities if e.kind == "Person" and e.named]


def test_a_family_name_alone_is_rather_his_than_hers(read):
    seen = read(
        "Mr. Hartwell opened the door. Mrs. Hartwell came in. Hartwell sat down by the fire."
    )
    assert ["Mr. Hartwell", "Hartwell"] in people(seen)


def test_a_captain_is_not_the_miss_of_his_name(read):
    seen = read("Captain Elwood bowed. Miss Elwood laughed. Captain Elwood left the room.")
    assert ["Miss Elwood"] in people(seen)


def test_a_middle_name_makes_another(read):
    seen = read("Sir Walter Harding rose. His heir, William Walter Harding, did not rise.")
    assert words(named(seen, "William Walter Harding"))[:1] == ["William Walter Harding"]
    assert "Sir Walter Harding" not in words(named(seen, "William Walter Harding"))


def test_whom_the_text_calls_mrs_is_not_the_girl_it_calls_by_name(read):
    seen = read(
        "Mary Thornbury was ten years old when the fever came. Mary hid in the nursery."
        ' "It is awful, Mrs. Thornbury," said the officer. Mrs. Thornbury began to cry, and Mary'
        " listened to her from behind the door."
    )
    assert "Mrs. Thornbury" not in words(named(seen, "Mary Thornbury"))


def test_words_in_capitals_belong_to_no_name(read):
    seen = read(
        "THERE IS NO ONE LEFT When Nora Quimby was sent to the manor to live with her uncle,"
        " everybody said that she was a quiet child. Nora found the house empty."
    )
    assert {"Nora Quimby", "Nora"} <= set(words(named(seen, "Nora Quimby")))
