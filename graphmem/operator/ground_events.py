"""What a model tells to happen: found in the text, and joined with what was read there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphmem.language.terms import terms
from graphmem.models.workspace import (
    Dating,
    Kind,
    Modality,
    Participant,
    ReadEvent,
    Slot,
    Whereabouts,
)
from graphmem.operator.draft import Draft
from graphmem.operator.ground import Span, nearest, one_of, overlap
from graphmem.operator.ground_people import resolve
from graphmem.operator.llm_shapes import ToldEvent
from graphmem.operator.words import SAYING

_SLOTS: dict[str, Sequence[str]] = {
    "AGENT": ("doer", "actor", "subject", "by", "speaker", "cause"),
    "PATIENT": ("object", "theme", "target", "undergoer", "what", "whom", "result"),
    "RECIPIENT": ("to", "beneficiary", "receiver", "goal", "addressee", "for"),
    "EXPERIENCER": ("feeler", "perceiver"),
    "INSTRUMENT": ("tool", "means", "using"),
    "COMPANION": ("with", "together", "others", "accompanied"),
    "TOPIC": ("about", "subjectmatter", "content"),
    "PLACE": ("location", "where", "at"),
    "TIME": ("when", "date"),
}
_ORDER: tuple[Slot, ...] = ("AGENT", "PATIENT", "RECIPIENT")
_NOT = ("not", "negative", "negated", "never", "no", "false", "didn")
_SENSES: dict[str, Sequence[str]] = {
    "planned": ("plan", "future", "intended", "scheduled", "will", "promised"),
    "conditional": ("if", "condition", "counterfactual"),
    "possible": ("maybe", "might", "may", "could", "hypothetical", "imagined", "uncertain"),
    "asked": ("question", "ask", "interrogative"),
    "ordered": ("order", "command", "imperative", "request", "requested", "told"),
    "actual": ("happened", "real", "fact", "true", "past", "positive"),
}
_KINDS: dict[str, Kind] = {"PLACE": "Place"}
_VERB = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_IDLE = ("to", "not", "never", "be", "was", "were", "is", "did", "had", "has", "will", "would")
_MOST_WORDS = 5
_SAME_WORDS = 0.6
_LONGEST = 300  # characters of a clause


@dataclass(slots=True)
class Found:
    """A told event where it stands, before it is joined with one that was read there."""

    predicate: str
    span: Span
    people: list[Participant] = field(default_factory=list)
    places: list[Whereabouts] = field(default_factory=list)
    times: list[Dating] = field(default_factory=list)
    negative: bool = False
    modality: Modality | None = None


def ground_events(draft: Draft, told: Sequence[ToldEvent]) -> None:
    """Take in the events of an answer; they stand in the order in which the text tells them."""
    after = 0
    for each in told:
        predicate = predicate_of(each.did)
        spans = draft.text.find(each.words, draft.within)
        spans = [s for s in spans if s[1] - s[0] <= _LONGEST]
        if not spans or not predicate or not draft.text.holds_names(each.did):
            draft.dropped.drop("events")
            continue
        span = next((s for s in spans if s[0] >= after), spans[0])
        after = span[0]
        found = Found(predicate, span)
        _fill(draft, found, each)
        weave(draft, found)
        _say(draft, found, each)


def predicate_of(did: str) -> str:
    """Return a predicate as the workspace writes it, without names; "" for what is none."""
    found = _VERB.findall(did)
    words = [w.lower() for w in (*found[:1], *(w for w in found[1:] if not w[0].isupper()))]
    while len(words) > 1 and words[0] in _IDLE:
        words = words[1:]
    return " ".join(words) if len(words) <= _MOST_WORDS else ""


def find_time(draft: Draft, words: str, near: Span) -> Dating | None:
    """Return the time that was read in words, the nearest to a span; None, and counted, for none.

    Only what our own reading of times found and placed is one.
    """
    if not words.strip():
        return None
    stands = draft.text.find(words)
    times = draft.base.times
    spans = {(t.start, t.end): n for n, t in enumerate(times)}
    spot = nearest((s for s in spans if any(overlap(s, w) > 0 for w in stands)), near)
    if spot is None:
        draft.dropped.drop("times")
        return None
    return Dating(
        time=spans[spot],
        start=spot[0],
        end=spot[1],
        inferred=not draft.text.same_sentence(spot, near),
    )


def find_place(draft: Draft, words: str, near: Span) -> Whereabouts | None:
    """Return the place that words name, as seen from a span; persons are none."""
    number = resolve(draft, words, near, "Place")
    if number is None:
        return None
    if draft.entity(number).kind in ("Person", "Creature"):
        draft.dropped.drop("places")
        return None
    start, end = draft.spot(number, near)
    inferred = not draft.text.same_sentence((start, end), near)
    return Whereabouts(entity=number, start=start, end=end, inferred=inferred)


def _fill(draft: Draft, found: Found, told: ToldEvent) -> None:
    """Find who and what takes part, where and when."""
    for slot, name in _slots(told.people):
        if slot == "TIME":
            _append(found.times, find_time(draft, name, found.span))
        elif slot == "PLACE":
            _append(found.places, find_place(draft, name, found.span))
        else:
            number = resolve(draft, name, found.span)
            if number is not None:
                start, end = draft.spot(number, found.span)
                values = {"slot": slot, "entity": number, "start": start, "end": end}
                found.people.append(Participant.model_validate(values))
    _append(found.places, find_place(draft, told.place, found.span))
    _append(found.times, find_time(draft, told.time, found.span))
    found.negative = bool(one_of(told.sense, {"not": _NOT}))
    found.modality = one_of(told.sense, _SENSES) or None  # type: ignore[assignment]


def _append(several: list[Any], one: Any) -> None:
    if one is not None:
        several.append(one)


def _slots(people: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield slot and name of what is written "agent: Ana"; without a slot the order tells it."""
    free = list(_ORDER)
    for each in people:
        before, colon, after = each.partition(":")
        slot = one_of(before, _SLOTS) if colon else ""
        name = after if slot else each
        if not slot and free:
            slot = free[0]
        if slot in free:
            free.remove(slot)
        if slot:
            yield slot, name


