"""What is given to a language model to answer from: numbered lines, changes, first answers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from graphmem.language.times import find_times, resolve
from graphmem.models.recollection import Citation, Line
from graphmem.models.times import Interval


@dataclass(frozen=True, slots=True)
class Given:
    """A line under the number by which it is cited.

    `names` are those of whom its words speak, also where they only say "she"; `times` is when
    what it tells of was, as far as the memory knows.
    """

    number: int
    line: Line
    names: tuple[str, ...] = ()
    times: tuple[Interval, ...] = ()

    @property
    def episode(self) -> str:
        """The episode that its words stand in."""
        return self.line.episode_ids[0]

    @property
    def citation(self) -> Citation:
        """The same as an answer cites it."""
        line = self.line
        time = line.time or next(iter(self.times), None)
        return Citation(self.episode, line.source, line.start, line.end, line.quote, time)

    def covers(self, episode: str, start: int, end: int) -> bool:
        """Return whether any of the words of a span stands in it."""
        line = self.line
        return self.episode == episode and line.start < end and start < line.end


@dataclass(frozen=True, slots=True)
class Stand:
    """A fact as a line tells it: its words and value, from and until when it held ("" unknown)."""

    text: str
    value: str
    begun: str
    ended: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Two facts of one subject and slot that cannot both hold at one time.

    The second took the place of the first, or, in a `conflict`, nobody knows which is right.
    """

    before: Stand
    after: Stand
    conflict: bool = False


@dataclass(frozen=True)
class Brief:
    """All that a model is given for a query.

    `hints` are the values that the graph gives without a model, with the numbers of their lines.
    """

    query: str
    given: tuple[Given, ...]
    changes: tuple[Change, ...] = ()
    hints: tuple[tuple[str, tuple[int, ...]], ...] = ()

    @cached_property
    def by_number(self) -> Mapping[int, Given]:
        """The lines by their numbers."""
        return {each.number: each for each in self.given}

    @property
    def episodes(self) -> tuple[str, ...]:
        """The episodes whose words it holds, each once."""
        return tuple(dict.fromkeys(each.episode for each in self.given))

    def without_last(self) -> "Brief":
        """Return it without its last line and what rests on that."""
        last = self.given[-1].number
        return replace(
            self,
            given=self.given[:-1],
            changes=tuple(
                c for c in self.changes if last not in (*c.before.numbers, *c.after.numbers)
            ),
            hints=tuple(hint for hint in self.hints if last not in hint[1]),
        )


def number_lines(lines: Iterable[Line]) -> tuple[Given, ...]:
    """Return the lines with numbers from 1, each stretch of an episode once."""
    once: dict[tuple[str, int, int], Line] = {}
    for line in lines:
        once.setdefault((line.episode_ids[0], line.start, line.end), line)
    return tuple(Given(number, line) for number, line in enumerate(once.values(), 1))


def times_told(quote: str, anchors: Sequence[Interval]) -> list[Interval]:
    """Return the times of a text that have a place on the calendar, seen from any of these."""
    found = []
    for expression in find_times(quote):
        for anchor in (None, *anchors):
            interval = resolve(expression, anchor)
            if interval is not None:
                found.append(interval)
                break
    return found
