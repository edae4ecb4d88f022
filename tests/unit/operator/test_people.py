"""Who is meant where a text does not say it outright: we, speech, descriptions, odd names."""

import pytest

from graphmem.language.parse import Parser
from graphmem.language.pipeline import load_pipeline
from graphmem.models.evidence import Episode
from graphmem.models.workspace import ReadEntity, Workspace
from graphmem.operator.spacy_operator import SpacyOperator
from graphmem.settings import OperatorSettings


@pytest.fixture(scope="module")
def operator() -> SpacyOperator:
    return SpacyOperator(Parser(load_pipeline()), OperatorSettings(window=0))


def _read(operator: SpacyOperator, text: str) -> Workspace:
    return next(iter(operator.read([(Episode("e", "s", 0, text), ())])))


def _entity(found: Workspace, name: str) -> ReadEntity:
    return next(e for e in found.entities if e.name == name)


def test_an_owner_and_what_is_owned_are_one_name_where_they_never_part(
    operator: SpacyOperator,
) -> None:
    text = (
        "The road to Miller's Rest was long. Nobody in Miller's Rest had heard of it. "
        "Clara's Uncle had left Miller's Rest in spring. Clara stayed."
    )
    found = _read(operator, text)
    assert _entity(found, "Miller's Rest").kind == "Place"
    assert _entity(found, "Clara").kind == "Person"


def test_a_heading_in_capitals_and_a_title_alone_name_nobody(operator: SpacyOperator) -> None:
    text = "AN EVENING AT THE LAKE\n\nMrs. Holt rowed out alone. Yes, Sir, said Holt's boy."
    names = {e.name for e in _read(operator, text).entities if e.named}
    assert names == {"Holt"}


def test_speech_in_single_marks_is_speech(operator: SpacyOperator) -> None:
    text = "Clara shut the gate. \u2018I don\u2019t trust the dog,\u2019 said Clara."
    clara = _entity(_read(operator, text), "Clara")
    assert "I" in [m.text for m in clara.mentions]


def test_who_acts_in_the_paragraph_before_speaks(operator: SpacyOperator) -> None:
    text = "Clara shook her head at Edwin.\n\n\u201cI sold the horse. I need the money.\u201d"
    clara = _entity(_read(operator, text), "Clara")
    assert [m.text for m in clara.mentions].count("I") == 2


def test_we_are_who_tells_it_and_others(operator: SpacyOperator) -> None:
    text = "I met Clara at the gate. We walked to the mill. I was glad when we came home."
    found = _read(operator, text)
    others = _entity(found, "the narrator and others")
    assert [m.text for m in others.mentions] == ["We", "we"]
    walk = next(e for e in found.events if e.predicate == "walk")
    assert {found.entities[p.entity].name for p in walk.participants} >= {"the narrator"}


def test_descriptions_that_differ_are_two(operator: SpacyOperator) -> None:
    text = (
        "The old man opened the shop. The young man swept the floor. "
        "The old man counted the money, and the young man sang."
    )
    men = [e for e in _read(operator, text).entities if e.name.endswith("man")]
    assert [len(e.mentions) for e in men] == [2, 2]


def test_a_family_s_name_alone_is_not_the_lady_s(operator: SpacyOperator) -> None:
    text = "Edwin Marsh sold the mill. Mrs. Marsh wept. Then Marsh bought a boat."
    edwin = _entity(_read(operator, text), "Edwin Marsh")
    assert [m.text for m in edwin.mentions] == ["Edwin Marsh", "Marsh"]
