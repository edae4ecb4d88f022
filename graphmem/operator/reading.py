"""All that was read on one page, stage by stage, before it is written as a workspace."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from graphmem.language.parse import Parsed
from graphmem.models.times import Interval
from graphmem.operator.actions import Action, find_actions
from graphmem.operator.clock import ToldTime, tell_times
from graphmem.operator.coreference import resolve
from graphmem.operator.counted import Dates, count_times, dated_nouns
from graphmem.operator.figures import Cast
from graphmem.operator.grammar import ancestors
from graphmem.operator.happenings import Happening, find_happenings
from graphmem.operator.kinds import name_kinds, name_words
from graphmem.operator.mentions import Found, find_mentions
from graphmem.operator.naming import NameSpan, find_names
from graphmem.operator.page import Page
from graphmem.operator.segments import Segment, cut
from graphmem.operator.sorts import Sorts
from graphmem.operator.voices import give_voices


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the window tells of names: kinds, full names of persons with gender, other speakers.

    `recent` gives the words of whom a reader thinks of last as he, and as she: seldom asked for.
    `dates` are the days of events, by their nouns.
    """

    kinds: Mapping[str, str]
    persons: Mapping[tuple[str, ...], str]
    speakers: tuple[str, ...] = ()
    recent: Callable[[], Mapping[str, tuple[str, ...]]] = dict
    dates: Dates = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """The figures, times, events and segments of a page."""

    page: Page
    cast: Cast
    times: tuple[ToldTime, ...]
    actions: tuple[Action, ...]
    happenings: tuple[Happening, ...]
    segments: tuple[Segment, ...]


Names = Sequence[tuple[NameSpan, str]]


@dataclass(frozen=True)
class Glance:
    """A page with the times and the names on it, as they can be seen without its surroundings."""

    page: Page
    sorts: Sorts
    times: tuple[ToldTime, ...]
    spans: tuple[NameSpan, ...]

    @cached_property
    def names(self) -> Names:
        """Return the names with their kinds."""
        return self._typed({})

    @cached_property
    def found(self) -> Sequence[Found]:
        """Return all mentions."""
        return find_mentions(self.page, self.names, self.sorts, self.blocked)

    @cached_property
    def blocked(self) -> list[bool]:
        """Return for each token whether it tells a time."""
        blocked = [False] * len(self.page.parsed.tokens)
        for told in self.times:
            blocked[told.first : told.last + 1] = [True] * (told.last + 1 - told.first)
        return blocked

    def among(self, kinds: Mapping[str, str]) -> tuple[Names, Sequence[Found]]:
        """Return the names with their kinds and all mentions, when names had kinds before."""
        parsed = self.page.parsed
        if not any(" ".join(name_words(parsed, span)) in kinds for span in self.spans):
            return self.names, self.found
        names = self._typed(kinds)
        return names, find_mentions(self.page, names, self.sorts, self.blocked)

    def _typed(self, kinds: Mapping[str, str]) -> Names:
        parsed = self.page.parsed
        typed = name_kinds(parsed, self.spans, self.sorts, kinds)
        both = zip(self.spans, typed, strict=True)
        return [(span, kind) for span, kind in both if not _only_describes(parsed, span, kind)]


def _only_describes(parsed: Parsed, span: NameSpan, kind: str) -> bool:
    """Return whether the name of a people says of what kind something is ("Dutch cheese")."""
    token = parsed.tokens[span.end - 1]
    if kind != "Group" or span.end != span.start + 1:
        return False
    if token.dep == "conj":  # "French and Dutch cheese"
        token = parsed.tokens[token.head]
    before = token.dep == "amod" or (token.dep == "compound" and token.pos == "ADJ")
    return before and token.head > token.i


def glance_at(page: Page, sorts: Sorts, occurred: Interval | None) -> Glance:
    """Return the times and names of a page."""
    times = tell_times(page, occurred)
    blocked = [(t.expression.start, t.expression.end) for t in times]
    return Glance(page, sorts, tuple(times), tuple(find_names(page, blocked, sorts)))


def recent_persons(glance: Glance) -> dict[str, tuple[str, ...]]:
    """Return the words of the person that a reader thinks of last as he, and as she, by gender."""
    if not any(kind == "Person" for _, kind in glance.names):
        return {}
    cast = resolve(glance.page, glance.found, glance.sorts, {})
    recent: dict[str, tuple[str, ...]] = {}
    for number in cast.in_mind:
        figure = cast.figures[number]
        if figure.gender in ("f", "m"):
            recent.setdefault(figure.gender, figure.words)
    return recent


def told_dates(glance: Glance) -> dict[str, Interval]:
    """Return the days told last of events, by their nouns."""
    parsed = glance.page.parsed
    return {parsed.tokens[i].lemma: day for i, day in dated_nouns(glance.page, glance.times)}


def read_page(glance: Glance, sorts: Sorts, around: Surroundings) -> Reading:
    """Return what the stages read, each from those before it."""
    page = glance.page
    times = count_times(page, glance.times, around.dates)
    names, found = glance.among(around.kinds)
    cast = resolve(page, found, sorts, around.persons)
    give_voices(page, found, cast, around.speakers, around.recent, dated=_is_entry(page, times))
    return Reading(
        page,
        cast,
        times,
        tuple(find_actions(page, sorts)),
        tuple(find_happenings(page, names, glance.blocked, sorts)),
        tuple(cut(page, times)),
    )


def _is_entry(page: Page, times: Sequence[ToldTime]) -> bool:
    """Return whether a page opens with a line that says nothing but a time, as a diary's does."""
    line = page.parsed.text.lstrip().partition("\n")[0].strip(" .:-#*")
    return bool(times and line) and times[0].expression.text == line


def governing_action(reading: Reading, token: int, verbs: Mapping[int, int]) -> int | None:
    """Return the number of the action that a word belongs to: the nearest verb above it."""
    if token in verbs:
        return verbs[token]
    for head in ancestors(reading.page.parsed, token):
        if head in verbs:
            return verbs[head]
    return None
