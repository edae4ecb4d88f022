import json
from dataclasses import replace

import pytest

from graphmem import Memory, QueryError
from graphmem.models.graph import GraphDelta
from graphmem.models.recollection import Cue, Line
from graphmem.qa.broad import MOST_CALLS, Digest, is_broad, parted
from graphmem.qa.given import Brief, number_lines
from tests.unit.qa.scripted import Scripted, model_of, number_of, shaped, speak

DAYS = (
    "On 3 March 1921 Mary Carter bought the mill in Ashby from John Carter. The mill was old.",
    "On 9 May 1921 Mary Carter opened a school in Ashby. Tom Reed taught there.",
    "On 12 June 1921 the mill in Ashby burned. Tom Reed saw the fire. Mary Carter wept.",
    "In August 1921 Mary Carter moved to York. In York she opened a bakery with Ellen Moss.",
)


@pytest.mark.parametrize(
    ("query", "named", "broad"),
    [
        ("What are the main themes?", (), True),
        ("Summarise the book.", (), True),
        ("Give me a short overview of everything", (), True),
        ("How has Mary Carter changed over the years?", ("Mary Carter",), True),
        ("Summarize the life of Mary Carter", ("Mary Carter",), True),
        ("Who is Mary Carter?", ("Mary Carter",), False),
        ("How has Mary Carter changed her hair?", ("Mary Carter",), False),
        ("Summarise the book launch.", (), False),
        ("What was the topic of the lecture?", (), False),
        ("What changed?", (), True),
        ("What happened in Ashby?", ("Ashby",), False),
        ("Where does Ana live?", ("Ana",), False),
    ],
)
def test_only_what_can_be_about_nothing_less_is_broad(query, named, broad):
    assert is_broad(Cue(query, "value"), named) is broad


def test_a_time_or_a_question_for_one_thing_is_not_broad():
    dated = Cue("Summarise the year", times=(("1921-01-01", "1922-01-01"),))
    assert not is_broad(dated, ())
    assert not is_broad(Cue("When did everything change?", "time"), ())


def digests(count, letters):
    lines = [Line("", "", (f"ep_{n}",), "s", 0, 1, 0.0) for n in range(count)]
    given = number_lines(lines)
    return [Digest("t", "", "w " * letters, (g.number,)) for g in given], Brief("q", given)


def test_parts_are_few_bounded_and_keep_the_order():
    few, brief = digests(3, 10)
    assert parted(few, brief, 16_000) == [few]
    many, brief = digests(200, 2000)
    parts = parted(many, brief, 8_000)
    assert len(parts) == MOST_CALLS
    assert [d for part in parts for d in part] == many[: sum(map(len, parts))]
    mixed, brief = digests(3, 10)
    mixed[0] = replace(mixed[0], summary="w " * 50_000)
    assert parted(mixed, brief, 16_000) == [mixed[1:]]


@pytest.fixture(scope="module")
def town():
    with Memory(":memory:") as memory:
        for text in DAYS:
            memory.remember(text, source="chronicle")
        memory.consolidate()
        yield memory


@pytest.fixture
def memory(town):
    yield town
    speak(town, None)


def points(*told: tuple[str, list[int], int]):
    keys = ("text", "lines", "weight")
    return json.dumps({"points": [dict(zip(keys, point, strict=True)) for point in told]})


def mapped(prompt) -> str:
    fire, school = number_of(prompt, "burned"), number_of(prompt, "school")
    return points(
        ("The mill in Ashby burned on 12 June 1921.", [fire], 9),
        ("Mary Carter opened a school in Ashby.", [school], 5),
        ("Mary Carter set the fire for the insurance money.", [fire], 10),
        ("Mary Carter opened a school in Ashby.", [9999], 10),
    )


def script(prompt) -> str:
    if prompt.stage == "map":
        return mapped(prompt)
    inside = prompt.user.split("Points:")[1]
    assert "insurance" not in inside
    fire = int(inside.split("[")[1].split("]")[0])
    return shaped([("The mill in Ashby burned.", [fire]), ("It rained.", [fire])], "fire")


