"""A workspace while it is deepened: entities that may still become one, events that may change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphmem.models.workspace import (
    Claim,
    Containment,
    Mention,
    OpenQuestion,
    Participant,
    ReadEntity,
    ReadEvent,
    Whereabouts,
    Workspace,
)
from graphmem.operator.ground import Span, Tally, Text, nearest


@dataclass(slots=True)
class Somebody:
    """An entity in the making; `into` is the number of the one that it turned out to be."""

    read: ReadEntity
    mentions: list[Mention]
    into: int = -1


@dataclass(slots=True)
class Draft:
    """What is known so far of an episode; indices are those of these lists.

    `chat` says whether somebody speaks the whole, `given` which spans the model was given in all
    and `within` which for an answer, `names` what that calls whom. `labelled` are the occasions
    that it named, `renewed` the events that it told.
    """

    text: Text
    base: Workspace
    chat: bool = False
    given: tuple[Span, ...] = ()
    within: tuple[Span, ...] = ()
    people: list[Somebody] = field(default_factory=list)
    events: list[ReadEvent] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    containment: list[Containment] = field(default_factory=list)
    questions: list[OpenQuestion] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)
    labelled: set[int] = field(default_factory=set)
    renewed: set[int] = field(default_factory=set)
    dropped: Tally = field(default_factory=Tally)

    def kept(self, number: int) -> int:
        """Return the number of the entity that one turned out to be."""
        while self.people[number].into >= 0:
            number = self.people[number].into
        return number

    def entity(self, number: int) -> ReadEntity:
        """Return an entity without its mentions."""
        return self.people[self.kept(number)].read

    def mentions(self, number: int) -> list[Mention]:
        """Return the mentions of an entity."""
        return self.people[self.kept(number)].mentions

    def living(self) -> Iterator[int]:
        """Yield the numbers of all entities that are none other."""
        yield from (n for n, person in enumerate(self.people) if person.into < 0)

    def change(self, number: int, **values: Any) -> None:
        """Let an entity be otherwise."""
        person = self.people[self.kept(number)]
        person.read = person.read.model_copy(update=values)

    def new(self, read: ReadEntity, mentions: Sequence[Mention]) -> int:
        """Take an entity in and return its number."""
        self.people.append(Somebody(read, list(mentions)))
        return len(self.people) - 1

    def join(self, one: int, other: int) -> None:
        """Make two entities one, which is called what the first is."""
        one, other = self.kept(one), self.kept(other)
        if one == other:
            return
        stays, goes = self.people[one], self.people[other]
        stays.mentions += goes.mentions
        goes.mentions = []
        goes.into = one
        self.change(
            one,
            gender=stays.read.gender or goes.read.gender,
            salience=round(min(1.0, stays.read.salience + goes.read.salience), 4),
        )

    def mention(self, number: int, span: Span, form: str, score: float = 1.0) -> None:
        """Let words stand for an entity, unless they do so already."""
        mentions = self.mentions(number)
        start, end = span
        if all((m.start, m.end) != span for m in mentions):
            words = self.text.text[start:end]
            values = {"start": start, "end": end, "text": words, "form": form, "score": score}
            mentions.append(Mention.model_validate({**values, "reason": "the model"}))

    def spot(self, number: int, near: Span) -> Span:
        """Return the mention of an entity that stands nearest."""
        spans = [(m.start, m.end) for m in self.mentions(number)]
        return nearest(spans, near) or near

    def give(self, span: Span, number: int) -> None:
        """Let the words of a mention stand for another entity, in all that rests on them."""
        for person in self.people:
            moved = [m for m in person.mentions if (m.start, m.end) == span]
            person.mentions = [m for m in person.mentions if (m.start, m.end) != span]
            for m in moved:
                self.mention(number, span, m.form, min(m.score, 0.9))
            if moved and not person.mentions:
                person.into = self.kept(number)
        self.events = [self._given(event, span, number) for event in self.events]

    def _given(self, event: ReadEvent, span: Span, number: int) -> ReadEvent:
        def moved(each: Participant | Whereabouts) -> Any:
            if (each.start, each.end) != span:
                return each
            return each.model_copy(update={"entity": number})

        people = tuple(moved(p) for p in event.participants)
        places = tuple(moved(p) for p in event.places)
        if people == event.participants and places == event.places:
            return event
        return event.model_copy(update={"participants": people, "places": places})


def open_draft(text: str, base: Workspace, *, chat: bool) -> Draft:
    """Return a draft that holds what a workspace does."""
    draft = Draft(Text(text), base, chat)
    draft.people = [Somebody(e, list(e.mentions)) for e in base.entities]
    draft.events = list(base.events)
    draft.claims = list(base.claims)
    draft.containment = list(base.containment)
    draft.questions = list(base.questions)
    return draft
