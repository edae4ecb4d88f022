"""What a clause leaves unsaid and has from the one around it: its subject, or what "that" is."""

from __future__ import annotations

from collections.abc import Iterator

from graphmem.language.parse import Parsed, Token
from graphmem.operator.actions import governing
from graphmem.operator.grammar import ancestors, case, children
from graphmem.operator.verbs import is_of
from graphmem.operator.words import (
    ABOUT_DOING,
    CONTENTS,
    EASY,
    FEELING,
    MANNERS,
    OBJECT_CONTROL,
    RELATIVE,
    SUBJECT_CONTROL,
)

_DEPTH = 6


def is_passive(parsed: Parsed, verb: int) -> bool:
    """Return whether the subject of a verb is whom or what it is done to.

    A participle alone is passive where it describes a noun ("a boat named Ida"), opens a clause
    ("asked by Ana, he …"), follows another passive ("was washed and sold") or "get".
    """
    for _ in range(_DEPTH):
        token = parsed.tokens[verb]
        done_by = children(parsed, verb, "obl:agent") and not children(parsed, verb, "nsubj")
        if done_by or children(parsed, verb, "nsubj:pass", "aux:pass"):
            return True
        if token.tag not in ("VBN", "VBD") or children(parsed, verb, "nsubj", "aux", "cop"):
            return False
        if token.tag == "VBD" and children(parsed, verb, "obj", "ccomp", "xcomp"):
            return False
        if token.dep == "acl" or (token.tag == "VBN" and token.dep in ("advcl", "xcomp")):
            return True
        if token.dep != "conj" or is_of("objectless", token.lemma):
            return False
        verb = token.head
    return False


def subjects(parsed: Parsed, verb: int) -> list[int]:
    """Return the head of the subject: its own, or that of the clause it shares one with."""
    at: int | None = verb
    for _ in range(_DEPTH):
        if at is None:
            break
        own = children(parsed, at, "nsubj", "nsubj:pass", "csubj")
        noun = antecedent(parsed, own[0]) if own else _described(parsed, at)
        if noun is not None:
            return [noun]
        at = _shared_with(parsed, at)
    return []


def _described(parsed: Parsed, verb: int) -> int | None:
    """Return the noun of a participle ("the man waving"), or whom another verb makes act."""
    token = parsed.tokens[verb]
    participle = token.tag in ("VBG", "VBN", "VBD") and token.dep.startswith("acl")
    if participle and not (token.tag == "VBG" and _is_content(parsed, verb)):
        return token.head
    made = children(parsed, token.head, "obj", "iobj") if token.dep == "xcomp" else []
    if made and parsed.tokens[token.head].lemma not in SUBJECT_CONTROL:
        return antecedent(parsed, made[0])
    return _made_to(parsed, verb) if token.tag == "VB" else None


def _made_to(parsed: Parsed, verb: int) -> int | None:
    """Return who acts in an infinitive that the parser hung elsewhere than on who makes them.

    "They convinced Ana to leave", "a chance for her to leave".
    """
    token = parsed.tokens[verb]
    marks = children(parsed, verb, "mark")
    if token.dep not in ("advcl", "acl", "xcomp", "ccomp") or not marks:
        return None
    head = parsed.tokens[token.head]
    nouns = children(parsed, head.i, "obj") if token.dep == "advcl" else [head.i]
    made = [n for n in nouns if parsed.tokens[n].dep == "obj"]
    if made and parsed.tokens[parsed.tokens[made[0]].head].lemma in OBJECT_CONTROL:
        return antecedent(parsed, made[0])
    before = [c for c in children(parsed, head.i, "obl", "nmod") if c + 1 == marks[0]]
    return before[0] if before and case(parsed, before[0]) == "for" else None


def _is_content(parsed: Parsed, verb: int) -> bool:
    """Return whether a gerund says what its noun is about ("the joy of singing", "fun singing")."""
    noun = parsed.tokens[parsed.tokens[verb].head]
    return noun.lemma in ABOUT_DOING or bool(children(parsed, verb, "mark", "case"))


def _shared_with(parsed: Parsed, verb: int) -> int | None:
    """Return the verb or adjective whose subject a clause without one of its own has."""
    token = parsed.tokens[verb]
    head = parsed.tokens[token.head]
    if head.i == verb:
        return None
    if token.dep.startswith("acl"):  # "has a plan to leave", "has fun singing"
        planned = token.dep == "acl" and token.tag in ("VB", "VBG") and head.dep == "obj"
        return head.head if planned and head.head != head.i else None
    easy = head.pos == "ADJ" and head.lemma in EASY and token.tag == "VB"
    return head.i if _shares_subject(parsed, verb) and not easy else None


