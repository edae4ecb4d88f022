"""Take down the layers of a memory that are too many to be replaced at once."""

from collections.abc import Iterator

from graphmem.models.graph import LAYERS, GraphDelta, Stale
from graphmem.protocols import GraphStore


def raze(store: GraphStore, namespace: str) -> Iterator[GraphDelta]:
    """Yield what takes down all layers of a namespace, and then marks all of it as stale."""
    layers: list[str] = []
    episodes: list[str] = []
    people: list[str] = []
    questions: list[str] = []
    with store.snapshot() as held:
        for part in held.deltas(namespace):
            episodes += [episode.id for episode in part.episodes]
            layers += [node.id for node in part.nodes if node.label in LAYERS]
            people += [node.id for node in part.nodes if node.is_somebody()]
            questions += [node.id for node in part.nodes if node.label == "Question"]
    for some in _runs(layers):
        yield GraphDelta(namespace, retired_nodes=tuple(sorted(some)), settles=Stale())
    stale = (
        *(Stale(episodes=some) for some in _runs(episodes)),
        *(Stale(entities=some) for some in _runs(people)),
        *(Stale(questions=some) for some in _runs(questions)),
    )
    yield from (GraphDelta(namespace, settles=Stale(), stale=some) for some in stale)


def _runs(ids: list[str], size: int = 8192) -> Iterator[frozenset[str]]:
    return (frozenset(ids[at : at + size]) for at in range(0, len(ids), size))
