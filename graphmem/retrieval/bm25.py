"""How well words match, by BM25."""

from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt

from graphmem.models.recollection import Statistics

Counts = npt.NDArray[np.float64]

K1 = 1.2
B = 0.75


def bm25(counts: Counts, lengths: Counts, asked: Sequence[str], statistics: Statistics) -> Counts:
    """Return the score of each text for the asked terms.

    `counts[i, j]` says how often asked term j stands in text i, `lengths[i]` how many terms
    text i has::

        score = sum of idf(t) * tf * (k1 + 1) / (tf + k1 * (1 - b + b * length / mean length))
        idf(t) = ln(1 + (N - df + .5) / (df + .5))

    Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), with
    the idf that never turns negative.

    >>> seen = Statistics(passages=3, mean_terms=2.0, frequency={"boat": 1})
    >>> bm25(np.array([[1.0], [0.0]]), np.array([2.0, 2.0]), ["boat"], seen).round(2).tolist()
    [0.98, 0.0]
    """
    frequency = np.array([statistics.frequency.get(term, 0) for term in asked], dtype=float)
    idf = np.log1p((statistics.passages - frequency + 0.5).clip(min=0) / (frequency + 0.5))
    longer = lengths / max(statistics.mean_terms, 1.0)
    damped = counts + K1 * (1 - B + B * longer)[:, None]
    return np.asarray((idf * counts * (K1 + 1) / damped).sum(axis=1))


def count(texts: Sequence[Collection[str]], asked: Sequence[str]) -> Counts:
    """Return how often each asked term stands in each text."""
    column = {term: j for j, term in enumerate(asked)}
    counts = np.zeros((len(texts), len(asked)))
    for i, text in enumerate(texts):
        for term in text:
            if term in column:
                counts[i, column[term]] += 1
    return counts
