"""Small questions to a tree of Universal Dependencies."""

from __future__ import annotations

from collections.abc import Iterator

from graphmem.language.parse import Parsed
from graphmem.operator.words import COMING_FROM, ORIGIN

_NOT_IN_PHRASE = frozenset(
    {"acl:relcl", "acl", "appos", "conj", "cc", "punct", "parataxis", "case", "cop", "nsubj",
     "nsubj:pass", "advcl", "mark", "aux", "csubj", "discourse", "vocative", "dep", "obl",
     "advcl:relcl", "nsubj:outer", "expl", "dislocated", "orphan", "list", "reparandum"}
)  # fmt: skip
_AFTER_HEAD = frozenset({"compound", "flat", "goeswith", "nummod"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})


def children(page: Parsed, i: int, *deps: str) -> list[int]:
    """Return the children of token `i` in one of these relations."""
    below = page.below[i]
    if not below:  # as with most words
        return []
    relation = page.deps
    return [c for c in below if relation[c] in deps]


def named_after(page: Parsed, noun: int) -> list[int]:
    """Return the names that a noun is called by: "a neighbour named Tilda Vance"."""
    verbs = [v for v in children(page, noun, "acl") if page.tokens[v].lemma in ("call", "name")]
    called = (c for v in verbs for c in children(page, v, "xcomp", "obj", "obl"))
    return [c for c in called if page.tokens[c].pos == "PROPN" and not case(page, c)]


def case(page: Parsed, i: int) -> str:
    """Return the preposition of a noun, in lower case and several words if so ("in front of")."""
    words = [
        page.tokens[c]
        for c in page.children(i)
        if page.tokens[c].dep == "case"
        and page.tokens[c].text.lower() not in ("'s", "\u2019s", "'")
    ]
    if not words:
        return ""
    rest = [page.tokens[f].text.lower() for f in children(page, words[0].i, "fixed")]
    return " ".join([words[0].text.lower(), *rest])


def phrase(page: Parsed, i: int) -> tuple[int, int]:
    """Return the token range of the noun phrase headed by `i`, without clauses or conjuncts."""
    low, high = i, i + 1
    predicated = bool(children(page, i, "cop"))
    for c in page.children(i):
        dep = page.tokens[c].dep
        if dep == "advmod" and (predicated or _before_case(page, i, c)):
            continue  # of the clause ("when she was a child", "even for a man")
        if c < i and dep not in _NOT_IN_PHRASE:
            low = min(low, page.subtree(c)[0])
        elif c > i and (dep.partition(":")[0] in _AFTER_HEAD or _is_of(page, c)):
            high = max(high, page.subtree(c)[-1] + 1)
    while low < i and page.tokens[low].pos in ("CCONJ", "PUNCT"):  # "and the overcoat"
        low += 1
    return low, high


def _before_case(page: Parsed, i: int, c: int) -> bool:
    """Return whether an adverb stands in front of the preposition of a noun."""
    return any(c < at < i and page.tokens[at].dep in ("case", "mark") for at in page.children(i))


def _is_of(page: Parsed, i: int) -> bool:
    return page.tokens[i].dep == "nmod" and case(page, i) == "of"


def core(page: Parsed, i: int) -> tuple[int, int]:
    """Return the range of the head with its modifying words alone, no determiner."""
    low, high = i, i + 1
    for c in page.children(i):
        if page.tokens[c].dep in ("compound", "amod", "flat", "goeswith", "flat:name"):
            under = page.subtree(c)
            low, high = min(low, under[0]), max(high, under[-1] + 1)
    return low, high


def with_particle(page: Parsed, verb: int) -> str:
    """Return the lemma of a verb with its particle ("set out")."""
    particles = children(page, verb, "compound:prt")
    return " ".join(page.tokens[i].lemma for i in (verb, *particles))


def conjuncts(page: Parsed, i: int) -> list[int]:
    """Return token `i` and those coordinated with it."""
    found = [i]
    for at in found:
        found.extend(children(page, at, "conj"))
    return found


def clause(page: Parsed, i: int) -> int:
    """Return the predicate of the clause that token `i` stands in."""
    at = i
    for _ in range(40):
        token = page.tokens[at]
        if token.head == at or is_predicate(page, at):
            return at
        at = token.head
    return at


def is_predicate(page: Parsed, i: int) -> bool:
    """Return whether a token heads a clause: a verb of its own, or what has a copula."""
    token = page.tokens[i]
    if token.pos in ("VERB", "AUX") and token.dep not in ("aux", "aux:pass", "cop", "amod", "case"):
        return token.dep != "compound"
    return any(page.tokens[c].dep == "cop" for c in page.children(i))


def ancestors(page: Parsed, i: int) -> Iterator[int]:
    """Yield the heads above token `i`, nearest first."""
    at = i
    for _ in range(60):
        head = page.tokens[at].head
        if head == at:
            return
        yield head
        at = head


def is_nominal(page: Parsed, i: int) -> bool:
    """Return whether a token is a noun, name, pronoun or number."""
    return page.tokens[i].pos in _NOMINAL


def feature(morph: str, name: str) -> str:
    """Return a morphological feature of a token, "" when it has none."""
    for pair in morph.split("|"):
        if pair.startswith(name + "="):
            return pair[len(name) + 1 :]
    return ""


def tells_origin(page: Parsed, i: int) -> bool:
    """Return whether a predicate tells where or when somebody comes from, and not the scene.

    "She was born in Leeds", "he hails from York"; but "she raised her hand", "night descended".
    """
    token = page.tokens[i]
    if token.lemma in COMING_FROM:
        return any(case(page, c) == "from" for c in children(page, i, "obl", "nmod"))
    if token.lemma not in ORIGIN:
        return False
    having = any(page.tokens[c].lemma == "have" for c in children(page, i, "aux"))
    passive = feature(token.morph, "VerbForm") == "Part" and not having
    return passive or bool(children(page, i, "aux:pass")) or token.pos != "VERB"
