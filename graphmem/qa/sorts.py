"""Is a name that the memory does not know a kind of happening, or a person or place it never met?"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from graphmem.language.names import given_gender, parse_person
from graphmem.models.recollection import CueName
from graphmem.protocols import Embedder
from graphmem.qa.evidence import Known, Rows
from graphmem.qa.naming import NameIndex

_KINDS = (
    "event workshop tournament festival concert exhibition show performance auction lesson party "
    "competition fair conference ceremony wedding screening rehearsal race game class meeting "
    "lecture dinner parade celebration training trip interview exam election protest strike "
    "accident outage funeral birthday match drill search sale launch reading contest night "
    "journey rescue robbery flood surgery trial audition debate picnic fight reunion"
)
_PLACES = (
    "park museum bridge library station street hall center garden square building island beach "
    "market house tower harbor river hotel church university airport bay avenue plaza school "
    "cathedral theater stadium gallery café castle lake mountain city village town"
)
PLACE = 0.25  # nearness to sorts of places from which a noun may be one
_AT = frozenset("at in inside near to from around".split())
_NAMED_SO = frozenset("location place venue site spot city town park street".split())


def stands_for_a_kind(
    name: CueName, query: str, index: NameIndex, embedder: Embedder
) -> bool:
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
    if before and before[-1] in _NAMED_SO:
        return False
    placed = bool(before) and before[-1] in _AT
    kinds, places = _nearness(embedder, words[-1])
    return kinds > places + (0.1 if placed else 0.0)


def may_be_meant(known: Known, embedder: Embedder) -> bool:
    """Return whether words in lower case may mean what they name: a part of a name must be a sort of place."""
    words = known.name.normal.split()
    if len(words) > 1 or not known.headed:
        return True
    kinds, places = _nearness(embedder, words[0])
    return places > max(kinds, PLACE)


def kind_nearness(embedder: Embedder, words: Sequence[str]) -> Rows:
    """Return how near each word is in meaning to sorts of happenings."""
    if not words:
        return np.zeros(0, np.float32)
    near = np.sort(embedder.embed(words) @ _rows(embedder, _KINDS).T, axis=1)
    return np.asarray(near[:, -3:].mean(axis=1), dtype=np.float32)


def _nearness(embedder: Embedder, word: str) -> tuple[float, float]:
    row = embedder.embed([word])[0]
    rows = (_rows(embedder, _KINDS), _rows(embedder, _PLACES))
    kinds, places = (float(np.sort(examples @ row)[-3:].mean()) for examples in rows)
    return kinds, places


@lru_cache(maxsize=8)
def _rows(embedder: Embedder, examples: str) -> Rows:
    return embedder.embed(examples.split())
