"""Where each action takes place or leads to, as its own clause says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graphmem.language.parse import Parsed
from graphmem.operator.clauses import antecedent
from graphmem.operator.grammar import case, children, with_particle
from graphmem.operator.reading import Reading, governing_action
from graphmem.operator.verbs import brought_in, is_of, leads_to_place
from graphmem.operator.words import INWARD, LOCATIVE, PLACING, STANDING, TRAVELLING

_HOLDING = ("Object", "Organization", "Work")  # what a thing may be in or on, or somebody go to
_INTO = INWARD | {"in", "on", "at"}
_DONE_BY = ("nsubj", "nsubj:pass", "obl:agent", "nmod:poss")


def find_whereabouts(reading: Reading, verbs: Mapping[int, int]) -> list[tuple[int, int, int]]:
    """Return (action, figure, head token) of the places, in the order of the words.

    `verbs` gives the number of the action of each verb.
    """
    parsed, cast = reading.page.parsed, reading.cast
    found = []
    for head in sorted(cast.at):
        number = cast.at[head]
        if not _tells_place(parsed, _first(parsed, head), cast.figures[number].kind):
            continue
        action = governing_action(reading, head, verbs)
        if action is not None:
            found.append((action, number, head))
    found += _from_around(reading, verbs)
    return sorted(found, key=lambda f: f[2])


def _first(parsed: Parsed, head: int) -> int:
    """Return the first of coordinated nouns: the preposition stands before it alone."""
    for _ in range(len(parsed.tokens)):
        token = parsed.tokens[head]
        if token.dep != "conj" or token.head == head:
            break
        head = token.head
    return head


def _tells_place(parsed: Parsed, head: int, kind: str) -> bool:
    token = parsed.tokens[head]
    verb = with_particle(parsed, token.head)
    if token.dep == "obj":
        return kind == "Place" and (is_of("reaching", verb) or verb in ("visit", "reach", "enter"))
    preposition = case(parsed, head).partition(" ")[0]
    oblique = token.dep.partition(":")[0] == "obl"
    if kind != "Place":
        put = parsed.tokens[token.head].lemma in PLACING and preposition in _INTO
        where = preposition in STANDING and brought_in(verb, preposition) is None
        return oblique and kind in _HOLDING and (put or where or leads_to_place(verb, preposition))
    if preposition not in LOCATIVE:
        return False
    if not oblique:
        return _reaches_verb(parsed, head)
    far = preposition == "to" and parsed.tokens[token.head].lemma in TRAVELLING
    return far or brought_in(verb, preposition) is None


def _reaches_verb(parsed: Parsed, head: int) -> bool:
    """Return whether a place that describes a noun tells of the event too.

    "The police in Leeds" are from there, wherever they act.
    """
    token = parsed.tokens[head]
    return token.dep != "nmod" or parsed.tokens[token.head].dep not in _DONE_BY


def _from_around(reading: Reading, verbs: Mapping[int, int]) -> Iterator[tuple[int, int, int]]:
    """Yield what a relative clause says of the noun it describes ("the town where he lived")."""
    parsed, cast = reading.page.parsed, reading.cast
    for verb, action in verbs.items():
        for c in children(parsed, verb, "advmod", "obl"):
            joins = parsed.tokens[c].text.lower() == "where" or case(parsed, c) in LOCATIVE
            noun = antecedent(parsed, c)
            number = cast.of(noun) if joins and noun != c else None
            if number is not None and cast.figures[number].kind == "Place":
                yield action, number, noun
