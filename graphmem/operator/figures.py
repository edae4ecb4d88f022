"""Entities in the making: mentions of names gathered, before pronouns are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from graphmem.language.names import compare, is_formal, wed_by
from graphmem.operator.mentions import Found


@dataclass(slots=True)
class Figure:
    """Somebody or something while a page is being read; what becomes an entity.

    `nouns` are the common nouns that stand for it ("captain"), `apart` counts the clauses in
    which it stood beside another figure, and so is hardly that one. `wed` is m or u where a
    title says so (Mrs., Miss), `given` the gender that the given name of a full name tells.
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

    def add(self, found: Found, reason: str, score: float = 1.0) -> None:
        """Note a mention and why it is one."""
        self.mentions.append((found, reason, score))


@dataclass(slots=True)
class Cast:
    """All figures of a page, and which of them each head token stands for.

    `inside` holds the other tokens of names, their titles too, as a tree may hang on any of them;
    `where` the mention at each of all these, `with_others` who else a "they" stands for;
    `speaker` is the figure who says the whole, in a chat; `in_mind` are the named persons in the
    order in which a reader thinks of them at the end.
    """

    figures: list[Figure] = field(default_factory=list)
    at: dict[int, int] = field(default_factory=dict)
    inside: dict[int, int] = field(default_factory=dict)
    where: dict[int, Found] = field(default_factory=dict)
    with_others: dict[int, tuple[int, ...]] = field(default_factory=dict)
    speaker: int = -1
    in_mind: tuple[int, ...] = ()

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


def gather_names(
    found: Sequence[Found],
    known: Mapping[tuple[str, ...], str],
    gender_of: Callable[[str], str],
) -> Cast:
    """Return a cast in which each name is a figure with all mentions by its name or a part of it.

    `known` are the persons of the window by the words of their full names, with their gender;
    `gender_of` tells that of a given name.
    """
    cast = Cast()
    names = [f for f in found if f.form == "name" and f.kind != "Event"]
    whole: dict[tuple[str, ...], list[int]] = {}
    for name in sorted(names, key=lambda f: (-len(f.words), not f.gender, f.head)):
        key = _key(name.words)
        alike = [n for n in whole.get(key, ()) if not _speaks_against(name, cast.figures[n])]
        number = _nearest(cast, name, alike) if alike else _whole_of(cast, name)
        if number is None:
            number = cast.new(_figure(name, known, gender_of))
        if number not in whole.setdefault(key, []):
            whole[key].append(number)
        figure = cast.figures[number]
        figure.gender = figure.gender or name.gender
        figure.wed = figure.wed or wed_by((name.title,))
        reason = "name" if key == _key(figure.words) else "part of the name"
        cast.mention(number, name, reason)
    return cast


def _speaks_against(name: Found, figure: Figure) -> bool:
    """Return whether titles, or a title and a given name, tell two persons of a name apart."""
    if name.kind != "Person" or figure.kind != "Person":
        return False
    other, wed = figure.gender or figure.given, wed_by((name.title,))
    return (
        "" not in (name.gender, other)
        and name.gender != other
        or ("" not in (wed, figure.wed) and wed != figure.wed)
    )


def _key(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(w.lower().rstrip(".") for w in words)


def _figure(
    name: Found, known: Mapping[tuple[str, ...], str], gender_of: Callable[[str], str]
) -> Figure:
    words, gender = name.words, name.gender
    if name.kind == "Person":
        wholes = [w for w in known if _is_part(_key(name.words), _key(w), person=True)]
        if len(wholes) == 1:
            words, gender = wholes[0], gender or known[wholes[0]]
    given = gender_of(words[0].lower()) if len(words) > 1 and name.kind == "Person" else ""
    return Figure(name.kind, spelled(words), words, gender, named=True, given=given)


def spelled(words: Sequence[str]) -> str:
    """Return words as a name is written."""
    text = ""
    for word in words:
        glue = not text or word[0] in "'\u2019.,-" or text.endswith("-")
        text += word if glue else " " + word
    return text


def _whole_of(cast: Cast, name: Found) -> int | None:
    """Return the one figure of which this name is a part; of several, the nearest before it."""
    key = _key(name.words)
    fits = [
        number
        for number, figure in enumerate(cast.figures)
        if _same_sort(figure.kind, name.kind)
        and _is_part(key, _key(figure.words), person=name.kind == "Person")
        and not _speaks_against(name, figure)
    ]
    return _nearest(cast, name, fits) if fits else None


def _nearest(cast: Cast, name: Found, fits: Sequence[int]) -> int:
    """Return the one of several figures that was named last before, else the one named next."""

    def nearness(number: int) -> tuple[int, int]:
        heads = [f.head for f, _, _ in cast.figures[number].mentions]
        before = [h for h in heads if h < name.head]
        return (-max(before), number) if before else (min(heads), number)

    return min(fits, key=nearness)


def _same_sort(one: str, other: str) -> bool:
    if "Person" in (one, other):
        return one == other
    return True


def _is_part(part: tuple[str, ...], whole: tuple[str, ...], *, person: bool = False) -> bool:
    """Return whether a shorter name may stand for a longer: its beginning, end or both ends.

    A person's may also be its short form ("Mel" for Melanie).
    """
    if person and part != whole:
        match = compare(" ".join(part), " ".join(whole))
        if match == "nickname" or (match == "initial" and len(part) >= len(whole)):
            return len(part) <= len(whole) and (len(part) > 1 or not is_formal(part[0]))
    if len(part) >= len(whole):
        return False
    if whole[: len(part)] == part or whole[-len(part) :] == part:
        return True
    return len(part) == 2 and (part[0], part[-1]) == (whole[0], whole[-1])
