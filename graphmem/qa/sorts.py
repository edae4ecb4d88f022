"""Is a name that the memory does not know a kind of happening, or someone it never met?"""

from collections.abc import Sequence

import numpy as np

from graphmem.language.names import given_gender, parse_person
from graphmem.language.wordlists import read_words
from graphmem.models.recollection import CueName
from graphmem.protocols import Embedder
from graphmem.qa.evidence import Known, Rows
from graphmem.qa.naming import NameIndex

_WORDS = read_words("graphmem.qa", "words.toml")
_KINDS, _PLACES = _WORDS["kinds"], _WORDS["places"]
_AT, _CALLED = frozenset(_WORDS["at"]), frozenset(_WORDS["called"])
_CACHE: dict[tuple[str, tuple[str, ...]], Rows] = {}
PLACE = 0.25  # nearness to sorts of places from which a noun may be one


def stands_for_a_kind(name: CueName, query: str, index: NameIndex, embedder: Embedder) -> bool:
    """Return whether words in capitals that are no name known here may be a kind of happening.

    Not so when they begin with a given name, when their last word ends places of the memory,
    or when it is nearer in meaning to sorts of places than to sorts of happenings.
    """
    words = name.normal.split()
    if len(words) > 1 and given_gender(parse_person(name.text).given):
        return False
    if index.heads.get(words[-1]):
        return False
    before = query[: name.start].lower().split()
    if before and before[-1] in _CALLED:
        return False
    placed = bool(before) and before[-1] in _AT
    kinds, places = _nearness(embedder, words[-1])
    return kinds > places + (0.1 if placed else -0.05)


def may_be_meant(known: Known, embedder: Embedder) -> bool:
    """Return whether words in lower case may mean a place: "the station", not "the lights"."""
    words = known.name.normal.split()
    if len(words) > 1 or not known.headed:
        return True
    kinds, places = _nearness(embedder, words[0])
    return places > max(kinds, PLACE)


def kind_nearness(embedder: Embedder, words: Sequence[str]) -> Rows:
    """Return how near each word is in meaning to sorts of happenings."""
    if not words:
        return np.zeros(0, np.float32)
    cosines = np.asarray(embedder.embed(words) @ _rows(embedder, _KINDS).T)
    near = np.sort(cosines, axis=1)
    return np.asarray(near[:, -3:].mean(axis=1), dtype=np.float32)


def _nearness(embedder: Embedder, word: str) -> tuple[float, float]:
    row = embedder.embed([word])[0]
    rows = (_rows(embedder, _KINDS), _rows(embedder, _PLACES))
    kinds, places = (float(np.sort(examples @ row)[-3:].mean()) for examples in rows)
    return kinds, places


def _rows(embedder: Embedder, examples: tuple[str, ...]) -> Rows:
    key = (embedder.name, examples)
    if key not in _CACHE:
        _CACHE[key] = embedder.embed(examples)
    return _CACHE[key]
