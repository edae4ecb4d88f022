"""What a person corrected, over who is who by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graphmem.ids import content_id
from graphmem.models.evidence import Correction
from graphmem.models.graph import Sighting
from graphmem.reconciler.anchors import ONES, OTHERS, tied
from graphmem.reconciler.resolve import Resolution

# What someone was named, after the place of the correction that says so.
_Name = tuple[int, str, str]
_UNNAMED: _Name = (-1, "", "")

_MERGED = "a person says that they are one"
_SPLIT = "a person says that it is another"


def correct(
    found: Mapping[str, Resolution],
    sightings: Iterable[Sighting],
    corrections: Iterable[Correction],
) -> dict[str, Resolution]:
    """Return resolutions as corrections, in their order, change them.

    A merge joins all groups that hold an anchor of either side; a split takes out of a group
    that holds anchors of both sides what is of the first; a rename names the groups that hold
    an anchor of it, unless a split took that out later. What no anchor is in stays as it was,
    and a correction whose anchors hold nothing any more does nothing.
    """
    by_id = {s.id: s for s in sightings}
    held: dict[str, list[str]] = {}
    for sighting in by_id.values():
        for block in tied(sighting.blocks):
            held.setdefault(block, []).append(sighting.id)
    if not held:
        return dict(found)
    state = _state(found, held)
    for each in sorted(corrections, key=lambda c: (c.ordinal, c.id)):
        ones, others = held.get(ONES + each.id, []), held.get(OTHERS + each.id, [])
        if each.kind == "merge":
            state.merge(ones, others)
        elif each.kind == "split":
            state.split(each.id, ones, others, by_id)
        else:
            state.rename(ones, (each.ordinal, each.id, each.name))
    return dict(found) | state.resolutions(found)


@dataclass(slots=True, eq=False)
class _Group:
    """Sightings that are one entity by now."""

    entity: str
    members: set[str]


@dataclass(slots=True)
class _State:
    """The groups that corrections reach, by each of their sightings; why and as what each moved."""

    groups: dict[str, _Group]
    why: dict[str, str] = field(default_factory=dict)
    names: dict[str, _Name] = field(default_factory=dict)

    def merge(self, ones: Sequence[str], others: Sequence[str]) -> None:
        groups = self._holding([*ones, *others])
        if not ones or not others or len(groups) < 2:
            return
        kept = min(groups, key=lambda g: g.entity)
        for group in groups:
            kept.members |= group.members
        for member in kept.members:
            self.groups[member] = kept
            self.why[member] = _MERGED

    def split(
        self,
        correction: str,
        ones: Sequence[str],
        others: Sequence[str],
        sightings: Mapping[str, Sighting],
    ) -> None:
        out, left = set(ones) - set(others), set(others)
        for group in self._holding(ones):
            if not group.members & out or not group.members & left:
                continue
            sources = {sightings[i].source for i in group.members & out}
            sources -= {sightings[i].source for i in group.members & left}
            went = {i for i in group.members if i in out or sightings[i].source in sources}
            group.members -= went
            part = _Group(content_id("en", correction, group.entity), went)
            for member in went:
                self.groups[member] = part
                self.why[member] = _SPLIT
                self.names.pop(member, None)

    def rename(self, ones: Sequence[str], name: _Name) -> None:
        self.names.update(dict.fromkeys(ones, name))

    def resolutions(self, found: Mapping[str, Resolution]) -> dict[str, Resolution]:
        """Return the resolutions of all that is in a group that corrections reach."""
        given: dict[str, _Name] = {}
        for member, name in self.names.items():
            entity = self.groups[member].entity
            given[entity] = max(name, given.get(entity, _UNNAMED))
        return {
            member: replace(
                found[member],
                entity=group.entity,
                name=given.get(group.entity, _UNNAMED)[2],
                reason="; ".join(filter(None, (found[member].reason, self.why.get(member)))),
            )
            for member, group in self.groups.items()
        }

    def _holding(self, sightings: Iterable[str]) -> list[_Group]:
        return list(dict.fromkeys(self.groups[i] for i in sorted(sightings)))


def _state(found: Mapping[str, Resolution], held: Mapping[str, Sequence[str]]) -> _State:
    reached = {found[i].entity for ids in held.values() for i in ids}
    groups = {entity: _Group(entity, set()) for entity in reached}
    for sighting, at in found.items():
        if at.entity in groups:
            groups[at.entity].members.add(sighting)
    return _State({i: group for group in groups.values() for i in group.members})
