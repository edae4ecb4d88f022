import pytest

from graphmem import Memory

STORY = """Mr. Harker owned a cottage by the mill. His daughter, Ellen, was
nineteen, and his brother Tobias kept a shop in Whitby. Ellen Harker sold three baskets to Mrs.
Pell.

Captain Voss walked to the harbour to buy rope. He dropped a lantern on the quay. Mrs. Pell, the
housekeeper, found the lantern. Ellen gave a letter to Captain Voss because she trusted him.

Rupert Pell, nephew of Captain Voss, hid the letter in the attic. Mrs. Pell was not a patient
woman.
"""


@pytest.fixture(scope="module")
def story():
    with Memory(":memory:") as memory:
        memory.remember(STORY, source="story")
        yield memory


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("Who owned the cottage?", ("Harker",)),
        ("Who dropped a lantern?", ("Voss",)),
        ("What did Captain Voss drop?", ("a lantern",)),
        ("Where did Captain Voss drop the lantern?", ("the quay",)),
        ("What did Ellen give to Captain Voss?", ("a letter",)),
        ("How many baskets did Ellen sell?", ("3",)),
        ("Why did Captain Voss go to the harbour?", ("to buy rope",)),
        ("Where did Rupert hide the letter?", ("the attic",)),
    ],
)
def test_a_deed_is_told_by_the_action_that_says_it(story, query, values):
    assert story.ask(query).values == values


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("Who is Mr. Harker's daughter?", ("Ellen Harker",)),
        ("Who is Ellen's father?", ("Harker",)),
        ("Who is Captain Voss's nephew?", ("Rupert Pell",)),
        ("Who is Rupert Pell's uncle?", ("Voss",)),
        ("What was the housekeeper's name?", ("Pell",)),
        ("What is the name of the bishop?", ()),
        ("Who is Captain Voss's daughter?", ()),
        ("How old was Ellen?", ("19",)),
        ("How old was Tobias?", ()),
        ("Was Mrs. Pell a patient woman?", ("no",)),
    ],
)
def test_who_is_what_to_whom(story, query, values):
    assert story.ask(query).values == values


@pytest.mark.parametrize(
    "query", ["What did Ellen burn?", "Who sang in Whitby?", "Where did Tobias bury the gold?"]
)
def test_what_is_not_told_is_not_known(story, query):
    answer = story.ask(query)
    assert not answer.values
    assert "known" in answer.text


def test_a_sentence_is_cited_whole_though_it_holds_a_title(story):
    (citation,) = story.ask("Who sold baskets to Mrs. Pell?").citations
    assert " ".join(citation.quote.split()) == "Ellen Harker sold three baskets to Mrs. Pell."


def test_a_rank_and_a_miss_of_one_family_are_two(story):
    text = (
        "Colonel Marsh came in. He dropped his hat. Miss Marsh laughed. Patricia Marsh was tall. "
        "Colonel Marsh sat down."
    )
    read = story.inspect(text)
    people = [[m.text for m in e.mentions] for e in read.entities if e.kind == "Person"]
    assert ["Colonel Marsh", "He", "his", "Colonel Marsh"] in people
