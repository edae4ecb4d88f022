"""A chat that is remembered in a file, to be looked up through other people's pipelines."""

from collections.abc import Iterator

import pytest

from graphmem import Memory

CHAT = (
    ("2025-03-03T18:02", "Ines", "I got the job! I start at the aquarium in Porto next Monday."),
    ("2025-03-03T18:03", "Marek", "Wonderful! Is that the one where your brother Rui works?"),
    ("2025-03-03T18:04", "Ines", "Yes, Rui feeds the sharks there. I will look after the otters."),
    ("2025-04-12T09:41", "Ines", "I moved to Lisbon last week, by the way."),
    ("2025-04-12T09:44", "Ines", "They have Rui now. I teach at a school in Alfama."),
)
UNDATED = "Ola  Berg keeps {bees} and\nsells honey."  # blanks that a line folds, and braces
QUERIES = ("Who feeds the sharks?", "Where does Ines live now?", "Who keeps {bees}?")


def fill(memory: Memory) -> None:
    for time, speaker, text in CHAT:
        memory.remember(text, source="chat", occurred_at=time, speaker=speaker)
    memory.remember(UNDATED, source="note")
    memory.consolidate()


def spoken(memory: Memory, metadata: dict[str, object]) -> str:
    """Return the words that stand where metadata say that they stand."""
    (episode,) = metadata["episode_ids"]
    texts = {episode.id: episode.text for episode in memory.episodes(metadata["source"])}
    return texts[episode][metadata["start"] : metadata["end"]]


@pytest.fixture(scope="package")
def memory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Memory]:
    """Give a memory of the chat and a note; nothing of it may be changed."""
    with Memory(tmp_path_factory.mktemp("pipelines") / "memory.db") as kept:
        fill(kept)
        yield kept
