"""Which happenings satisfy all that a question gives."""

from collections.abc import Sequence
from dataclasses import dataclass

from graphmem.models.recollection import Cue
from graphmem.models.times import Interval
from graphmem.qa.evidence import Evidence, Happening, Known, Page, Timed
from graphmem.qa.topics import score_topic

# A topic alone must stand out this much; with other cues in place, which leave few happenings
# to choose from, less is enough.
ALONE = 1.0
IN_COMPANY = 0.5
RELATIVE = 0.4  # of the best score
_WIDE = 1.5  # a happening dated this much wider than the question asks was not "then"


@dataclass(frozen=True, slots=True)
class Match:
    """A happening that fits, or a page without any, and how well the topics fit it."""

    page: Page
    happening: Happening | None
    score: float = 1.0

    @property
    def key(self) -> str:
        """The id of the happening, or of the episode where there is none."""
        return self.happening.id if self.happening else self.page.episode.id

    @property
    def times(self) -> tuple[Timed, ...]:
        """When it was: as told, or when the episode was."""
        told = self.happening.times if self.happening else ()
        if told or self.page.episode.occurred is None:
            return told
        return (Timed(self.page.episode.occurred, 0, 0),)


def match(cue: Cue, evidence: Evidence) -> list[Match]:
    """Return the happenings that satisfy every cue, in the order of their pages."""
    if evidence.unknown or not (evidence.known or cue.times or evidence.topics):
        return []
    least = IN_COMPANY if evidence.known or cue.times else ALONE
    stretches = [stretch for page in evidence.pages for stretch in _stretches(page)]
    found = [
        Match(page, happening, _score(cue, evidence, page, happening))
        for page, happening in stretches
        if in_time(Match(page, happening).times, cue)
        and all(_involves(page, happening, known, evidence) for known in evidence.known)
    ]
    if evidence.topics:
        best = max((m.score for m in found), default=0.0)
        found = [m for m in found if m.score >= max(least, RELATIVE * best)]
    return [m for m in found if not _left_out(m, evidence)]


def _stretches(page: Page) -> list[tuple[Page, Happening | None]]:
    return [(page, occasion) for occasion in page.occasions] or [(page, None)]


def _left_out(match: Match, evidence: Evidence) -> bool:
    places = match.happening.places[:1] if match.happening else ()
    if any(part.entity in evidence.left_out for part in places):
        return True
    scores = (score_topic(topic, match.page, match.happening) for topic in evidence.excluded)
    return any(score >= ALONE for score in scores)


def _score(cue: Cue, evidence: Evidence, page: Page, happening: Happening | None) -> float:
    called = evidence.called.get(happening.id if happening else page.episode.id, "")
    scores = [
        score_topic(topic, page, happening) + topic.labelled.get(called, 0.0)
        for topic in evidence.topics
    ]
    if not scores:
        return 1.0
    return max(scores) if " or " in cue.query else sum(scores) / len(scores)


def in_time(times: Sequence[Timed], cue: Cue) -> bool:
    """Return whether any of the times is one that the cue gives; always, where it gives none."""
    return not cue.times or any(
        _overlaps(timed.interval, low, high) for timed in times for low, high in cue.times
    )


def _overlaps(interval: Interval, low: str | None, high: str | None) -> bool:
    if (low is not None and interval.end <= low) or (high is not None and interval.start >= high):
        return False
    if low is None or high is None:
        return True
    return _days(interval.start, interval.end) <= max(1, _days(low, high)) * _WIDE


def _days(start: str, end: str) -> int:
    return (
        (int(end[:4]) - int(start[:4])) * 366
        + (int(end[5:7]) - int(start[5:7])) * 31
        + (int(end[8:10]) - int(start[8:10]))
    )


def _involves(page: Page, happening: Happening | None, known: Known, evidence: Evidence) -> bool:
    """Whether the name takes part in the happening, in the way it does in the memory."""
    if known.way == "words":
        return known.name.text.casefold() in page.episode.text.casefold()
    if known.way == "place":
        places = happening.places if happening else ()
        if happening is not None and not places:
            acts = (a for a in page.actions if a.occasion == happening.id)
            places = tuple(p for act in acts for p in act.places if not p.inferred)
        return any(_is_or_lies_in(part.entity, known, evidence) for part in places)
    if known.way == "company":
        parts = happening.parts if happening else ()
        return any(part.entity in known.entities for part in parts)
    return _mentions(page, happening, known)


def _is_or_lies_in(place: str, known: Known, evidence: Evidence) -> bool:
    return bool({place, *evidence.wholes.get(place, ())} & known.entities)


def _mentions(page: Page, happening: Happening | None, known: Known) -> bool:
    for entity in known.entities:
        span = page.mentions.get(entity)
        if span and (happening is None or happening.start <= span[0] < happening.end):
            return True
    return any(
        part.entity in known.entities
        for action in page.actions
        if happening is None or action.occasion == happening.id
        for part in (*action.parts, *action.places)
    )