def test_points_of_the_parts_make_an_answer_that_cites_episodes(memory):
    speak(memory, Scripted(script))
    answer = memory.ask("What are the main themes?")
    assert answer.text == "The mill in Ashby burned [1]."
    assert (answer.model, answer.dropped, answer.left_out) == ("scripted", 3, 0)
    (cited,) = answer.citations
    (episode,) = (e for e in memory.episodes() if e.id == cited.episode)
    assert episode.text[cited.start : cited.end] == cited.quote
    assert "burned" in cited.quote
    stages = [prompt.stage for prompt in model_of(memory).prompts]
    assert stages == ["map", "reduce"]
    assert set(model_of(memory).prompts[1].episodes) <= {e.id for e in memory.episodes()}


def test_it_is_streamed_as_it_passes(memory):
    def plain(prompt) -> str:
        if prompt.stage == "map":
            return mapped(prompt)
        fire = int(prompt.user.split("Points:")[1].split("[")[1].split("]")[0])
        return f"The mill in Ashby burned [{fire}].\nIt rained [{fire}].\nVALUES: fire"

    shown = []
    speak(memory, Scripted(plain))
    answer = memory.ask("What are the main themes?", stream=shown.append)
    assert shown == [answer.text] == ["The mill in Ashby burned [1]."]


def test_without_a_point_the_scenes_are_told(memory):
    plain = memory.ask("What are the main themes?", broad=True)
    speak(memory, Scripted(lambda _: "I cannot."))
    answer = memory.ask("What are the main themes?")
    assert (answer.text, answer.citations, answer.model) == (plain.text, plain.citations, "")
    assert "was not followed" in answer.why[-1]


def test_without_a_model_the_best_scenes_are_told_with_their_words(memory):
    answer = memory.ask("What happened to Mary Carter?", broad=True)
    assert answer
    assert len(answer.text.splitlines()) == len(answer.values)
    by_id = {e.id: e.text for e in memory.episodes()}
    assert all(by_id[c.episode][c.start : c.end] == c.quote for c in answer.citations)
    assert answer.model == ""
    assert memory.ask("What are the main themes?", broad=True) == memory.ask(
        "What are the main themes?", broad=True
    )


def test_whether_it_is_broad_may_be_said(memory):
    speak(memory, Scripted(lambda _: shaped([], known=False)))
    memory.ask("What are the main themes?", broad=False)
    assert [p.stage for p in model_of(memory).prompts] == ["answer"]


def test_without_scenes_it_says_what_to_do():
    with Memory(":memory:") as memory:
        assert not memory.ask("What are the main themes?", broad=True)
        memory.remember(DAYS[0])
        with pytest.raises(QueryError, match="consolidate"):
            memory.ask("What are the main themes?", broad=True)
        speak(memory, Scripted(lambda _: shaped([], known=False)))
        memory.ask("What are the main themes?")
        assert [p.stage for p in model_of(memory).prompts] == ["answer"]


def test_a_worded_scene_brings_the_lines_that_its_summary_cites():
    with Memory(":memory:") as memory:
        memory.remember(" ".join(DAYS), source="chronicle")
        memory.consolidate()
        (episode,) = memory.episodes()
        at = episode.text.index("In York she opened a bakery")
        told = {"title": "A life", "summary": "It ends well.", "worded_by": "m"}
        told |= {"summary_sentences": ["It ends well."]}
        told |= {"summary_cites": [f"{episode.id}:{at}:{at + 10}"]}
        store = memory._store
        for scene in store.nodes("default", label="Scene"):
            worded = replace(scene, properties={**scene.properties, **told})
            store.apply(GraphDelta("default", nodes=(worded,)))
        answer = memory.ask("What are the main themes?", broad=True)
    assert "A life" in answer.values
    assert any("bakery" in citation.quote for citation in answer.citations)
