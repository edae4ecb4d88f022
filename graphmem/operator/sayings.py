"""By whose word something is told, without a verb: according to Ana, by her own account."""

from __future__ import annotations

from graphmem.language.parse import Parsed
from graphmem.operator.grammar import children
from graphmem.operator.sorts import Sorts

_ACCOUNTS = frozenset(("account", "telling", "testimony", "reckoning", "version"))
_WORDS = frozenset(("word", "opinion", "view"))


def sayers(parsed: Parsed, i: int) -> list[int]:
    """Return who may be the sayer where token `i` opens such a phrase, the likelier first.

    That is whom the phrase names, or whose letter or account it names.
    """
    token = parsed.tokens[i]
    if token.dep != "case" or token.head == i:
        return []
    head = parsed.tokens[token.head]
    owners = children(parsed, head.i, "nmod:poss")
    word = token.text.lower()
    if word == "according":
        return [head.i, *owners]
    told = word in ("by", "in") and head.lemma in _ACCOUNTS
    return owners if told or (word == "in" and head.lemma in _WORDS) else []


def opens_saying(parsed: Parsed, i: int, sorts: Sorts) -> bool:
    """Return whether a phrase names somebody by whose word the rest is told."""
    found = sayers(parsed, i)
    if not found:
        return False
    first = parsed.tokens[found[0]]
    return first.pos != "NOUN" or len(found) > 1 or sorts.nouns.sort(first.lemma) == "person"


def puts_it(parsed: Parsed, verb: int) -> bool:
    """Return whether a clause is "as she put it"."""
    if parsed.tokens[verb].lemma != "put":
        return False
    marks = {parsed.tokens[c].lemma for c in children(parsed, verb, "mark", "advmod")}
    objects = {parsed.tokens[c].lemma for c in children(parsed, verb, "obj")}
    return "as" in marks and "it" in objects
