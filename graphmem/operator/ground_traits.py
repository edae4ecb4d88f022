"""Roles and states with when they held, places in places, who was together, what is left open."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphmem.models.times import FIRST_MOMENT, LAST_MOMENT, Interval
from graphmem.models.workspace import (
    Asks,
    Claim,
    Containment,
    Dating,
    OpenQuestion,
    Participant,
    ReadEvent,
    Whereabouts,
)
from graphmem.operator.draft import Draft
from graphmem.operator.ground import Span, distance, overlap
from graphmem.operator.ground_events import find_place, find_time
from graphmem.operator.ground_people import resolve
from graphmem.operator.llm_shapes import ToldLink, ToldPlace, ToldQuestion, ToldTrait

_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
_MOST_WORDS = 6
_BESIDE = 200  # characters between a place and what it lies in
_LONGEST = 160
_IDLE = ("a", "an", "the")
_ASKS: dict[str, tuple[Asks, str]] = {
    "who": ("who", "AGENT"), "whom": ("whom", "PATIENT"), "where": ("where", "AT"),
    "when": ("when", "DURING"), "what": ("what", "PATIENT"), "which": ("what", "PATIENT"),
    "why": ("why", "CAUSE"), "how": ("how", "MANNER"),
}  # fmt: skip
_ACTING = ("AGENT", "EXPERIENCER", "COMPANION")


def ground_traits(draft: Draft, told: Sequence[ToldTrait]) -> None:
    """Take in roles and states of which the text holds the words."""
    for each in told:
        words = [w.lower() for w in _WORD.findall(each.what)]
        negative = words[:1] == ["not"]
        name = " ".join(w for w in words[negative:] if w not in _IDLE)
        spans = draft.text.find(each.words or each.what, draft.within)
        number = resolve(draft, each.who, spans[0]) if spans and name else None
        fits = len(words) <= _MOST_WORDS and draft.text.holds_terms(name, draft.within)
        if number is None or not fits:
            draft.dropped.drop("traits")
            continue
        start, end = spans[0]
        claim = Claim(
            sort="state" if each.sort.strip().lower().startswith("state") else "role",
            entity=number,
            name=name,
            start=start,
            end=end,
            valid=_valid(draft, each, spans[0]),
            polarity="negative" if negative else "positive",
        )
        _claim(draft, claim)


def _claim(draft: Draft, claim: Claim) -> None:
    """Add a claim; one that was read at the same words takes the time that the model gives it."""
    for number, read in enumerate(draft.claims):
        if (read.sort, read.polarity) != (claim.sort, claim.polarity):
            continue
        shared = overlap((read.start, read.end), (claim.start, claim.end)) > 0
        part = shared and (read.name in claim.name or claim.name in read.name)
        same = read.name == claim.name or part
        if same and draft.kept(read.entity) == draft.kept(claim.entity):
            if claim.valid is not None:
                draft.claims[number] = read.model_copy(update={"valid": claim.valid})
            return
    draft.claims.append(claim)


def _valid(draft: Draft, told: ToldTrait, near: Span) -> Interval | None:
    """Return when something held, by our own reading of the words that tell it."""
    since, until = (_interval(draft, words, near) for words in (told.since, told.until))
    if since is None and until is None:
        return None
    start = since.start if since else FIRST_MOMENT
    end = until.end if until else LAST_MOMENT
    return Interval(start, end) if start < end else None


def _interval(draft: Draft, words: str, near: Span) -> Interval | None:
    found = find_time(draft, words, near)
    return None if found is None else draft.base.times[found.time].interval


def ground_places(draft: Draft, told: Sequence[ToldPlace]) -> None:
    """Take in places that lie in places, where both stand near one another."""
    for each in told:
        spans = draft.text.find(each.part) or draft.text.find(each.whole)
        pair = (
            [find_place(draft, name, spans[0]) for name in (each.part, each.whole)] if spans else []
        )
        part, whole = pair or (None, None)
        span = _both(draft, part, whole) if part and whole else None
        if part is None or whole is None or span is None:
            draft.dropped.drop("places in places")
            continue
        for one in (part, whole):
            if draft.entity(one.entity).kind in ("Concept", "Object"):
                draft.change(one.entity, kind="Place")
        draft.containment.append(
            Containment(part=part.entity, whole=whole.entity, start=span[0], end=span[1])
        )


def _both(draft: Draft, part: Whereabouts, whole: Whereabouts) -> Span | None:
    """Return the shortest stretch that names two places."""
    stretches = [
        (min(a.start, b.start), max(a.end, b.end))
        for a in draft.mentions(part.entity)
        for b in draft.mentions(whole.entity)
        if distance((a.start, a.end), (b.start, b.end)) <= _BESIDE
    ]
    return min(stretches, key=lambda s: (s[1] - s[0], s), default=None)


def ground_links(draft: Draft, told: Sequence[ToldLink]) -> None:
    """Let who share a place or a time share it in what they do, where nothing else is told."""
    for each in told:
        if not draft.within:
            continue
        near = draft.within[0]
        numbers = [resolve(draft, name, near, "Person") for name in each.who]
        who = {draft.kept(n) for n in numbers if n is not None}
        place = find_place(draft, each.place, near) if who else None
        time = find_time(draft, each.time, near) if who else None
        if place is None and time is None:
            draft.dropped.drop("links")
            continue
        for at, event in enumerate(draft.events):
            if _is_shared(draft, event, who):
                draft.events[at] = _set(event, place, time)


def _is_shared(draft: Draft, event: ReadEvent, who: set[int]) -> bool:
    """Return whether some of them do what happens, in what the model was given."""
    inside = any(low <= event.start < end for low, end in draft.within)
    actual = event.polarity == "positive" and event.modality == "actual"
    doing = {draft.kept(p.entity) for p in event.participants if p.slot in _ACTING}
    return inside and actual and event.level == "action" and bool(doing & who)


def _set(event: ReadEvent, place: Whereabouts | None, time: Dating | None) -> ReadEvent:
    update: dict[str, object] = {}
    if place is not None and all(p.inferred for p in event.places):
        update["places"] = (place.model_copy(update={"inferred": True}),)
    if time is not None and all(t.inferred for t in event.times):
        update["times"] = (time.model_copy(update={"inferred": True}),)
    return event.model_copy(update=update) if update else event


def ground_questions(draft: Draft, told: Sequence[ToldQuestion]) -> None:
    """Take in what the text leaves open; an answer that it holds fills the slot instead."""
    for each in told:
        first = next(iter(_WORD.findall(each.question.lower())), "")
        spans = draft.text.find(each.words, draft.within)
        number = _asked_of(draft, spans[0]) if spans else None
        fits = len(each.question) <= _LONGEST and draft.text.holds_names(each.question)
        if number is None or first not in _ASKS or not fits:
            draft.dropped.drop("questions")
            continue
        asks, slot = _ASKS[first]
        if each.answer.strip():
            _answer(draft, number, slot, each.answer)
            continue
        start, end = spans[0]
        text = each.question.strip().rstrip("?.! ") + "?"
        values = {"event": number, "asks": asks, "slot": slot, "text": text}
        draft.questions.append(OpenQuestion.model_validate({**values, "start": start, "end": end}))


def _asked_of(draft: Draft, span: Span) -> int | None:
    """Return the event that words tell: the one that shares most of them."""
    shared = {
        number: overlap((event.start, event.end), span)
        for number, event in enumerate(draft.events)
        if event.level == "action"
    }
    best = max(shared, key=lambda n: (shared[n], -n), default=None)
    return best if best is not None and shared[best] else None


def _answer(draft: Draft, number: int, slot: str, words: str) -> None:
    """Let an answer fill the slot of an event, if nothing does."""
    event = draft.events[number]
    near = (event.start, event.end)
    if slot == "AT":
        place = find_place(draft, words, near) if not event.places else None
        draft.events[number] = _set(event, place, None)
    elif slot == "DURING":
        time = find_time(draft, words, near) if not event.times else None
        draft.events[number] = _set(event, None, time)
    elif slot in ("AGENT", "PATIENT") and all(p.slot != slot for p in event.participants):
        entity = resolve(draft, words, near)
        if entity is not None:
            start, end = draft.spot(entity, near)
            values = {"slot": slot, "entity": entity, "start": start, "end": end}
            added = (*draft.events[number].participants, Participant.model_validate(values))
            draft.events[number] = draft.events[number].model_copy(update={"participants": added})
