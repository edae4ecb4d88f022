"""What is kept of readings to find them by is what the readings say."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from graphmem.memory.checks.shelf import Volume
from graphmem.models.checkup import REBUILD, Finding, found
from graphmem.models.graph import Sighting
from graphmem.protocols import Embedder
from graphmem.reconciler import Said, find_anchors, sight
from graphmem.retrieval.index import index_passages, make_passages

ABOUT = "indexes"


def check_sightings(volume: Volume, said: Iterable[Said]) -> Iterator[Finding]:
    """Yield the sightings that are not those of the workspaces, whoever they resolve to.

    They carry what corrections and decisions hold on to.
    """
    anchors = find_anchors(said)
    kept: dict[str, Sighting] = {}
    wanted: dict[str, Sighting] = {}
    for episode in volume.episodes:
        if episode.id in volume.workspaces:
            read = sight(volume.workspaces[episode.id], episode, anchors.get(episode.id, ()))
            wanted.update((s.id, s) for s in read)
            kept.update((s.id, _plain(s)) for s in volume.sightings.get(episode.id, ()))
    wrong = (i for i in sorted(kept.keys() | wanted.keys()) if kept.get(i) != wanted.get(i))
    yield from found(ABOUT, "sightings that are not as they were read", REBUILD, wrong)


def check_passages(volume: Volume, embedder: Embedder, *, deep: bool) -> Iterator[Finding]:
    """Yield the passages that are not those of the workspaces; `deep` looks at what they hold."""
    kept = {p.passage.id: p for held in volume.passages.values() for p in held}
    read = [
        (episode, volume.workspaces[episode.id])
        for episode in volume.episodes
        if episode.id in volume.workspaces
    ]
    wanted = {p.id: p for _, workspace in read for p in make_passages(workspace)}
    there = {i: indexed.passage for i, indexed in kept.items()}
    wrong = [i for i in sorted(there.keys() | wanted.keys()) if there.get(i) != wanted.get(i)]
    yield from found(ABOUT, "passages that are not as they were read", REBUILD, wrong)
    short = (i for i, p in kept.items() if len(p.vector) not in (0, embedder.dim))
    yield from found(ABOUT, "vectors of another length", REBUILD, short)
    if deep and not wrong:
        anew = {p.passage.id: p for p in index_passages(read, embedder)}
        otherwise = (i for i, p in kept.items() if anew[i] != p)
        yield from found(ABOUT, "passages found by other words than theirs", REBUILD, otherwise)


def _plain(sighting: Sighting) -> Sighting:
    return replace(sighting, entity="", score=1.0, reason="")
