import pytest

from graphmem.language.parse import Parser
from graphmem.language.pipeline import load_pipeline
from graphmem.language.vectors import StaticEmbedder
from graphmem.models.recollection import CueState
from graphmem.retrieval import read_cue


@pytest.fixture(scope="module")
def read():
    parser, embedder = Parser(load_pipeline()), StaticEmbedder()
    return lambda query: read_cue(query, parser, embedder)


@pytest.mark.parametrize(
    ("query", "state"),
    [
        ("Where is the lantern now?", CueState("where", "the lantern")),
        ("Where's Nadia?", CueState("where", "Nadia")),
        ("Where was Tom before the mill?", CueState("where", "Tom", "the mill", side="before")),
        (
            "Where had Nadia been before she came to Rook Hall?",
            CueState("where", "Nadia", "Rook Hall", side="before"),
        ),
        ("Is Tom still at the mill?", CueState("there", "Tom", "the mill")),
        ("Has Tom ever been to Oslo?", CueState("there", "Tom", "Oslo", side="ever")),
        ("What is Nadia carrying?", CueState("has", "Nadia")),
        ("How many things does Tom have?", CueState("has", "Tom")),
        ("Does Tom have the lantern?", CueState("has", "Tom", thing="the lantern")),
        ("Who is holding the lantern?", CueState("holder", thing="the lantern")),
        ("Where was Tom during the storm?", None),
        ("Where was Tom before May 2021?", None),
        ("Has Tom ever been to Oslo? When?", None),
        ("How many brothers does Tom have?", None),
        ("What did Tom sell?", None),
    ],
)
def test_how_things_stand_may_be_asked(read, query, state):
    assert read(query).state == state


@pytest.mark.parametrize(
    ("query", "asks"),
    [
        ("Did Tom sell the house?", "whether"),
        ("Was Nadia Lark a nurse?", "whether"),
        ("Was there a storm?", "any"),
        ("Were there any concerts in Leeds?", "any"),
        ("Has there ever been a fire at the mill?", "any"),
        ("Is there an event where Ana sang?", "any"),
        ("Do you know when Tom left?", "time"),
    ],
)
def test_a_yes_or_no_may_be_asked(read, query, asks):
    assert read(query).asks == asks


@pytest.mark.parametrize(
    ("query", "roles"),
    [
        ("Who gave Tom the lantern?", {"Tom": "RECIPIENT", "lantern": "PATIENT", "": "AGENT"}),
        (
            "Who did Tom give the lantern to?",
            {"Tom": "AGENT", "lantern": "PATIENT", "": "RECIPIENT"},
        ),
        ("Who did Tom visit?", {"Tom": "AGENT", "": "PATIENT"}),
    ],
)
def test_names_have_parts_in_what_is_asked(read, query, roles):
    assert dict(read(query).roles) == roles
