"""What a single action gives for the slot that is asked for."""

import re
from collections.abc import Callable, Iterator
from functools import partial

from graphmem.ids import normal_name
from graphmem.language.wordlists import read_words
from graphmem.models.recollection import Cue
from graphmem.qa.acts import Act, slot_asked
from graphmem.qa.draw_measure import measured
from graphmem.qa.effects import place_of
from graphmem.qa.evidence import DOERS, Evidence, Part
from graphmem.qa.speak import say_time
from graphmem.qa.values import Value, sentence_at

_OBJECTS = ("PATIENT", "TOPIC", "INSTRUMENT", "RECIPIENT", "COMPANION")
_WHO = frozenset({"Person", "Group", "Organization", "Creature"})
_NUMBERS = {
    word: str(number)
    for number, word in enumerate(read_words("graphmem.qa", "words.toml")["numbers"])
}
_NUMBER = re.compile(r"\b\d+(?:[.,]\d+)*\b|\b(?:" + "|".join(_NUMBERS) + r")\b", re.IGNORECASE)


def draw_act(cue: Cue, act: Act, evidence: Evidence) -> Iterator[Value]:
    """Yield the values of one action for what the cue asks."""
    people = partial(_people, cue)
    drawers: dict[str, Callable[[Act, Evidence], Iterator[Value]]] = {
        "person": people,
        "others": people,
        "place": partial(_places, cue),
        "time": _times,
        "value": partial(measured(cue) or _objects, cue),
        "count": _counts,
    }
    yield from drawers.get(cue.asks, _clauses)(act, evidence)


def _people(cue: Cue, act: Act, evidence: Evidence) -> Iterator[Value]:
    """Yield who has the part that is asked for, or did it; else who takes part and is not named."""
    parts = [p for p in act.action.parts if p.entity not in evidence.named | evidence.left_out]
    slot = slot_asked(cue, act.action, dict(cue.roles).get("", ""))
    asked = [p for p in parts if p.slot == slot]
    doers = [p for p in parts if p.slot in DOERS]
    for part in asked or doers or parts:
        being = evidence.beings.get(part.entity)
        if being is not None and (being.named or being.kind in _WHO):
            yield _value(being.name, act, part)


def _places(cue: Cue, act: Act, evidence: Evidence) -> Iterator[Value]:
    """Yield where it happened; what a thing was put in is not where somebody is."""
    occasion = act.occasion
    reached = place_of(act.page, act.action)[0]
    places = (reached,) if reached is not None else act.action.places
    places = places or (occasion.places if occasion else ())
    for part in places[:1]:
        being = evidence.beings.get(part.entity)
        if being is None or part.entity in evidence.named | evidence.left_out:
            continue
        if being.kind != "Object" or cue.state is None or not evidence.known:
            yield _value(being.name, act, part)


def _times(act: Act, _: Evidence) -> Iterator[Value]:
    occasion = act.occasion
    for timed in (act.action.times or (occasion.times if occasion else ()))[:1]:
        said = say_time(timed.interval)
        span = (timed.start, timed.end) if timed.end > timed.start else _clause(act)
        yield Value(said, said, act.page, *span)
        return
    occurred = act.page.episode.occurred
    if occurred is not None:
        said = say_time(occurred)
        yield Value(said, said, act.page, *_clause(act))


def _objects(cue: Cue, act: Act, evidence: Evidence) -> Iterator[Value]:
    """Yield what was done to or with, in its own words; without that, the clause.

    A slot of which the query says itself who has it is not what it asks for.
    """
    asked = dict(cue.roles).get("")
    if asked in ("AGENT", "RECIPIENT"):  # "which client cancelled"
        wanted = DOERS if asked == "AGENT" else (asked,)
        doers = [p for p in act.action.parts if p.slot in wanted]
        named = (evidence.beings.get(p.entity) for p in doers if p.entity not in evidence.named)
        yield from (_value(b.name, act, doers[0]) for b in named if b is not None)
        if doers:
            return
    asks_for_it = asked == "PATIENT"
    told = {slot for name, slot in cue.roles if name and asks_for_it} - {"PATIENT"}
    parts = [p for p in act.action.parts if p.entity not in evidence.named]
    for slot in (s for s in _OBJECTS if s not in told):
        for part in (p for p in parts if p.slot == slot):
            text = act.page.episode.text[part.start : part.end]
            being = evidence.beings.get(part.entity)
            if text or being is not None:
                yield _value(text or (being.name if being else ""), act, part)
                return
    yield from _clauses(act, evidence)


def _counts(act: Act, _: Evidence) -> Iterator[Value]:
    """Yield the number that stands in what was done to or with, or in the clause."""
    text = act.page.episode.text
    spans = [(p.start, p.end) for p in act.action.parts if p.slot in _OBJECTS]
    for start, end in (*spans, _clause(act)):
        if number := _NUMBER.search(text, start, end):
            said = number.group().lower()
            yield Value(_NUMBERS.get(said, said), said, act.page, *number.span())
            return


def _clauses(act: Act, _: Evidence) -> Iterator[Value]:
    start, end = _clause(act)
    opening = sentence_at(act.page, start)[0]
    if len(act.page.episode.text[opening:start].split()) == 1:  # "In", "And": no clause of its own
        start = opening
    text = " ".join(act.page.episode.text[start:end].split())
    yield Value(text, normal_name(text), act.page, start, end)


def _value(text: str, act: Act, part: Part) -> Value:
    span = (part.start, part.end) if part.end > part.start else _clause(act)
    return Value(" ".join(text.split()), normal_name(text), act.page, *span)


def _clause(act: Act) -> tuple[int, int]:
    start, end = act.action.start, act.action.end
    return (start, end) if end > start else sentence_at(act.page, start)
