"""Roles and states that the text gives to figures, and places that lie in places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from graphmem.language.parse import Parsed
from graphmem.models.times import Interval
from graphmem.operator.actions import modality
from graphmem.operator.clock import ToldTime
from graphmem.operator.figures import Cast
from graphmem.operator.grammar import case, children, conjuncts, core
from graphmem.operator.offices import ROLES, find_offices, held
from graphmem.operator.page import Page
from graphmem.operator.sorts import Sorts
from graphmem.operator.words import STRIPPED_TITLES, TITLE_GENDER

_LIKELY = 0.4  # as a person, of a noun that may also be something else
_NEGATIONS = ("not", "n't", "n\u2019t", "never", "no")


@dataclass(frozen=True, slots=True)
class Told:
    """A claim by figure and tokens, before it is written with characters; `valid` when it held."""

    sort: Literal["role", "state"]
    figure: int
    name: str
    first: int
    end: int
    negative: bool = False
    valid: Interval | None = None


def find_claims(page: Page, cast: Cast, sorts: Sorts, times: Sequence[ToldTime]) -> list[Told]:
    """Return the roles and states of persons and creatures, in order, each once."""
    parsed = page.parsed
    found = [
        replace(_role(parsed, o.figure, o.noun, o.first), valid=held(parsed, o.verb, times))
        for o in find_offices(page, cast, sorts)
    ]
    for token in parsed.tokens:
        if token.dep == "appos" and token.head != token.i:
            found += _apposed(parsed, cast, sorts, token.i)
        if children(parsed, token.i, "cop") and modality(page, token.i) == "actual":
            found += _predicated(parsed, cast, sorts, token.i)
    found += _titled(parsed, cast)
    found += _beside(parsed, cast)
    found += [*_bracketed(parsed, cast, sorts), *_listed(parsed, cast)]
    found += _owned(parsed, cast, sorts)
    unique = {(t.sort, t.figure, t.name): t for t in reversed(found)}
    return sorted(unique.values(), key=lambda t: (t.first, t.sort, t.name))


def _apposed(parsed: Parsed, cast: Cast, sorts: Sorts, i: int) -> list[Told]:
    """Read "Cornelius Pym, a retired archivist" and "her technician, Piet Vandersloot"."""
    head = parsed.tokens[i].head
    for noun, other in ((i, head), (head, i)):
        number = cast.of(other)
        if number is None or parsed.tokens[noun].pos != "NOUN":
            continue
        figure = cast.figures[number]
        living = figure.named and figure.kind in ("Person", "Creature")
        if living and _says_who(sorts, parsed.tokens[noun].lemma):
            return [_role(parsed, number, noun)]
    return []


def _says_who(sorts: Sorts, lemma: str) -> bool:
    """Return whether a noun that is said of somebody is a role, or likely one: "parlourmaid"."""
    likely = lemma.endswith("maid") or sorts.nouns.scores(lemma)["person"] >= _LIKELY
    return likely or sorts.nouns.sort(lemma) in (*ROLES, "creature")


def _role(
    parsed: Parsed, number: int, noun: int, least: int = 0, *, negative: bool = False
) -> Told:
    first, end = core(parsed, noun)
    first = max(first, least)
    if any(t.text.lower() in _NEGATIONS for t in parsed.tokens[first:noun]):  # "not elected mayor"
        first, negative = noun, True
    if parsed.tokens[end - 1].pos == "PROPN":  # "that girl Annie"
        end = noun + 1
    text = parsed.text[parsed.tokens[first].start : parsed.tokens[end - 1].end]
    if end - 1 == noun:
        text = text[: -len(parsed.tokens[noun].text)] + parsed.tokens[noun].lemma
    return Told("role", number, text.lower(), first, end, negative)


def _predicated(parsed: Parsed, cast: Cast, sorts: Sorts, i: int) -> list[Told]:
    """Read "X is a nurse", "X was ill"."""
    token = parsed.tokens[i]
    negative = any(parsed.tokens[c].text.lower() in _NEGATIONS for c in parsed.children(i))
    found = []
    for subject in children(parsed, i, "nsubj"):
        for head in conjuncts(parsed, subject):
            number = cast.of(head)
            if number is None or cast.figures[number].kind not in ("Person", "Creature"):
                continue
            if token.pos == "NOUN" and not case(parsed, i):
                if _says_who(sorts, token.lemma):
                    found.append(_role(parsed, number, i, negative=negative))
            elif token.pos == "ADJ":
                found.append(Told("state", number, token.text.lower(), i, i + 1, negative))
    return found


def _titled(parsed: Parsed, cast: Cast) -> list[Told]:
    """Read "Captain Ahab": a title that is a role."""
    found = []
    for number, figure in enumerate(cast.figures):
        for mention, _, _ in figure.mentions:
            if mention.form != "name" or figure.kind != "Person" or not mention.start:
                continue
            before = parsed.tokens[mention.start - 1]
            word = before.text.lower().rstrip(".")
            if word in STRIPPED_TITLES and word not in TITLE_GENDER and len(word) > 4:
                found.append(Told("role", number, word, before.i, before.i + 1))
    return found


def _bracketed(parsed: Parsed, cast: Cast, sorts: Sorts) -> list[Told]:
    """Read "Ruth Adeyemi (chair)"."""
    found = []
    for token in parsed.tokens[2:-1]:
        number = cast.inside.get(token.i - 2)
        alone = parsed.tokens[token.i - 1].text == "(" and parsed.tokens[token.i + 1].text in "),;"
        if number is None or not alone or cast.figures[number].kind != "Person":
            continue
        if token.pos in ("NOUN", "PROPN") and sorts.nouns.sort(token.lemma.lower()) in ROLES:
            found.append(Told("role", number, token.lemma.lower(), token.i, token.i + 1))
    return found


def _listed(parsed: Parsed, cast: Cast) -> list[Told]:
    """Read a list behind a word for all: "Absent: Louise Perrin, Tom Reed"."""
    found = []
    for start, end in parsed.sentences:
        label = parsed.tokens[start]
        if label.pos != "ADJ" or start + 1 == end or parsed.tokens[start + 1].text != ":":
            continue
        inside = (cast.of(i) for i in range(start + 2, end))
        people = dict.fromkeys(n for n in inside if n is not None)
        found += [
            Told("state", number, label.text.lower(), start, start + 1)
            for number in people
            if cast.figures[number].kind == "Person" and cast.figures[number].named
        ]
    return found


def _beside(parsed: Parsed, cast: Cast) -> list[Told]:
    """Read "her brother Tom"."""
    found = []
    for head, number in cast.at.items():
        person = cast.figures[number].kind == "Person" and head not in cast.inside
        if person and cast.inside.get(head + 1) == number and parsed.tokens[head].pos == "NOUN":
            found.append(_role(parsed, number, head))
    return found


def _owned(parsed: Parsed, cast: Cast, sorts: Sorts) -> list[Told]:
    """Read "a retired archivist called Cornelius Pym" and "Mallory, who would be his manager"."""
    found = []
    for token in parsed.tokens:
        if token.lemma in ("call", "name") and token.dep == "acl" and token.head != token.i:
            for c in children(parsed, token.i, "xcomp", "obj", "obl"):
                number = cast.of(c)
                if number is not None and cast.figures[number].kind == "Person":
                    found.append(_role(parsed, number, token.head))
        if token.dep == "acl:relcl" and token.pos == "NOUN" and children(parsed, token.i, "cop"):
            number = cast.of(token.head)
            if number is not None and sorts.nouns.sort(token.lemma) in ROLES:
                found.append(_role(parsed, number, token.i))
    return found


def find_containment(page: Page, cast: Cast) -> list[tuple[int, int, int, int]]:
    """Return (part, whole, first token, end) of places said to lie in one another."""
    parsed = page.parsed
    found: dict[tuple[int, int], tuple[int, int, int, int]] = {}
    for head, part in sorted(cast.at.items()):
        if cast.figures[part].kind != "Place":
            continue
        for c in children(parsed, head, "appos", "nmod", "nmod:unmarked", "conj"):
            whole = cast.of(c)
            if whole is None or whole == part or cast.figures[whole].kind != "Place":
                continue
            between = parsed.text[parsed.tokens[head].end : parsed.tokens[c].start]
            inside = parsed.tokens[c].dep == "nmod" and case(parsed, c) in ("in", "of", "on")
            listed = parsed.tokens[c].dep != "nmod" and between.strip() == ","
            if (inside or listed) and cast.figures[whole].named:
                found.setdefault((part, whole), (part, whole, head, c + 1))
    return sorted(found.values(), key=lambda f: f[2])
