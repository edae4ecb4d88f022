"""What every store makes of values in the same way."""

from collections.abc import Iterable

from graphmem.ids import content_id, normal_name
from graphmem.models.evidence import Episode, Source
from graphmem.models.graph import LAYER_TIES, Node, Property, Relationship, Stale

# What consolidation itself writes makes nothing stale, nor does a mention: who it is of counts
# where they take part in something, which is told by other relationships.
OF_NO_ACCOUNT = frozenset((*LAYER_TIES, "ANSWERED_BY", "MENTIONED_IN"))

ROWS = 1_000  # values in a delta that is read; a workspace can be large

# How much is looked at for one search, so that what is everywhere costs no more than the rest.
POSTINGS = 3_000  # passages that the words stand in, together
BEARERS = 20  # entities of a name
MENTIONS = 60  # of each entity

_SORTS = ("episode", "entity", "name", "question")  # of marks, in the order of Stale


def marks_of(stale: Stale) -> list[tuple[str, str]]:
    """Return what is stale as a store marks it: sort and id, sorted."""
    sorts = zip(
        _SORTS, (stale.episodes, stale.entities, stale.renamed, stale.questions), strict=True
    )
    return sorted((sort, key) for sort, keys in sorts for key in keys)


def read_marks(marks: Iterable[tuple[str, str]]) -> Stale:
    """Return what is stale by its marks."""
    found: dict[str, set[str]] = {sort: set() for sort in _SORTS}
    for sort, key in marks:
        found[sort].add(key)
    return Stale(*map(frozenset, found.values()))


def episode_node(episode: Episode) -> Node:
    """Return an episode as a node: what is known about its text, without it."""
    properties: dict[str, Property] = {
        "ordinal": episode.ordinal,
        "length": len(episode.text),
        "heading": episode.heading,
        "recorded_at": episode.recorded_at,
    }
    if episode.speaker is not None:
        properties["speaker"] = episode.speaker
    if episode.occurred:
        properties["occurred_from"] = episode.occurred.start
        properties["occurred_to"] = episode.occurred.end
        properties["grain"] = episode.occurred.grain
    return Node(episode.id, "Episode", properties=properties)


def source_node(source: Source) -> Node:
    """Return a source as a node."""
    return Node(source.id, "Source", properties={"uri": source.uri, "title": source.title})


def names_of(node: Node) -> dict[str, bool]:
    """Return the normal forms under which an entity is found; False for parts of a name."""
    given = [node.properties.get("name"), *node.texts("aliases")]
    whole = {normal_name(name) for name in given if isinstance(name, str)} - {""}
    parts = {part for name in whole for part in name.split() if len(part) > 1}
    found = dict.fromkeys(parts, False) if node.kind == "Person" else {}
    return found | dict.fromkeys(whole, True)


def bases_of(node: Node) -> set[str]:
    """Return the episodes and entities that a node of the layers rests on."""
    cast = node.texts("cast") if node.label == "Scene" else ()
    return node.rests_on().union(cast)


def link(kind: str, source: str, target: str) -> Relationship:
    """Return a NEXT or FROM, which a store keeps from the episodes: it rests on its first end."""
    identity = content_id("re", kind, source, target, source, 0, 0)
    return Relationship(identity, kind, source, target, source)
