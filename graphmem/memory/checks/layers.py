"""Facts, scenes and personas rest on evidence that is there, and on each other."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from graphmem.memory.checks.projection import circle
from graphmem.memory.checks.shelf import Graph, Outline
from graphmem.models.checkup import CONSOLIDATE, Finding, found
from graphmem.models.graph import LAYERS, Node

ABOUT = "layers"
_CLAIMED = ("role", "state")  # what is said of somebody without an event


def check_layers(graph: Graph, outline: Outline) -> Iterator[Finding]:
    """Yield what is wrong with the layers as they stand, be they up to date or not."""
    nodes = [n for n in graph.nodes.values() if n.label in LAYERS]
    astray = (n.id for n in nodes if not _rests(n, outline))
    yield from found(ABOUT, "nodes whose evidence is not there", CONSOLIDATE, astray)
    backward = (n.id for n in nodes if _begins(n) > _ends(n))
    yield from found(ABOUT, "nodes that end before they begin", CONSOLIDATE, backward)
    uncited = (n.id for n in nodes if not _cites(n))
    yield from found(
        ABOUT, "words that cite what their node does not rest on", CONSOLIDATE, uncited
    )
    yield from _tied(graph, nodes)
    yield from _outdated(graph, nodes)
    newer: dict[str, set[str]] = defaultdict(set)
    for each in graph.relationships:
        if each.type == "SUPERSEDES":
            newer[each.source].add(each.target)
    yield from found(ABOUT, "facts that take each other's place", CONSOLIDATE, circle(newer))


def _tied(graph: Graph, nodes: Sequence[Node]) -> Iterator[Finding]:
    supported = {r.target for r in graph.relationships if r.type == "SUPPORTS"}
    facts = (n for n in nodes if n.label == "Fact" and n.properties.get("slot") not in _CLAIMED)
    loose = (n.id for n in facts if n.id not in supported)
    yield from found(ABOUT, "facts that no event supports", CONSOLIDATE, loose)
    filled = {r.target for r in graph.relationships if r.type == "IN_SCENE"}
    empty = (n.id for n in nodes if n.label == "Scene" and n.id not in filled)
    yield from found(ABOUT, "scenes without a fact", CONSOLIDATE, empty)


def _outdated(graph: Graph, nodes: Sequence[Node]) -> Iterator[Finding]:
    """Yield what stands for an entity that newer texts made another of: no harm, only old."""
    portraits = {r.source for r in graph.relationships if r.type == "PORTRAYS"}
    whose = {n.id: n.properties.get("subject") for n in nodes if n.label == "Fact"}
    old = [i for i, subject in whose.items() if subject not in graph.nodes]
    old += [n.id for n in nodes if n.label == "Persona" and n.id not in portraits]
    what = "facts and personas of entities that have become others"
    yield from found(ABOUT, what, CONSOLIDATE, old, harm=False)


def _rests(node: Node, outline: Outline) -> bool:
    places = node.texts("evidence")
    return bool(places) and all(_holds(place, outline) for place in places)


def _cites(node: Node) -> bool:
    """Return whether each sentence and trait that a model worded cites evidence of its node."""
    if "worded_by" not in node.properties:
        return True
    evidence = set(node.texts("evidence"))
    cites = [node.texts("title_cites")] if "title_cites" in node.properties else []
    for said, cited in (("summary_sentences", "summary_cites"), ("traits", "trait_cites")):
        if cited in node.properties:
            if len(node.texts(said)) != len(node.texts(cited)):
                return False
            cites += [spans.split() for spans in node.texts(cited)]
    return all(spans and evidence.issuperset(spans) for spans in cites)


def _holds(place: str, outline: Outline) -> bool:
    episode, _, span = place.partition(":")
    start, _, end = span.partition(":")
    numbers = start.isdecimal() and end.isdecimal()
    return numbers and outline.holds(episode, int(start), int(end))


def _begins(node: Node) -> str:
    return str(node.properties.get("valid_from") or node.properties.get("occurred_from") or "")


def _ends(node: Node) -> str:
    return str(node.properties.get("valid_to") or node.properties.get("occurred_to") or "~")
