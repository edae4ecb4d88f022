"""Names gathered into figures, before pronouns are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from graphmem.language.names import compare, is_formal, wed_by
from graphmem.operator.figures import Cast, Figure
from graphmem.operator.mentions import Found
from graphmem.operator.page import Page
from graphmem.operator.words import RANKS

Words = tuple[str, ...]
# Titles that tell the elder of sisters, by the family's name, from the others, by the given one.
_OF_SISTERS = ("miss",)
# Words behind which a name tells whose or of what something is, and words in front of one.
_LINKS = ("of", "the", "for", "de", "du", "da", "di", "del", "in", "at")
_DETERMINED = ("the", "this", "that", "our", "their", "its", "his", "her", "my", "your")


def gather_names(
    page: Page,
    found: Sequence[Found],
    known: Mapping[Words, str],
    gender_of: Callable[[str], str],
    is_toponym: Callable[[str], bool],
) -> Cast:
    """Return a cast in which each name is a figure with all mentions by its name or a part of it.

    `known` are the persons of the window by the words of their full names, with their gender;
    `gender_of` tells that of a given name, `is_toponym` whether a word is known as a place's name.
    """
    names = [f for f in found if f.form == "name" and f.kind != "Event"]
    gathering = _Gathering(page, known, gender_of, is_toponym)
    gathering.note_usage(names)
    for name in sorted(names, key=lambda f: (-len(f.words), not f.gender, f.head)):
        gathering.take(name)
    return gathering.cast


@dataclass(slots=True)
class _Gathering:
    """The figures so far by their names; `called` and `styled` are given names.

    The first are used alone by who tells the page, the others behind "Miss"; `titled` are the
    titles and names that who tells the page uses. `own` are the gender
    of the name at hand, and whether its title says that she is married.
    """

    page: Page
    known: Mapping[Words, str]
    gender_of: Callable[[str], str]
    is_toponym: Callable[[str], bool]
    cast: Cast = field(default_factory=Cast)
    whole: dict[Words, list[int]] = field(default_factory=dict)
    called: set[str] = field(default_factory=set)
    styled: set[str] = field(default_factory=set)
    titled: set[tuple[str, str]] = field(default_factory=set)
    own: tuple[str, str] = ("", "")

    def note_usage(self, names: Sequence[Found]) -> None:
        """Note how persons are called by one name."""
        for name in names:
            if name.kind != "Person" or len(name.words) > 1:
                continue
            if self.page.quote[name.head] < 0:
                self.titled.add((name.title, name.words[0].lower()))
            if name.title in _OF_SISTERS:
                self.styled.add(name.words[0].lower())
            elif not name.title and self.page.quote[name.head] < 0:
                self.called.add(name.words[0].lower())

    def take(self, name: Found) -> None:
        """Let a name stand for the figure of that name, one that it is a part of, or a new one."""
        key = _key(name.words)
        figures = self.cast.figures
        self.own = name.gender or self._given(name.words), wed_by((name.title,))
        alike = [n for n in self.whole.get(key, ()) if not self._speaks_against(name, figures[n])]
        if not name.title and len(name.words) == 1 and all(figures[n].wed for n in alike):
            whole = self._whole_of(name)  # "Marsh" is Edwin Marsh, and not Mrs. Marsh
            alike = alike if whole is None or figures[whole].wed else [whole]
        if not name.title:  # "Marsh" is rather Mr. than Mrs. Marsh
            alike = [n for n in alike if not figures[n].wed] or alike
        number = _nearest(self.cast, name, alike) if alike else self._whole_of(name)
        if number is None:
            number = self.cast.new(self._figure(name))
        if number not in self.whole.setdefault(key, []):
            self.whole[key].append(number)
        figure = figures[number]
        figure.gender = figure.gender or name.gender
        figure.wed = figure.wed or self.own[1]
        figure.of_rank |= name.title in RANKS
        reason = "name" if key == _key(figure.words) else "part of the name"
        self.cast.mention(number, name, reason)

    def _speaks_against(self, name: Found, figure: Figure) -> bool:
        """Return whether titles, or a title and a given name, tell two persons of a name apart."""
        if name.kind != "Person" or figure.kind != "Person":
            return False
        (own, wed), other = self.own, figure.gender or figure.given
        if (wed and figure.of_rank) or (figure.wed and name.title in RANKS):
            return len(name.words) == 1 and not (own and own == other)  # Captain and Mrs. Marsh
        genders = "" not in (own, other) and own != other
        return genders or ("" not in (wed, figure.wed) and wed != figure.wed)

    def _given(self, words: Words) -> str:
        return self.gender_of(words[0].lower()) if len(words) > 1 else ""

    def _whole_of(self, name: Found) -> int | None:
        """Return the one figure of which this name is a part; of several, the nearest before it."""
        key = _key(name.words)
        fits = [
            number
            for number, figure in enumerate(self.cast.figures)
            if _same_sort(figure.kind, name.kind)
            and _is_part(key, _key(figure.words), person=name.kind == "Person")
            and self._stands_for(name, figure)
            and not self._speaks_against(name, figure)
            and not self._otherwise_called(name, figure)
        ]
        fits = [n for n in fits if self.cast.figures[n].kind == name.kind] or fits
        fits = self._untitled(name, fits)
        return _nearest(self.cast, name, fits) if fits else None

    def _stands_for(self, name: Found, figure: Figure) -> bool:
        """Return whether a part of a name is short for it, and no other's name.

        "The Journal" is short for the Journal of Maine, where "Maine" is not; "Brooklyn" is not
        Brooklyn Bridge.
        """
        part, whole = _key(name.words), _key(figure.words)
        if name.kind == "Person":  # Walter Elliot is not William Walter Elliot
            return len(part) < 2 or part[0] == whole[0] or not self.gender_of(whole[0])
        before = self.page.parsed.tokens[name.start - 1].text.lower() if name.start else ""
        if whole[: len(part)] != part and whole[-len(part) - 1] in _LINKS:
            return False
        if before in _DETERMINED:
            return True
        same = name.kind == figure.kind or "Concept" in (name.kind, figure.kind)
        return same and whole[: len(part)] == part and not self.is_toponym(part[0])

    def _untitled(self, name: Found, fits: list[int]) -> list[int]:
        """Return whom a family's name alone stands for: no Mrs. or Miss, where there is another."""
        if name.title or len(name.words) > 1:
            return fits
        last = _key(name.words)
        told = [
            n for n in fits if not self.cast.figures[n].wed
            or _key(self.cast.figures[n].words[:1]) == last != _key(self.cast.figures[n].words)
        ]  # fmt: skip
        return told or fits

    def _otherwise_called(self, name: Found, figure: Figure) -> bool:
        """Return whether a title and a family's name are not what a text calls a person by.

        Whom it calls by the given name alone, or by that behind the same title, is another.
        """
        first = figure.words[0].lower()
        if not name.gender or len(name.words) > 1 or first == name.words[0].lower():
            return False
        if name.title in _OF_SISTERS and first in self.styled:
            return True
        return (name.title, name.words[0].lower()) in self.titled and first in self.called

    def _figure(self, name: Found) -> Figure:
        words, gender = name.words, name.gender
        if name.kind == "Person":
            wholes = [w for w in self.known if self._may_be(name, w)]
            if len(wholes) == 1:
                words, gender = wholes[0], gender or self.known[wholes[0]]
        given = self._given(words) if name.kind == "Person" else ""
        return Figure(name.kind, spelled(words), words, gender, named=True, given=given)

    def _may_be(self, name: Found, whole: Words) -> bool:
        other = self.known[whole] or self._given(whole)
        if name.gender and other and name.gender != other:
            return False
        return _is_part(_key(name.words), _key(whole), person=True)


def _key(words: Sequence[str]) -> Words:
    return tuple(w.lower().rstrip(".") for w in words)


def spelled(words: Sequence[str]) -> str:
    """Return words as a name is written."""
    text = ""
    for word in words:
        glue = not text or word[0] in "'\u2019.,-" or text.endswith("-")
        text += word if glue else " " + word
    return text


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


def _is_part(part: Words, whole: Words, *, person: bool = False) -> bool:
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
