"""A memory beside what the same evidence gives anew."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from graphmem.memory.checks.shelf import Graph
from graphmem.models.checkup import CONSOLIDATE, REBUILD, Finding, found
from graphmem.models.graph import LAYER_TIES, LAYERS, Node, Relationship, Sighting

_LEARNT = ("recorded_at", "retracted_at")
# What consolidating adds, above all that reading does.
_ABOVE = (*LAYERS, *LAYER_TIES, "ANSWERED_BY")

Thing = Node | Relationship | Sighting


def compare(graph: Graph, twin: Graph) -> Iterator[Finding]:
    """Yield where a graph differs from its twin, which was just rebuilt and consolidated."""
    ours, theirs = _things(graph), _things(twin)
    changed = sorted(i for i in ours.keys() | theirs.keys() if ours.get(i) != theirs.get(i))
    above = {i for i in changed if _sort(ours.get(i) or theirs[i]) in _ABOVE}
    below = [i for i in changed if i not in above]
    lacking = (i for i in below if i not in ours)
    yield from found("projection", "things in the evidence and not in the graph", REBUILD, lacking)
    needless = (i for i in below if i not in theirs)
    yield from found("projection", "things in the graph and not in the evidence", REBUILD, needless)
    other = (i for i in below if i in ours and i in theirs)
    yield from found("projection", "things that differ from the evidence", REBUILD, other)
    late = (i for i in changed if i in above)
    what = "things that consolidating would change"
    yield from found("layers", what, CONSOLIDATE, late, harm=False)


def _things(graph: Graph) -> Mapping[str, Thing]:
    things: Iterable[Thing] = chain(graph.nodes.values(), graph.relationships, graph.sightings)
    return {thing.id: _timeless(thing) for thing in things}


def _timeless(thing: Thing) -> Thing:
    if isinstance(thing, Sighting):
        return thing
    kept = {key: value for key, value in thing.properties.items() if key not in _LEARNT}
    return replace(thing, properties=kept)


def _sort(thing: Thing) -> str:
    if isinstance(thing, Sighting):
        return "Sighting"
    return thing.label if isinstance(thing, Node) else thing.type
