"""When something that a chat tells of was: by the sentence that says the most of it."""

import re
from collections.abc import Sequence

from graphmem.models.recollection import Cue
from graphmem.qa.acts import LIGHT
from graphmem.qa.evidence import Evidence, Topic
from graphmem.qa.moments import asks_since
from graphmem.qa.pages import is_chat
from graphmem.qa.speak import say_time
from graphmem.qa.turns import Inquiry, Told, find_telling, with_time_beside
from graphmem.qa.values import Value, distinct

_RELATIVE = 0.97  # of the best score
_ANY = 0.85  # the same, where the first or the last of them is asked for
_VERB = 0.6  # what the verb tells beside a topic of the same weight
_PHASES = frozenset({"start", "begin", "stop", "quit", "finish", "end", "resume"})
_LENGTH = re.compile(r"\S+ (?:year|month|week|day|decade)s?", re.IGNORECASE)


def tell_when(cue: Cue, evidence: Evidence) -> list[Value] | None:
    """Return the times of the sentences that say the most of it; None where it is no chat.

    A turn jumps between topics and its occasions are no happenings with a label, so that a time
    is that of a sentence: told in it, or else in the one nearest to it, or in a turn beside that
    is about the same; or that of the turn. Nothing is known where another tells more of it as
    their own: it was they who did it.
    """
    asked = _asked(cue, evidence)
    if evidence.unknown or not is_chat(evidence.pages) or not (asked or len(evidence.known) > 1):
        return None
    inquiry = Inquiry.of(cue, evidence, asked)
    turns = [page for page in evidence.pages if page.episode.speaker]
    told = [found for page in turns for found in find_telling(inquiry, page)]
    best = max((t.score for t in told), default=0.0)
    if not told or _rival(inquiry) > best:
        written = any(not page.episode.speaker for page in evidence.pages)
        return None if written else []  # a diary beside the chat may tell
    share = _ANY if cue.order in ("latest", "first") else _RELATIVE
    kept = sorted((t for t in told if t.score >= share * best), key=lambda t: -t.score)
    kept = [with_time_beside(inquiry, t) for t in kept]
    if cue.order in ("latest", "first"):
        kept = sorted(kept, key=lambda t: t.time.interval, reverse=cue.order == "latest")[:1]
    return distinct([_value(cue, t) for t in kept])


def _asked(cue: Cue, evidence: Evidence) -> list[tuple[Topic, float]]:
    """Return what is asked about, weighed by what it tells; a verb counts for less.

    Not so one that says which end of something is asked for.
    """
    asked = [(topic, sum(topic.weights)) for topic in evidence.topics]
    if evidence.predicate is not None and cue.predicate not in LIGHT:
        weight = 1.0 if cue.predicate in _PHASES else _VERB
        asked.append((evidence.predicate, weight * sum(evidence.predicate.weights)))
    return asked


def _rival(inquiry: Inquiry) -> float:
    """Return how well the best of what others tell of themselves fits."""
    if not inquiry.who:
        return 0.0
    others: Sequence[Told] = [
        told
        for page in inquiry.turns.values()
        if page.episode.speaker and not inquiry.is_by_one_asked(page)
        for told in find_telling(inquiry, page, own=True)
    ]
    return max((told.score for told in others), default=0.0)


def _value(cue: Cue, told: Told) -> Value:
    said = say_time(told.time.interval)
    if asks_since(cue):
        words = told.page.episode.text[told.time.start : told.time.end]
        said = f"since {said}" + (f" ({words.lower()})" if _LENGTH.fullmatch(words) else "")
    return Value(said, said, told.page, told.time.start, told.time.end)