def weave(draft: Draft, found: Found) -> int:
    """Join a told event with the one that was read at the same words, or add it; return which."""
    number = _read_there(draft, found)
    if number is None:
        draft.events.append(_event(draft, found))
        draft.renewed.add(len(draft.events) - 1)
        return len(draft.events) - 1
    draft.renewed.add(number)
    for each in found.people:
        _move_pronoun(draft, number, each)
    draft.events[number] = _joined(draft, draft.events[number], found)
    return number


def alike(one: str, other: str) -> bool:
    """Return whether two predicates are forms of one."""
    return one == other or bool(set(terms(one)) & set(terms(other)))


def _read_there(draft: Draft, found: Found) -> int | None:
    """Return the event of the same words: of the same verb, or else one that covers them."""
    best = None
    for number, event in enumerate(draft.events):
        shared = overlap((event.start, event.end), found.span)
        if event.level == "occasion" or not shared:
            continue
        same = alike(event.predicate, found.predicate)
        if not same and (shared < _SAME_WORDS or number in draft.renewed or event.nominal):
            continue
        rank = (same, number not in draft.renewed, round(shared, 4), -number)
        best = max(best or rank, rank)
    return None if best is None else -best[3]


def _move_pronoun(draft: Draft, number: int, told: Participant) -> None:
    """Let the pronoun in a slot stand for whom the model says, where it was read otherwise."""
    for read in draft.events[number].participants:
        other = draft.kept(read.entity)
        if read.slot != told.slot or other == draft.kept(told.entity):
            continue
        span = (read.start, read.end)
        form = {m.form for m in draft.mentions(other) if (m.start, m.end) == span}
        one, two = draft.entity(told.entity), draft.entity(other)
        agree = not (one.gender and two.gender and one.gender != two.gender)
        if form == {"pronoun"} and one.named and agree and one.kind == two.kind:
            draft.give(span, draft.kept(told.entity))


def _joined(draft: Draft, read: ReadEvent, found: Found) -> ReadEvent:
    """Return an event as the model tells it, with what it leaves out as it was read."""
    told = {p.slot for p in found.people}
    whom = {draft.kept(p.entity) for p in found.people}
    left = [p for p in read.participants if p.slot not in told and draft.kept(p.entity) not in whom]
    same = alike(read.predicate, found.predicate)
    values: dict[str, Any] = {
        "predicate": read.predicate if same else found.predicate,
        "participants": (*(_at_own(draft, p, read) for p in found.people), *left),
        "places": tuple(found.places) or read.places,
        "times": tuple(found.times) or read.times,
    }
    if found.negative or found.modality == "actual":
        values["polarity"] = "negative" if found.negative else "positive"
    if found.modality:
        values["modality"] = found.modality
    return read.model_copy(update=values)


def _at_own(draft: Draft, told: Participant, read: ReadEvent) -> Participant:
    """Return a participant at the mention that stands in the event as it was read."""
    start, end = draft.spot(told.entity, (read.start, read.end))
    return told.model_copy(update={"start": start, "end": end})


def _event(draft: Draft, found: Found) -> ReadEvent:
    """Return a new event; what happens takes place and time of the occasion that it is part of."""
    start, end = found.span
    within = occasion_at(draft, found.span)
    actual = not found.negative and found.modality in (None, "actual")
    places, times = tuple(found.places), tuple(found.times)
    if within is not None and actual and not draft.chat:
        whole = draft.events[within]
        inferred = {"inferred": True}
        places = places or tuple(p.model_copy(update=inferred) for p in whole.places[:1])
        times = times or tuple(t.model_copy(update=inferred) for t in whole.times[:1])
    return ReadEvent(
        level="action",
        predicate=found.predicate,
        phrase=draft.text.text[start:end],
        start=start,
        end=end,
        polarity="negative" if found.negative else "positive",
        modality=found.modality or "actual",
        participants=tuple(found.people),
        places=places,
        times=times,
        occasion=within,
    )


def occasion_at(draft: Draft, span: Span) -> int | None:
    """Return the number of the occasion that a span is part of."""
    for number, event in enumerate(draft.events):
        if event.level == "occasion" and event.start <= span[0] < event.end:
            return number
    return None


def _say(draft: Draft, found: Found, told: ToldEvent) -> None:
    """Add that somebody says so, unless it was read."""
    if not told.said_by.strip():
        return
    number = resolve(draft, told.said_by, found.span, "Person")
    if number is None or _is_said(draft, draft.kept(number), found.span):
        return
    start, end = draft.spot(number, found.span)
    agent = Participant(slot="AGENT", entity=number, start=start, end=end)
    said = Found("say", found.span, [agent])
    draft.events.append(_event(draft, said))
    draft.renewed.add(len(draft.events) - 1)


def _is_said(draft: Draft, number: int, span: Span) -> bool:
    """Return whether somebody was read to say something beside a span."""
    return any(
        event.predicate.split(" ")[0] in SAYING
        and draft.text.same_sentence((event.start, event.end), span)
        and any(draft.kept(p.entity) == number for p in event.participants)
        for event in draft.events
    )
