"""What nouns and names stand for, told by the nearness of their vectors to examples."""

from __future__ import annotations

import tomllib
from copy import copy
from functools import cache
from pathlib import Path

import numpy as np

from graphmem.language.common import kept_if_common
from graphmem.language.tokens import count_tokens
from graphmem.protocols import Embedder

_RIDGE = 0.5
_LEAN = 0.2
# Those who do something are often called so.
_AGENTS = ("er", "or", "ist", "ian", "man", "woman", "eer", "ess", "maid")


class Sorts:
    """The two readers of words: `nouns` tells common nouns apart, `names` proper names."""

    def __init__(self, embedder: Embedder) -> None:
        self.nouns = WordSorts(embedder, "nouns.toml", person=_AGENTS)
        self.names = WordSorts(embedder, "people.toml")
        self.pieces = kept_if_common(count_tokens)  # word pieces of a word

    def keeping(self) -> Sorts:
        """Return the same that keeps what it finds of every word: for no longer than a batch."""
        kept = copy(self)
        kept.nouns, kept.names = self.nouns.keeping(), self.names.keeping()
        kept.pieces = cache(self.pieces)
        return kept

    def is_toponym(self, word: str) -> bool:
        """Return whether a word is known as a place's name."""
        return self.names.scores(word)["place"] > 0.6

    def is_somebody(self, word: str) -> bool:
        """Return whether a word is rather a noun for somebody than a name ("president")."""
        noun = self.nouns.sort(word)
        if noun not in ("person", "group", "creature"):
            return False
        return self.nouns.scores(word)[noun] > max(0.4, *self.names.scores(word).values())

    def plainness(self, word: str) -> float:
        """Return 1 for a word that is one word piece, less for one of several: rarer, or a name."""
        pieces = self.pieces(word)
        return (1.0, 1.0, 0.6)[pieces] if pieces < 3 else 0.4


class WordSorts:
    """Scores a word as each of some sorts; the highest score is its sort.

    Ridge regression of one column a sort on the unit vectors of the examples:
    `W = (X^T X + lambda I)^-1 X^T Y`.
    """

    def __init__(self, embedder: Embedder, examples: str, **endings: tuple[str, ...]) -> None:
        """Take the examples of a file; a word with one of the `endings` leans to their sort."""
        self._embedder = embedder
        groups = _examples(examples)
        self.names = tuple(groups)
        self._given = {word: sort for sort, group in groups.items() for word in group}
        vectors = embedder.embed([word for group in groups.values() for word in group])
        sizes = [len(group) for group in groups.values()]
        target = np.repeat(np.eye(len(groups)), sizes, axis=0)
        self._mean = target.mean(axis=0)
        gram = vectors.T @ vectors + _RIDGE * np.eye(vectors.shape[1])
        self._weights = np.linalg.solve(gram, vectors.T @ (target - self._mean))
        # a score a sort, about 1 for a clear member and 0 for none
        self.scores = kept_if_common(self._score)
        self._endings = endings

    def keeping(self) -> WordSorts:
        """Return the same that keeps the scores of every word."""
        kept = copy(self)
        kept.scores = cache(self.scores)
        return kept

    def sort(self, word: str) -> str:
        """Return the sort that fits best; that of the example for an example."""
        if word in self._given:
            return self._given[word]
        scores = self.scores(word)
        return max(self.names, key=lambda name: scores[name])

    def is_example(self, word: str) -> bool:
        """Return whether a word is one of the examples."""
        return word in self._given

    def _score(self, word: str) -> dict[str, float]:
        row = self._embedder.embed([word])[0] @ self._weights + self._mean
        found = dict(zip(self.names, (round(float(x), 4) for x in row), strict=True))
        for sort, endings in self._endings.items():
            found[sort] += _LEAN if word.endswith(endings) and len(word) > 4 else 0.0
        return found


def _examples(name: str) -> dict[str, list[str]]:
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return {sort: words.split() for sort, words in tomllib.loads(text).items()}
