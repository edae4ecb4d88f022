"""How much facts have to do with each other."""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from graphmem.layers.facts import Fact
from graphmem.protocols import Embedder

NEXT = 3  # facts further on that a shared person, place or day ties a fact to
ALIKE = 0.5  # cosine from which two facts mean something alike
WORTH = {"occasion": 2.0, "episode": 1.0, "day": 1.0, "place": 1.0, "who": 1.0}

Weights = dict[tuple[str, str], float]


def affinity(facts: Sequence[Fact], embedder: Embedder | None = None) -> Weights:
    """Return the weights of pairs of fact ids; facts come as one reads them.

    What two facts share (a happening, an episode, a day, a place, a person) ties them by
    ln(1 + N / n) where n of N facts share it. Each is tied to the next few that share a thing
    and not to all of them, so that the number of ties grows with the facts and not with their
    square. With an embedder, those nearest in meaning are tied by their cosine.
    """
    weights: defaultdict[tuple[str, str], float] = defaultdict(float)
    sharing: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for fact in facts:
        for thing in dict.fromkeys(_things(fact)):
            sharing[thing].append(fact.id)
    for (sort, _), ids in sorted(sharing.items()):
        worth = WORTH[sort] * math.log1p(len(facts) / len(ids))
        for i, one in enumerate(ids):
            for other in ids[i + 1 : i + 1 + NEXT]:
                weights[min(one, other), max(one, other)] += worth
    for one, other, cosine in _alike(facts, embedder):
        weights[min(one, other), max(one, other)] += cosine
    return dict(weights)


def _things(fact: Fact) -> Iterator[tuple[str, str]]:
    for statement in fact.statements:
        if statement.occasion:
            yield "occasion", statement.occasion
        yield "episode", statement.words.episode
        day = (statement.valid_from or statement.words.said)[:10]
        if day:
            yield "day", day
        yield from (("place", place) for place in statement.places)
        yield from (("who", entity) for entity in statement.involved)


def _alike(facts: Sequence[Fact], embedder: Embedder | None) -> Iterator[tuple[str, str, float]]:
    """Yield each fact with the few that are nearest to it in meaning."""
    if embedder is None or len(facts) < 2:
        return
    vectors = embedder.embed([fact.first.text for fact in facts])
    cosines = vectors @ vectors.T
    np.fill_diagonal(cosines, 0)
    nearest = np.argsort(-cosines, axis=1, kind="stable")[:, :NEXT]
    for i, others in enumerate(nearest.tolist()):
        for j in others:
            if cosines[i, j] >= ALIKE:
                yield facts[i].id, facts[j].id, round(float(cosines[i, j]), 6)
