"""Which sentences of a chat tell of what is asked, and how well."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graphmem.language.quantize import restore
from graphmem.models.recollection import Cue
from graphmem.qa.evidence import Evidence, Known, Page, Rows, Timed, Topic, is_name_of
from graphmem.qa.moments import (
    asks_since,
    is_past,
    is_possible,
    sentence_of,
    time_near,
    times_of,
)
from graphmem.qa.topics import coverage

_LEAST = 0.3  # share of what the question's words tell that a turn with those before it must say
_MEANING = 0.35  # what full nearness in meaning adds to a score
_BESIDE = 0.7  # what a word of another sentence of the turn is worth
_BEFORE = 0.4  # what a word of the two turns before is worth
_SAYS = 0.1  # what is added where the one asked about speaks
_TELLS = 0.15  # and where the sentence has a time of its own
_UNTOLD = -0.2  # where the turn tells no time
_IDLE = -0.1  # and the sentence nothing that happens, such as "Here is a picture of my dog"
_OF_OTHERS = -0.15  # where it is about the one spoken to
_ASKING = -0.15  # where it asks
_SAME = 0.2  # share that a turn beside must say if its time is to be that of an undated one
_BESIDES = (-1, -2, 1, 2, -3, -4, 3, 4)  # turns away, in the order in which they are tried
_FIRST = re.compile(r"\b(?:i|we|my|our|me|us)\b", re.IGNORECASE)
_SECOND = re.compile(r"\b(?:you|your)\b", re.IGNORECASE)
_TOGETHER = re.compile(r"\b(?:we|us|our|you|together)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Inquiry:
    """The cue with what it is about, by weight, and whom it names.

    `who` are those named who speak in the chat, `others` the rest; `turns` is the chat as far as
    it was read, by source and ordinal; `meaning` is what the cue means, None for nothing.
    """

    cue: Cue
    asked: Sequence[tuple[Topic, float]]
    who: Sequence[Known]
    others: Sequence[Known]
    turns: Mapping[tuple[str, int], Page]
    meaning: Rows | None = None

    @staticmethod
    def of(cue: Cue, evidence: Evidence, asked: Sequence[tuple[Topic, float]]) -> "Inquiry":
        """Return what is asked of the chat that the evidence is of."""
        every = (*evidence.heard, *evidence.pages)
        speakers = {page.episode.speaker or "" for page in evidence.pages}
        who = [k for k in evidence.known if any(is_name_of(k, s) for s in speakers)]
        return Inquiry(
            cue,
            asked,
            who,
            [known for known in evidence.known if known not in who],
            {(page.episode.source, page.episode.ordinal): page for page in every},
            restore([cue.vector], len(cue.vector))[0] if cue.vector else None,
        )

    def share(self, held: frozenset[str]) -> float:
        """Return the share of what is asked that the words have, themselves or nearly."""
        total = sum(weight for _, weight in self.asked)
        said = sum(weight * coverage(topic, held) for topic, weight in self.asked)
        return said / total if total else 0.0

    def beside(self, page: Page, *steps: int) -> list[Page]:
        """Return the turns so many steps on from a turn, of one sitting with it."""
        places = ((page.episode.source, page.episode.ordinal + step) for step in steps)
        found = (self.turns.get(place) for place in places)
        return [p for p in found if p is not None and _day(p) == _day(page)]

    def is_by_one_asked(self, page: Page) -> bool:
        """Return whether one of those asked about says the turn."""
        return any(is_name_of(known, page.episode.speaker or "") for known in self.who)


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a turn, by its number, with its time and how well it fits.

    It is `dated` where the turn tells the time; else that is the one of the turn itself.
    """

    page: Page
    sentence: int
    time: Timed
    score: float
    dated: bool = True


