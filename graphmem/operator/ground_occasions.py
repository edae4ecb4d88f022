"""What kind of happening a stretch of the text tells, as a model names it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from graphmem.models.workspace import Dating, Participant, ReadEvent, Whereabouts
from graphmem.operator.draft import Draft
from graphmem.operator.ground import Span
from graphmem.operator.ground_events import Found, find_place, find_time, occasion_at, weave
from graphmem.operator.ground_people import resolve
from graphmem.operator.llm_shapes import ToldOccasion

_Setting = TypeVar("_Setting", Whereabouts, Dating)
_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
_MOST_WORDS = 6
_TAKING_PART = ("Person", "Creature", "Group", "Organization")


def ground_occasions(draft: Draft, told: Sequence[ToldOccasion]) -> None:
    """Name the occasions that were read, and add those that were not.

    The label is the model's own, so that it must show words of the text for it. One occasion has
    one label, the first; what else is told in the same stretch is a happening within it, and so is
    what a model says who was given little of an occasion that has a label.
    """
    for each in told:
        label = _label(draft, each.label)
        spans = draft.text.find(each.words, draft.within)
        if not label or not spans:
            draft.dropped.drop("occasions")
            continue
        number = occasion_at(draft, spans[0])
        if number is None:
            _add(draft, label, spans[0], each)
        elif number in draft.labelled or not _is_for_it_to_say(draft, draft.events[number]):
            _within(draft, label, spans[0], each)
        else:
            was = draft.events[number]
            draft.events[number] = _named(draft, was, label, each, spans[0])
            _move_along(draft, number, was)
            draft.labelled.add(number)


def _is_for_it_to_say(draft: Draft, read: ReadEvent) -> bool:
    """Return whether an occasion has no label yet, or the model was given most of it."""
    shared = (min(end, read.end) - max(start, read.start) for start, end in draft.given)
    seen = sum(max(0, length) for length in shared)
    return not read.predicate or 2 * seen >= read.end - read.start


def _label(draft: Draft, told: str) -> str:
    """Return a label with capitals only where the text has them, "" for what is none."""
    words = _WORD.findall(told)
    if not 0 < len(words) <= _MOST_WORDS:
        return ""
    text = draft.text.text
    return " ".join(w if re.search(rf"\b{re.escape(w)}\b", text) else w.lower() for w in words)


def _people(
    draft: Draft, told: ToldOccasion, span: Span
) -> tuple[list[Participant], list[Participant]]:
    """Return whose an occasion is, and who else is there."""
    heroes, others = (
        [
            _taking_part(draft, number, slot, span)
            for name in names
            if (number := resolve(draft, name, span, "Person")) is not None
            and draft.entity(number).kind in _TAKING_PART
        ]
        for slot, names in (("AGENT", (told.about,)), ("COMPANION", told.others))
    )
    return heroes, others


def _taking_part(draft: Draft, number: int, slot: str, span: Span) -> Participant:
    start, end = draft.spot(number, span)
    values = {"slot": slot, "entity": number, "start": start, "end": end}
    return Participant.model_validate(values)


def _setting(
    draft: Draft, told: ToldOccasion, span: Span
) -> tuple[tuple[Whereabouts, ...], tuple[Dating, ...]]:
    place = find_place(draft, told.place, span)
    time = find_time(draft, told.time, span)
    return (
        () if place is None else (place.model_copy(update={"inferred": False}),),
        () if time is None else (time.model_copy(update={"inferred": False}),),
    )


def _named(draft: Draft, read: ReadEvent, label: str, told: ToldOccasion, span: Span) -> ReadEvent:
    """Return an occasion with its label, whose it is and where and when, the model's first."""
    heroes, others = _people(draft, told, span)
    places, times = _setting(draft, told, span)
    if heroes:
        was = [p.model_copy(update={"slot": "COMPANION"}) for p in read.participants]
        # An unnamed hero of the pipeline is mostly whom the model calls by name.
        was = [p for p in was if draft.entity(p.entity).named]
    else:
        was = list(read.participants)
    people: dict[int, Participant] = {}
    for each in (*heroes, *was, *others):
        people.setdefault(draft.kept(each.entity), each)
    wheres = {draft.kept(p.entity): p for p in (*read.places[::-1], *places)}
    whens = {t.time: t for t in (*read.times[::-1], *times)}
    return read.model_copy(
        update={
            "predicate": label,
            "phrase": label,
            "participants": tuple(people.values()),
            "places": (*places, *(w for w in read.places if wheres[draft.kept(w.entity)] is w)),
            "times": (*times, *(t for t in read.times if whens[t.time] is t)),
        }
    )


def _move_along(draft: Draft, number: int, was: ReadEvent) -> None:
    """Let what happens in an occasion be where and when that now is, if it was there with it."""
    now = draft.events[number]
    old, new = was.places[:1], now.places[:1]
    before, after = was.times[:1], now.times[:1]
    for at, event in enumerate(draft.events):
        if event.occasion != number:
            continue
        update: dict[str, object] = {}
        if new and [p.entity for p in event.places if p.inferred] == [p.entity for p in old]:
            update["places"] = (*(p for p in event.places if not p.inferred), _inferred(new[0]))
        if after and [t.time for t in event.times if t.inferred] == [t.time for t in before]:
            update["times"] = (*(t for t in event.times if not t.inferred), _inferred(after[0]))
        if update:
            draft.events[at] = event.model_copy(update=update)


def _inferred(setting: _Setting) -> _Setting:
    return setting.model_copy(update={"inferred": True})


def _add(draft: Draft, label: str, span: Span, told: ToldOccasion) -> None:
    """Add an occasion over the passage that tells it, and let what happens in it be part of it."""
    heroes, others = _people(draft, told, span)
    places, times = _setting(draft, told, span)
    if not heroes and not places and not times:
        draft.dropped.drop("occasions")
        return
    start, end = next(((a, b) for a, b in draft.within if a <= span[0] and span[1] <= b), span)
    draft.events.append(
        ReadEvent(
            level="occasion",
            predicate=label,
            phrase=label,
            start=start,
            end=end,
            participants=(*heroes, *others),
            places=places,
            times=times,
        )
    )
    number = len(draft.events) - 1
    draft.labelled.add(number)
    for at, event in enumerate(draft.events):
        free = event.level == "action" and event.occasion is None
        if free and start <= event.start < end:
            draft.events[at] = event.model_copy(update={"occasion": number})


def _within(draft: Draft, label: str, span: Span, told: ToldOccasion) -> None:
    """Add a happening to the occasion that it stands in."""
    heroes, others = _people(draft, told, span)
    places, times = _setting(draft, told, span)
    weave(draft, Found(label.lower(), span, [*heroes, *others], list(places), list(times)))
