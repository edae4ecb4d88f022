"""When something that a chat tells of was: by the sentence that says the most of what is asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from graphmem.language.times import find_times, resolve
from graphmem.models.recollection import Cue
from graphmem.models.times import Interval
from graphmem.qa.acts import LIGHT
from graphmem.qa.evidence import Evidence, Known, Page, Timed, Topic
from graphmem.qa.speak import say_time
from graphmem.qa.topics import coverage
from graphmem.qa.values import Value, distinct

ENOUGH = 0.45  # share of what the question's words tell that a turn must say
_RELATIVE = 0.97  # of the best score
_MEANING = 0.35  # what full nearness in meaning adds to a score
_BESIDE = 0.7  # what a word of another sentence of the turn is worth
_VERB = 0.6  # what the verb tells beside a topic of the same weight
_SAYS = 0.1  # what is added where the one asked about speaks
_TELLS = 0.12  # and where the sentence has a time of its own
_PAST = ("did", "was", "were", "had")


@dataclass(frozen=True, slots=True)
class _Query:
    """The cue with what it is about, and those whom it names who speak in the chat."""

    cue: Cue
    asked: Sequence[tuple[Topic, float]]
    who: Sequence[Known]

    def share(self, held: frozenset[str]) -> float:
        """Return the share of what is asked that the words have, themselves or nearly."""
        total = sum(weight for _, weight in self.asked)
        said = sum(weight * coverage(topic, held) for topic, weight in self.asked)
        return said / total if total else 0.0


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence of a turn, by its number, with its time and how well it fits."""

    page: Page
    sentence: int
    time: Timed
    score: float


def tell_when(cue: Cue, evidence: Evidence) -> list[Value] | None:
    """Return the times of the sentences that say the most of it; None where it is no chat.

    A turn jumps between topics and its occasions are no happenings with a label, so that a time
    is that of a sentence: told in it, or else in the one nearest to it, or that of the turn.
    """
    turns = [page for page in evidence.pages if page.episode.speaker]
    asked = _asked(cue, evidence)
    if not turns or evidence.unknown or not asked or len(turns) * 2 < len(evidence.pages):
        return None
    speakers = {page.episode.speaker or "" for page in turns}
    who = [k for k in evidence.known if any(_is_in(k, speaker) for speaker in speakers)]
    told = [found for page in turns for found in _fitting(_Query(cue, asked, who), evidence, page)]
    best = max((t.score for t in told), default=0.0)
    kept = sorted((t for t in told if t.score >= _RELATIVE * best), key=lambda t: -t.score)
    return distinct([_value(t) for t in kept])


def _asked(cue: Cue, evidence: Evidence) -> list[tuple[Topic, float]]:
    """Return what is asked about, weighed by what it tells; a verb counts for less."""
    asked = [(topic, sum(topic.weights)) for topic in evidence.topics]
    if evidence.predicate is not None and cue.predicate not in LIGHT:
        asked.append((evidence.predicate, _VERB * sum(evidence.predicate.weights)))
    return asked


def _fitting(query: _Query, evidence: Evidence, page: Page) -> Iterator[_Told]:
    """Yield the sentence of a turn that fits best, if the turn fits at all.

    Of a turn of someone else only the sentences count in which those who are asked about take
    part. Whom and what else the query names the turn must mention.
    """
    if not all(_mentions(page, known) for known in evidence.known if known not in query.who):
        return
    spoken = all(_is_in(known, page.episode.speaker or "") for known in query.who)
    about = [i for i in range(len(page.sentences)) if spoken or _involves(page, i, query.who)]
    share = query.share(frozenset().union(*(page.sentences[i].terms for i in about)))
    if share < ENOUGH:
        return
    found = []
    for i in about:
        time = _time(page, i, about)
        if time is None or not _possible(query.cue, page, time.interval):
            continue
        sentence = page.sentences[i]
        own = query.share(sentence.terms)
        tells = _TELLS * (sentence.start <= time.start < time.end <= sentence.end)
        score = own + _BESIDE * (share - own) + _MEANING * _nearness(query, page, i)
        found.append(_Told(page, i, time, score + _SAYS * spoken + tells))
    if found:
        yield max(found, key=lambda t: t.score)


def _nearness(query: _Query, page: Page, sentence: int) -> float:
    if not page.vectors.size:
        return 0.0
    near = [float(page.vectors[sentence] @ topic.vector) for topic, _ in query.asked]
    return sum(near) / len(near)


def _is_in(known: Known, text: str) -> bool:
    return known.name.text.casefold() in text.casefold()


def _mentions(page: Page, known: Known) -> bool:
    return not known.entities.isdisjoint(page.mentions) or _is_in(known, page.episode.text)


def _involves(page: Page, sentence: int, who: Sequence[Known]) -> bool:
    """Return whether all of them speak or take part in what a sentence tells."""
    span = page.sentences[sentence]
    parts = {
        part.entity
        for action in page.actions
        if action.start < span.end and span.start < action.end
        for part in (*action.parts, *action.places)
    }
    return all(_is_in(k, page.episode.speaker or "") or k.entities & parts for k in who)


def _time(page: Page, sentence: int, about: Sequence[int]) -> Timed | None:
    """Return the time told nearest to a sentence, in one of those that count."""
    here = page.sentences[sentence]
    told = [
        (abs(at - sentence), abs(timed.start - here.start), timed.start, timed)
        for timed in _times(page)
        if (at := _sentence(page, timed.start)) in about
    ]
    return min(told, key=lambda t: t[:3])[3] if told else None


def _times(page: Page) -> list[Timed]:
    """Return the times of a turn: of what happens, and the others that its words tell.

    "Here we are last Friday" tells of no happening.
    """
    told = [timed for event in (*page.actions, *page.occasions) for timed in event.times]
    known = {timed.start for timed in told}
    loose = [
        (e, resolve(e, page.episode.occurred))
        for e in find_times(page.episode.text)
        if e.start not in known and e.sort != "time" and e.bound in ("", "about")
    ]
    return [*told, *(Timed(interval, e.start, e.end) for e, interval in loose if interval)]


def _sentence(page: Page, place: int) -> int:
    inside = (i for i, s in enumerate(page.sentences) if s.start <= place < s.end)
    return next(inside, -1)


def _possible(cue: Cue, page: Page, interval: Interval) -> bool:
    """Return whether it may have been then: in the times asked for, and no plan if it was."""
    occurred = page.episode.occurred
    past = not set(_PAST).isdisjoint(cue.query.lower().split())
    if past and occurred is not None and interval.start >= occurred.end:
        return False
    return not cue.times or any(_mostly(interval, low, high) for low, high in cue.times)


def _mostly(interval: Interval, low: str | None, high: str | None) -> bool:
    """Return whether the half of it lies within the ends."""
    ends = [max(interval.start, low or ""), min(interval.end, high or "~")]
    if ends[0] >= ends[1]:
        return False
    start, end, first, last = map(
        datetime.fromisoformat, (interval.start, interval.end, ends[0], ends[1])
    )
    return (last - first) * 2 >= max(end - start, timedelta(seconds=1))


def _value(told: _Told) -> Value:
    said = say_time(told.time.interval)
    return Value(said, said, told.page, told.time.start, told.time.end)
