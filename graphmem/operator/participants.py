"""Who and what takes part in an event, by the slots of its verb."""

from __future__ import annotations

import re

from graphmem.language.parse import Parsed
from graphmem.models.workspace import Slot
from graphmem.operator.clauses import antecedent, gap, is_passive, subjects
from graphmem.operator.figures import Cast
from graphmem.operator.grammar import case, children, conjuncts, with_particle
from graphmem.operator.sayings import sayers
from graphmem.operator.verbs import brought_in, is_deed, is_of, leads_to_place
from graphmem.operator.words import FEELING, GIVING, GOINGS, LIGHT, SAYING, TRAVELLING

_DEVERBAL = re.compile(r"(?:tion|sion|ment|ing|ance|al|ure)$")
_ABOUT = frozenset(("about", "concerning", "regarding", "of", "on"))
_ANIMATE = ("Person", "Group", "Creature", "Organization")
_LIVING = ("Person", "Creature")

Filled = tuple[Slot, int, int]


def participants(parsed: Parsed, cast: Cast, verb: int) -> list[Filled]:
    """Return (slot, figure, head token) of an event, in the order of the words.

    In a chat a sentence may leave out its subject, the speaker ("Planning a trip").
    """
    if told_by := sayers(parsed, verb):
        known = [head for head in told_by if _is_kind(cast, head, _ANIMATE)]
        return [f for head in known[:1] for f in _fill(parsed, cast, "AGENT", head)]
    passive = is_passive(parsed, verb)
    found = _subject(parsed, cast, verb, passive=passive)
    for head in children(parsed, verb, "obj", "obl:arg"):
        found += _object(parsed, cast, verb, antecedent(parsed, head))
    for head in children(parsed, verb, "iobj"):
        urged = is_of("urging", with_particle(parsed, verb))
        found += _fill(parsed, cast, "PATIENT" if urged else "RECIPIENT", head)
    for head in _obliques(parsed, verb):
        found += _oblique(parsed, cast, head, case(parsed, head), passive=passive)
    found += _left_out(parsed, cast, verb) + _with_light(parsed, cast, verb)
    unique = {item[:2]: item for item in sorted(found, key=lambda f: f[2], reverse=True)}
    return sorted(unique.values(), key=lambda f: f[2])


def _subject(parsed: Parsed, cast: Cast, verb: int, *, passive: bool) -> list[Filled]:
    found = [
        (_subject_slot(parsed, cast, verb, number, passive=passive), number, c)
        for head in subjects(parsed, verb)
        for c in conjuncts(parsed, head)
        for number in cast.all_of(c)
    ]
    if found or cast.speaker < 0 or cast.of(verb) != cast.speaker:
        return found
    slot = _subject_slot(parsed, cast, verb, cast.speaker, passive=False)
    return [(slot, cast.speaker, verb)]


def _subject_slot(parsed: Parsed, cast: Cast, verb: int, number: int, *, passive: bool) -> Slot:
    told = with_particle(parsed, verb)
    lone = not children(parsed, verb, "obj", "ccomp", "xcomp")
    living = cast.figures[number].kind in _ANIMATE
    if passive:
        given = is_of("told", told) or children(parsed, verb, "obj")
        if living and given and (not lone or not is_of("addressing", told)):
            return "RECIPIENT"
        return "EXPERIENCER" if living and is_of("stirring", told) else "PATIENT"
    if is_of("experiencing", told) or parsed.tokens[verb].lemma in FEELING:
        return "EXPERIENCER"
    befallen = is_of("undergoing", told) or (not living and is_of("befalling", told))
    return "PATIENT" if lone and befallen else "AGENT"


def _object(parsed: Parsed, cast: Cast, verb: int, head: int) -> list[Filled]:
    told = with_particle(parsed, verb)
    number = cast.of(head)
    living = number is not None and cast.figures[number].kind in _ANIMATE
    slot: Slot = "PATIENT"
    if living and is_of("addressing", told):
        slot = "RECIPIENT"
    elif living and is_of("stirring", told):
        slot = "EXPERIENCER"
    elif living and is_of("meeting", told):
        slot = "COMPANION"
    elif is_of("discussing", told):
        slot = "TOPIC"
    return _fill(parsed, cast, slot, head)


def _left_out(parsed: Parsed, cast: Cast, verb: int) -> list[Filled]:
    """Return what a relative clause has from the noun it describes ("the key she lost")."""
    left = gap(parsed, verb)
    if left is None:
        return []
    head, preposition = left
    if preposition:
        return _oblique(parsed, cast, head, preposition, passive=False, verb=verb)
    return _object(parsed, cast, verb, head)


