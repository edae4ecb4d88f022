"""Whether a query asks for what was done, for what is yet to be, or for what was not done."""

from dataclasses import dataclass

from graphmem.language.parse import Parsed
from graphmem.retrieval.cue_around import word_at
from graphmem.retrieval.cue_words import WH

_WILL = frozenset("will 'll \u2019ll shall should must".split())  # noqa: SIM905
_MEANT = frozenset("going supposed meant expected due planning planned intending intends".split())  # noqa: SIM905
_NOT = frozenset("not n't n\u2019t never".split())  # noqa: SIM905
_HELPING = frozenset(
    "do does did is are was were has have had will would can ca could should".split()  # noqa: SIM905
)
_NOW = frozenset({"do", "does"})  # "when does she start"
_ABLE = ("able", "to")


@dataclass(frozen=True, slots=True)
class Manner:
    """`kind` is planned, denied or "" for what was done; `words` are the tokens that say so."""

    kind: str = ""
    words: frozenset[int] = frozenset()


def find_manner(parsed: Parsed) -> Manner:
    """Return what a question that opens with a wh-word asks for: "who will come", "who did not"."""
    words = [token.text.lower() for token in parsed.tokens]
    for i, word in enumerate(words):
        if word in _NOT and i and words[i - 1] in {*_HELPING, "who"} and "who" in words[:i]:
            able = (i + 1, i + 2) if tuple(words[i + 1 : i + 3]) == _ABLE else ()
            return Manner("denied", frozenset({i, *able}))
        if word in _NOW and i and words[i - 1] in WH:
            return Manner("planned", frozenset({i}))
        if word in _WILL and i + 1 < len(words):
            return Manner("planned", frozenset({i}))
        if word in _MEANT and word_at(parsed, i + 1) == "to" and _is_verb(parsed, i + 2):
            return Manner("planned", frozenset({i}))
    return Manner()


def _is_verb(parsed: Parsed, i: int) -> bool:
    return i < len(parsed.tokens) and parsed.tokens[i].pos in ("VERB", "AUX")
