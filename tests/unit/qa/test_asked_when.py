"""When something was that a chat tells of."""

import json
from pathlib import Path

import pytest

from graphmem.memory import Memory

TURNS = [
    ("2024-03-04T09:00:00", "Ines", "I repaired the old cello last week. It sounds lovely now."),
    ("2024-03-04T09:05:00", "Otto", "Nice! I bought a canoe yesterday and I am so happy with it."),
    ("2024-03-04T09:10:00", "Ines", "We are planning a canoe trip next month, my sister and I."),
    ("2024-05-20T18:00:00", "Ines", "Hello again! The canoe trip was great, we went last weekend."),
    ("2024-05-20T18:03:00", "Otto", "I moved to Bergen in April. The harbour is right outside."),
    (
        "2024-05-20T18:07:00",
        "Ines",
        "Lovely. I ate the last of the rye bread. I finished it yesterday.",
    ),
    ("2024-06-02T18:07:00", "Otto", "Nothing new here, only rain. The gutters leak."),
    ("2024-06-14T08:00:00", "Otto", "I adopted a kitten named Pepper!"),
    ("2024-06-14T08:02:00", "Ines", "How sweet! How long have you been drumming, by the way?"),
    ("2024-06-14T08:04:00", "Otto", "Six years now. Drumming keeps me calm."),
    ("2024-07-01T10:00:00", "Ines", "I was in the mountains of Norway last week, it was so quiet."),
    ("2024-07-01T10:02:00", "Otto", "Lucky you! Any pictures of Norway?"),
    ("2024-07-01T10:04:00", "Ines", "Here. We climbed a glacier up in the mountains, on a rope."),
    ("2024-08-10T10:00:00", "Otto", "Sad news, our parrot Rio died. We had Rio for twelve years."),
]


@pytest.fixture(scope="module")
def memory(tmp_path_factory: pytest.TempPathFactory):
    path: Path = tmp_path_factory.mktemp("chat")
    with Memory(path / "chat.db") as memory:
        lines = [
            json.dumps({"speaker": speaker, "text": text, "time": time}).encode() + b"\n"
            for time, speaker, text in TURNS
        ]
        memory.remember_stream(iter(lines), source="chat")
        memory.consolidate()
        yield memory


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("When did Ines repair the cello?", ("the week of February 26, 2024",)),
        ("When did Otto buy a canoe?", ("March 3, 2024",)),
        ("How long ago did Otto buy a canoe?", ("March 3, 2024",)),
        ("When did Otto move to Bergen?", ("April 2024",)),
        ("When did Ines finish the rye bread?", ("May 19, 2024",)),
    ],
)
def test_the_sentence_that_tells_of_it_says_when(memory, query, values):
    answer = memory.ask(query)
    assert answer.values == values
    assert len(answer.citations) == 1


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("When did Otto adopt Pepper?", ("June 14, 2024",)),
        ("When did Ines climb a glacier in the mountains?", ("the week of June 24, 2024",)),
        ("When did Ines climb a glacier in Norway?", ("the week of June 24, 2024",)),
    ],
)
def test_what_has_no_time_in_its_turn_was_when_a_turn_beside_says_or_when_it_was_told(
    memory, query, values
):
    assert memory.ask(query).values == values


def test_how_long_something_has_been_so_says_when_it_began(memory):
    assert memory.ask("How long has Otto been drumming?").values == ("since 2018 (six years)",)
    assert memory.ask("When did Otto get the parrot Rio?").values == ("2012",)


def test_what_was_is_no_plan(memory):
    assert memory.ask("When did Ines go on a canoe trip?").values == (
        "May 18, 2024 to May 19, 2024",
    )


def test_what_another_did_is_not_told_of_someone(memory):
    assert not memory.ask("When did Otto repair the cello?")
    assert not memory.ask("When did Ines move to Bergen?")
