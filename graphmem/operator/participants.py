"""Who and what takes part in an event, by the slots of its verb."""

from __future__ import annotations

from graphmem.language.parse import Parsed
from graphmem.models.workspace import Slot
from graphmem.operator.actions import governing
from graphmem.operator.figures import Cast
from graphmem.operator.grammar import case, children, conjuncts
from graphmem.operator.words import FEELING, GIVING, RELATIVE, SAYING

_ABOUT = frozenset(("about", "concerning", "regarding", "of", "on"))
_ANIMATE = ("Person", "Group", "Creature", "Organization")

Filled = tuple[Slot, int, int]


def participants(parsed: Parsed, cast: Cast, verb: int) -> list[Filled]:
    """Return (slot, figure, head token) of an event, in the order of the words.

    In a chat a sentence may leave out its subject, the speaker ("Planning a trip").
    """
    passive = bool(children(parsed, verb, "nsubj:pass", "aux:pass"))
    found: list[Filled] = []
    for head in subjects(parsed, verb):
        slot: Slot = "PATIENT" if passive else _subject_slot(parsed, verb)
        found += _fill(parsed, cast, slot, head)
    if not found and cast.speaker >= 0 and cast.of(verb) == cast.speaker:
        found.append((_subject_slot(parsed, verb), cast.speaker, verb))
    for head in children(parsed, verb, "obj", "obl:arg"):
        talk = parsed.tokens[verb].lemma in ("discuss", "mention", "explain", "describe")
        found += _fill(parsed, cast, "TOPIC" if talk else "PATIENT", head)
    for head in children(parsed, verb, "iobj"):
        found += _fill(parsed, cast, "RECIPIENT", head)
    for head in _obliques(parsed, verb):
        found += _oblique(parsed, cast, head, passive=passive)
    seen: set[tuple[str, int]] = set()
    unique = []
    for item in sorted(found, key=lambda f: f[2]):
        if item[:2] not in seen:
            seen.add(item[:2])
            unique.append(item)
    return unique


def subjects(parsed: Parsed, verb: int) -> list[int]:
    """Return the heads of the subject: its own, or that of the clause it shares one with."""
    at = verb
    for _ in range(6):
        token = parsed.tokens[at]
        own = children(parsed, at, "nsubj", "nsubj:pass", "csubj")
        if own:
            relative = parsed.tokens[own[0]].text.lower() in RELATIVE
            return [token.head] if relative and token.dep.startswith("acl") else own[:1]
        if token.dep.startswith("acl"):
            return [token.head] if token.tag in ("VBG", "VBN") else []
        if token.dep == "xcomp" and governing(parsed, at) == at:
            controlled = children(parsed, token.head, "obj")
            if controlled:
                return controlled[:1]
        if not _shares_subject(parsed, at):
            break
        at = token.head
    return []


def _shares_subject(parsed: Parsed, verb: int) -> bool:
    """Return whether a clause without a subject has that of the clause it hangs on."""
    token = parsed.tokens[verb]
    if token.head == verb:
        return False
    participle = token.dep == "parataxis" and token.tag in ("VBG", "VBN")
    return participle or token.dep in ("xcomp", "conj", "advcl")


def speaks_of_oneself(parsed: Parsed, verb: int) -> bool:
    """Return whether a main clause without a subject says what the speaker does."""
    top = governing(parsed, verb)
    token = parsed.tokens[top]
    while token.dep in ("conj", "xcomp") and token.head != token.i:
        token = parsed.tokens[token.head]
    if token.dep != "root" or subjects(parsed, verb) or children(parsed, token.i, "expl", "csubj"):
        return False
    helped = any(parsed.tokens[c].dep == "aux" for c in parsed.children(token.i))
    finite = token.tag in ("VBD", "VBG") or (helped and token.text.lower() not in ("let", "do"))
    return finite or token.lemma in FEELING | {"gon", "gonna"}


def _subject_slot(parsed: Parsed, verb: int) -> Slot:
    return "EXPERIENCER" if parsed.tokens[verb].lemma in FEELING else "AGENT"


def _obliques(parsed: Parsed, verb: int) -> list[int]:
    found = [c for c in parsed.children(verb) if parsed.tokens[c].dep.partition(":")[0] == "obl"]
    for thing in children(parsed, verb, "obj"):  # "have lunch with her": often hung on the noun
        found += [c for c in children(parsed, thing, "nmod") if case(parsed, c) == "with"]
    return found


def _oblique(parsed: Parsed, cast: Cast, head: int, *, passive: bool) -> list[Filled]:
    number = cast.of(head)
    if number is None:
        return []
    preposition = case(parsed, head)
    animate = cast.figures[number].kind in _ANIMATE
    governor = parsed.tokens[parsed.tokens[head].head].lemma
    slot: Slot | None = None
    if preposition == "by" and passive:
        slot = "AGENT" if animate else "INSTRUMENT"
    elif preposition in ("with", "alongside", "together with"):
        slot = "COMPANION" if animate else "INSTRUMENT"
    elif preposition in ("to", "for") and (
        cast.figures[number].kind in ("Person", "Creature") or (animate and governor in GIVING)
    ):
        slot = "RECIPIENT"
    elif preposition in _ABOUT and (preposition in ("about", "concerning") or governor in SAYING):
        slot = "TOPIC"
    elif preposition in ("at", "to", "against", "of", "on", "from", "toward", "after") and animate:
        slot = "PATIENT"
    return _fill(parsed, cast, slot, head) if slot else []


def _fill(parsed: Parsed, cast: Cast, slot: Slot, head: int) -> list[Filled]:
    return [(slot, number, c) for c in conjuncts(parsed, head) for number in cast.all_of(c)]
