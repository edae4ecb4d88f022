"""Forgetting by source, episode, time and person leaves what never having read leaves."""

from collections.abc import Callable

import pytest

from graphmem import Memory, QueryError
from graphmem.models.evidence import Episode
from tests.end_to_end.conftest import Opener, graph_of

CHAT = [
    ("2024-05-01 09:00", "Mara", "Jon Aas is back in Bergen!"),
    ("2024-05-01 09:01", "Ole", "Good. Who met him?"),
    ("2024-05-02 10:00", "Mara", "Ingrid Moe met him at the station yesterday."),
    ("2024-06-03 10:00", "Ole", "I saw her at the market. She sells cheese."),
    ("2024-06-03 10:05", "Mara", "She is a cheesemaker in Voss now."),
    ("2024-06-04 08:00", "Jon", "Ingrid gave me some."),
]
NOTE = "Ingrid Moe won a prize for her cheese in Voss."


def told(memory: Memory, kept: Callable[[Episode], bool] = lambda _: True) -> Memory:
    """Tell a memory the chat and a note without a time, but for the episodes that are not kept."""
    for when, speaker, text in CHAT:
        said = {"source": "chat", "occurred_at": when, "speaker": speaker}
        if kept(memory_of(text, speaker, when)):
            memory.remember(text, **said)
    if kept(memory_of(NOTE, None, "")):
        memory.remember(NOTE, source="note")
    memory.consolidate()
    return memory


def memory_of(text: str, speaker: str | None, when: str) -> Episode:
    return Episode("", "note" if text == NOTE else "chat", 0, text, when, speaker)


CONDITIONS = {
    "source": ({"source": "chat"}, lambda e: e.source == "chat"),
    "time": (
        {"between": ("2024-05-02", "2024-06-03")},
        lambda e: "05-02" < e.heading[5:] < "06-04",
    ),
    "since": ({"between": ("2024-06", None)}, lambda e: e.heading >= "2024-06"),
    "until": ({"between": (None, "2024-05")}, lambda e: "" < e.heading < "2024-06"),
    "person": ({"person": "Ingrid Moe"}, lambda e: "Ingrid" in e.text),
    "speaker": ({"person": "Ole"}, lambda e: e.speaker == "Ole"),
    "both": (
        {"source": "chat", "person": "Ingrid Moe", "between": ("2024-05-02", "2024-05-02")},
        lambda e: e.text == CHAT[2][2],
    ),
}


@pytest.mark.parametrize("condition", CONDITIONS)
def test_forgetting_is_never_having_read(opened: Opener, condition: str):
    given, gone = CONDITIONS[condition]
    memory = told(opened("memory.db"))
    count = sum(1 for when, who, text in CHAT if gone(memory_of(text, who, when)))
    count += gone(memory_of(NOTE, None, ""))
    before = graph_of(memory)
    assert memory.forget(**given, preview=True).episodes_removed == count
    assert graph_of(memory) == before
    assert memory.forget(**given).episodes_removed == count
    memory.consolidate()
    assert graph_of(memory) == graph_of(told(opened("never.db"), lambda e: not gone(e)))


@pytest.mark.parametrize("number", [0, 2, 5])
def test_forgetting_an_episode_is_never_having_read_it(opened: Opener, number: int):
    memory = told(opened("memory.db"))
    episode = memory.episodes("chat")[number]
    assert memory.forget(episode=episode.id).episodes_removed == 1
    memory.consolidate()
    assert graph_of(memory) == graph_of(told(opened("never.db"), lambda e: e.text != episode.text))


def test_what_has_no_time_stays_and_is_counted(opened: Opener):
    memory = told(opened())
    report = memory.forget(between=("2024", None))
    assert (report.episodes_removed, report.episodes_kept) == (len(CHAT), 1)
    assert [e.text for e in memory.episodes()] == [NOTE]


def test_what_cannot_be_forgotten_says_why(opened: Opener):
    memory = told(opened())
    for message, given in (
        ("say what to forget", {}),
        ("say what to forget", {"between": (None, None)}),
        ("give the earlier time first", {"between": ("2025", "2024")}),
        ("cannot read the time", {"between": ("soon", None)}),
        ("nobody and nothing is called 'Nils'", {"person": "Nils"}),
    ):
        with pytest.raises(QueryError, match=message):
            memory.forget(**given)
    assert memory.forget(source="unknown").episodes_removed == 0
    assert memory.forget(episode="ep_unknown").episodes_removed == 0
    assert len(memory.episodes()) == len(CHAT) + 1
