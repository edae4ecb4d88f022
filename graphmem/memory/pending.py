"""What is to be read and written next: episodes with those before them, in bounded parts."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from graphmem.models.evidence import Episode

Windowed = tuple[Episode, tuple[Episode, ...]]

# Episodes and characters a transaction, a few seconds of work: what was read stays read.
BATCH = 256
_LETTERS = 60_000


@dataclass(slots=True)
class Pending:
    """What the next transaction will write of a source: to be read, or only moved in it."""

    to_read: list[Windowed] = field(default_factory=list)
    moved: list[Episode] = field(default_factory=list)

    def is_full(self) -> bool:
        """Return whether it is enough for a transaction."""
        if len(self.to_read) + len(self.moved) >= BATCH:
            return True
        return sum(len(episode.text) for episode, _ in self.to_read) >= _LETTERS


def windowed(episodes: Iterable[Episode], window: int) -> Iterator[Windowed]:
    """Yield each of the episodes of a source with those just before it, at most `window`."""
    before: deque[Episode] = deque(maxlen=window)
    for episode in episodes:
        yield episode, tuple(before)
        before.append(episode)


def batches(windowed: Iterable[Windowed]) -> Iterator[Sequence[Windowed]]:
    """Yield what is to be read in parts that are read together."""
    pending = Pending()
    for each in windowed:
        pending.to_read.append(each)
        if pending.is_full():
            yield pending.to_read
            pending = Pending()
    if pending.to_read:
        yield pending.to_read
