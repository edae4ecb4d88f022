"""Whether the times of a sentence are those that the lines tell, in whatever form it says them."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from graphmem.language.times import TimeExpression, find_times, resolve
from graphmem.models.times import Interval
from graphmem.qa.given import Given, times_told

_UNPLACED = ("duration", "set")


class WhenTold:
    """The times that lines tell: when they were said, what they say, and what is known of it."""

    def __init__(self, lines: Iterable[Given]) -> None:
        self._times: list[Interval] = []
        texts = []
        for given in lines:
            known = [t for t in (given.line.time, *given.times) if t is not None]
            front = times_told(given.line.text.removesuffix(given.line.quote), ())
            self._times += [*known, *front, *times_told(given.line.quote, known)]
            texts.append(f"{given.line.text} {given.line.quote}")
        self._text = " ".join(texts).casefold()

    def tells(self, expression: TimeExpression) -> bool:
        """Return whether an expression means a time of these lines, or stands there as it is."""
        if expression.text.casefold() in self._text:
            return True
        seen_from = dict.fromkeys((None, *self._times))
        meant = {resolve(expression, anchor) for anchor in seen_from} - {None}
        return any(self._holds(interval) for interval in meant if interval is not None)

    def _holds(self, meant: Interval) -> bool:
        """Return whether a time is no finer than one of these, or has its ends from them."""
        if any(meant.contains(time) or _days(meant) == _days(time) for time in self._times):
            return True
        first, last = _days(meant)
        ends = {end for time in self._times for end in _days(time)}
        return first in ends and last in ends


def untold(sentence: str, when: WhenTold) -> tuple[str, bool]:
    """Return a sentence without its dates, and whether the lines tell all of these.

    How long and how often stay in it: they are numbers and words like others.
    """
    parts, last, told = [], 0, True
    for expression in find_times(sentence):
        if expression.sort in _UNPLACED:
            continue
        told = told and when.tells(expression)
        parts.append(sentence[last : expression.start])
        last = expression.end
    return " ".join([*parts, sentence[last:]]), told


def _days(interval: Interval) -> tuple[str, str]:
    start = datetime.fromisoformat(interval.start)
    end = datetime.fromisoformat(interval.end)
    return interval.start[:10], (max(start, end - timedelta(seconds=1))).date().isoformat()
