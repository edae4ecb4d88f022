"""Is a text English?"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
_FREQUENT = frozenset(
    "the of and to a in is it that was i for you he be with on as at by had are this not but his they"
    " from she her have or we my an were been there so what all can if would will do me no your has"
    " who when out up just about him them their how get like one its our us did don very".split()
)


def is_english(text: str) -> bool:
    """Return whether enough of the words are frequent English ones; short texts pass."""
    words = [w.lower() for w in _WORD.findall(text[:4000])]
    if not words:
        return True
    ascii_share = sum(w.isascii() for w in words) / len(words)
    if ascii_share < 0.6:
        return False
    if len(words) < 12:
        return True
    return sum(w in _FREQUENT for w in words) / len(words) >= 0.12
