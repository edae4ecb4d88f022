"""The words questions are built from, and the sort of thing a noun names, by its meaning."""

from functools import cache

import numpy as np
import numpy.typing as npt

from graphmem.language.parse import Token
from graphmem.language.terms import terms
from graphmem.language.wordlists import read_words
from graphmem.protocols import Embedder

_WORDS = read_words("graphmem.retrieval", "cue_words.toml")
SORTS = ("person", "place", "time", "event", "detail")
EXAMPLES = {sort: _WORDS[sort] for sort in SORTS}  # of nouns that name each sort
# A noun is of a sort when the examples nearest to it are this near:
# the three best on the mean, or one.
ALIKE_THREE = 0.36
ALIKE_ONE = 0.6

TRANSPARENT = frozenset(_WORDS["transparent"])
EMPTY_VERBS = frozenset(_WORDS["empty_verbs"])
EMPTY = EMPTY_VERBS | frozenset(_WORDS["empty"])
SAY = frozenset(_WORDS["say"])
THINK = frozenset(_WORDS["think"])
DOUBT = frozenset(_WORDS["doubt"])
HAPPEN = frozenset(_WORDS["happen"])
DRAW = frozenset(_WORDS["draw"])
WH = frozenset(_WORDS["wh"])
LIGHT = frozenset(_WORDS["light"])
BE = frozenset(_WORDS["be"])
AUXILIARY = BE | frozenset(_WORDS["auxiliary"])
LATEST = frozenset(_WORDS["latest"])
FIRST = frozenset(_WORDS["first"])
LOOSE = frozenset(_WORDS["loose"])
COMPOUND = frozenset(_WORDS["compound"])
INSIDE_NAMES = frozenset(_WORDS["inside_names"])
INSIDE_PHRASES = frozenset(_WORDS["inside_phrases"])
PRESENT = frozenset(_WORDS["present"])
EVERYONE = frozenset(_WORDS["everyone"])
HAVING = frozenset(_WORDS["having"])
GOING = frozenset(_WORDS["going"])
WITH_OBJECT = frozenset(_WORDS["with_object"])
ITEMS = frozenset(_WORDS["items"])


def is_one_of(token: Token, words: frozenset[str]) -> bool:
    """Return whether the token, its lemma or its stem is among the words."""
    lower = token.text.lower()
    if lower in words or token.lemma.lower() in words:
        return True
    return any(stem in _stems(words) for stem in terms(lower))


@cache
def _stems(words: frozenset[str]) -> frozenset[str]:
    return frozenset(stem for word in words for stem in terms(word))


class Meaning:
    """Nouns typed by the nearest of a few examples, in the space of word vectors."""

    def __init__(self, embedder: Embedder) -> None:
        self._words, self._rows = _examples(embedder)
        self._embedder = embedder

    def sort(self, lemma: str, text: str = "") -> str:
        """Return person, place, time, event or detail; "" when the noun is none of these."""
        for word in (lemma, text.lower(), *terms(text)):
            if word in self._words:
                return self._words[word]
        likeness = self._rows @ self._embedder.embed([text or lemma])[0]
        sorts = np.array(list(self._words.values())[: len(self._rows)])
        nearest = {s: np.sort(likeness[sorts == s])[-3:] for s in EXAMPLES}
        best = max(nearest, key=lambda s: float(nearest[s].mean()))
        near = nearest[best].mean() >= ALIKE_THREE or nearest[best][-1] >= ALIKE_ONE
        return best if near else ""


def _examples(embedder: Embedder) -> tuple[dict[str, str], npt.NDArray[np.float32]]:
    words: dict[str, str] = {}
    for sort, examples in EXAMPLES.items():
        for word in examples:
            words.setdefault(word, sort)
    rows = embedder.embed(list(words))
    for word, sort in list(words.items()):
        words.update(dict.fromkeys(terms(word), sort))
    return words, rows
