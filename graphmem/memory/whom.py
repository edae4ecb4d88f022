"""Whom a caller means by an id or a name, and where they stand."""

from collections.abc import Iterable, Mapping, Sequence

from graphmem.errors import QueryError
from graphmem.ids import normal_name
from graphmem.models.graph import Node, Sighting
from graphmem.models.recollection import Entity
from graphmem.protocols import GraphStore

_SHOWN = 8  # namesakes that an error lists


def whom(store: GraphStore, namespace: str, given: str) -> Entity:
    """Return the entity of an id, or the only one that bears a name.

    Raises:
        QueryError: none is called so, or several are; the message lists them.
    """
    by_id = [n for n in store.nodes(namespace, ids=[given]) if n.label == "Entity"]
    if by_id:
        return _described(store, namespace, by_id)[0]
    nodes = store.nodes(namespace, label="Entity")
    wanted = normal_name(given)
    bearers = [n for n in nodes if wanted and wanted in _names(n)]
    # What only looks like a name in one text ("the captain") stands back behind names.
    bearers = [n for n in bearers if n.properties["named"]] or bearers
    if len(bearers) == 1:
        return _described(store, namespace, bearers)[0]
    if bearers:
        raise QueryError(
            f"{given!r} may be {len(bearers)}: {_listed(_described(store, namespace, bearers))}. "
            "Say which by its id"
        )
    near = _described(store, namespace, [n for n in nodes if _has_words(n, wanted)])
    hint = f"do you mean {_listed(near)}?" if near else "`entities` lists who and what is known"
    raise QueryError(f"nobody and nothing is called {given!r}: {hint}")


def find_entities(store: GraphStore, namespace: str, name: str | None) -> list[Entity]:
    """Return the entities with the words of a name in theirs, or all that have a name.

    Those that are called just so come first, then those that are mentioned most.
    """
    wanted = normal_name(name or "")
    if name is not None and not wanted:
        raise QueryError(f"{name!r} is no name: it has neither a letter nor a digit")
    nodes = store.nodes(namespace, label="Entity")
    found = [n for n in nodes if (_has_words(n, wanted) if wanted else n.properties["named"])]
    exact = {n.id for n in found if wanted in _names(n)}
    described = _described(store, namespace, found)
    return sorted(described, key=lambda e: (e.id not in exact, -e.mentions, e.name, e.id))


def episodes_of(store: GraphStore, namespace: str, entity: Entity) -> set[str]:
    """Return the episodes that mention someone or that they speak.

    A speaker is the one who is called so in the same source, or else the only one anywhere.
    """
    names = _all_names(entity.name, entity.aliases)
    nodes = store.nodes(namespace, label="Entity")
    namesakes = {n.id: _names(n) for n in nodes if not names.isdisjoint(_names(n))}
    sightings = store.sightings(namespace, entities=namesakes)
    spoken = _called(sightings)
    found = {s.episode for s in sightings if s.entity == entity.id}
    for episode in store.episodes(namespace):
        speaker = normal_name(episode.speaker or "")
        if speaker in names:
            called = {i for i, borne in namesakes.items() if speaker in borne}
            if entity.id in spoken.get((episode.source, speaker), ()) or called == {entity.id}:
                found.add(episode.id)
    return found


def _called(sightings: Iterable[Sighting]) -> Mapping[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for each in sightings:
        for name in _all_names(each.name, each.aliases):
            found.setdefault((each.source, name), set()).add(each.entity)
    return found


def _described(store: GraphStore, namespace: str, nodes: Sequence[Node]) -> list[Entity]:
    uris = {s.id: s.uri for s in store.sources(namespace)}
    at: dict[str, set[str]] = {n.id: set() for n in nodes}
    for sighting in store.sightings(namespace, entities=at):
        at[sighting.entity].add(uris[sighting.source])
    return [
        Entity(
            id=node.id,
            name=str(node.properties["name"]),
            kind=node.kind,
            aliases=_aliases(node),
            named=bool(node.properties["named"]),
            mentions=int(str(node.properties["mentions"])),
            episodes=int(str(node.properties["episodes"])),
            sources=tuple(sorted(at[node.id])),
        )
        for node in nodes
    ]


def _listed(entities: Sequence[Entity]) -> str:
    shown = []
    for each in entities[:_SHOWN]:
        times = f"{each.mentions} mention{'s' if each.mentions > 1 else ''}"
        also = f", also called {', '.join(each.aliases[:3])}" if each.aliases else ""
        more = ", …" if len(each.sources) > 2 else ""
        where = ", ".join(each.sources[:2]) + more
        shown.append(f"{each.id} {each.name} ({each.kind}, {times} in {where}{also})")
    more = f"; and {len(entities) - _SHOWN} more" if len(entities) > _SHOWN else ""
    return "; ".join(shown) + more


def _names(node: Node) -> set[str]:
    return _all_names(str(node.properties["name"]), _aliases(node))


def _aliases(node: Node) -> tuple[str, ...]:
    return tuple(node.texts("aliases"))


def _all_names(name: str, aliases: Iterable[str]) -> set[str]:
    return {normal_name(each) for each in (name, *aliases)} - {""}


def _has_words(node: Node, wanted: str) -> bool:
    words = set(wanted.split())
    return bool(words) and any(words <= set(name.split()) for name in _names(node))
