"""All that was read on one page, stage by stage, before it is written as a workspace."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from graphmem.models.times import Interval
from graphmem.operator.actions import Action, find_actions
from graphmem.operator.clock import ToldTime, tell_times
from graphmem.operator.coreference import resolve
from graphmem.operator.figures import Cast
from graphmem.operator.grammar import ancestors
from graphmem.operator.happenings import Happening, find_happenings
from graphmem.operator.kinds import name_kinds
from graphmem.operator.mentions import find_mentions
from graphmem.operator.naming import NameSpan, find_names
from graphmem.operator.page import Page
from graphmem.operator.segments import Segment, cut
from graphmem.operator.sorts import Sorts
from graphmem.operator.voices import give_voices


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the window tells of names: kinds, full names of persons with gender, other speakers.

    `recent` gives the words of whom a reader thinks of last as he, and as she: seldom asked for.
    """

    kinds: Mapping[str, str]
    persons: Mapping[tuple[str, ...], str]
    speakers: tuple[str, ...] = ()
    recent: Callable[[], Mapping[str, tuple[str, ...]]] = dict


@dataclass(frozen=True, slots=True)
class Reading:
    """The figures, times, events and segments of a page."""

    page: Page
    cast: Cast
    times: tuple[ToldTime, ...]
    actions: tuple[Action, ...]
    happenings: tuple[Happening, ...]
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Glance:
    """A page with the times and the names on it, as they can be seen without its surroundings."""

    page: Page
    times: tuple[ToldTime, ...]
    names: tuple[NameSpan, ...]


def glance_at(page: Page, sorts: Sorts, occurred: Interval | None) -> Glance:
    """Return the times and names of a page."""
    times = tell_times(page, occurred)
    blocked = [(t.expression.start, t.expression.end) for t in times]
    return Glance(page, tuple(times), tuple(find_names(page, blocked, sorts)))


def typed_names(
    glance: Glance, sorts: Sorts, kinds: Mapping[str, str]
) -> list[tuple[NameSpan, str]]:
    """Return the names of a page with their kinds."""
    typed = name_kinds(glance.page.parsed, glance.names, sorts, kinds)
    return list(zip(glance.names, typed, strict=True))


def recent_persons(
    glance: Glance, names: Sequence[tuple[NameSpan, str]], sorts: Sorts
) -> dict[str, tuple[str, ...]]:
    """Return the words of the person that a reader thinks of last as he, and as she, by gender."""
    found = find_mentions(glance.page, names, sorts, _blocked(glance))
    cast = resolve(glance.page, found, sorts, {})
    recent: dict[str, tuple[str, ...]] = {}
    for number in cast.in_mind:
        figure = cast.figures[number]
        if figure.gender in ("f", "m"):
            recent.setdefault(figure.gender, figure.words)
    return recent


def _blocked(glance: Glance) -> list[bool]:
    """Return for each token whether it tells a time."""
    blocked = [False] * len(glance.page.parsed.tokens)
    for told in glance.times:
        blocked[told.first : told.last + 1] = [True] * (told.last + 1 - told.first)
    return blocked


def read_page(glance: Glance, sorts: Sorts, around: Surroundings) -> Reading:
    """Return what the stages read, each from those before it."""
    page, times = glance.page, glance.times
    names = typed_names(glance, sorts, around.kinds)
    blocked = _blocked(glance)
    found = find_mentions(page, names, sorts, blocked)
    cast = resolve(page, found, sorts, around.persons)
    give_voices(page, found, cast, around.speakers, around.recent)
    return Reading(
        page,
        cast,
        times,
        tuple(find_actions(page, sorts)),
        tuple(find_happenings(page, names, blocked, sorts)),
        tuple(cut(page, times)),
    )


def governing_action(reading: Reading, token: int, verbs: Mapping[int, int]) -> int | None:
    """Return the number of the action that a word belongs to: the nearest verb above it."""
    if token in verbs:
        return verbs[token]
    for head in ancestors(reading.page.parsed, token):
        if head in verbs:
            return verbs[head]
    return None
