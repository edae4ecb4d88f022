"""A sighting with what its name says, and the votes that settle kind and gender."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from graphmem.ids import normal_name
from graphmem.language.names import PersonName, given_class, name_key, parse_person
from graphmem.models.graph import Sighting
from graphmem.models.workspace import Kind
from graphmem.reconciler.sight import is_person

Vote = TypeVar("Vote", bound=Hashable)

# A reading that is outnumbered by as much as this is taken for a slip.
OUTNUMBERED = 3


@dataclass(frozen=True, slots=True)
class View:
    """A named sighting, the key of its name, and the parts of it if it were a person's."""

    sighting: Sighting
    key: str
    person: PersonName
    sort: str

    @property
    def full(self) -> bool:
        """Whether the name has several words, titles aside."""
        return " " in self.key

    @property
    def gender(self) -> str:
        """The gender that its title, its given name or else its episode gives it."""
        read = self.sighting.gender if self.sighting.gender in ("f", "m") else ""
        return self.person.gender or read


def view_all(sightings: Iterable[Sighting]) -> list[View]:
    """Return sightings with what their names say; names that are alike are read once."""
    read: dict[tuple[str, Kind, tuple[str, ...]], tuple[str, PersonName]] = {}
    found = []
    for sighting in sightings:
        said = (sighting.name, sighting.kind, sighting.aliases)
        if said not in read:
            read[said] = _read(*said)
        found.append(View(sighting, *read[said], _SORTS[sighting.kind]))
    return found


def family_block(person: PersonName) -> str:
    """Return the block of full names that may be one person's: initial and family name."""
    return f"i:{given_class(person.given)[0]} {person.family}"


def settled(votes: Mapping[Vote, int]) -> Vote | None:
    """Return the vote that outnumbers each other three to one, or None."""
    ranked = sorted(votes.items(), key=lambda item: -item[1])
    if not ranked:
        return None
    second = ranked[1][1] if len(ranked) > 1 else 0
    return ranked[0][0] if ranked[0][1] >= max(1, OUTNUMBERED * second) else None


def tally(pairs: Iterable[tuple[Vote, int]]) -> dict[Vote, int]:
    """Return the sum of the weights of each vote."""
    votes: dict[Vote, int] = {}
    for vote, weight in pairs:
        votes[vote] = votes.get(vote, 0) + weight
    return votes


_SORTS = {
    "Person": "person",
    "Creature": "person",
    "Place": "place",
    "Organization": "body",
    "Group": "body",
    "Object": "thing",
    "Work": "thing",
    "Concept": "thing",
}


def _read(name: str, kind: Kind, aliases: tuple[str, ...]) -> tuple[str, PersonName]:
    """Return the key of a name, and its parts if it were a person's."""
    if is_person(kind):
        person = parse_person(name)
        others = tuple(alias for alias in aliases if alias != name)
        return person.key, _with_titles(person, others)
    key = name_key(name, person=False)
    return key, parse_person(key)


def _with_titles(person: PersonName, aliases: tuple[str, ...]) -> PersonName:
    """Return the parts of a name with the gender of a title that an alias brings ("Mr. Darcy")."""
    if person.titled:
        return person
    for alias in aliases:
        other = parse_person(alias)
        if other.titled and normal_name(alias) != other.key and _same_end(other, person):
            return replace(
                person, titles=other.titles, gender=other.gender, titled=True, wed=other.wed
            )
    return person


def _same_end(one: PersonName, two: PersonName) -> bool:
    return (one.single or one.family) == (two.single or two.family)