def _shares_subject(parsed: Parsed, verb: int) -> bool:
    """Return whether a clause without a subject has that of the clause it hangs on."""
    token = parsed.tokens[verb]
    if token.head == verb:
        return False
    participle = token.dep == "parataxis" and token.tag in ("VBG", "VBN")
    return participle or token.dep in ("xcomp", "conj", "advcl")


def antecedent(parsed: Parsed, i: int) -> int:
    """Return the noun that a relative pronoun stands for; any other word stands for itself."""
    token = parsed.tokens[i]
    if token.text.lower() not in (*RELATIVE, "where") or token.pos == "SCONJ":
        return i
    for at in _clauses_above(parsed, i):
        if parsed.tokens[at].dep.startswith("acl"):
            return parsed.tokens[at].head
    return i


def _clauses_above(parsed: Parsed, i: int) -> Iterator[int]:
    """Yield the heads above a word, as far as a clause can reach out for it."""
    for at in ancestors(parsed, i):
        yield at
        if parsed.tokens[at].dep not in ("xcomp", "ccomp", "conj", "obl", "nmod", "obj"):
            return


def gap(parsed: Parsed, verb: int) -> tuple[int, str] | None:
    """Return the noun that a relative clause without a pronoun leaves out, and its preposition.

    "The key she lost" leaves out the object of "lost", "the house he lives in" what "in" brings
    in. It is left out of the innermost verb of a chain ("the key she wanted to hide").
    """
    if children(parsed, verb, "obj", "obl:arg", "ccomp", "xcomp") or is_passive(parsed, verb):
        return None
    at = verb
    while parsed.tokens[at].dep in ("xcomp", "ccomp") and parsed.tokens[at].head != at:
        at = parsed.tokens[at].head
    token = parsed.tokens[at]
    noun = parsed.tokens[token.head]
    if noun.lemma in MANNERS or not children(parsed, at, "nsubj"):
        return None
    if token.dep != "acl:relcl" and (token.dep != "acl" or noun.lemma in CONTENTS):
        return None
    if any(_links(parsed, c) for c in _inside(parsed, at)):
        return None
    left = [c for c in parsed.children(verb) if c > verb and _is_stranded(parsed, c)]
    if left:
        return noun.i, parsed.tokens[left[0]].text.lower()
    return None if is_of("objectless", parsed.tokens[verb].lemma) else (noun.i, "")


def _is_stranded(parsed: Parsed, i: int) -> bool:
    token = parsed.tokens[i]
    return token.pos == "ADP" and token.dep != "compound:prt" and not parsed.children(i)


def _links(parsed: Parsed, i: int) -> bool:
    """Return whether a word joins a clause to a noun or verb, and so nothing is left out."""
    token = parsed.tokens[i]
    return token.dep != "mark" and (token.tag[:1] == "W" or token.text.lower() == "that")


def _inside(parsed: Parsed, at: int) -> Iterator[int]:
    """Yield the words that hang on a relative clause or on the verbs that it is chained with."""
    for c in parsed.children(at):
        yield c
        if parsed.tokens[c].dep in ("xcomp", "ccomp"):
            yield from _inside(parsed, c)


def speaks_of_oneself(parsed: Parsed, verb: int) -> bool:
    """Return whether a main clause without a subject says what the speaker does."""
    top = governing(parsed, verb)
    token = parsed.tokens[top]
    while token.dep in ("conj", "xcomp") and token.head != token.i:
        token = parsed.tokens[token.head]
    if token.dep != "root" or subjects(parsed, verb) or children(parsed, token.i, "expl", "csubj"):
        return False
    helped = any(parsed.tokens[c].dep == "aux" for c in parsed.children(token.i))
    finite = _is_past(parsed, token) or token.tag == "VBG"
    finite = finite or (helped and token.text.lower() not in ("let", "do"))
    return finite or token.lemma in FEELING | {"gon", "gonna"}


def _is_past(parsed: Parsed, token: Token) -> bool:
    """Return whether a verb that opens its sentence is past, whatever it was tagged as there."""
    if token.tag == "VBN":  # "Called Anna", but "Sold!"
        return bool(children(parsed, token.i, "obj", "iobj"))
    present = token.text.lower() in (token.lemma, f"{token.lemma}s") or token.text.endswith("s")
    return token.tag == "VBD" or (token.tag in ("VBZ", "VBP") and not present)
