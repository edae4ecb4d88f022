"""What a language model decided, over who is who by name and under what a person corrected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graphmem.ids import content_id
from graphmem.language.names import name_key
from graphmem.models.evidence import Decision
from graphmem.models.graph import Sighting
from graphmem.reconciler.anchors import ONES, OTHERS
from graphmem.reconciler.groups import Groups
from graphmem.reconciler.sight import is_person

ACTING = ("same", "different")  # the sorts of decisions that move anyone
_JOINED = "a language model says that they are one"
_APART = "a language model says that it is another"


def decision_id(sort: str, key: str, ones: Iterable[str], others: Iterable[str]) -> str:
    """Return the id of what is decided of a pair, whose sides are spans."""
    return content_id("de", sort, key, *ones, "", *others)


def decide(
    groups: Groups,
    held: Mapping[str, Sequence[str]],
    sightings: Mapping[str, Sighting],
    decisions: Iterable[Decision],
) -> None:
    """Tell groups apart and join them as decisions say, in whatever order these were made.

    First what is different, though names make it one, is taken out: all that a source calls by
    the name. Then what is the same is joined, the decision first that rests on most words, and of
    equals the one with the smaller id, unless that would join what another tells apart. So of
    "a is b", "b is c" and "a is not c" the last holds, and of the others the better founded.
    `held` are the sightings by what they carry of decisions.
    """
    ordered = sorted(decisions, key=lambda d: (-len(d.ones) - len(d.others), d.id))
    sides = [(d, held.get(ONES + d.id, ()), held.get(OTHERS + d.id, ())) for d in ordered]
    _take_out([s for s in sides if s[0].sort == "different"], groups, sightings)
    for each, ones, others in sides:
        one, other = groups.holding_most(ones), groups.holding_most(others)
        if each.sort == "different" and one and other and one is not other:
            one.foes.add(other)
            other.foes.add(one)
    for each, ones, others in sides:
        one, other = groups.holding_most(ones), groups.holding_most(others)
        if each.sort == "same" and one and other and one is not other and other not in one.foes:
            groups.join([one, other], _JOINED)


def unit_of(sighting: Sighting) -> tuple[str, str]:
    """Return a source and what it calls somebody: what is decided of one holds of all such."""
    person = is_person(sighting.kind)
    return sighting.source, name_key(sighting.name, person=person) if sighting.named else ""


def _take_out(
    sides: Iterable[tuple[Decision, Sequence[str], Sequence[str]]],
    groups: Groups,
    sightings: Mapping[str, Sighting],
) -> None:
    """Take out of each group what it was told apart from; all looked at before anything moves."""
    went: dict[str, str] = {}  # by what each sighting goes
    for each, ones, others in sorted(sides, key=lambda side: side[0].id):
        group = groups.holding_most(ones)
        if group is None or group is not groups.holding_most(others):
            continue
        units = {unit_of(sightings[i]) for i in ones if i in group.members}
        units -= {unit_of(sightings[i]) for i in others if i in group.members}
        for member in group.members:
            if unit_of(sightings[member]) in units:
                went.setdefault(member, each.id)
    for decision in sorted(set(went.values())):
        members = {i for i, by in went.items() if by == decision}
        for group in groups.holding(members):
            groups.take_out(group, members & group.members, decision, _APART)
