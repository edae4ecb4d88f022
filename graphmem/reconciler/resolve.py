"""Which sightings are one entity: a function of the set of them, whatever their order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from graphmem.ids import content_id
from graphmem.language.names import acronym, is_acronym
from graphmem.models.graph import Sighting
from graphmem.reconciler.bare import Group, group_bare
from graphmem.reconciler.cores import Core, find_cores
from graphmem.reconciler.shorts import Attached, attach
from graphmem.reconciler.tellers import find_tellers
from graphmem.reconciler.views import View, family_block, settled, tally, view_all

# No person's name is longer; what is longer is matched as a whole.
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Resolution:
    """The entity that a sighting is of, how sure that is and why; `name` if a person named it.

    `key` is what the entity is known by, where the sighting itself bears its name.
    """

    entity: str
    score: float
    reason: str
    name: str = ""
    key: str = ""


def resolve(sightings: Iterable[Sighting]) -> dict[str, Resolution]:
    """Return the entity of each sighting, by sighting id.

    Full names come first: those that may be one person's are joined or told apart. Single
    names then join a full name in their source, or stand together. What has no name stays of
    its episode. An entity's id is made from its name, so that it stays the same whatever else
    is read; namesakes are numbered, those seen far more often first.
    """
    ordered = sorted(sightings, key=lambda s: s.id)
    found = {s.id: Resolution(entity_id(s.id), 1.0, "unnamed") for s in ordered if not s.named}
    views = view_all(s for s in ordered if s.named)
    people, things = _sort_full([v for v in views if v.full])
    cores = _cores(people)
    for core in cores:
        found.update(_of_core(core))
    for members in things.values():
        found.update(_of_group(Group(members), "same full name", "thing"))
    found.update(_singles([v for v in views if not v.full], cores, things))
    for sighting, told in find_tellers(ordered).items():
        entity = found[told.sighting].entity
        found[sighting] = Resolution(entity, told.score, told.reason, key=told.key)
    return _by_name(found)


def entity_id(sighting: str) -> str:
    """Return the id of the entity whose smallest sighting this is."""
    return "en_" + sighting.partition("_")[2]


def _by_name(found: dict[str, Resolution]) -> dict[str, Resolution]:
    """Return resolutions with the ids that names give.

    Who is seen about as often as a namesake keeps the number: the bits of the counts are compared,
    so that each new mention does not exchange two of them and all that rests on them.
    """
    bearers: dict[str, dict[str, int]] = {}
    for at in found.values():
        if at.key:
            entities = bearers.setdefault(at.key, {})
            entities[at.entity] = entities.get(at.entity, 0) + 1
    ids = {
        entity: content_id("en", key, number)
        for key, entities in bearers.items()
        for number, entity in enumerate(
            sorted(entities, key=lambda e: (-entities[e].bit_length(), e))
        )
    }
    made = {at: replace(at, entity=ids.get(at.entity, at.entity)) for at in set(found.values())}
    return {sighting: made[at] for sighting, at in found.items()}


def _singles(
    views: list[View], cores: Sequence[Core], things: dict[str, list[View]]
) -> dict[str, Resolution]:
    """Return the resolutions of names of one word."""
    people = [v for v in views if v.sort == "person"]
    attached = attach(people, cores)
    left = [v for v in views if v.sighting.id not in attached]
    by_key: dict[str, list[View]] = {}
    for each in left:
        by_key.setdefault(each.key, []).append(each)
    initials: dict[str, list[list[View]]] = {}
    for members in things.values():
        initials.setdefault(_initials(members), []).append(members)
    found: dict[str, Resolution] = {}
    bare: list[View] = []
    for key in sorted(by_key):
        for sort, members in _sort_single(by_key[key]).items():
            if sort == "person":
                bare.extend(members)
            else:
                alone, short = _acronyms(members, initials.get(key, []))
                attached.update(short)
                found.update(_of_group(Group(alone), "same name", sort) if alone else {})
    # what was read as no person's name but by most is one may belong to a full name too
    late = attach([v for v in bare if v.sort != "person"], cores)
    attached.update(late)
    for group in group_bare([v for v in bare if v.sighting.id not in late], cores):
        found.update(_of_group(group, "same bare name", "person"))
    for sighting, place in attached.items():
        found[sighting] = Resolution(entity_id(place.anchor), place.score, place.reason)
    return found


def _sort_full(views: list[View]) -> tuple[list[View], dict[str, list[View]]]:
    """Return the views that name people, and the others by key; slips go with the majority."""
    by_key: dict[str, list[View]] = {}
    for each in views:
        by_key.setdefault(each.key, []).append(each)
    people: list[View] = []
    things: dict[str, list[View]] = {}
    for key, members in by_key.items():
        votes = tally((v.sort == "person", v.sighting.mentions) for v in members)
        winner = settled(votes)
        for each in members:
            person = each.sort == "person" if winner is None else winner
            if person or each.person.titled:
                people.append(each)
            else:
                things.setdefault(key, []).append(each)
    return people, things


def _sort_single(views: list[View]) -> dict[str, list[View]]:
    """Return the views of one key by sort; slips go with the majority."""
    winner = settled(tally((v.sort, v.sighting.mentions) for v in views))
    sorts: dict[str, list[View]] = {}
    for each in views:
        sort = each.sort if winner is None or each.person.titles else winner
        sorts.setdefault(sort, []).append(each)
    return sorts


def _cores(views: list[View]) -> list[Core]:
    blocks: dict[str, list[View]] = {}
    for each in views:
        plain = each.person.family and len(each.key.split()) <= _LONGEST
        blocks.setdefault(family_block(each.person) if plain else each.key, []).append(each)
    return [core for block in sorted(blocks) for core in find_cores(blocks[block])]


def _of_core(core: Core) -> dict[str, Resolution]:
    entity = entity_id(core.anchor)
    fullest = core.names[0].key
    # The whole name, with titles where they part it: only what shares it is looked at together.
    known = "full " + min((v.person.key != fullest, v.key) for v in core.members)[1]
    same = Resolution(entity, 1.0, "same full name", key=known)
    shorter = Resolution(entity, 0.9, "a form of the full name", key=known)
    slip = Resolution(entity, 0.8, "most mentions of the name are a person's", key=known)
    return {
        v.sighting.id: slip if v.sort != "person" else same if v.key == fullest else shorter
        for v in core.members
    }


def _of_group(group: Group, reason: str, sort: str) -> dict[str, Resolution]:
    if group.core is not None:
        entity = entity_id(group.core.anchor)
        known = Resolution(entity, 0.5, "the one full name known that begins with it")
        return {v.sighting.id: known for v in group.members}
    anchor, key = min((v.sighting.id, v.key) for v in group.members)
    score = 1.0 if " " in key else 0.8
    found = Resolution(entity_id(anchor), score, reason, key=f"{sort} {key}")
    return {v.sighting.id: found for v in group.members}


def _acronyms(views: list[View], full: list[list[View]]) -> tuple[list[View], dict[str, Attached]]:
    """Return the views that stand for themselves, and those that shorten a name near them.

    The evidence is a single name with these initials in the source, or one that an episode
    calls so.
    """
    said = [members for members in full if any(_calls(v, views[0].key) for v in members)]
    sources = [{v.sighting.source for v in members} for members in full]
    attached: dict[str, Attached] = {}
    for each in views:
        if each.sort == "person" or not is_acronym(each.sighting.name):
            continue
        near = [m for m, s in zip(full, sources, strict=True) if each.sighting.source in s]
        for members in (near, said):
            if len(members) == 1:
                anchor = min(v.sighting.id for v in members[0])
                attached[each.sighting.id] = Attached(anchor, 0.8, "initials of a full name")
                break
    return [v for v in views if v.sighting.id not in attached], attached


def _initials(members: list[View]) -> str:
    return acronym(min(members, key=lambda v: v.sighting.id).sighting.name)


def _calls(full: View, short: str) -> bool:
    aliases = full.sighting.aliases
    return any(is_acronym(a) and a.replace(".", "").casefold() == short for a in aliases)
