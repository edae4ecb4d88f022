"""Who is who among full names of people: the sightings of one initial and family name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from graphmem.language.names import PersonName, compare, is_formal
from graphmem.reconciler.views import OUTNUMBERED, View, tally

Signature = tuple[str, tuple[str, ...], str, str, str]


@dataclass(slots=True)
class Core:
    """One person under full names: the fullest name first, with every form that joined it.

    `anchor` is its smallest sighting, `places` the ordinals of its sightings by source.
    """

    names: list[PersonName]
    members: list[View]
    gender: str = ""
    anchor: str = ""
    places: dict[str, list[int]] = field(default_factory=dict)

    def fits(self, name: PersonName) -> bool:
        """Return whether a name agrees with every form of this person's."""
        return all(compare(name, known) for known in self.names)


def find_cores(views: Sequence[View]) -> list[Core]:
    """Return the people behind full names that share initial and family name.

    Fullest names come first; a vaguer one ("John Doe", "J. Doe", "Liz Bennet") joins the one
    person it agrees with. Where there are several, the one in its source decides; else it
    stays a person of its own.
    """
    forms: dict[Signature, list[View]] = {}
    for view in views:
        forms.setdefault(_signature(view.person), []).append(view)
    cores: list[Core] = []
    for signature in sorted(forms, key=lambda s: (_vagueness(s), s)):
        _place(forms[signature], cores)
    found = [part for core in cores for part in _apart(core)]
    for core in found:
        core.gender = _gender(core)
        core.anchor = min(view.sighting.id for view in core.members)
        for each in core.members:
            core.places.setdefault(each.sighting.source, []).append(each.sighting.ordinal)
    return found


def _signature(person: PersonName) -> Signature:
    gender = person.gender if person.titled else ""
    return person.given, person.middle, person.family, person.suffix, gender


def _vagueness(signature: Signature) -> tuple[bool, bool, int, int, bool, bool]:
    given, middle, _, suffix, gender = signature
    letters = sum(len(word) for word in middle)
    return (len(given) == 1, not is_formal(given), -len(middle), -letters, not suffix, not gender)


def _place(views: list[View], cores: list[Core]) -> None:
    name = views[0].person
    fitting = [core for core in cores if core.fits(name)]
    if len(fitting) == 1:
        fitting[0].names.append(name)
        fitting[0].members.extend(views)
        return
    left = views
    if fitting:
        sources = [{m.sighting.source for m in core.members} for core in fitting]
        left = []
        for view in views:
            there = [c for c, s in zip(fitting, sources, strict=True) if view.sighting.source in s]
            (there[0].members if len(there) == 1 else left).append(view)
    if left:
        cores.append(Core([name], left))


def _apart(core: Core) -> list[Core]:
    """Return a person and those whom an episode tells from it though they bear its name."""
    seen: set[tuple[str, str]] = set()
    first: list[View] = []
    others: list[View] = []
    for view in sorted(core.members, key=lambda v: (v.sighting.episode, v.sighting.index)):
        mark = (view.sighting.episode, view.key)
        (others if mark in seen else first).append(view)
        seen.add(mark)
    return [Core(core.names, first), *(Core([v.person], [v]) for v in others)]


def _gender(core: Core) -> str:
    """Return the gender of the titles, or what most mentions say, or ""."""
    titles = {v.person.gender for v in core.members if v.person.titled}
    if len(titles) == 1:
        return titles.pop()
    votes = tally((v.gender, v.sighting.mentions) for v in core.members if v.gender)
    most = max(votes.values(), default=0)
    clear = [g for g in votes if votes[g] == most and most >= OUTNUMBERED * _rest(votes, g)]
    return clear[0] if len(clear) == 1 else ""


def _rest(votes: dict[str, int], gender: str) -> int:
    return sum(count for other, count in votes.items() if other != gender)
