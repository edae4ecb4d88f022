"""The groups of sightings that are one entity by name, and how they are joined and told apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graphmem.ids import content_id
from graphmem.reconciler.resolve import Resolution

# What someone was named, after the place of the correction that says so.
_Name = tuple[int, str, str]
_UNNAMED: _Name = (-1, "", "")


@dataclass(slots=True, eq=False)
class Group:
    """Sightings that are one entity by now, and the groups that were told apart from it."""

    entity: str
    members: set[str]
    foes: set[Group] = field(default_factory=set)


@dataclass(slots=True)
class Groups:
    """The groups that are spoken of, by each of their sightings; why and as what each moved."""

    by_member: dict[str, Group]
    why: dict[str, str] = field(default_factory=dict)
    names: dict[str, _Name] = field(default_factory=dict)

    def holding(self, sightings: Iterable[str]) -> list[Group]:
        """Return the groups that hold any of these."""
        return list(dict.fromkeys(self.by_member[i] for i in sorted(sightings)))

    def holding_most(self, sightings: Sequence[str]) -> Group | None:
        """Return the group that holds most of these, None of none."""
        held = [self.by_member[i] for i in sightings]
        return min(held, key=lambda g: (-held.count(g), g.entity), default=None)

    def join(self, groups: Sequence[Group], why: str) -> None:
        """Make one group of several."""
        kept = min(groups, key=lambda g: g.entity)
        kept.members = {member for group in groups for member in group.members}
        kept.foes = {foe for group in groups for foe in group.foes}.difference(groups)
        for foe in kept.foes:
            foe.foes.add(kept)
        for member in kept.members:
            self.by_member[member] = kept
            self.why[member] = why

    def take_out(self, group: Group, members: set[str], by: str, why: str) -> None:
        """Make a group of its own of some members of one, named after what says so."""
        group.members -= members
        part = Group(content_id("en", by, group.entity), members)
        for member in members:
            self.by_member[member] = part
            self.why[member] = why
            self.names.pop(member, None)

    def rename(self, sightings: Sequence[str], name: _Name) -> None:
        """Name the groups that hold these in the end."""
        self.names.update(dict.fromkeys(sightings, name))

    def resolutions(self, found: Mapping[str, Resolution]) -> dict[str, Resolution]:
        """Return the resolutions of all that is in a group that is spoken of."""
        given: dict[str, _Name] = {}
        for member, name in self.names.items():
            entity = self.by_member[member].entity
            given[entity] = max(name, given.get(entity, _UNNAMED))
        return {
            member: replace(
                found[member],
                entity=group.entity,
                name=given.get(group.entity, _UNNAMED)[2],
                reason="; ".join(filter(None, (found[member].reason, self.why.get(member)))),
            )
            for member, group in self.by_member.items()
        }


def group(found: Mapping[str, Resolution], spoken_of: Iterable[str]) -> Groups:
    """Return the groups, by name, of the sightings that are spoken of."""
    reached = {found[i].entity for i in spoken_of}
    groups = {entity: Group(entity, set()) for entity in reached}
    for sighting, at in found.items():
        if at.entity in groups:
            groups[at.entity].members.add(sighting)
    return Groups({i: each for each in groups.values() for i in each.members})
