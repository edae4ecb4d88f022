"""The final order of passages: how well they match, and what reached them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graphmem.models.graph import Subgraph
from graphmem.models.recollection import Candidate
from graphmem.retrieval.matching import standard
from graphmem.retrieval.seeds import Seed

FAINT = 1e-6  # stands for no activation at all, which has no logarithm
ACTIVATION = 1.0  # as much as all four ways to match together

Rests = Mapping[str, Sequence[tuple[int, int, str]]]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage in its final place: score, what activation adds to it, and what lit it most."""

    seed: Seed
    score: float
    raised: float = 0.0
    through: str = ""

    @property
    def candidate(self) -> Candidate:
        """The passage, with what is known of it."""
        return self.seed.candidate

    @property
    def parts(self) -> dict[str, float]:
        """The parts of its score by name, those that are zero left out."""
        added = {"activation": round(self.raised, 3)} if self.raised else {}
        return self.seed.parts | added


def rank(
    seeds: Sequence[Seed], graph: Subgraph, activation: Mapping[str, float], trust: float
) -> tuple[Ranked, ...]:
    """Return the seeds in their final order, best first, equal ones by id.

    What lights a passage is the activation of its episode and of the nodes that rest on its
    words, each shared among the passages that it rests on. `trust`, from 0 to 1, says what that
    is worth beside the match (see `start.trust`).
    """
    lights = _lights(seeds, graph, activation)
    bright = np.array([sum(nodes.values()) for nodes in lights])
    raised = (ACTIVATION * trust * standard(np.log(bright + FAINT))).round(6).tolist()
    ranked = [
        Ranked(
            seed,
            round(seed.score + value, 6),
            value,
            min(nodes, key=lambda node: (-nodes[node], node), default=""),
        )
        for seed, value, nodes in zip(seeds, raised, lights, strict=True)
    ]
    return tuple(sorted(ranked, key=lambda r: (-r.score, r.candidate.passage.id)))


def _lights(
    seeds: Sequence[Seed], graph: Subgraph, activation: Mapping[str, float]
) -> list[dict[str, float]]:
    """Return for each seed the activation it has its share of, by node."""
    rests = _rests(graph, {seed.candidate.episode.id for seed in seeds})
    resting = [sorted(_resting(seed, rests)) for seed in seeds]
    fan = Counter(node for nodes in resting for node in nodes)
    return [
        {node: activation[node] / fan[node] for node in nodes if node in activation}
        for nodes in resting
    ]


def _rests(graph: Subgraph, wanted: Collection[str]) -> Rests:
    """Return the nodes that rest on words of each wanted episode, with where the words stand."""
    episodes = {node.id for node in graph.nodes if node.label == "Episode"}
    rests: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for r in graph.relationships:
        if r.episode not in wanted:
            continue
        start, end = r.properties.get("start"), r.properties.get("end")
        if isinstance(start, int) and isinstance(end, int):
            ends = (r.source, r.target)
            rests[r.episode] += [(start, end, node) for node in ends if node not in episodes]
    return rests


def _resting(seed: Seed, rests: Rests) -> set[str]:
    passage = seed.candidate.passage
    inside = (
        node
        for start, end, node in rests.get(passage.episode, ())
        if start < passage.end and end > passage.start
    )
    return {passage.episode, *inside}
