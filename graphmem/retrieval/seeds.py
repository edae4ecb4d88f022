"""Where activation starts: passages, scored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from graphmem.models.recollection import Candidate, Cue, Statistics
from graphmem.retrieval.clues import find_clues
from graphmem.retrieval.matching import match
from graphmem.retrieval.neighbours import in_reading_order, previous

# Four ways to match make one; a hint of form counts a half of one, a hint of who or when more.
WEIGHTS: Mapping[str, float] = {
    "words": 0.25,
    "window": 0.25,
    "meaning": 0.25,
    "around": 0.25,
    "sitting": 0.5,
    "reply": 0.25,
    "speaker": 1.0,
    "first person": 0.5,
    "question": -0.5,
    "length": 0.25,
    "time": 3.0,
    "dated": 2.0,
}


@dataclass(frozen=True, slots=True)
class Seed:
    """A passage that may start activation, and its score.

    `told` are the parts of all scores by name, and `row` is the place of its own in them.
    """

    candidate: Candidate
    score: float
    told: Mapping[str, Sequence[float]] = field(default_factory=dict, repr=False)
    row: int = 0

    @property
    def parts(self) -> dict[str, float]:
        """The parts of its score by name, those that are zero left out."""
        return {name: values[self.row] for name, values in self.told.items() if values[self.row]}


def find_seeds(
    cue: Cue, candidates: Sequence[Candidate], statistics: Statistics
) -> tuple[Seed, ...]:
    """Return all candidates as seeds, best first.

    A score is the weighted sum of z-scores over the candidates and of clues that are there or
    not; equal scores are ordered by id. Candidates should hold the passages beside those that
    the indexes found.
    """
    ordered = in_reading_order(candidates)
    if not ordered:
        return ()
    before = previous(ordered)
    matches = match(cue, ordered, before, statistics)
    hybrid = (matches["words"] + matches["meaning"]) / 2
    signals = {**matches, **find_clues(cue, ordered, before, hybrid)}
    parts = {name: WEIGHTS[name] * values for name, values in signals.items()}
    scores = np.sum(list(parts.values()), axis=0).round(6).tolist()
    told = {name: values.round(3).tolist() for name, values in parts.items()}
    seeds = (
        Seed(candidate, score, told, i)
        for i, (candidate, score) in enumerate(zip(ordered, scores, strict=True))
    )
    return tuple(sorted(seeds, key=lambda seed: (-seed.score, seed.candidate.passage.id)))