def find_telling(inquiry: Inquiry, page: Page, *, own: bool = False) -> Iterator[Told]:
    """Yield the sentence of a turn that fits best, if the turn fits at all.

    Of a turn of someone else only the sentences count in which those who are asked about take
    part; with `own` those that a speaker says of themselves. Whom and what else the query names
    must be mentioned there, just before, or in the reply.
    """
    before = inquiry.beside(page, -1, -2)
    around = (page, *before, *inquiry.beside(page, 1))
    if not all(any(_mentions(p, known) for p in around) for known in inquiry.others):
        return
    of_self = [i for i in range(len(page.sentences)) if own and _FIRST.search(_words(page, i))]
    about = of_self or [
        i for i in range(len(page.sentences)) if not own and _counts(inquiry, page, i)
    ]
    share = inquiry.share(frozenset().union(*(page.sentences[i].terms for i in about)))
    every = frozenset().union(*(s.terms for p in (page, *before) for s in p.sentences))
    more = _BEFORE * max(inquiry.share(every) - share, 0.0)
    if inquiry.asked and share + more < _LEAST:
        return
    found = [t for i in about if (t := _told(inquiry, page, i, about, share)) is not None]
    if found:
        best = max(found, key=lambda told: told.score)
        yield replace(best, score=best.score + more)


def with_time_beside(inquiry: Inquiry, told: Told) -> Told:
    """Return it, where its turn tells no time, with one that they tell of it in a turn beside."""
    if told.dated:
        return told
    for page in filter(inquiry.is_by_one_asked, inquiry.beside(told.page, *_BESIDES)):
        for timed in times_of(inquiry.cue, page):
            at = sentence_of(page, timed.start)
            said = inquiry.share(page.sentences[at].terms) if at >= 0 else 0.0
            same = said >= _SAME or any(_mentions(page, known) for known in inquiry.others)
            if at >= 0 and same and is_possible(inquiry.cue, page, timed.interval):
                return replace(told, page=page, sentence=at, time=timed)
    return told


def _counts(inquiry: Inquiry, page: Page, i: int) -> bool:
    """Return whether a sentence may tell of those asked about: they speak or take part."""
    by = [is_name_of(known, page.episode.speaker or "") for known in inquiry.who]
    if all(by) or (any(by) and _TOGETHER.search(_words(page, i))):
        return True
    return _involves(page, i, inquiry.who)


def _told(inquiry: Inquiry, page: Page, i: int, about: Sequence[int], share: float) -> Told | None:
    """Return a sentence with its time and its score; None where it cannot have been then."""
    sentence, cue = page.sentences[i], inquiry.cue
    acts = [a for a in page.actions if sentence.start <= a.start < sentence.end]
    time = time_near(cue, page, i, about)
    if time is not None:
        dated, tells = True, _TELLS * (sentence.start <= time.start < time.end <= sentence.end)
    else:
        dated, tells = False, _UNTOLD + (0.0 if acts else _IDLE)
        planned = is_past(cue) and acts and not any(act.actual for act in acts)
        if page.episode.occurred is None or asks_since(cue) or planned:
            return None
        time = Timed(page.episode.occurred, sentence.start, sentence.end, inferred=True)
    if dated and not is_possible(cue, page, time.interval):
        return None
    if not dated and cue.times and not is_possible(replace(cue, query=""), page, time.interval):
        return None
    own = inquiry.share(sentence.terms)
    score = own + _BESIDE * (share - own) + tells + _manner(inquiry, page, i)
    return Told(page, i, time, score, dated)


def _manner(inquiry: Inquiry, page: Page, i: int) -> float:
    """Return what meaning and the persons of a sentence add to its score."""
    words, score = _words(page, i), 0.0
    if inquiry.meaning is not None and page.vectors.size:
        score += _MEANING * float(page.vectors[i] @ inquiry.meaning)
    if inquiry.is_by_one_asked(page):
        score += _SAYS
        score += _OF_OTHERS if _SECOND.search(words) and not _FIRST.search(words) else 0.0
    return score + (_ASKING if words.rstrip().endswith("?") else 0.0)


def _day(page: Page) -> str:
    return page.episode.occurred.start[:10] if page.episode.occurred else ""


def _words(page: Page, i: int) -> str:
    return page.episode.text[page.sentences[i].start : page.sentences[i].end]


def _mentions(page: Page, known: Known) -> bool:
    return not known.entities.isdisjoint(page.mentions) or is_name_of(known, page.episode.text)


def _involves(page: Page, i: int, who: Sequence[Known]) -> bool:
    """Return whether all of them speak or take part in what a sentence tells."""
    span = page.sentences[i]
    parts = {
        part.entity
        for action in page.actions
        if action.start < span.end and span.start < action.end
        for part in (*action.parts, *action.places)
    }
    return all(is_name_of(k, page.episode.speaker or "") or k.entities & parts for k in who)
