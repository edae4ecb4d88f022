"""Entities in the making, and which words stand for them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from graphmem.operator.mentions import Found


@dataclass(slots=True)
class Figure:
    """Somebody or something while a page is being read; what becomes an entity.

    `nouns` are the common nouns that stand for it ("captain"), `apart` counts the clauses in
    which it stood beside another figure, and so is hardly that one. `wed` is m or u where a
    title says so (Mrs., Miss), `given` the gender that the given name of a full name tells,
    `of_rank` whether a title tells an officer or a clergyman.
    """

    kind: str
    name: str = ""
    words: tuple[str, ...] = ()
    gender: str = ""
    named: bool = False
    mentions: list[tuple[Found, str, float]] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    apart: Counter[int] = field(default_factory=Counter)
    merged: int = -1
    wed: str = ""
    given: str = ""
    of_rank: bool = False

    def add(self, found: Found, reason: str, score: float = 1.0) -> None:
        """Note a mention and why it is one."""
        self.mentions.append((found, reason, score))


@dataclass(slots=True)
class Cast:
    """All figures of a page, and which of them each head token stands for.

    `inside` holds the other tokens of names, their titles too, as a tree may hang on any of them;
    `where` the mention at each of all these, `with_others` who else a "they" stands for;
    `speaker` is the figure who says or tells the whole; `in_mind` are the named persons in the
    order in which a reader thinks of them at the end, `said_by` the head of the speaker of each
    quotation, where it is told.
    """

    figures: list[Figure] = field(default_factory=list)
    at: dict[int, int] = field(default_factory=dict)
    inside: dict[int, int] = field(default_factory=dict)
    where: dict[int, Found] = field(default_factory=dict)
    with_others: dict[int, tuple[int, ...]] = field(default_factory=dict)
    speaker: int = -1
    in_mind: tuple[int, ...] = ()
    said_by: tuple[int | None, ...] = ()

    def new(self, figure: Figure) -> int:
        """Take a figure in and return its number."""
        self.figures.append(figure)
        return len(self.figures) - 1

    def mention(self, number: int, found: Found, reason: str, score: float = 1.0) -> None:
        """Let a mention stand for a figure."""
        self.figures[number].add(found, reason, score)
        self.at[found.head] = number
        self.where[found.head] = found
        if found.form == "name":
            for i in range(found.low, found.end):
                self.inside[i] = number
                self.where[i] = found

    def merge(self, into: int, gone: int) -> None:
        """Make two figures one; the first stays."""
        kept, lost = self.figures[into], self.figures[gone]
        kept.mentions.extend(lost.mentions)
        kept.nouns |= lost.nouns
        kept.gender = kept.gender or lost.gender
        if not kept.named and lost.named:
            kept.name, kept.words, kept.named = lost.name, lost.words, True
        lost.mentions, lost.merged = [], into
        self.speaker = into if self.speaker == gone else self.speaker
        for heads in (self.at, self.inside):
            for head, number in heads.items():
                if number == gone:
                    heads[head] = into

    def all_of(self, head: int) -> list[int]:
        """Return the numbers of all figures that a head token stands for."""
        number = self.of(head)
        others = [self._kept(n) for n in self.with_others.get(head, ())]
        return [] if number is None else [number, *(n for n in others if n != number)]

    def _kept(self, number: int) -> int:
        while self.figures[number].merged >= 0:
            number = self.figures[number].merged
        return number

    def of(self, head: int) -> int | None:
        """Return the number of the figure that a head token stands for."""
        number = self.at.get(head)
        return self.inside.get(head) if number is None else number
