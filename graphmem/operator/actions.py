"""The verbs of a page as events: what happens, to whom, and whether it does."""

from __future__ import annotations

from dataclasses import dataclass

from graphmem.language.parse import Parsed
from graphmem.models.workspace import Modality
from graphmem.operator.grammar import case, children, feature, is_predicate, phrase, with_particle
from graphmem.operator.page import Page
from graphmem.operator.reality import is_refused, is_without, sharing, unreal
from graphmem.operator.sayings import opens_saying, puts_it
from graphmem.operator.sorts import Sorts
from graphmem.operator.verbs import is_deed
from graphmem.operator.words import CARRIERS, LIGHT, NEGATIONS, PLANNED, PLANNING, POSSIBLE, SENSING

_CHAINED = ("xcomp",)


@dataclass(frozen=True, slots=True)
class Action:
    """A verb that heads an event: its token, predicate, and how the text puts it."""

    verb: int
    predicate: str
    modality: Modality
    negative: bool
    start: int
    end: int


def find_actions(page: Page, sorts: Sorts) -> list[Action]:
    """Return the events told by verbs, in order; a verb that only carries another is skipped."""
    parsed = page.parsed
    found = []
    for token in parsed.tokens:
        if token.dep == "case" and opens_saying(parsed, token.i, sorts):
            found.append(_saying(parsed, token.i))
        if not is_predicate(parsed, token.i):
            continue
        copular = bool(children(parsed, token.i, "cop"))
        if copular and not _locates(parsed, token.i):
            continue
        if not copular and (token.pos != "VERB" and token.lemma != "be"):
            continue
        if not copular and _carries(parsed, token.i):
            continue
        found.append(_action(page, token.i, sorts, copular=copular))
    return found


def _saying(parsed: Parsed, i: int) -> Action:
    """Return "according to Ana" as what it tells: that she says so."""
    low, high = phrase(parsed, parsed.tokens[i].head)
    start, end = parsed.tokens[min(low, i)].start, parsed.tokens[high - 1].end
    return Action(i, "say", "actual", negative=False, start=start, end=end)


def _locates(parsed: Parsed, i: int) -> bool:
    """Return whether a copular clause says where somebody is."""
    return case(parsed, i) in ("at", "in", "on", "inside", "near", "outside", "aboard")


def _carries(parsed: Parsed, i: int) -> bool:
    """Return whether a verb stands for the beginning, trying or wanting of another one below it.

    One that makes somebody else act does not ("helped him move", "wants them to leave").
    """
    token = parsed.tokens[i]
    below = [c for c in children(parsed, i, *_CHAINED) if parsed.tokens[c].pos == "VERB"]
    if not below or children(parsed, i, "obj", "iobj") or children(parsed, below[0], "nsubj"):
        return False
    bare = parsed.tokens[below[0]].tag == "VB"
    must = bare and (token.lemma == "have" or (token.lemma == "use" and token.tag == "VBD"))
    return must or token.lemma in CARRIERS or token.lemma in PLANNING


def _action(page: Page, verb: int, sorts: Sorts, *, copular: bool) -> Action:
    parsed = page.parsed
    predicate = "be" if copular else _predicate(parsed, verb, sorts)
    low, high = _extent(parsed, verb)
    return Action(
        verb, predicate, modality(page, verb), _negative(parsed, verb),
        parsed.tokens[low].start, parsed.tokens[high].end,
    )  # fmt: skip


def _predicate(parsed: Parsed, verb: int, sorts: Sorts) -> str:
    """Return the lemma with its particle and, for a light verb, its object ("take a nap")."""
    if puts_it(parsed, verb):
        return "say"
    words = [with_particle(parsed, verb)]
    objects = children(parsed, verb, "obj")
    if parsed.tokens[verb].lemma in LIGHT and objects and parsed.tokens[objects[0]].pos == "NOUN":
        thing = parsed.tokens[objects[0]].lemma
        if is_deed(thing) or sorts.nouns.sort(thing) in ("event", "act", "concept"):
            words.append(thing)
    return " ".join(words)


def _extent(parsed: Parsed, verb: int) -> tuple[int, int]:
    """Return the first and last token of the verb with its arguments, without other clauses."""
    low = high = verb
    for c in parsed.children(verb):
        dep = parsed.tokens[c].dep.partition(":")[0]
        if dep in ("aux", "cop", "compound", "advmod", "iobj", "obj", "obl", "nsubj", "xcomp"):
            start, end = phrase(parsed, c)
            low, high = min(low, start), max(high, end - 1)
    sentence_low = min(low, verb)
    return sentence_low, high


def governing(parsed: Parsed, verb: int) -> int:
    """Return the verb that carries this one by xcomp, itself when none does."""
    at = verb
    for _ in range(6):
        token = parsed.tokens[at]
        if token.dep not in ("xcomp", "ccomp") or token.head == at:
            return at
        head = parsed.tokens[token.head]
        if token.dep == "ccomp" or not (head.lemma in CARRIERS or head.lemma in PLANNING):
            return at
        at = token.head
    return at


def modality(page: Page, verb: int) -> Modality:
    """Return whether the text tells what a verb, or a word with a copula, says as what is so."""
    parsed = page.parsed
    top = governing(parsed, verb)
    chain = [verb, top, *sharing(parsed, top)]
    helpers = {
        parsed.tokens[c].text.lower() for v in chain for c in children(parsed, v, "aux", "aux:pass")
    }
    marks = {parsed.tokens[c].lemma for v in chain for c in children(parsed, v, "mark")}
    if marks & {"if", "unless", "whether"}:
        return "conditional"
    if _asks(page, top):
        return "asked"
    token = parsed.tokens[top]
    wanted = top != verb and token.lemma in PLANNING
    if wanted or helpers & PLANNED or _going_to(parsed, verb):
        return "planned"
    if helpers & POSSIBLE and not (token.lemma in SENSING and "could" in helpers):
        return "possible"
    if feature(token.morph, "Mood") == "Imp" and not children(parsed, top, "nsubj"):
        return "ordered"
    return unreal(parsed, top) or "actual"


def _asks(page: Page, verb: int) -> bool:
    """Return whether the sentence is a question and the verb its main one."""
    token = page.parsed.tokens[verb]
    _, end = page.parsed.sentences[page.sentence[verb]]
    marks = page.parsed.tokens[max(end - 2, 0) : end]
    return token.dep in ("root", "conj", "parataxis") and any(m.text == "?" for m in marks)


def _going_to(parsed: Parsed, verb: int) -> bool:
    token = parsed.tokens[verb]
    head = parsed.tokens[token.head]
    return (
        token.dep == "xcomp"
        and head.text.lower() in ("going", "gonna")
        and not children(parsed, head.i, "obl")
    )


def _negative(parsed: Parsed, verb: int) -> bool:
    top = governing(parsed, verb)
    shared = [v for v in sharing(parsed, top) if parsed.tokens[top].tag == "VB"]
    denied = is_without(parsed, top) or any(_denied(parsed, v) for v in {verb, top, *shared})
    return denied != (is_refused(parsed, top) and not _denied(parsed, parsed.tokens[top].head))


def _denied(parsed: Parsed, verb: int) -> bool:
    for c in parsed.children(verb):
        if parsed.tokens[c].text.lower() in NEGATIONS:
            return True
        if parsed.tokens[c].dep in ("nsubj", "obj") and any(
            parsed.tokens[d].text.lower() == "no" for d in parsed.children(c)
        ):
            return True
    return False
