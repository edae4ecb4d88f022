"""What holds of every workspace."""

from pathlib import Path

import pytest

from graphmem.models.evidence import Episode
from tests.unit.operator.conftest import named

FILE = Path(__file__).with_name("texts.txt")
TEXTS = FILE.read_text(encoding="utf-8").split("===\n")


def spans(workspace):
    """Yield every span of a workspace."""
    for entity in workspace.entities:
        yield from ((m.start, m.end) for m in entity.mentions)
    for told in (*workspace.events, *workspace.times, *workspace.claims, *workspace.questions):
        yield told.start, told.end
    for told in workspace.events:
        for inside in (*told.participants, *told.places, *told.times):
            yield inside.start, inside.end
    yield from workspace.passages


@pytest.fixture(scope="module")
def batch():
    return [(Episode(f"ep_{i}", "src", i, text), ()) for i, text in enumerate(TEXTS)]


def test_spans_lie_in_the_text_and_match_it(operator, batch):
    for (episode, _), seen in zip(batch, operator.read(batch), strict=True):
        assert all(0 <= start < end <= len(episode.text) for start, end in spans(seen))
        for entity in seen.entities:
            assert all(episode.text[m.start : m.end] == m.text for m in entity.mentions)
            assert list(entity.mentions) == sorted(entity.mentions, key=lambda m: (m.start, m.end))
        assert all(episode.text[t.start : t.end] == t.text for t in seen.times)


def test_indices_are_valid(operator, batch):
    for seen in operator.read(batch):
        for told in seen.events:
            assert all(p.entity < len(seen.entities) for p in (*told.participants, *told.places))
            assert all(t.time < len(seen.times) for t in told.times)
            assert told.occasion is None or seen.events[told.occasion].level == "occasion"
        assert all(c.entity < len(seen.entities) for c in seen.claims)
        assert all(c.part < len(seen.entities) > c.whole for c in seen.containment)
        assert all(seen.events[q.event].level == "action" for q in seen.questions)


def test_every_entity_has_a_mention_and_a_name(operator, batch):
    for seen in operator.read(batch):
        assert all(e.mentions and e.name for e in seen.entities)


def test_reading_twice_gives_the_same(operator, batch):
    assert list(operator.read(batch)) == list(operator.read(batch))


def test_one_by_one_gives_the_same_as_together(operator, batch):
    alone = [next(iter(operator.read([pair]))) for pair in batch]
    assert alone == list(operator.read(batch))


def test_passages_are_whole_sentences_in_order(operator, batch):
    for (episode, _), seen in zip(batch, operator.read(batch), strict=True):
        ends = [0]
        for start, end in seen.passages:
            assert start >= ends[-1]
            assert "\n\n" not in episode.text[start:end]
            ends.append(end)
        text = "".join(episode.text[a:b] for a, b in seen.passages)
        assert "".join(text.split()) == "".join(episode.text.split())


def test_another_language_keeps_its_passages_and_no_events(operator, batch):
    *_, seen = operator.read(batch)
    assert seen.language == "und"
    assert seen.passages
    assert not seen.events


def test_the_window_and_the_reader_are_told(operator):
    first = Episode("ep_1", "src", 0, "Ottoline Graves arrived.")
    second = Episode("ep_2", "src", 1, "Ottoline slept.")
    alone, after = operator.read([(second, ()), (second, (first,))])
    assert alone.window == "" != after.window
    assert alone.reader == operator.reader
    assert named(after, "Ottoline Graves")
    assert named(alone, "Ottoline")
