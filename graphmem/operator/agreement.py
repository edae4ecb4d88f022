"""Which words may stand for which figures, by gender, number and kind."""

from __future__ import annotations

from collections import defaultdict

from graphmem.language.parse import Parsed
from graphmem.operator.figures import Cast, Figure
from graphmem.operator.grammar import children
from graphmem.operator.mentions import Found

ANIMATE = ("Person", "Creature")


def things_by_word(cast: Cast) -> dict[str, list[int]]:
    """Return the figures that are no persons by each word of their names."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, figure in enumerate(cast.figures):
        if figure.kind != "Person":
            for word in {w.lower() for w in figure.words}:
                found[word].append(number)
    return found


def modifies(parsed: Parsed, i: int) -> bool:
    """Return whether a name only says of which sort a noun is ("a Hessian trooper")."""
    token = parsed.tokens[i]
    return token.dep in ("amod", "compound") and parsed.tokens[token.head].pos == "NOUN"


def is_empty(parsed: Parsed, governor: int) -> bool:
    """Return whether the clause is of weather, time or the like ("it was June")."""
    token = parsed.tokens[governor]
    copular = bool(children(parsed, governor, "cop"))
    told = bool(children(parsed, governor, "aux:pass")) and bool(
        children(parsed, governor, "ccomp", "xcomp", "csubj", "csubj:pass")
    )
    if told:  # "it was decided to …"
        return True
    return copular or token.lemma in ("rain", "snow", "seem", "take", "appear", "be", "happen")


def is_definite(parsed: Parsed, mention: Found) -> bool:
    """Return whether a noun phrase speaks of what is known: "the", "that", "her"."""
    first = parsed.tokens[mention.start].text.lower()
    return first in ("the", "this", "that", "these", "those") or "Poss=Yes" in (
        parsed.tokens[mention.start].morph
    )


def is_negated(parsed: Parsed, i: int) -> bool:
    """Return whether a word is denied."""
    return any(
        parsed.tokens[c].text.lower() in ("not", "n't", "n\u2019t", "never")
        for c in parsed.children(i)
    )


def agree(figure: Figure, mention: Found) -> bool:
    """Return whether a noun phrase may be said of a figure."""
    if {mention.gender, figure.gender} == {"m", "f"}:
        return False
    animate = mention.kind in ("Person", "Creature")
    if figure.kind == "Person":
        return animate or mention.kind in ("Concept", "Group")
    return not animate or figure.kind == "Creature"


def may_be(figure: Figure, gender: str) -> bool:
    """Return whether a pronoun of a gender may stand for a figure."""
    if gender == "p":
        lone = figure.kind == "Person" and not figure.gender
        return figure.gender == "p" or figure.kind == "Group" or lone
    if figure.kind not in ANIMATE:
        return False
    return figure.gender in ("", gender)
