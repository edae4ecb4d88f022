"""What holds of a workspace whatever a model says."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphmem.memory.checks.readings import check_readings
from graphmem.memory.checks.shelf import Volume
from graphmem.models.evidence import Episode, Source
from graphmem.operator.deepen import deepen
from graphmem.operator.llm_shapes import ToldReading
from graphmem.reconciler.project import project
from graphmem.reconciler.sight import sight
from tests.unit.operator.as_answer import as_answer
from tests.unit.operator.conftest import slots
from tests.unit.operator.test_operator_laws import spans

FILE = Path(__file__).with_name("texts.txt")
TEXTS = [t for t in FILE.read_text(encoding="utf-8").split("===\n")[:-1] if t.strip()]
TEXTS.append("Ana met Tom in Leeds on 3 May 2024.")
SLOTS = ("agent", "patient", "recipient", "companion", "topic", "place", "time", "nobody", "")
ODD = (
    "he",
    "She",
    "I",
    "we",
    "",
    " ",
    "...",
    "\u2026",
    "the",
    "Captain Nemo",
    "\u0130",
    "not",
    "3 May",
)
KINDS = ("Person", "place", "event", "org", "monster", "", "Person/Place")
SENSES = ("", "not", "planned", "not, possible", "happened", "ordered", "zzz")


def some_words(text, most=12):
    """Return words of the text, long and short, in other case and spacing, and words of none."""
    parts = text.split()
    runs = st.tuples(st.integers(0, len(parts) - 1), st.integers(1, most)).map(
        lambda at: " ".join(parts[at[0] : at[0] + at[1]])
    )
    slices = st.tuples(st.integers(0, len(text)), st.integers(0, 60)).map(
        lambda at: text[at[0] : at[0] + at[1]]
    )
    return st.one_of(runs, runs.map(str.upper), slices, st.sampled_from(ODD), st.text(max_size=12))


def records(**fields: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(st.fixed_dictionaries({}, optional=fields), max_size=4)


def readings(text):
    words, short = some_words(text), some_words(text, 2)
    several = st.lists(short, max_size=4)
    people = st.lists(
        st.tuples(st.sampled_from(SLOTS), short).map(lambda p: f"{p[0]}: {p[1]}"), max_size=4
    )
    asked = st.tuples(st.sampled_from(("Who", "Where", "When", "Zounds")), short).map(" ".join)
    return st.fixed_dictionaries(
        {
            "entities": records(name=short, kind=st.sampled_from(KINDS), other_names=several),
            "occasions": records(
                label=short, words=words, about=short, others=several, place=short, time=short
            ),
            "events": records(
                words=words, did=short, people=people, place=short, time=short,
                sense=st.sampled_from(SENSES), said_by=short,
            ),
            "traits": records(
                who=short, sort=st.sampled_from(("role", "State", "")), what=short, words=words,
                since=short, until=short,
            ),
            "places": records(part=short, whole=short),
            "links": records(who=several, place=short, time=short),
            "questions": records(question=asked, words=words, answer=short),
        }
    ).map(ToldReading.model_validate)  # fmt: skip


def faults(episode, workspace):
    """Return what the doctor would say of a workspace, and what else is wrong with it."""
    source = Source("src", "src")
    volume = Volume(source, (episode,), {episode.id: workspace}, (), ())
    yield from check_readings(volume, workspace.reader.partition("+")[0], None)
    for entity in workspace.entities:
        if not entity.mentions or not entity.name or not 0 <= entity.salience <= 1:
            yield f"{entity.name!r} is nobody"
        if list(entity.mentions) != sorted(entity.mentions, key=lambda m: (m.start, m.end)):
            yield f"mentions of {entity.name!r} out of order"
    for event in workspace.events:
        yield from faults_of(event, episode, workspace)
    if any(workspace.events[q.event].level != "action" for q in workspace.questions):
        yield "a question about an occasion"


def faults_of(event, episode, workspace):
    if event.occasion is not None and workspace.events[event.occasion].level != "occasion":
        yield f"{event.predicate!r} is part of an action"
    if event.level == "action" and not event.predicate:
        yield "an action that is none"
    if event.level == "action" and event.phrase != episode.text[event.start : event.end]:
        yield f"{event.phrase!r} is not what stands there"


@pytest.fixture(scope="module")
def pages(operator):
    batch = [
        (Episode(f"ep_{i}", "src", i, text, speaker="Ana" if i % 3 == 2 else None), ())
        for i, text in enumerate(TEXTS)
    ]
    return [(e, w) for (e, _), w in zip(batch, operator.read(batch), strict=True)]


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_answer_gives_a_workspace_that_fits_its_text(pages, data):
    episode, base = data.draw(st.sampled_from(pages))
    halves = len(base.passages) // 2
    pieces = [p for p in (base.passages[:halves], base.passages[halves:]) if p]
    told = [(piece, data.draw(readings(episode.text))) for piece in pieces]
    found = deepen(episode, base, told, f"{base.reader}+model/1").workspace
    assert not list(faults(episode, found))
    assert all(0 <= a < b <= len(episode.text) for a, b in spans(found))
    assert (found.passages, found.times, found.language) == (
        base.passages, base.times, base.language,
    )  # fmt: skip
    assert project(episode, found, sight(found, episode))
    assert deepen(episode, base, told, f"{base.reader}+model/1").workspace == found


def test_an_empty_answer_changes_nothing_but_who_read(pages):
    for episode, base in pages:
        found = deepen(episode, base, [(base.passages, ToldReading())], base.reader).workspace
        assert found.events == base.events
        assert {e.name for e in found.entities} == {e.name for e in base.entities}
        assert found.questions == base.questions


def test_what_the_pipeline_read_changes_next_to_nothing_when_a_model_tells_the_same(pages):
    events = same = dropped = 0
    for episode, base in pages:
        answer = as_answer(episode, base, base.passages) | {"occasions": []}  # it may not name one
        told = ToldReading.model_validate(answer)
        found = deepen(episode, base, [(base.passages, told)], base.reader)
        dropped += sum(found.dropped.values())
        events += len(base.events)
        before, after = (
            Counter(
                (e.level, e.predicate, e.start, e.polarity, e.modality, *sorted(slots(w, e)))
                for e in w.events
            )
            for w in (base, found.workspace)
        )
        same += (before & after).total()
        assert len(found.workspace.events) == len(base.events)
    assert same == events
    assert not dropped
