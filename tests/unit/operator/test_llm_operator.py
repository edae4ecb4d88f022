"""What a model adds to a reading, and what it cannot."""

from collections.abc import Callable
from typing import Any

import pytest

from graphmem.models.evidence import Episode
from graphmem.models.times import LAST_MOMENT
from graphmem.operator.llm_operator import LlmOperator
from graphmem.settings import ModelSettings
from tests.unit.operator.conftest import days, event, named, occasions, places, slots, words
from tests.unit.operator.scripted_model import Scripted

FULL = ModelSettings(name="scripted", reading="full")
TEXT = (
    "Dr. Lena Vogt had been the harbour master of Skagen since 2011. On 3 May 2024 the old woman "
    "walked down to the east pier, where her nephew Piet was waiting. \u201cSomeone stole the "
    "lantern,\u201d he said.\n\n"
    "White laughed at them both. The next day the ferry to Oslo was cancelled, and Piet\u2019s "
    "farewell had to take place in the net shed."
)
Answer = dict[str, Any]


@pytest.fixture
def deeper(operator) -> Callable[..., Any]:
    """Read a text with a model that answers so; return the workspace and the Operator."""

    def read(answer: Answer | str, text: str = TEXT, speaker: str | None = None) -> Any:
        reader = LlmOperator(operator, Scripted(lambda _: answer), FULL)
        episode = Episode("ep_x", "src", 0, text, speaker=speaker)
        return next(iter(reader.read([(episode, ())]))), reader

    return read


def one(text: str) -> list[tuple[Episode, tuple[Episode, ...]]]:
    return [(Episode("ep_x", "src", 0, text), ())]


def test_an_event_that_is_only_implied_is_there(deeper):
    told = {
        "words": "Piet's farewell had to take place", "did": "leave", "people": ["agent: Piet"],
        "place": "the net shed",
    }  # fmt: skip
    seen, _ = deeper({"events": [told]})
    left = event(seen, "leave")
    assert slots(seen, left) == {("AGENT", "Piet")}
    assert places(seen, left) == ["the net shed"]
    assert days(seen, left) == ["2024-05-04"]  # of the day that this part is told of
    assert left.phrase == "Piet\u2019s farewell had to take place"


def test_what_was_read_at_the_same_words_is_told_anew_and_all_else_stays(deeper, read):
    plain = read(TEXT)
    told = {"words": "the ferry to Oslo was cancelled", "did": "cancel", "sense": "planned"}
    seen, _ = deeper({"events": [told]})
    assert event(plain, "cancel").modality == "actual"
    assert event(seen, "cancel").modality == "planned"
    assert [e.predicate for e in seen.events] == [e.predicate for e in plain.events]


def test_the_model_names_what_kind_of_event_a_stretch_tells_and_its_setting(deeper):
    told = {
        "label": "Lantern Theft", "words": "Someone stole the lantern", "about": "Lena Vogt",
        "others": ["Piet"], "place": "the east pier", "time": "On 3 May 2024",
    }  # fmt: skip
    seen, _ = deeper({"occasions": [told]})
    theft = occasions(seen)[0]
    assert theft.predicate == "lantern theft"
    assert slots(seen, theft) == {("AGENT", "Lena Vogt"), ("COMPANION", "Piet")}
    assert places(seen, theft)[0] == "the east pier"
    assert places(seen, event(seen, "wait")) == ["the east pier"]


def test_a_description_stands_for_the_person_that_the_model_says(deeper, read):
    assert "the old woman" not in words(named(read(TEXT), "Lena Vogt"))
    told = {"name": "Lena Vogt", "kind": "Person", "other_names": ["the old woman"]}
    seen, _ = deeper({"entities": [told]})
    assert "the old woman" in words(named(seen, "Lena Vogt"))
    assert ("AGENT", "Lena Vogt") in slots(seen, event(seen, "walk"))


def test_two_that_have_names_of_their_own_stay_two(deeper):
    told = {"name": "Lena Vogt", "kind": "Person", "other_names": ["Piet"]}
    seen, reader = deeper({"entities": [told]})
    assert named(seen, "Lena Vogt")
    assert named(seen, "Piet")
    assert reader.dropped == {"names": 1}


def test_a_name_that_was_taken_for_a_thing_is_a_person(deeper, read):
    assert all(e.kind != "Person" for e in read(TEXT).entities if e.name == "White")
    seen, _ = deeper({"entities": [{"name": "White", "kind": "character"}]})
    assert named(seen, "White").kind == "Person"
    assert named(seen, "White").named


def test_whom_he_and_she_stand_for_is_no_place(deeper):
    text = "Mrs. Florence Hale packed her bag. She left Florence on 1 June 1990."
    seen, reader = deeper({"entities": [{"name": "Mrs. Florence Hale", "kind": "Place"}]}, text)
    assert {e.kind for e in seen.entities if "Hale" in e.name} == {"Person"}
    assert reader.dropped == {"kinds": 1}


def test_a_pronoun_stands_for_whom_the_model_names(deeper, read):
    text = "Tom Reed met Paul Birch at noon. He signed the lease."
    plain = read(text)
    (was,) = [n for s, n in slots(plain, event(plain, "sign")) if s == "AGENT"]
    other = {"Tom Reed": "Paul Birch", "Paul Birch": "Tom Reed"}[was]
    told = {"words": "He signed the lease", "did": "sign", "people": [f"agent: {other}"]}
    seen, _ = deeper({"events": [told]}, text)
    assert ("AGENT", other) in slots(seen, event(seen, "sign"))
    assert "He" in words(named(seen, other))
    assert "He" not in words(named(seen, was))


