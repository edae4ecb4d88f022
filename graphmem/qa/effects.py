"""What an action changes: who is where after it, and who has what."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graphmem.language.wordlists import read_words
from graphmem.qa.evidence import DOERS, Being, Happening, Page, Part

_WORDS = {name: frozenset(words) for name, words in read_words("graphmem.qa", "words.toml").items()}
_BEFORE = re.compile(r"((?:[A-Za-z]+\s+)?[A-Za-z]+)\s+(?:(?:the|an?|his|her|its|their)\s+)?$")


@dataclass(frozen=True, slots=True)
class Effect:
    """One change, by its `sort`: who is at a place, takes, drops, gives (to `whom`) or leaves it.

    To be at None is to be nowhere that is known. What is left may be a thing, or where one was.
    """

    sort: str
    who: Part | None
    thing: Part | None = None
    at: Part | None = None
    whom: Part | None = None


def effects(page: Page, action: Happening, beings: Mapping[str, Being]) -> Iterator[Effect]:
    """Yield the changes that an action brings about, in order; none where it did not happen."""
    if not action.actual or action.nominal or not action.label:
        return
    verb, *rest = action.label.split()
    doers = [p for p in action.parts if p.slot in DOERS]
    things = [p for p in action.parts if p.slot == "PATIENT"]
    departs = verb in _WORDS["depart"] and not things
    place, left = place_of(page, action, departs=departs)
    if place is not None and not (doers and _kind(place, beings) == "Object"):
        yield from (Effect("be", who, at=place) for who in _arriving(action, verb, doers))
    elif left or departs:
        yield from (Effect("be", who) for who in doers)
    away = bool(_WORDS["away"] & set(rest))
    for thing in things:
        if verb not in _WORDS["have"] or _kind(thing, beings) != "Concept":
            yield from _handed(action, verb, thing, _kind(thing, beings), place, away=away)


def _handed(
    action: Happening, verb: str, thing: Part, kind: str, place: Part | None, *, away: bool
) -> Iterator[Effect]:
    """Yield where a thing or person is, and who has it, after what was done to it."""
    who = next((p for p in action.parts if p.slot in DOERS), None)
    whom = next((p for p in action.parts if p.slot == "RECIPIENT"), None)
    if kind == "Person":
        if place is not None and verb in _WORDS["along"] | _WORDS["meet"]:
            yield Effect("be", thing, at=place)
        return
    if kind == "Place" and place is None and verb in _WORDS["depart"]:
        yield Effect("leave", who, thing)
    elif sort := _sort_of(verb, whom, away=away):
        yield Effect(sort, who, thing, at=place if sort == "drop" else None, whom=whom)
    if place is not None and verb in _WORDS["along"] | _WORDS["meet"]:
        yield Effect("be", thing, at=place)


def _sort_of(verb: str, whom: Part | None, *, away: bool) -> str:
    """Return whether a thing is taken, dropped or given, "" where nothing is said of that."""
    if whom is not None and verb in _WORDS["give"] | _WORDS["along"]:
        return "give"
    if verb in _WORDS["drop"] or (verb in _WORDS["take"] and away):
        return "drop"
    if verb in _WORDS["take"]:
        return "take"
    return "drop" if verb in _WORDS["give"] else ""


def _arriving(action: Happening, verb: str, doers: list[Part]) -> list[Part]:
    """Return who is at the place of an action: who acts and comes along, or whom it befell."""
    if not doers:
        return [p for p in action.parts if p.slot == "PATIENT"]
    if verb in _WORDS["afar"] | _WORDS["drop"]:
        return []
    return [*doers, *(p for p in action.parts if p.slot == "COMPANION")]


def place_of(page: Page, action: Happening, *, departs: bool = False) -> tuple[Part | None, bool]:
    """Return the place that an action leads to or is at, and whether it leaves one instead."""
    left, found = False, list[tuple[int, Part]]()
    for part in action.places:
        words = _BEFORE.search(page.episode.text[max(0, part.start - 40) : part.start])
        before = words[1].lower().split() if words else [""]
        if part.inferred or before[-1] in _WORDS["toward"]:
            continue
        if departs or before[-1] in _WORDS["from"] or before[-2:] == ["out", "of"]:
            left = True
            continue
        found.append((_rank(before[-1]), part))
    if not found:
        return None, left
    return min(found, key=lambda f: f[0])[1], False


def _rank(preposition: str) -> int:
    """Return how far down the way a place is: "along the quay to the warehouse"."""
    if preposition in _WORDS["goal"]:
        return 0
    return 2 if preposition in _WORDS["way"] else 1


def _kind(part: Part, beings: Mapping[str, Being]) -> str:
    being = beings.get(part.entity)
    return being.kind if being is not None else ""
