"""The node of an entity, from all its sightings."""

from __future__ import annotations

from collections.abc import Iterable

from graphmem.language.names import name_key
from graphmem.models.graph import Node, Sighting
from graphmem.reconciler.sight import is_person
from graphmem.reconciler.views import tally


def describe(entity: str, sightings: Iterable[Sighting], given: str = "") -> Node:
    """Return the node of an entity: its fullest frequent name, and what most mentions say.

    `given` is the name that a person gave it; what it was called else is an alias.
    """
    members = sorted(sightings, key=lambda s: s.id)
    kind = _most(tally((s.kind, s.mentions) for s in members))
    usual = _name([s for s in members if s.named] or members)
    name = given or usual
    aliases = {a for s in members for a in (*s.aliases, *((s.name,) if s.named else ()))}
    if given:
        aliases.add(usual)
    return Node(
        entity,
        "Entity",
        kind,
        {
            "name": name,
            "aliases": sorted(aliases - {name}),
            "gender": _most(tally((s.gender, s.mentions) for s in members if s.gender)),
            "named": bool(given) or any(s.named for s in members),
            "mentions": sum(s.mentions for s in members),
            "episodes": len({s.episode for s in members}),
        },
    )


def _most(votes: dict[str, int]) -> str:
    """Return the vote with the greatest weight, the first in order among equals, or ""."""
    return min(votes, key=lambda vote: (-votes[vote], vote), default="")


def _name(members: list[Sighting]) -> str:
    """Return the fullest of the names that two sightings bear, or a quarter as many as the top.

    Two are enough, however often a shorter name is used, so that further texts seldom change
    what someone is called. Titles count for nothing: a name with its title is preferred only
    when usual.
    """
    votes = tally((s.name, 1) for s in members)
    top = max(votes.values())
    frequent = [name for name in votes if votes[name] >= 2 or votes[name] * 4 >= top]
    if len(frequent) == 1:
        return frequent[0]
    person = is_person(members[0].kind)

    def rank(name: str) -> tuple[int, int, str]:
        return -len(name_key(name, person=person)), -votes[name], name

    return min(frequent, key=rank)
