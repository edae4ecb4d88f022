"""Is a text English?"""

from __future__ import annotations

import re

from graphmem.language.common import common_words
from graphmem.operator.words import FOREIGN, FREQUENT

_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[A-Za-z\u00aa-\u02af\u1e00-\u1eff\ufb00-\ufb06]")


def is_english(text: str) -> bool:
    """Return whether enough of the words are frequent English ones, and more than are foreign.

    Short texts pass, unless they have at least two foreign ones, and fewer English ones. So do
    notes and lists, which have few frequent ones, when their other words are English.
    """
    words = [w.lower() for w in _WORD.findall(text[:4000])]
    if not words:
        return True
    if sum(bool(_LATIN.match(w)) for w in words) / len(words) < 0.6:
        return False
    frequent = sum(w in FREQUENT for w in words)
    foreign = sum(w in FOREIGN for w in words)
    if len(words) < 12:
        return foreign < 2 or frequent >= foreign
    if frequent / len(words) >= 0.12:
        return frequent > foreign
    return foreign < 2 and _has_english_words(text)


def _has_english_words(text: str) -> bool:
    """Return whether most words of more than three letters are English; names tell nothing.

    Of seven other European languages, Latin, Turkish and Indonesian one in nine at most is.
    """
    words: list[str] = [w for w in _WORD.findall(text[:4000]) if len(w) > 3]
    plain = [w for w in words if w.islower()]
    if not plain:
        return 2 * sum(w.istitle() for w in words) > len(words)
    return 2 * sum(w in common_words() for w in plain) >= len(plain)
