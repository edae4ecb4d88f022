"""Whom a query asks for by what that is to another: "who is Ana's uncle", "the cook's name"."""

from graphmem.language.parse import Parsed
from graphmem.models.recollection import CueTie
from graphmem.retrieval.cue_around import word_at
from graphmem.retrieval.cue_words import BE, is_one_of

_OWNING = frozenset(("'s", "\u2019s", "'", "\u2019"))
_OF = frozenset("of to for in at with from".split())  # noqa: SIM905
_NAME = "name"
_CALLED = frozenset("called named".split())  # noqa: SIM905
_ARTICLES = frozenset("the a an".split())  # noqa: SIM905
_WITHIN = ("NOUN", "ADJ", "PROPN", "NUM")


def find_tie(parsed: Parsed) -> CueTie | None:
    """Return the noun and whose it is, if all words of the query are about that."""
    first = word_at(parsed, 0)
    if first not in ("who", "what") or len(parsed.tokens) < 3 or word_at(parsed, 1) not in BE:
        return None
    end = next((t.i for t in parsed.tokens if t.text in ("?", ".", "!")), len(parsed.tokens))
    low, high = 2, end
    if first == "what":
        if word_at(parsed, high - 1) in _CALLED:
            high -= 1
        elif word_at(parsed, high - 1) == _NAME and word_at(parsed, high - 2) in _OWNING:
            high -= 2
        elif [word_at(parsed, i) for i in range(low, low + 3)] == ["the", _NAME, "of"]:
            low += 3
        else:
            return None
    return _tie(parsed, low, high)


def _tie(parsed: Parsed, low: int, high: int) -> CueTie | None:
    """Read "Ana's uncle", "the uncle of Ana" and "the cook" between two tokens."""
    owners = [i for i in range(low, high) if parsed.tokens[i].text in _OWNING]
    if owners:
        noun, whose = _noun(parsed, owners[-1] + 1, high), _text(parsed, low, owners[-1])
        return CueTie(noun, whose) if noun and whose else None
    joint = next((i for i in range(low + 1, high) if word_at(parsed, i) in _OF), high)
    as_what = joint == low + 1 and joint < high and word_at(parsed, joint) == "to"  # "nurse to Ana"
    noun = word_at(parsed, low) if as_what else _noun(parsed, low, joint)
    if not noun or (joint == high and word_at(parsed, low) not in _ARTICLES):
        return None
    whose = _text(parsed, joint + 1, high) if joint < high else ""
    return CueTie(noun, whose)


def _noun(parsed: Parsed, low: int, high: int) -> str:
    """Return the noun that ends a phrase of nouns alone, "" where there is more or a name."""
    low += word_at(parsed, low) in _ARTICLES
    tokens = parsed.tokens[low:high]
    if not tokens or any(t.pos not in _WITHIN or t.text[0].isupper() for t in tokens):
        return ""
    last = tokens[-1]
    return "" if is_one_of(last, BE) or last.pos == "ADJ" else last.lemma.lower()


def _text(parsed: Parsed, low: int, high: int) -> str:
    low += word_at(parsed, low) in _ARTICLES
    if low >= high:
        return ""
    return parsed.text[parsed.tokens[low].start : parsed.tokens[high - 1].end]
