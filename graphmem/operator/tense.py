"""Whether a clause tells of what was or of what is to come."""

from __future__ import annotations

from graphmem.language.parse import Parsed
from graphmem.operator.grammar import children, feature
from graphmem.operator.words import FUTURE, PLANNING

_BEEN = frozenset({"was", "were", "had", "did", "been", "'d"})
_IS = frozenset({"is", "are", "am", "'s", "'re", "'m"})


def tense(parsed: Parsed, predicate: int) -> int:
    """Return -1 for the past, 1 for the future, 0 where neither is told."""
    token = parsed.tokens[predicate]
    helpers = {
        parsed.tokens[c].text.lower().replace("\u2019", "'")
        for c in children(parsed, predicate, "aux", "aux:pass", "cop")
    }
    if helpers & FUTURE or token.text.lower() in ("going", "gonna"):
        return 1
    if token.lemma in PLANNING:
        return 0  # it was planned for Friday
    if helpers & _IS and feature(token.morph, "VerbForm") in ("Part", "Ger") and token.tag == "VBG":
        return 1  # we are leaving on Friday
    if token.tag == "VBD" or helpers & _BEEN:
        return -1
    return 0