def test_a_role_holds_from_when_our_own_reading_of_the_words_says(deeper):
    told = {
        "who": "Lena Vogt", "sort": "role", "what": "harbour master",
        "words": "the harbour master of Skagen since 2011", "since": "since 2011",
    }  # fmt: skip
    seen, _ = deeper({"traits": [told]})
    (claim,) = seen.claims
    assert (claim.name, claim.valid.start[:4], claim.valid.end) == (
        "harbour master", "2011", LAST_MOMENT,
    )  # fmt: skip


def test_a_time_that_the_text_does_not_tell_is_dropped(deeper):
    told = {"words": "White laughed at them both", "did": "laugh", "time": "12 June 1999"}
    seen, reader = deeper({"events": [told]})
    assert days(seen, event(seen, "laugh")) == ["2024-05-03"]
    assert reader.dropped == {"times": 1}


def test_who_says_so_is_kept(deeper):
    text = "According to Ida Brandt the boat was sold."
    told = {"words": "the boat was sold", "did": "sell", "said_by": "Ida Brandt"}
    seen, _ = deeper({"events": [told]}, text)
    assert slots(seen, event(seen, "say")) == {("AGENT", "Ida Brandt")}


def test_a_place_lies_in_another_and_those_together_share_it(deeper):
    seen, _ = deeper(
        {
            "places": [{"part": "the east pier", "whole": "Skagen"}],
            "links": [{"who": ["Piet"], "place": "the east pier"}],
        }
    )
    (inside,) = seen.containment
    assert [seen.entities[i].name for i in (inside.part, inside.whole)] == [
        "the east pier", "Skagen",
    ]  # fmt: skip
    assert places(seen, event(seen, "wait")) == ["the east pier"]


def test_an_open_question_is_kept_and_one_with_an_answer_fills_its_slot(deeper):
    asked = {"question": "Who stole the lantern?", "words": "Someone stole the lantern"}
    seen, _ = deeper({"questions": [asked]})
    assert "Who stole the lantern?" in [q.text for q in seen.questions]
    text = "The bell was rung at four. It had been Jonas Abel, as it turned out."
    asked = {"question": "Who rang the bell?", "words": "The bell was rung", "answer": "Jonas Abel"}
    seen, _ = deeper({"questions": [asked]}, text)
    assert ("AGENT", "Jonas Abel") in slots(seen, event(seen, "ring"))
    assert not seen.questions


def test_an_invented_name_or_quotation_is_dropped_and_counted(deeper, read):
    plain = read(TEXT)
    seen, reader = deeper(
        {
            "entities": [{"name": "Captain Nemo", "kind": "Person"}],
            "events": [
                {"words": "the ferry sank in a storm", "did": "sink", "people": ["agent: ferry"]},
                {"words": "White laughed", "did": "laugh", "people": ["companion: Ned Land"]},
            ],
            "traits": [{"who": "Piet", "sort": "role", "what": "pirate", "words": "Piet"}],
        }
    )
    assert reader.dropped == {"entities": 1, "events": 1, "people": 1, "traits": 1}
    assert [e.name for e in seen.entities] == [e.name for e in plain.entities]
    assert [e.predicate for e in seen.events] == [e.predicate for e in plain.events]


@pytest.mark.parametrize(
    "quotation",
    ["white LAUGHED  at them\nboth", '"White laughed at them both."', "White laughed ... both"],
)
def test_a_quotation_is_found_whatever_its_case_space_and_marks(deeper, quotation):
    told = {"words": quotation, "did": "mock", "people": ["agent: White", "patient: Piet"]}
    seen, reader = deeper({"events": [told]})
    assert ("PATIENT", "Piet") in slots(seen, event(seen, "mock"))
    assert not reader.dropped


def test_a_fault_leaves_the_reading_as_it_was_and_is_counted(deeper, operator):
    seen, reader = deeper("refused")
    assert seen == next(iter(operator.read(one(TEXT))))
    assert (reader.asked, reader.fallbacks) == (1, 1)


def test_the_workspace_says_which_model_read_it_and_the_memory_does_not_change_its_name(deeper):
    seen, reader = deeper({})
    assert seen.reader == reader.reader
    below, _, model = seen.reader.partition("+")
    assert below.startswith("spacy/")
    assert model.startswith("scripted/")


def test_what_is_not_english_or_hardly_words_is_not_asked_about(operator):
    model = Scripted(lambda _: {})
    reader = LlmOperator(operator, model, FULL)
    texts = ("Der Hund lief gestern mit dem Ball durch die Wiese und bellte laut.", "Thanks!")
    batch = [(Episode(f"ep_{i}", "src", i, t), ()) for i, t in enumerate(texts)]
    assert list(reader.read(batch)) == list(operator.read(batch))
    assert not model.asked


def test_what_would_be_asked_is_what_is_asked(operator):
    model = Scripted(lambda _: {})
    reader = LlmOperator(operator, model, FULL)
    wanted = list(reader.prompts(one(TEXT)))
    assert not model.asked
    list(reader.read(one(TEXT)))
    assert model.asked == wanted
    assert wanted[0].episodes == ("ep_x",)


def test_a_window_is_quoted_and_named_as_far_as_the_reading_depends_on_it(operator):
    turns = [
        Episode(f"ep_{i}", "src", i, f"Turn {i} is about Ana.", speaker="Bo") for i in range(4)
    ]
    reader = LlmOperator(operator, Scripted(lambda _: {}), FULL)
    (prompt,) = reader.prompts([(turns[3], tuple(turns[:3]))])
    assert prompt.episodes == ("ep_3", "ep_1", "ep_2")  # two before, as the settings have it
    assert "Turn 2" in prompt.user
    assert "Turn 0" not in prompt.user
