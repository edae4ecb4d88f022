"""Workspace to sightings: each entity as one episode knows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graphmem.ids import content_id
from graphmem.language.names import (
    acronym,
    given_class,
    is_acronym,
    name_key,
    parse_person,
)
from graphmem.models.evidence import Episode
from graphmem.models.graph import Sighting
from graphmem.models.workspace import Mention, ReadEntity, Workspace
from graphmem.reconciler.anchors import Anchor, bind
from graphmem.reconciler.tellers import teller_blocks

# More words than a person's name has; what is longer was misread.
_LONGEST = 6


def sight(
    workspace: Workspace, episode: Episode, anchors: Sequence[Anchor] = ()
) -> tuple[Sighting, ...]:
    """Return a sighting for each entity of a workspace, in its order.

    `anchors` are those that corrections have in the episode.
    """
    identities = _identities(workspace, episode.id)
    held = bind(anchors, workspace.entities, own_mentions(workspace, episode.id)) if anchors else {}
    found = []
    for index, (entity, identity) in enumerate(zip(workspace.entities, identities, strict=True)):
        shared = blocks(entity)
        named = bool(shared)
        told = teller_blocks(entity, episode, named=named)
        found.append(
            Sighting(
                id=identity,
                episode=episode.id,
                index=index,
                source=episode.source,
                ordinal=episode.ordinal,
                kind=entity.kind,
                name=entity.name,
                gender=entity.gender,
                named=named,
                blocks=tuple(sorted((*shared, *told, *held.get(index, ())))),
                mentions=len(entity.mentions),
                aliases=tuple(sorted({m.text for m in entity.mentions if m.form == "name"})),
            )
        )
    return tuple(found)


def blocks(entity: ReadEntity) -> tuple[str, ...]:
    """Return the name blocks of an entity, none when it has no name.

    All that could be one with it shares one of these: `=` the name without title or article,
    `i:` initial and family name of a full name, `t:` a single name or acronym, which stand for
    a full name that has it as `f:`.
    """
    if not entity.named:
        return ()
    person = parse_person(entity.name) if is_person(entity.kind) else None
    key = person.key if person else name_key(entity.name, person=False)
    if not key:
        return ()
    found = {f"={key}"}
    if person:
        if person.single:
            found.add(f"t:{given_class(person.single)}")
        elif len(key.split()) <= _LONGEST:
            given = given_class(person.given)
            found |= {f"i:{given[0]} {person.family}", f"f:{given}"}
            found.add(f"f:{given_class(person.family)}")
    else:
        initials = acronym(entity.name)
        if is_acronym(entity.name):
            found.add(f"t:{key}")
        elif 2 <= len(initials) <= _LONGEST:
            found.add(f"f:{initials}")
    return tuple(sorted(found))


def is_person(kind: str) -> bool:
    """Return whether a kind bears the names of people."""
    return kind in ("Person", "Creature")


def own_mentions(workspace: Workspace, episode: str) -> Mapping[int, Mention]:
    """Return the mention that each entity of a workspace has its sighting's id from, by index."""
    identities = _identities(workspace, episode)
    return {
        index: mention
        for index, (entity, identity) in enumerate(zip(workspace.entities, identities, strict=True))
        for mention in entity.mentions
        if mention_id(mention, episode) == identity
    }


def _identities(workspace: Workspace, episode: str) -> list[str]:
    found: list[str] = []
    taken: set[str] = set()
    for index, entity in enumerate(workspace.entities):
        found.append(_identity(entity, index, episode, taken))
        taken.add(found[-1])
    return found


def _identity(entity: ReadEntity, index: int, episode: str, taken: set[str]) -> str:
    """Return the smallest mention id, of the named mentions if any, that is not taken yet."""
    named = [m for m in entity.mentions if m.form == "name"] if entity.named else []
    for mentions in (named, entity.mentions):
        free = sorted({mention_id(m, episode) for m in mentions} - taken)
        if free:
            return free[0]
    return content_id("mn", episode, entity.name, index)


def mention_id(mention: Mention, episode: str) -> str:
    """Return the content id of a mention."""
    return content_id("mn", episode, mention.start, mention.end, mention.text)
