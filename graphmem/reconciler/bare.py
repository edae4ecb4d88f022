"""Single names of people whom no full name in their source explains."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graphmem.language.names import given_class
from graphmem.reconciler.cores import Core
from graphmem.reconciler.shorts import may_be
from graphmem.reconciler.views import View, settled, tally


@dataclass(slots=True)
class Group:
    """Sightings that are one entity; `core` is the person under a full name, when one fits."""

    members: list[View]
    core: Core | None = None


def group_bare(views: Iterable[View], cores: Sequence[Core]) -> list[Group]:
    """Return the people behind bare names: one for each name and what titles tell apart.

    One who bears the given name of a single person known anywhere is that person.
    """
    by_key: dict[str, list[View]] = {}
    for view in views:
        by_key.setdefault(view.key, []).append(view)
    by_given: dict[str, list[Core]] = {}
    for core in cores:
        for word in {given_class(n.given) for n in core.names if n.given}:
            by_given.setdefault(word, []).append(core)
    groups = []
    for key in sorted(by_key):
        for members in _apart(by_key[key]):
            known = by_given.get(given_class(members[0].person.single or key), [])
            groups.append(Group(members, _one_known(members, known)))
    return groups


def _apart(views: list[View]) -> list[list[View]]:
    """Return the views of one bare name by what their titles, or else most readings, say."""
    titled: dict[str, list[View]] = {}
    for view in views:
        if view.person.titled:
            titled.setdefault(view.person.gender + view.person.wed, []).append(view)
    wed = sorted(label for label in titled if len(label) > 1)
    if "f" in titled and len([w for w in wed if w[0] == "f"]) == 1:
        titled[next(w for w in wed if w[0] == "f")].extend(titled.pop("f"))
    sources = {label: {v.sighting.source for v in titled[label]} for label in titled}
    untitled = [v for v in views if not v.person.titled]
    left: dict[str, list[View]] = {}
    for gender, members in _genders(untitled).items():
        for view in members:
            label = _label(gender, view.sighting.source, sources)
            (titled[label] if label else left.setdefault(gender, [])).append(view)
    return [members for label, members in sorted(titled.items())] + [
        left[gender] for gender in sorted(left)
    ]


def _genders(views: list[View]) -> dict[str, list[View]]:
    """Return views without titles by gender: all together unless both are well supported."""
    votes = tally((v.gender, v.sighting.mentions) for v in views if v.gender)
    winner = settled(votes)
    if len(votes) < 2 or winner is not None:
        return {winner or "": views} if views else {}
    genders: dict[str, list[View]] = {}
    for view in views:
        genders.setdefault(view.gender, []).append(view)
    return genders


def _label(gender: str, source: str, sources: dict[str, set[str]]) -> str:
    """Return which of the titled people a name without title is, "" for none of them."""
    fitting = [label for label in sorted(sources) if not gender or label[0] == gender]
    if len(fitting) == 1:
        return fitting[0]
    near = [label for label in fitting if source in sources[label]]
    return near[0] if len(near) == 1 else ""


def _one_known(members: list[View], cores: list[Core]) -> Core | None:
    """Return the only person whose given name this is, when nothing speaks against it."""
    names = {v.person for v in members}
    if any(name.of_family for name in names):
        return None
    fitting = [
        core
        for core in cores
        if all(may_be(name, name.gender, core) for name in names)
        and not any(name.single == core.names[0].family for name in names)
    ]
    genders = {v.gender for v in members if v.gender}
    if len(fitting) != 1 or (len(genders) == 1 and _conflict(genders.pop(), fitting[0])):
        return None
    return fitting[0]


def _conflict(gender: str, core: Core) -> bool:
    return bool(core.gender) and core.gender != gender
