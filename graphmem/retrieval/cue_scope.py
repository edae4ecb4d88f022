"""Which words of a query are set aside: what not to tell, and what to leave out."""

from dataclasses import dataclass

from graphmem.language.parse import Parsed
from graphmem.retrieval.cue_words import SAY, WH, is_one_of

_OPENERS = (
    ("without",),
    ("rather", "than"),
    ("instead", "of"),
    ("as", "opposed", "to"),
    ("regardless", "of"),
    ("irrespective", "of"),
    ("no", "need", "to"),
    ("do", "not"),
    ("do", "n't"),
    ("not",),
    ("never", "mind"),
    ("no", "matter"),
    ("ignoring",),
    ("ignore",),
    ("leaving", "aside"),
    ("leave", "aside"),
    ("setting", "aside"),
    ("avoid",),
    ("omit",),
    ("omitting",),
    ("leaving", "out"),
    ("leave", "out"),
)
_EXCEPT = (
    ("apart", "from"),
    ("aside", "from"),
    ("other", "than"),
    ("except", "for"),
    ("except",),
    ("besides",),
    ("excluding",),
    ("but", "not"),
    ("not", "counting"),
    ("not", "including"),
    ("in", "addition", "to"),
)
_TELLING = SAY | {"go"}
_STOPS = frozenset(",;.?!:")
_AFTER = frozenset({"aside", "excepted", "excluded", "apart"})


@dataclass(frozen=True, slots=True)
class Scope:
    """Token numbers of a query: `aside` not to be told, `excluded` to be left out of the answer."""

    aside: frozenset[int]
    excluded: frozenset[int]


def find_scope(parsed: Parsed) -> Scope:
    """Return what a query sets aside ("without describing them") and excludes ("apart from X")."""
    words = [token.text.lower().replace("\u2019", "'") for token in parsed.tokens]
    excluded: set[int] = set()
    aside: set[int] = set()
    for i in range(len(words)):
        if opener := _opener(words, i, _EXCEPT):
            excluded.update(range(i, _clause_end(words, i + len(opener))))
        elif words[i] in _AFTER and (i + 1 == len(words) or words[i + 1] in _STOPS):
            excluded.update(range(_clause_start(words, i), i + 1))
        elif i not in aside and (opener := _opener(words, i, _OPENERS)):
            end = _clause_end(words, i + len(opener))
            if _is_telling(parsed, words, i + len(opener), end):
                aside.update(range(i, end))
    return Scope(frozenset(aside), frozenset(excluded))


def _opener(
    words: list[str], i: int, openers: tuple[tuple[str, ...], ...]
) -> tuple[str, ...] | None:
    return next((o for o in openers if tuple(words[i : i + len(o)]) == o), None)


def _clause_end(words: list[str], i: int) -> int:
    while i < len(words) and words[i] not in _STOPS:
        i += 1
    return i


def _clause_start(words: list[str], i: int) -> int:
    while i and words[i - 1] not in _STOPS:
        i -= 1
    return i


def _is_telling(parsed: Parsed, words: list[str], start: int, end: int) -> bool:
    """Whether the clause is about the telling: it has a verb of saying, or a wh-word."""
    inside = range(start, min(end, start + 3))
    return any(words[i] in WH or is_one_of(parsed.tokens[i], _TELLING) for i in inside)
