"""Occasions, actions and happenings as events, each with its people, places and times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphmem.models.workspace import Dating, Participant, ReadEvent, Whereabouts
from graphmem.operator.clock import ToldTime
from graphmem.operator.grammar import children
from graphmem.operator.mentions import Found, written_span
from graphmem.operator.occasions import Occasion
from graphmem.operator.participants import noun_participants, participants
from graphmem.operator.reading import Reading, governing_action
from graphmem.operator.whereabouts import find_whereabouts

_WITHIN = ("compound", "nummod", "amod")
_OPENING = ("DET", "PRON", "ADJ", "PART")  # what stands before a time in a noun's phrase
_UNDATED = ("before", "after", "since", "until")


@dataclass(slots=True)
class Draft:
    """An event whose entities are still figures."""

    values: dict[str, Any]
    people: list[tuple[str, int, int, int]] = field(default_factory=list)
    places: list[tuple[int, int, int, bool]] = field(default_factory=list)
    times: list[tuple[int, int, int, bool]] = field(default_factory=list)

    def written(self, index: Mapping[int, int]) -> ReadEvent:
        """Return the event with entities by their index."""
        return ReadEvent(
            **self.values,
            participants=tuple(
                Participant(slot=slot, entity=index[n], start=a, end=b)  # type: ignore[arg-type]
                for slot, n, a, b in self.people
            ),
            places=tuple(
                Whereabouts(entity=index[n], start=a, end=b, inferred=inferred)
                for n, a, b, inferred in self.places
            ),
            times=tuple(
                Dating(time=n, start=a, end=b, inferred=inferred)
                for n, a, b, inferred in self.times
            ),
        )


def write_events(reading: Reading, occasions: Sequence[Occasion]) -> tuple[list[Draft], set[int]]:
    """Return the events (occasions, then actions, then happenings) and the figures in them."""
    whole = [_occasion(reading, o) for o in occasions]
    verbs = {a.verb: n for n, a in enumerate(reading.actions)}
    acts = [_action(reading, n) for n in range(len(reading.actions))]
    _place(reading, acts, verbs)
    nominal = [_happening(reading, n) for n in range(len(reading.happenings))]
    _date(reading, acts, verbs, nominal)
    _set_scene(reading, occasions, whole, acts, [a.verb for a in reading.actions])
    _set_scene(reading, occasions, whole, nominal, [h.head for h in reading.happenings])
    drafts = [*whole, *acts, *nominal]
    used = {p[1] for d in drafts for p in d.people} | {p[0] for d in drafts for p in d.places}
    return drafts, used


def _span(reading: Reading, found: Found) -> tuple[int, int]:
    return written_span(reading.page.parsed, found)


def _occasion(reading: Reading, occasion: Occasion) -> Draft:
    tokens = reading.page.parsed.tokens
    segment = occasion.segment
    start, end = (0, 0)
    if tokens and segment.end > segment.first:
        start, end = tokens[segment.first].start, tokens[segment.end - 1].end
    draft = Draft(
        {"level": "occasion", "predicate": occasion.label, "phrase": occasion.label,
         "start": start, "end": end}
    )  # fmt: skip
    for rank, (number, found) in enumerate(occasion.people):
        draft.people.append(("COMPANION" if rank else "AGENT", number, *_span(reading, found)))
    for number, found in occasion.places:
        draft.places.append((number, *_span(reading, found), occasion.stayed))
    if segment.time is not None:
        draft.times.append(_dating(reading, segment.time, inferred=False))
    return draft


def _dating(reading: Reading, told: object, *, inferred: bool) -> tuple[int, int, int, bool]:
    number = next(n for n, t in enumerate(reading.times) if t is told)
    expression = reading.times[number].expression
    return number, expression.start, expression.end, inferred


def _action(reading: Reading, number: int) -> Draft:
    action = reading.actions[number]
    parsed = reading.page.parsed
    draft = Draft(
        {"level": "action", "predicate": action.predicate,
         "phrase": parsed.text[action.start : action.end], "start": action.start,
         "end": action.end, "polarity": "negative" if action.negative else "positive",
         "modality": action.modality}
    )  # fmt: skip
    for slot, figure, head in participants(parsed, reading.cast, action.verb):
        draft.people.append((slot, figure, *_span(reading, reading.cast.where[head])))
    return draft


def _place(reading: Reading, acts: Sequence[Draft], verbs: Mapping[int, int]) -> None:
    """Give each place to the action it belongs to."""
    for action, number, head in find_whereabouts(reading, verbs):
        if all(p[0] != number for p in acts[action].places):
            acts[action].places.append((number, *_span(reading, reading.cast.where[head]), False))


def _date(
    reading: Reading,
    acts: Sequence[Draft],
    verbs: Mapping[int, int],
    nominal: Sequence[Draft],
) -> None:
    """Give each time to the action it belongs to, and to the noun that it hangs on."""
    nouns = {h.head: n for n, h in enumerate(reading.happenings)}
    for told in reading.times:
        if told.interval is None or told.expression.bound in _UNDATED:
            continue
        noun, describes = _dated_noun(reading, told)
        if noun in nouns:
            nominal[nouns[noun]].times.append(_dating(reading, told, inferred=False))
        if describes:  # "the 2003 agreement" may be kept in any year
            continue
        action = governing_action(reading, told.last, verbs)
        if action is None:
            action = governing_action(reading, told.first, verbs)
        if action is None:
            action = _following_action(reading, told, verbs)
        if action is not None:
            acts[action].times.append(_dating(reading, told, inferred=False))


def _following_action(reading: Reading, told: ToldTime, verbs: Mapping[int, int]) -> int | None:
    """Return the action of the words right after a time that the parser cut off from them."""
    tokens = reading.page.parsed.tokens
    own = range(told.first, told.last + 1)
    below = reading.page.parsed.children(told.last)
    after = tokens[told.last + 1] if told.last + 1 < len(tokens) else None
    if tokens[told.last].dep != "root" or after is None or after.pos == "PUNCT":
        return None
    return governing_action(reading, after.i, verbs) if all(c in own for c in below) else None


def _dated_noun(reading: Reading, told: ToldTime) -> tuple[int, bool]:
    """Return the noun that a time hangs on, -1 for none; and whether it is part of its name."""
    tokens = reading.page.parsed.tokens
    for token in tokens[told.first : told.last + 1]:
        head = tokens[token.head]
        if head.i == told.origin:  # two days after the wedding is not when they wed
            return -1, False
        if not told.first <= head.i <= told.last:
            before = tokens[told.first - 1].pos if told.first else ""
            core = head.pos == "NOUN" and not head.dep.startswith("obl")
            within = core and token.dep in _WITHIN and before in _OPENING
            return (head.i if head.pos == "NOUN" else -1), within
    return -1, False


def _happening(reading: Reading, number: int) -> Draft:
    happening = reading.happenings[number]
    parsed = reading.page.parsed
    tokens = parsed.tokens
    start, end = tokens[happening.start].start, tokens[happening.end - 1].end
    draft = Draft(
        {"level": "action", "predicate": happening.label, "phrase": parsed.text[start:end],
         "start": start, "end": end, "nominal": True}
    )  # fmt: skip
    where = reading.cast.where
    taking_part = noun_participants(parsed, reading.cast, happening.head)
    for slot, figure, head in taking_part:
        draft.people.append((slot, figure, *_span(reading, where[head])))
    others = set(children(parsed, happening.head, "nmod")) - {f[2] for f in taking_part}
    for c in sorted(others):
        number_of = reading.cast.of(c)
        if number_of is not None and reading.cast.figures[number_of].kind == "Place":
            draft.places.append((number_of, *_span(reading, where[c]), False))
    return draft


def _beside_time(reading: Reading, occasion: Occasion, head: int) -> bool:
    """Return whether a word of a chat stands in the sentence that tells the time or place.

    A turn jumps between topics: what one sentence tells does not hold for the next.
    """
    sentence = reading.page.sentence
    told = [] if occasion.segment.time is None else [occasion.segment.time.first]
    told += [found.head for _, found in occasion.places[:1]]
    return any(sentence[i] == sentence[head] for i in told)


def _set_scene(
    reading: Reading,
    occasions: Sequence[Occasion],
    whole: Sequence[Draft],
    drafts: Sequence[Draft],
    heads: Sequence[int],
) -> None:
    """Let actions take place and time of the occasion they are part of, where they have none."""
    for draft, head in zip(drafts, heads, strict=True):
        for number, occasion in enumerate(occasions):
            if not occasion.segment.first <= head < occasion.segment.end:
                continue
            draft.values["occasion"] = number
            if draft.values.get("modality", "actual") != "actual":
                continue
            if reading.page.speaker and not _beside_time(reading, occasion, head):
                continue
            figures = reading.cast.figures
            if whole[number].places and all(figures[p[0]].kind != "Place" for p in draft.places):
                draft.places.append((*whole[number].places[0][:3], True))
            if not draft.times and whole[number].times:
                draft.times.append((*whole[number].times[0][:3], True))
