"""What is to be read and written next: episodes with those before them, in bounded parts."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from graphmem.models.evidence import Episode

Item = TypeVar("Item")
Windowed = tuple[Episode, tuple[Episode, ...]]

# Episodes and characters a transaction, a few seconds of work: what was read stays read.
BATCH = 1024
_LETTERS = 60_000


@dataclass(slots=True)
class Pending:
    """What the next transaction will write of a source: to be read, or only moved in it."""

    to_read: list[Windowed] = field(default_factory=list)
    moved: list[Episode] = field(default_factory=list)
    letters: int = 0

    def read(self, windowed: Windowed) -> None:
        """Let an episode be read."""
        self.to_read.append(windowed)
        self.letters += len(windowed[0].text)

    def is_full(self) -> bool:
        """Return whether it is enough for a transaction."""
        return len(self.to_read) + len(self.moved) >= BATCH or self.letters >= _LETTERS


def windowed(episodes: Iterable[Episode], window: int) -> Iterator[Windowed]:
    """Yield each of the episodes of a source with those just before it, at most `window`."""
    before: deque[Episode] = deque(maxlen=window)
    for episode in episodes:
        yield episode, tuple(before)
        before.append(episode)


def parts(whole: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Yield what a transaction may hold of it at a time."""
    for i in range(0, len(whole), BATCH):
        yield whole[i : i + BATCH]


def batches(windowed: Iterable[Windowed]) -> Iterator[Sequence[Windowed]]:
    """Yield what is to be read in parts that are read together."""
    pending = Pending()
    for each in windowed:
        pending.read(each)
        if pending.is_full():
            yield pending.to_read
            pending = Pending()
    if pending.to_read:
        yield pending.to_read
