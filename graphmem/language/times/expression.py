"""A time expression as found in a text."""

from __future__ import annotations

from dataclasses import dataclass, field

from graphmem.language.times.form import Form


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A span of text that tells a time, and what it needs to be placed on the calendar.

    `sort` is date, time, span, duration, set or relative. `anchor` says from where it is seen:
    'episode' is the time of the text (yesterday), 'narrative' the date mentioned last in it, or
    failing that the time of the text (the next day, June 20), '' needs neither. `anchored` is
    true where nothing can be resolved without; '98 is better with. `bound` is the word in front
    that opens the interval: before, after, since, until or about; only 'about' is in the span.
    """

    start: int
    end: int
    text: str
    sort: str
    anchored: bool
    bound: str
    anchor: str
    form: Form = field(repr=False, compare=False)
