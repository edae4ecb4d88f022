"""How often a law is tried, and how often it was.

`GRAPHMEM_LAWS=100 pytest tests/laws` tries a hundred times as many sequences, drawn anew each
time; without it they are the same on every machine.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache

from hypothesis import HealthCheck, Phase, settings

from graphmem import Memory
from graphmem.language.parse import Parser
from graphmem.models.evidence import Episode
from graphmem.models.workspace import Workspace
from graphmem.protocols import Operator

TIMES = int(os.environ.get("GRAPHMEM_LAWS", "1"))
# Shrinking a history takes minutes: it is for who looks for the fault.
PHASES = [phase for phase in Phase if phase != Phase.shrink or "GRAPHMEM_SHRINK" in os.environ]
TRIED: Counter[str] = Counter()
Opener = Callable[..., Memory]


def sequences(number: int) -> settings:
    """Return how often a law is tried."""
    return settings(
        max_examples=number * TIMES,
        derandomize=TIMES == 1,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
        phases=PHASES,
    )


class ReadOnce:
    """An Operator, real as it is, that is asked once for each episode with its window."""

    def __init__(self, operator: Operator) -> None:
        self._operator = operator
        self._read: dict[object, Workspace] = {}

    @property
    def reader(self) -> str:
        return self._operator.reader

    def read(self, batch) -> Iterator[Workspace]:
        for episode, window in batch:
            key = tuple(map(_as_read, (episode, *window)))
            if key not in self._read:
                self._read[key] = next(iter(self._operator.read([(episode, window)])))
            yield self._read[key]


class ParseOnce:
    """A parser, real as it is, that is asked once for each query."""

    def __init__(self, parser: Parser) -> None:
        self._parser = parser
        self.parse_one = cache(parser.parse_one)

    def __getattr__(self, name: str) -> object:
        return getattr(self._parser, name)


def _as_read(episode: Episode) -> object:
    return (episode.id, episode.ordinal, episode.heading)
