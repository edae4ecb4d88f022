"""Single names of people ("Max", "Mr. Darcy") and the full names of their source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graphmem.language.names import PersonName, compare, given_class
from graphmem.reconciler.cores import Core
from graphmem.reconciler.views import View


@dataclass(frozen=True, slots=True)
class Attached:
    """The anchor of the person a single name stands for, how sure that is and why."""

    anchor: str
    score: float
    reason: str


def attach(views: Iterable[View], cores: Sequence[Core]) -> dict[str, Attached]:
    """Return the person of each single name that has a full name in its source, by sighting.

    Of several people it is the one named nearest before it, or else first after it.
    """
    forms: dict[tuple[str, PersonName, str], list[View]] = {}
    for view in views:
        gender = view.gender
        forms.setdefault((view.sighting.source, view.person, gender), []).append(view)
    places = _places(cores)
    found: dict[str, Attached] = {}
    for (source, name, gender), members in forms.items():
        near = places.get((source, given_class(name.single)), [])
        fitting = [c for c in near if may_be(name, gender, c)]
        if len(fitting) == 1:
            one = Attached(fitting[0].anchor, 0.9, "the one full name with it in the source")
            found.update({v.sighting.id: one for v in members})
        elif fitting:
            found.update(_nearest(members, fitting, source))
    return found


def may_be(name: PersonName, gender: str, core: Core) -> bool:
    """Return whether a single name of this gender may stand for a person."""
    if gender and core.gender and gender != core.gender:
        return False
    return all(compare(name, known) for known in core.names)


def _places(cores: Sequence[Core]) -> dict[tuple[str, str], list[Core]]:
    """Return the people by source and each name they may be called alone."""
    places: dict[tuple[str, str], list[Core]] = {}
    for core in cores:
        words = {given_class(w) for n in core.names for w in (n.given, n.family) if w}
        for source in core.places:
            for word in words:
                places.setdefault((source, word), []).append(core)
    return places


def _nearest(views: list[View], cores: list[Core], source: str) -> dict[str, Attached]:
    """Return the person named nearest before each view; the smaller anchor when two are."""
    spots = sorted((at, core.anchor) for core in cores for at in core.places[source])
    ordinals = [ordinal for ordinal, _ in spots]
    before = "the nearest full name with it before it in the source"
    after = "the first full name with it after it in the source"
    found = {}
    for view in views:
        end = bisect_right(ordinals, view.sighting.ordinal)
        at = ordinals[end - 1] if end else ordinals[0]
        anchor = spots[bisect_right(ordinals, at - 1)][1]
        found[view.sighting.id] = Attached(anchor, 0.7 if end else 0.6, before if end else after)
    return found
