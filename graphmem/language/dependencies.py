"""CLEAR dependency labels, as in spaCy's own English pipelines, to Universal Dependencies."""

from __future__ import annotations

from collections.abc import Sequence

_RENAMED = {
    "ROOT": "root",
    "dobj": "obj",
    "dative": "iobj",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "poss": "nmod:poss",
    "relcl": "acl:relcl",
    "prt": "compound:prt",
    "neg": "advmod",
    "npadvmod": "obl:unmarked",
    "quantmod": "advmod",
    "intj": "discourse",
    "oprd": "xcomp",
    "acomp": "xcomp",
    "attr": "xcomp",
    "nn": "compound",
    "preconj": "cc:preconj",
    "predet": "det:predet",
    "meta": "dep",
    "nounmod": "nmod",
    "complm": "mark",
    "num": "nummod",
    "number": "nummod",
}
_PREPOSITIONS = ("prep", "agent", "dative")
_PREDICATES = ("attr", "acomp")


def to_universal(
    heads: list[int], deps: list[str], lemmas: Sequence[str], pos: Sequence[str]
) -> None:
    """Rewrite the trees in place: nouns head their prepositions, predicates their copulas."""
    for i, dep in enumerate(list(deps)):
        if dep in ("pobj", "pcomp") and deps[heads[i]] in _PREPOSITIONS:
            _raise_object(i, heads, deps, pos)
    for i, dep in enumerate(list(deps)):
        if dep in _PREDICATES and lemmas[heads[i]] == "be":
            _raise_predicate(i, heads, deps)
    for i, dep in enumerate(deps):
        if heads[i] == i:
            deps[i] = "root"
        else:
            deps[i] = _RENAMED.get(dep, dep)
            if dep == "prep":  # one without an object: "the day before"
                deps[i] = "advmod"


def _raise_object(i: int, heads: list[int], deps: list[str], pos: Sequence[str]) -> None:
    """Hang an object of a preposition on what the preposition hung on."""
    case = heads[i]
    governor, was = heads[case], deps[case]
    if governor == case:
        governor = i
    heads[i] = governor
    if deps[i] == "pcomp":
        deps[i] = "advcl"
    elif was == "agent":
        deps[i] = "obl:agent"
    else:
        nominal = pos[governor] in ("NOUN", "PROPN", "PRON", "NUM")
        deps[i] = "nmod" if nominal else "obl"
    heads[case] = i
    deps[case] = "mark" if deps[i] == "advcl" else "case"


def _raise_predicate(i: int, heads: list[int], deps: list[str]) -> None:
    """Make the predicate of a copula the head of its clause."""
    verb = heads[i]
    is_root = heads[verb] == verb
    for j, head in enumerate(heads):
        if head == verb and j not in (verb, i):
            heads[j] = i
    heads[i] = i if is_root else heads[verb]
    deps[i] = "ROOT" if is_root else deps[verb]
    heads[verb], deps[verb] = i, "cop"
