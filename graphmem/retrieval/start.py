"""Which nodes activation starts from, and which episodes it reached."""

import math
from collections.abc import Mapping, Sequence

from graphmem.models.graph import Node, Subgraph
from graphmem.models.recollection import Cue
from graphmem.retrieval.naming import names_of
from graphmem.retrieval.seeds import Seed
from graphmem.settings import RetrievalSettings


def places(seeds: Sequence[Seed], settings: RetrievalSettings) -> tuple[str, ...]:
    """Return the episodes around which the graph is wanted: the best, and the best named ones."""
    best = [seed.candidate.episode.id for seed in seeds[: settings.seeds]]
    named = [s.candidate.episode.id for s in seeds if "name" in s.candidate.found_by]
    return tuple(sorted({*best, *named[: settings.seeds]}))


def start(
    named: Sequence[Node], seeds: Sequence[Seed], settings: RetrievalSettings
) -> dict[str, float]:
    """Return the activation that nodes start with; it sums to 1, or is empty.

    What the query names starts it, the rarer the more: entities, and episodes that stand under
    such a heading (see `named_nodes`). Where it names nothing that the graph knows, the episodes
    of the best seeds do.
    """
    if named:
        return _shared({node.id: 1 / math.sqrt(_episodes(node)) for node in named})
    best = seeds[: settings.seeds]
    floor = min((seed.score for seed in best), default=0.0)
    raised: dict[str, float] = {}
    for seed in best:
        episode = seed.candidate.episode.id
        raised[episode] = max(raised.get(episode, 0.0), seed.score - floor)
    return _shared(raised)


def named_nodes(cue: Cue, graph: Subgraph) -> list[Node]:
    """Return the entities and headed episodes that a proper name in the query may mean, by id."""
    names = {name.normal for name in cue.names if _is_proper(name.text)}
    return [node for node in graph.nodes if names & names_of(node)] if names else []


def trust(named: Sequence[Node], passages: int) -> float:
    """Return, from 0 to 1, how much activation tells: as much as the rarest name is specific.

    A name that stands everywhere, as a speaker's does in a chat, lights up everything.
    """
    rarest = min((_episodes(node) for node in named), default=passages)
    return max(0.0, 1 - math.log(rarest) / math.log(passages)) if passages > 1 else 0.0


def reached(
    activation: Mapping[str, float],
    graph: Subgraph,
    seeds: Sequence[Seed],
    settings: RetrievalSettings,
) -> tuple[str, ...]:
    """Return the episodes that activation reached and no index proposed, brightest first."""
    known = {seed.candidate.episode.id for seed in seeds}
    lit = (
        (-round(activation[node.id], 9), node.id)
        for node in graph.nodes
        if node.label == "Episode" and node.id in activation and node.id not in known
    )
    return tuple(node for _, node in sorted(lit)[: settings.candidates])


def _is_proper(name: str) -> bool:
    return name[:1].isupper() or name[:1].isdigit()


def _episodes(node: Node) -> int:
    episodes = node.properties.get("episodes")
    return max(1, episodes) if isinstance(episodes, int) else 1


def _shared(values: Mapping[str, float]) -> dict[str, float]:
    total = sum(values.values())
    return {node: value / total for node, value in sorted(values.items()) if value > 0}
