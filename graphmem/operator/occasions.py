"""What each stretch of an episode tells as one happening: its label, place, time and people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graphmem.operator.happenings import Happening
from graphmem.operator.mentions import Found
from graphmem.operator.reading import Reading
from graphmem.operator.salience import saliences
from graphmem.operator.segments import Segment
from graphmem.operator.sorts import Sorts
from graphmem.operator.venues import rank_places

_LABEL_LEAST = 0.5


@dataclass(frozen=True, slots=True)
class Occasion:
    """A segment as one happening; `people` in order, the one it is about first.

    `stayed` when it names no place and keeps that of the segment before.
    """

    segment: Segment
    label: str
    people: tuple[tuple[int, Found], ...]
    places: tuple[tuple[int, Found], ...]
    stayed: bool = False


def find_occasions(reading: Reading, sorts: Sorts, worth: Sequence[float]) -> list[Occasion]:
    """Return one occasion a segment; in a chat, only for a turn that places or dates one.

    `worth` are the saliences of the figures on the whole page.
    """
    found: list[Occasion] = []
    for segment in reading.segments:
        if segment.end <= segment.first:  # an empty text tells nothing
            continue
        span = (segment.first, segment.end)
        ranked = rank_places(reading.page, reading.cast, sorts, span)
        places = tuple((number, mention) for number, mention, _ in ranked)
        before = [o for o in found if not (segment.is_item and o.segment.is_item)]
        stayed = bool(not places and before and before[-1].places)
        occasion = Occasion(
            segment,
            _label(reading, segment),
            tuple(_people(reading, span, worth)),
            before[-1].places[:1] if stayed else places,
            stayed,
        )
        told = not reading.page.speaker or _is_told(reading, occasion)
        if told and (len(reading.segments) == 1 or _says_something(occasion)):
            found.append(occasion)
    return found


def _says_something(occasion: Occasion) -> bool:
    """Return whether anything is known of an occasion; of a bare heading over a list nothing is."""
    known = occasion.label or occasion.people or occasion.places
    return bool(known) or occasion.segment.time is not None


def _is_told(reading: Reading, occasion: Occasion) -> bool:
    """Return whether a chat turn tells something done, with a time or place of its own."""
    acted = any(a.modality == "actual" and not a.negative for a in reading.actions)
    return acted and (occasion.segment.time is not None or bool(occasion.places))


def _people(
    reading: Reading, span: tuple[int, int], overall: Sequence[float]
) -> list[tuple[int, Found]]:
    """Return the persons of a span with the mention that stands for each, most salient first."""
    whole = span == (0, len(reading.page.parsed.tokens))
    here = overall if whole else saliences(reading.page, reading.cast, span)
    # a stretch is told of whom the whole is about, if he is there
    worth = [x and round(x + 0.5 * y, 4) for x, y in zip(here, overall, strict=True)]
    named = []
    for number, figure in enumerate(reading.cast.figures):
        if figure.kind != "Person" or figure.merged >= 0 or not worth[number]:
            continue
        inside = [f for f, _, _ in figure.mentions if span[0] <= f.head < span[1]]
        first = min(inside, key=lambda f: (f.form != "name", f.head))
        named.append((figure.named, worth[number], number, first))
    teller = reading.cast.speaker
    # somebody unnamed is the hero only where nobody named comes near, unless he tells it
    known = [(p, p[0] or p[2] == teller) for p in named]
    hero, _ = max(
        known, key=lambda k: (k[0][1] * (1.0 if k[1] else 0.3), -k[0][2]), default=(None, False)
    )
    if reading.page.speaker:
        named = [p for p in named if p[2] == teller or _is_told_of(reading, p[3])]
        hero = next((p for p in named if p[2] == teller), None)
    near = [p for p in named if (p[0] or p[2] == teller) and p is not hero]
    others = sorted(near, key=lambda p: (-p[1], p[2]))
    people = ([hero] if hero else []) + others
    return [(number, found) for _, _, number, found in people]


def _is_told_of(reading: Reading, found: Found) -> bool:
    """Return whether a chat tells of somebody, and does not only speak to him."""
    dep = reading.page.parsed.tokens[found.head].dep
    return found.form == "name" and dep not in ("vocative", "discourse", "parataxis")


def _label(reading: Reading, segment: Segment) -> str:
    """Return the label of the most central happening of a segment, "" when none is clear."""
    inside = [h for h in reading.happenings if segment.first <= h.head < segment.end]
    best = max(inside, key=lambda h: (_centrality(reading, h, inside), -h.head), default=None)
    if best is None or _centrality(reading, best, inside) < _LABEL_LEAST:
        return ""
    return best.label


def _centrality(reading: Reading, happening: Happening, all_inside: list[Happening]) -> float:
    parsed = reading.page.parsed
    token = parsed.tokens[happening.head]
    words = happening.label.split()
    again = sum(1 for h in all_inside if h.label.split()[-1] == words[-1]) - 1
    score = happening.score + 0.15 * min(2, again)
    score += 0.12 * min(2, len(words) - 1)
    if reading.page.quote[happening.head] >= 0:
        score *= 0.8
    if token.dep in ("amod", "advcl"):
        score *= 0.8
    if "Plur" in token.morph:
        score *= 0.8
    return round(score, 4)
