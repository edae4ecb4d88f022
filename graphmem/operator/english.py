"""Is a text English?"""

from __future__ import annotations

import re

from graphmem.operator.words import FREQUENT

_WORD = re.compile(r"[^\W\d_]+")


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
    return sum(w in FREQUENT for w in words) / len(words) >= 0.12
