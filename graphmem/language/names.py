"""What names of people, bodies and places are made of, and which two may name one person."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from graphmem.ids import normal_name
from graphmem.language.common import kept_if_common

Match = Literal["", "equal", "initial", "nickname", "part"]


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a person's name, in the normal form of names.

    A single name ("Max", "Mr. Darcy") stands in `single`, as it may be given or family name;
    `of_family` when its title says that it is the family's. `gender` is f, m or "", from the
    titles or else the given name; `titled` when it is from the titles. `wed` is m or u
    (Mrs., Miss) or "".
    """

    given: str = ""
    middle: tuple[str, ...] = ()
    family: str = ""
    single: str = ""
    suffix: str = ""
    titles: tuple[str, ...] = ()
    gender: str = ""
    titled: bool = False
    of_family: bool = False
    wed: str = ""

    @property
    def key(self) -> str:
        """The name without its titles."""
        parts = (self.single, self.given, *self.middle, self.family, self.suffix)
        return " ".join(part for part in parts if part)


def compare(a: str | PersonName, b: str | PersonName) -> Match:
    """Return how two names may be of one person, "" when they cannot be.

    >>> compare("Liz Bennet", "Miss Elizabeth Bennet"), compare("Mr. Darcy", "Mrs. Darcy")
    ('nickname', '')
    """
    one = parse_person(a) if isinstance(a, str) else a
    two = parse_person(b) if isinstance(b, str) else b
    if one.gender and two.gender and one.gender != two.gender:
        return ""
    if one.suffix and two.suffix and one.suffix != two.suffix:
        return ""
    if one.single and two.single:
        return _compare_singles(one, two)
    if one.single or two.single:
        return _part_of(one, two) if one.single else _part_of(two, one)
    return _compare_full(one, two)


def compatible(a: str | PersonName, b: str | PersonName) -> bool:
    """Return whether nothing in two names speaks against one person."""
    return bool(compare(a, b))


def parse_person(name: str) -> PersonName:
    """Return the parts of a person's name; an empty one when there is no name in it."""
    words = normal_name(name).split()
    words, titles = _without_titles(words)
    words, suffix = _without_suffix(words)
    gender, wed = _title_gender(titles), wed_by(titles)
    if not words:
        return PersonName()
    # "Van Gogh", said alone
    alone = len(words) == 2 and words[0] in _words("parts", "leading")
    of_family = alone or (bool(titles) and titles[-1] not in _words("titles", "given"))
    single = len(words) == 1 or alone
    return PersonName(
        given="" if single else words[0],
        middle=tuple(w for w in words[1:-1] if w not in _words("parts", "particles")),
        family="" if single else words[-1],
        single=words[-1] if single else "",
        suffix=suffix,
        titles=titles,
        gender=gender or ("" if single and of_family else given_gender(words[0])),
        titled=bool(gender),
        of_family=single and of_family,
        wed=wed,
    )


@kept_if_common
def given_class(given: str) -> str:
    """Return one word for a given name and all its nicknames ("liz" → "elizabeth")."""
    seen = {given}
    waiting = [given]
    while waiting:
        word = waiting.pop()
        near = (*_formal().get(word, ()), *_nicknames().get(word, ()))
        new = [w for w in near if w not in seen]
        seen.update(new)
        waiting.extend(new)
    return min((w for w in seen if w in _nicknames()), default=given)


@kept_if_common
def given_gender(given: str) -> str:
    """Return f or m for a given name or nickname that is plainly one or the other, else ""."""
    formal = {given} | set(_formal().get(given, ()))
    genders = {
        sign
        for sign, section in (("f", "female"), ("m", "male"))
        for word in formal
        if word in _table()[section]
    }
    return genders.pop() if len(genders) == 1 and given not in _either() else ""


def same_given(a: str, b: str) -> Match:
    """Return how two given names may be one: equal, initial or nickname, else ""."""
    if a == b:
        return "equal"
    if len(a) == 1 or len(b) == 1:
        # an initial may stand for the name or for what its nickname is short for
        other = b if len(a) == 1 else a
        initial = a if len(a) == 1 else b
        forms = {other, *_formal().get(other, ())}
        return "initial" if any(form.startswith(initial) for form in forms) else ""
    formal_a, formal_b = {a, *_formal().get(a, ())}, {b, *_formal().get(b, ())}
    return "nickname" if formal_a & formal_b else ""


def is_formal(given: str) -> bool:
    """Return whether a given name is not short for another."""
    return given not in _formal()


def wed_by(titles: tuple[str, ...]) -> str:
    """Return m or u where titles say that she is married or not (Mrs., Miss), else ""."""
    for title in titles:
        for sign, section in (("m", "married"), ("u", "unmarried")):
            if title in _words("titles", section):
                return sign
    return ""


