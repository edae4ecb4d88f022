"""Write a draft as a workspace: entities in order, each once, and all that points to them."""

from __future__ import annotations

from collections.abc import Mapping

from graphmem.models.workspace import (
    Claim,
    Containment,
    OpenQuestion,
    Participant,
    ReadEntity,
    ReadEvent,
    Whereabouts,
    Workspace,
)
from graphmem.operator.draft import Draft


def close_draft(draft: Draft, reader: str) -> Workspace:
    """Return the workspace of a draft, as read by `reader`."""
    entities, index = _entities(draft)
    events, place = _events(draft, index)
    return draft.base.model_copy(
        update={
            "reader": reader,
            "entities": entities,
            "events": events,
            "claims": _claims(draft, index),
            "containment": _containment(draft, index),
            "questions": _questions(draft, place),
        }
    )


def _entities(draft: Draft) -> tuple[tuple[ReadEntity, ...], Mapping[int, int]]:
    """Return the entities by their first mention, and the index of each number.

    One that has lost all its words to others is nobody; what still rests on it goes with it.
    """
    found = []
    for number in draft.living():
        unique = {(m.start, m.end): m for m in reversed(draft.mentions(number))}
        if unique:
            mentions = tuple(unique[span] for span in sorted(unique))
            read = draft.entity(number).model_copy(update={"mentions": mentions})
            found.append((mentions[0].start, number, read))
    found.sort(key=lambda each: each[:2])
    at = {number: i for i, (_, number, _) in enumerate(found)}
    index = {n: at[draft.kept(n)] for n in range(len(draft.people)) if draft.kept(n) in at}
    return tuple(read for _, _, read in found), index


def _events(
    draft: Draft, index: Mapping[int, int]
) -> tuple[tuple[ReadEvent, ...], Mapping[int, int]]:
    """Return the events, occasions first, and the index of each number."""
    order = sorted(range(len(draft.events)), key=lambda n: draft.events[n].level != "occasion")
    place = {n: i for i, n in enumerate(order)}
    written = []
    for number in order:
        event = draft.events[number]
        update = {
            "participants": _participants(event, index),
            "places": _places(event, index),
            "occasion": None if event.occasion is None else place[event.occasion],
        }
        written.append(event.model_copy(update=update))
    return tuple(written), place


def _participants(event: ReadEvent, index: Mapping[int, int]) -> tuple[Participant, ...]:
    unique: dict[tuple[str, int], Participant] = {}
    for each in event.participants:
        if each.entity in index:
            at = index[each.entity]
            unique.setdefault((each.slot, at), each.model_copy(update={"entity": at}))
    return tuple(unique.values())


def _places(event: ReadEvent, index: Mapping[int, int]) -> tuple[Whereabouts, ...]:
    unique: dict[int, Whereabouts] = {}
    for each in event.places:
        if each.entity in index:
            at = index[each.entity]
            unique.setdefault(at, each.model_copy(update={"entity": at}))
    return tuple(unique.values())


def _claims(draft: Draft, index: Mapping[int, int]) -> tuple[Claim, ...]:
    unique: dict[tuple[str, int, str, str], Claim] = {}
    for each in draft.claims:
        if each.entity in index:
            at = index[each.entity]
            key = (each.sort, at, each.name, each.polarity)
            unique.setdefault(key, each.model_copy(update={"entity": at}))
    return tuple(sorted(unique.values(), key=lambda c: (c.start, c.sort, c.name, c.entity)))


def _containment(draft: Draft, index: Mapping[int, int]) -> tuple[Containment, ...]:
    unique: dict[tuple[int, int], Containment] = {}
    for each in draft.containment:
        if each.part in index and each.whole in index:
            pair = index[each.part], index[each.whole]
            if pair[0] != pair[1] and pair[::-1] not in unique:
                update = {"part": pair[0], "whole": pair[1]}
                unique.setdefault(pair, each.model_copy(update=update))
    return tuple(sorted(unique.values(), key=lambda c: (c.start, c.end)))


def _questions(draft: Draft, place: Mapping[int, int]) -> tuple[OpenQuestion, ...]:
    unique: dict[tuple[int, str, str], OpenQuestion] = {}
    for each in draft.questions:
        at = place[each.event]
        key = (at, each.asks, each.slot)
        unique.setdefault(key, each.model_copy(update={"event": at}))
    return tuple(sorted(unique.values(), key=lambda q: (q.start, q.asks, q.slot)))