def noun_participants(parsed: Parsed, cast: Cast, noun: int) -> list[Filled]:
    """Return (slot, figure, head token) of an event told by a noun, in the order of the words."""
    found: list[Filled] = []
    done_by = [c for c in children(parsed, noun, "nmod") if case(parsed, c) == "by"]
    for head in children(parsed, noun, "nmod:poss"):
        if _is_kind(cast, head, _ANIMATE):
            found += _fill(parsed, cast, "PATIENT" if done_by else "AGENT", head)
    return sorted([*found, *_complements(parsed, cast, noun)], key=lambda f: f[2])


def _complements(parsed: Parsed, cast: Cast, noun: int) -> list[Filled]:
    found: list[Filled] = []
    for head in children(parsed, noun, "nmod"):
        slot = _beside_noun(parsed, cast, noun, head)
        found += _fill(parsed, cast, slot, head) if slot else []
    return found


def _beside_noun(parsed: Parsed, cast: Cast, noun: int, head: int) -> Slot | None:
    preposition = case(parsed, head)
    if preposition == "of":
        if _is_kind(cast, head, ("Place",)) and not _DEVERBAL.search(parsed.tokens[noun].lemma):
            return None
        return "AGENT" if parsed.tokens[noun].lemma in GOINGS else "PATIENT"
    if preposition in ("about", "concerning", "regarding"):
        return "TOPIC"
    slots: dict[str, Slot] = {
        "by": "AGENT", "from": "AGENT", "with": "COMPANION", "to": "RECIPIENT",
    }  # fmt: skip
    return slots.get(preposition) if _is_kind(cast, head, _ANIMATE) else None


def _is_kind(cast: Cast, head: int, kinds: tuple[str, ...]) -> bool:
    number = cast.of(head)
    return number is not None and cast.figures[number].kind in kinds


def _with_light(parsed: Parsed, cast: Cast, verb: int) -> list[Filled]:
    """Return what hangs on the noun of a light verb ("gave a talk on bees to the class")."""
    if parsed.tokens[verb].lemma not in LIGHT:
        return []
    nouns = [c for c in children(parsed, verb, "obj") if is_deed(parsed.tokens[c].lemma)]
    found = [f for noun in nouns for f in _complements(parsed, cast, noun)]
    return [f for f in found if f[0] != "AGENT"]


def _obliques(parsed: Parsed, verb: int) -> list[int]:
    found = [c for c in parsed.children(verb) if parsed.tokens[c].dep.partition(":")[0] == "obl"]
    for thing in children(parsed, verb, "obj"):  # "have lunch with her": often hung on the noun
        found += [c for c in children(parsed, thing, "nmod") if case(parsed, c) == "with"]
    return found


def _oblique(
    parsed: Parsed, cast: Cast, head: int, preposition: str, *, passive: bool, verb: int = -1
) -> list[Filled]:
    """Return what a preposition brings in, at the verb it hangs on or at the one given."""
    governor = parsed.tokens[head].head if verb < 0 else verb
    head = antecedent(parsed, head)
    number = cast.of(head)
    if number is None:
        return []
    kind = cast.figures[number].kind
    verb_of = with_particle(parsed, governor)
    slot: Slot | None = brought_in(verb_of, preposition)
    if kind == "Place" and preposition == "to" and parsed.tokens[governor].lemma in TRAVELLING:
        return []
    if preposition == "by" and passive:
        slot = "AGENT"
    elif slot is None and (kind in _LIVING or not leads_to_place(verb_of, preposition)):
        slot = _by_preposition(preposition, kind, parsed.tokens[governor].lemma)
    if slot == "INSTRUMENT" and kind != "Object" and not children(parsed, head, "det", "nmod:poss"):
        slot = None  # "with care"
    return _fill(parsed, cast, slot, head) if slot else []


def _by_preposition(preposition: str, kind: str, verb: str) -> Slot | None:
    animate = kind in _ANIMATE
    if preposition in ("with", "alongside", "together with"):
        return "COMPANION" if animate else "INSTRUMENT"
    if preposition in ("to", "for") and (kind in _LIVING or (animate and verb in GIVING)):
        return "RECIPIENT"
    if preposition in _ABOUT and (preposition in ("about", "concerning") or verb in SAYING):
        return "TOPIC"
    if preposition == "of" and verb not in SAYING:
        return "PATIENT"  # "convicted of fraud", "consists of two parts"
    if preposition in ("at", "to", "against", "on", "from", "toward", "after") and animate:
        return None if (preposition, kind) == ("at", "Organization") else "PATIENT"
    return None


def _fill(parsed: Parsed, cast: Cast, slot: Slot, head: int) -> list[Filled]:
    return [(slot, number, c) for c in conjuncts(parsed, head) for number in cast.all_of(c)]
