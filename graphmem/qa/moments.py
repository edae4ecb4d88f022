"""The times that a turn of a chat tells, and which of them a question may mean."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from graphmem.language.times import find_times, resolve
from graphmem.models.recollection import Cue
from graphmem.models.times import Interval
from graphmem.qa.evidence import Page, Timed

_NOW = re.compile(r"\s+(?:now|already|so\s+far|strong)\b", re.IGNORECASE)
_HOW_LONG = re.compile(r"\s*how\s+long\s+(?:has|have)\b", re.IGNORECASE)
# Verbs that begin what then lasts: who was with us "for ten years" was got ten years ago.
_ENTERING = frozenset(
    "get adopt start begin join move marry become found open meet buy take".split()  # noqa: SIM905
)


def asks_since(cue: Cue) -> bool:
    """Return whether it asks since when something has been so: "how long has she been"."""
    return bool(_HOW_LONG.match(cue.query))


def times_of(cue: Cue, page: Page) -> list[Timed]:
    """Return the times of a turn: of what happens, and the others that its words tell.

    "Here we are last Friday" tells of no happening. How long something has been so tells when
    it began, where that is asked.
    """
    told = [timed for event in (*page.actions, *page.occasions) for timed in event.times]
    known = {timed.start for timed in told}
    loose = [
        (e, resolve(e, page.episode.occurred))
        for e in find_times(page.episode.text)
        if e.start not in known and e.sort != "time" and e.bound in ("", "about")
    ]
    lasting = _lasting(page) if asks_since(cue) or cue.predicate in _ENTERING else ()
    return [
        *told,
        *lasting,
        *(Timed(interval, e.start, e.end) for e, interval in loose if interval),
    ]


def is_past(cue: Cue) -> bool:
    """Return whether it asks for what was, and not for a plan."""
    return not {"did", "was", "were", "had"}.isdisjoint(cue.query.lower().split())


def is_possible(cue: Cue, page: Page, interval: Interval) -> bool:
    """Return whether it may have been then: in the times asked for, and no plan if it was."""
    occurred = page.episode.occurred
    if is_past(cue) and occurred is not None and interval.start >= occurred.end:
        return False
    return not cue.times or any(_mostly(interval, low, high) for low, high in cue.times)


def time_near(cue: Cue, page: Page, sentence: int, about: Sequence[int]) -> Timed | None:
    """Return the time told nearest to a sentence, in one of those that count."""
    here = page.sentences[sentence]
    told = [
        (abs(at - sentence), abs(timed.start - here.start), timed.start, timed)
        for timed in times_of(cue, page)
        if (at := sentence_of(page, timed.start)) in about
    ]
    return min(told, key=lambda t: t[:3])[3] if told else None


def sentence_of(page: Page, place: int) -> int:
    """Return the number of the sentence at a place of the text, or -1."""
    inside = (i for i, s in enumerate(page.sentences) if s.start <= place < s.end)
    return next(inside, -1)


def _lasting(page: Page) -> Iterator[Timed]:
    """Yield since when is what is so for some time: "for ten years", "ten years now"."""
    text = page.episode.text
    for told in find_times(text):
        lasts = text[: told.start].lower().split()[-1:] == ["for"] or _NOW.match(text, told.end)
        if told.sort != "duration" or not lasts:
            continue
        ago = next(iter(find_times(f"{told.text} ago")), None)
        since = resolve(ago, page.episode.occurred) if ago else None
        if since is not None:
            yield Timed(since, told.start, told.end)


def _mostly(interval: Interval, low: str | None, high: str | None) -> bool:
    """Return whether the half of it lies within the ends."""
    ends = [max(interval.start, low or ""), min(interval.end, high or "~")]
    if ends[0] >= ends[1]:
        return False
    start, end, first, last = map(
        datetime.fromisoformat, (interval.start, interval.end, ends[0], ends[1])
    )
    return (last - first) * 2 >= max(end - start, timedelta(seconds=1))
