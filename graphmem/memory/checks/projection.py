"""The graph hangs together, and all of it reaches the words it came from."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from graphmem.memory.checks.shelf import Graph, Outline
from graphmem.models.checkup import CONSOLIDATE, REBUILD, Finding, found
from graphmem.models.graph import LAYER_TIES, LAYERS, Node, Relationship

ABOUT = "projection"
_LINKS = ("FROM", "NEXT")
# By which relationship a node reaches the words it came from, and whether it goes out from it.
_REACHED_BY = {
    "Entity": ("MENTIONED_IN", True),
    "Event": ("EVIDENCED_BY", True),
    "Time": ("DURING", False),
    "Role": ("HAS_ROLE", False),
    "State": ("IN_STATE", False),
    "Question": ("RAISES", False),
}


def check_projection(graph: Graph, outline: Outline) -> Iterator[Finding]:
    """Yield what is wrong with the graph below the layers, and with the ends of all."""
    yield from _ends(graph, outline)
    below = [r for r in graph.relationships if r.type not in (*LAYER_TIES, *_LINKS)]
    astray = (r.id for r in below if not _rests(r, outline))
    yield from found(ABOUT, "relationships that rest on no words", REBUILD, astray)
    yield from _reached(graph, below)
    yield from _events(graph, outline)
    yield from _resolved(graph, outline)
    yield from _links(graph, outline)
    yield from _circles(graph)


def _ends(graph: Graph, outline: Outline) -> Iterator[Finding]:
    there = {*graph.nodes, *outline.lengths, *outline.order}
    loose = [r for r in graph.relationships if r.source not in there or r.target not in there]
    layers = (r.id for r in loose if r.type in LAYER_TIES)
    yield from found("layers", "relationships that lack an end", CONSOLIDATE, layers)
    others = (r.id for r in loose if r.type not in LAYER_TIES)
    yield from found(ABOUT, "relationships that lack an end", REBUILD, others)


def _rests(relationship: Relationship, outline: Outline) -> bool:
    start, end = (relationship.properties.get(side) for side in ("start", "end"))
    return outline.holds(relationship.episode, start, end)


def _reached(graph: Graph, relationships: Iterable[Relationship]) -> Iterator[Finding]:
    reached = defaultdict(set)
    for each in relationships:
        reached[each.type, True].add(each.source)
        reached[each.type, False].add(each.target)
    for label, by in _REACHED_BY.items():
        bare = (n.id for n in graph.nodes.values() if n.label == label and n.id not in reached[by])
        what = f"nodes labelled {label} that no words evidence"
        yield from found(ABOUT, what, REBUILD, bare)
    known = {*_REACHED_BY, *LAYERS}
    strange = (f"{n.id} ({n.label})" for n in graph.nodes.values() if n.label not in known)
    yield from found(ABOUT, "nodes with a label that is not known", REBUILD, strange)


def _events(graph: Graph, outline: Outline) -> Iterator[Finding]:
    events = [n for n in graph.nodes.values() if n.label == "Event"]
    astray = (n.id for n in events if not outline.holds(*_place(n)))
    yield from found(ABOUT, "events whose words are not there", REBUILD, astray)
    dated = [n for n in graph.nodes.values() if n.label in ("Event", "Time")]
    backward = (n.id for n in dated if _begins(n) > _ends_at(n))
    yield from found(ABOUT, "nodes that end before they begin", REBUILD, backward)


def _place(event: Node) -> tuple[str, object, object]:
    p = event.properties
    return str(p.get("episode")), p.get("start"), p.get("end")


def _begins(node: Node) -> str:
    return str(node.properties.get("from") or node.properties.get("occurred_from") or "")


def _ends_at(node: Node) -> str:
    return str(node.properties.get("to") or node.properties.get("occurred_to") or "~")


def _resolved(graph: Graph, outline: Outline) -> Iterator[Finding]:
    entities = {n.id for n in graph.nodes.values() if n.label == "Entity"}
    lost = (s for entity, s in sorted(outline.entities.items()) if entity not in entities)
    yield from found(ABOUT, "sightings of entities that are gone", REBUILD, lost)
    unseen = (entity for entity in sorted(entities) if entity not in outline.entities)
    yield from found(ABOUT, "entities without a sighting", REBUILD, unseen)


def _links(graph: Graph, outline: Outline) -> Iterator[Finding]:
    there = {(r.type, r.source, r.target): r.id for r in graph.relationships if r.type in _LINKS}
    wanted = {
        *(("FROM", e, source) for source, order in outline.order.items() for e in order),
        *(("NEXT", *pair) for order in outline.order.values() for pair in pairwise(order)),
    }
    lacking = (f"{kind} {one}" for kind, one, _ in sorted(wanted - there.keys()))
    yield from found(ABOUT, "episodes not linked to their source or the next", REBUILD, lacking)
    # One that lacks an end is told of already.
    known = {*outline.lengths, *outline.order}
    needless = (there[link] for link in sorted(there.keys() - wanted) if known.issuperset(link[1:]))
    yield from found(ABOUT, "links between episodes out of order", REBUILD, needless)


def _circles(graph: Graph) -> Iterator[Finding]:
    within: dict[str, set[str]] = {}
    for each in graph.relationships:
        if each.type == "PART_OF":
            within.setdefault(each.source, set()).add(each.target)
    what = "things that are part of each other, as the texts say"
    yield from found(ABOUT, what, (), circle(within), harm=False)


def circle(ties: Mapping[str, Iterable[str]]) -> list[str]:
    """Return what lies on a circle of ties, none where there is no circle."""
    try:
        TopologicalSorter(ties).prepare()
    except CycleError as error:
        members: list[str] = error.args[1]
        return sorted(set(members))
    return []