def name_key(name: str, *, person: bool) -> str:
    """Return the name as what it names is looked up, alike for all kinds of things.

    Titles go from people's names; articles, "Inc." and the like from all others', where
    "St." is "Saint".
    """
    if person:
        return parse_person(name).key
    if is_acronym(name):
        return normal_name(name).replace(" ", "")
    words = [w for w in normal_name(name).split() if w != "and"]
    while len(words) > 1 and words[0] == "the":
        words = words[1:]
    while len(words) > 1 and words[-1] in _words("bodies", "forms"):
        words = words[:-1]
    places = _table()["places"]
    return " ".join(places.get(w, w) if i + 1 < len(words) else w for i, w in enumerate(words))


def acronym(name: str) -> str:
    """Return the initials of a name of several words, "" for other names.

    >>> acronym("the Museum of Modern Art")
    'mma'
    """
    words = [w for w in normal_name(name).split() if w not in _words("bodies", "small")]
    return "".join(w[0] for w in words) if len(words) > 1 else ""


def is_acronym(name: str) -> bool:
    """Return whether a name is two to six capitals, points aside."""
    letters = name.replace(".", "").strip()
    return 2 <= len(letters) <= 6 and letters.isalpha() and letters.isupper()


def _compare_singles(one: PersonName, two: PersonName) -> Match:
    if one.wed and two.wed and one.wed != two.wed:
        return ""
    if one.single == two.single:
        return "equal"
    if one.of_family or two.of_family:
        return ""
    return same_given(one.single, two.single)


def _part_of(single: PersonName, full: PersonName) -> Match:
    """Return whether a single name is the given or family name of a full one."""
    if single.single == full.family:
        return "part"
    if single.of_family or not full.given:
        return ""
    match = same_given(single.single, full.given)
    return "part" if match == "equal" else match


def _compare_full(one: PersonName, two: PersonName) -> Match:
    if one.family != two.family or not one.family:
        return ""
    match = same_given(one.given, two.given)
    if not match:
        return ""
    for a, b in zip(one.middle, two.middle, strict=False):
        if a != b and (min(len(a), len(b)) > 1 or a[0] != b[0]):
            return ""
    if match == "equal" and (one.middle != two.middle or one.suffix != two.suffix):
        return "part"
    return match


def _without_titles(words: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """Return the words after the titles, at least one, and the titles."""
    count = 0
    while count < len(words) - 1 and words[count] in _titles():
        count += 1
    return words[count:], tuple(words[:count])


def _without_suffix(words: list[str]) -> tuple[list[str], str]:
    """Return the words before the suffix ("Jr.", "III"), and the suffix; honours go."""
    suffix = ""
    while len(words) > 1:
        if words[-2:] in (["ph", "d"], ["m", "d"]) and len(words) > 2:
            words = words[:-2]
        elif words[-1] in _words("parts", "honours"):
            words = words[:-1]
        elif words[-1] in _words("parts", "suffixes"):
            suffix = {"junior": "jr", "senior": "sr"}.get(words[-1], words[-1])
            words = words[:-1]
        else:
            break
    return words, suffix


def _title_gender(titles: tuple[str, ...]) -> str:
    for title in titles:
        for sign, section in (("m", "male"), ("f", "female")):
            if title in _words("titles", section):
                return sign
    return ""


@cache
def _table() -> dict[str, dict[str, str]]:
    text = files("graphmem.language").joinpath("names.toml").read_text("utf-8")
    table: dict[str, dict[str, str]] = tomllib.loads(text)
    return table


@cache
def _words(section: str, name: str) -> frozenset[str]:
    return frozenset(_table()[section][name].split())


@cache
def _titles() -> frozenset[str]:
    return _words("titles", "male") | _words("titles", "female") | _words("titles", "neutral")


def _nickname_rows() -> Iterator[tuple[str, tuple[str, ...]]]:
    for section in ("female", "male", "either"):
        for formal, nicknames in _table()[section].items():
            yield formal, tuple(nicknames.split())


@cache
def _nicknames() -> dict[str, tuple[str, ...]]:
    """Return the nicknames of each formal given name."""
    return dict(_nickname_rows())


@cache
def _formal() -> dict[str, tuple[str, ...]]:
    """Return the formal given names of each nickname."""
    formal: dict[str, tuple[str, ...]] = {}
    for name, nicknames in _nickname_rows():
        for nickname in nicknames:
            formal[nickname] = (*formal.get(nickname, ()), name)
    return formal


@cache
def _either() -> frozenset[str]:
    """Return the nicknames that are short for names of both genders."""
    return frozenset(word for row in _table()["either"].values() for word in row.split())
