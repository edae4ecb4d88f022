"""The baseline that every figure stands beside: BM25 over texts, nothing else."""

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

from graphmem.language.terms import terms
from graphmem.models.recollection import Statistics
from graphmem.retrieval.bm25 import bm25


class Bm25:
    """An index of texts, ranked for a query by BM25 over stems.

    >>> Bm25(["the boat sank", "a garden party", "boats and boats"]).rank("Which boat?")
    [2, 0]
    """

    def __init__(self, texts: Sequence[str]) -> None:
        bags = [Counter(terms(text)) for text in texts]
        self._lengths = np.array([bag.total() for bag in bags], dtype=float)
        self._postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, bag in enumerate(bags):
            for term, times in bag.items():
                self._postings[term].append((number, times))

    def rank(self, query: str) -> list[int]:
        """Return the numbers of the texts that share a term with the query, best first."""
        asked = sorted(set(terms(query)) & self._postings.keys())
        matching = sorted({number for term in asked for number, _ in self._postings[term]})
        row = {number: i for i, number in enumerate(matching)}
        counts = np.zeros((len(matching), len(asked)))
        for column, term in enumerate(asked):
            for number, times in self._postings[term]:
                counts[row[number], column] = times
        scores = bm25(counts, self._lengths[matching], asked, self._statistics(asked))
        order = sorted(zip((-scores).round(9).tolist(), matching, strict=True))
        return [number for _, number in order]

    def _statistics(self, asked: Sequence[str]) -> Statistics:
        frequency = {term: len(self._postings[term]) for term in asked}
        return Statistics(len(self._lengths), float(self._lengths.mean()), frequency)
