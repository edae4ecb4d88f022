"""Which two that names keep apart look as if they might be one all the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from graphmem.language.names import (
    PersonName,
    acronym,
    compare,
    given_class,
    is_acronym,
    same_given,
)
from graphmem.reconciler.views import View, settled, tally

_SHORT, _SHORT_SINGLE = 4, 5  # letters of words in which a single other letter is no slip
_SMALL = frozenset({"of", "the", "for", "in", "at"})


@dataclass(frozen=True, slots=True)
class Bearer:
    """An entity by what it is called: its full names where it has any, else its single ones."""

    entity: str
    sort: str
    names: frozenset[str]
    keys: frozenset[str]
    people: frozenset[PersonName]
    gender: str


def bearer(entity: str, views: Sequence[View]) -> Bearer:
    """Return an entity as its sightings with a name say."""
    votes = tally((v.sort, v.sighting.mentions) for v in views)
    sort = min(votes, key=lambda s: (-votes[s], s))
    alike = [v for v in views if v.sort == sort]
    named = [v for v in alike if v.full] or alike
    genders = settled(tally((v.gender, v.sighting.mentions) for v in alike if v.gender))
    return Bearer(
        entity,
        sort,
        frozenset(v.sighting.name for v in named),
        frozenset(v.key for v in named),
        frozenset(v.person for v in named) if sort == "person" else frozenset(),
        genders or "",
    )


def likeness_keys(one: Bearer) -> set[str]:
    """Return words such that two that resemble each other share one."""
    if one.sort == "person":
        return {f"person {word}" for p in one.people for word in _words(p)}
    found = {form for key in one.keys for form in (*_spelled(key), " ".join(sorted(_content(key))))}
    found |= {acronym(n) for n in one.names} | {k for k in one.keys if len(k) <= _SHORT + 2}
    if one.sort != "place":
        found |= {f"first {_content(key)[0]}" for key in one.keys if _content(key)}
    return {f"{one.sort} {form}" for form in found if form}


def resemblance(one: Bearer, other: Bearer) -> str:
    """Return how two resemble each other by name, "" where they do not or cannot be one.

    >>> from graphmem.language.names import parse_person
    >>> def called(name: str) -> Bearer:
    ...     person = parse_person(name)
    ...     names = frozenset([name])
    ...     return Bearer(name, "person", names, names, frozenset([person]), person.gender)
    >>> resemblance(called("Dr. Watson"), called("John Watson"))
    'one name may be part of the other'
    >>> resemblance(called("John Watson"), called("Mary Watson"))
    ''
    """
    if one.sort != other.sort:
        return ""
    if one.sort != "person":
        return _of_things(one, other)
    if one.gender and other.gender and one.gender != other.gender:
        return ""
    found = {_of_people(a, b) for a, b in product(one.people, other.people)}
    return min(found, default="")  # where any two forms cannot be one's, no two can


def _of_people(one: PersonName, other: PersonName) -> str:
    match = compare(one, other)
    if match:
        part = bool(one.single) != bool(other.single)
        return "one name may be part of the other" if part else "the names may be one's"
    if one.titled and other.titled and (one.gender, one.wed) != (other.gender, other.wed):
        return ""
    if one.single or other.single:
        alike = is_slip(one.single, other.single, _SHORT_SINGLE)
    elif one.family == other.family:
        alike = is_slip(one.given, other.given, _SHORT)
    else:
        given = bool(same_given(one.given, other.given))
        alike = given and is_slip(one.family, other.family, _SHORT)
    return "the names are spelled alike" if alike else ""


def _of_things(one: Bearer, other: Bearer) -> str:
    for a, b in product(one.names, other.names):
        short, full = (a, b) if is_acronym(a) else (b, a)
        if is_acronym(short) and acronym(full) == short.replace(".", "").casefold():
            return "one name may be the initials of the other"
    for a, b in product(one.keys, other.keys):
        if a == b or sorted(_content(a)) == sorted(_content(b)):
            return "the names have the same words"
        if is_slip(a, b, _SHORT + 2):
            return "the names are spelled alike"
        if one.sort != "place" and _begins(_content(a), _content(b)):
            return "one name may be part of the other"
    return ""


def is_slip(one: str, other: str, shortest: int) -> bool:
    """Return whether two words, of at least so many letters, differ in one that is not the first.

    Nor is it the s of a plural.

    >>> is_slip("karl", "carl", 4), is_slip("german", "germans", 4), is_slip("meyer", "meier", 4)
    (False, False, True)
    """
    if min(len(one), len(other)) < max(1, shortest) or one == other or one[0] != other[0]:
        return False
    if abs(len(one) - len(other)) > 1 or one == f"{other}s" or other == f"{one}s":
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if at is None:
        return True
    if len(one) == len(other):
        return one[at + 1 :] == other[at + 1 :]
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[at + 1 :] == shorter[at:]


def _words(person: PersonName) -> Iterable[str]:
    """Return what is shared with those that resemble a person: words, and words but a letter."""
    if person.single:
        yield from (person.single, given_class(person.single), *_spelled(person.single))
    else:
        yield from (person.family, given_class(person.given), *_spelled(person.family))


def _spelled(word: str) -> set[str]:
    if len(word) < _SHORT:
        return {word}
    return {word, *(word[:i] + word[i + 1 :] for i in range(1, len(word)))}


def _content(key: str) -> list[str]:
    return [word for word in key.split() if word not in _SMALL]


def _begins(one: Sequence[str], other: Sequence[str]) -> bool:
    short, full = (one, other) if len(one) < len(other) else (other, one)
    return bool(short) and len(short[0]) >= _SHORT and list(full[: len(short)]) == list(short)
