"""A single deed: the action that says most of a query, or else the sentence that does."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphmem.ids import normal_name
from graphmem.language.terms import terms
from graphmem.language.times import find_times
from graphmem.models.recollection import Cue
from graphmem.qa.acts import LIGHT, Act, fits_roles, is_handing, slot_asked
from graphmem.qa.draw_act import draw_act
from graphmem.qa.evidence import Evidence, Happening, Known, Page, Sentence, Topic
from graphmem.qa.topics import coverage
from graphmem.qa.values import Value, distinct
from graphmem.qa.wide import asks_deed

_SAME = 0.8  # share of the verb, and of what else is asked, that an action must say to be sure
_TOPICAL = 0.6
_RELATIVE = 0.95  # of the best score
_TELLING = 0.62  # of what is asked a sentence must say to be told instead
_BESIDE = 0.5  # what a word in the sentence before or after counts, or one that a name stands in
_MENTIONED = 0.7  # what somebody counts who stands in the sentence and has no part in the deed
_OTHER = 0.5  # the same, of one who plays another part than asked
_VERB, _NAMES, _TOPICS = 0.4, 0.3, 0.3
_LONGEST = 60  # words of a sentence that is told
_MOST = 4
_CAUSE = re.compile(
    r"\b(?:because|owing to|on account of|due to|in order to|so that|so as to)\b[^.;!?]*"
)
_PURPOSE = re.compile(r"\bto\s+$")
_OBJECTS = ("PATIENT", "TOPIC")


@dataclass(frozen=True, slots=True)
class Deed:
    """An action with the sentence that tells it, and how much of the query they say."""

    act: Act
    sentence: Sentence
    verb: float
    names: float
    topics: float

    @property
    def score(self) -> float:
        """The weighted mean of what is asked, of which names and topics may be nothing."""
        return _VERB * self.verb + _NAMES * self.names + _TOPICS * self.topics

    @property
    def sure(self) -> bool:
        """Whether it says enough to be told in a word."""
        return self.verb >= _SAME and self.names >= _MENTIONED and self.topics >= _TOPICAL


def tell_deed(cue: Cue, evidence: Evidence) -> list[Value] | None:
    """Return who did it, to what, where, when or why, in a word or a sentence.

    None where the query is about no deed; nothing where none is told that is much like it.
    """
    if not asks_deed(cue):
        return None
    if evidence.unknown:
        return []
    deeds = sorted(_deeds(cue, evidence), key=lambda deed: -deed.score)
    why = cue.query.lower().startswith("why ")
    drawn = [(d, list(_drawn(cue, d, evidence, why=why))) for d in deeds if d.sure]
    told = [(d, values) for d, values in drawn if values]
    if told:
        best = told[0][0].score
        values = [v for d, found in told if d.score >= _RELATIVE * best for v in found]
        return distinct(values)[:_MOST]
    likely = [d for d in deeds if d.score >= _TELLING and d.names >= _BESIDE and d.verb >= _BESIDE]
    return list(_sentence(likely[0])) if likely else []


def _deeds(cue: Cue, evidence: Evidence) -> Iterator[Deed]:
    for page in evidence.told:
        for action in page.actions:
            number = next(
                (i for i, s in enumerate(page.sentences) if s.start <= action.start < s.end), -1
            )
            if number < 0 or action.denied or action.nominal:
                continue
            names = [_named(known, cue, evidence, page, action, number) for known in evidence.known]
            if all(names):
                topics = [_topical(topic, page, number) for topic in evidence.topics]
                yield Deed(
                    Act(page, action, 1.0),
                    page.sentences[number],
                    _verbal(cue, evidence, action),
                    min(names, default=1.0),
                    sum(topics) / len(topics) if topics else 1.0,
                )


def _verbal(cue: Cue, evidence: Evidence, action: Happening) -> float:
    """Return how much an action is what the query says was done."""
    if is_handing(cue, action) or cue.predicate in action.label.split()[:1]:
        return 1.0
    if evidence.predicate is None or cue.predicate in LIGHT:
        return 0.0
    return coverage(evidence.predicate, frozenset(terms(action.label)))


def _named(
    known: Known, cue: Cue, evidence: Evidence, page: Page, action: Happening, number: int
) -> float:
    """Return how sure it is that one who is named takes part, 0 for not at all."""
    if known.way == "words":
        return _MENTIONED
    if any(p.entity in known.entities for p in (*action.parts, *action.places)):
        return 1.0 if fits_roles(cue, evidence, action) else _OTHER
    if _is_there(known, page, page.sentences[number]):
        return _MENTIONED
    beside = page.sentences[max(0, number - 1) : number + 2]
    return _BESIDE if any(_is_there(known, page, s) for s in beside) else 0.0


def _is_there(known: Known, page: Page, sentence: Sentence) -> bool:
    return any(
        sentence.start <= m.start < sentence.end and m.entity in known.entities for m in page.spans
    )


def _topical(topic: Topic, page: Page, number: int) -> float:
    said = coverage(topic, page.sentences[number].terms)
    beside = (page.sentences[i] for i in (number - 1, number + 1) if 0 <= i < len(page.sentences))
    near = max((coverage(topic, s.terms) for s in beside), default=0.0)
    return max(said, _BESIDE * near)


def _drawn(cue: Cue, deed: Deed, evidence: Evidence, *, why: bool) -> Iterator[Value]:
    """Yield what the action itself has of what is asked."""
    if why:
        yield from _reason(deed)
    elif cue.asks == "time":
        yield from _times(cue, deed, evidence)
    elif _has_asked(cue, deed.act.action, evidence):
        yield from draw_act(cue, deed.act, evidence)


def _has_asked(cue: Cue, action: Happening, evidence: Evidence) -> bool:
    taken = evidence.named | evidence.left_out
    if cue.asks == "place":
        return any(not p.inferred and p.entity not in taken for p in action.places)
    slot = slot_asked(cue, action, dict(cue.roles).get("", ""))
    free = [p for p in action.parts if p.entity not in taken]
    if cue.asks in ("person", "others"):
        return any(p.slot == slot or (not slot and p.slot == "AGENT") for p in free)
    return any(p.slot in _OBJECTS for p in free)


def _times(cue: Cue, deed: Deed, evidence: Evidence) -> Iterator[Value]:
    """Yield when it was: on the calendar where the text says so much, or else in its own words."""
    if any(not t.inferred for t in deed.act.action.times):
        yield from draw_act(cue, deed.act, evidence)
        return
    page, start = deed.act.page, deed.sentence.start
    said = page.episode.text[start : deed.sentence.end]
    told = [e for e in find_times(said) if e.sort not in ("set", "duration")]
    for each in sorted(told, key=lambda e: abs(start + e.start - deed.act.action.start))[:1]:
        words = " ".join(said[each.start : each.end].split())
        yield Value(words, normal_name(words), page, start + each.start, start + each.end)


def _reason(deed: Deed) -> Iterator[Value]:
    """Yield what the sentence says it was done for: "because …", or what was to be done."""
    page, sentence = deed.act.page, deed.sentence
    text = page.episode.text
    if cause := _CAUSE.search(text, deed.act.action.start, sentence.end):
        yield _clause(page, *cause.span())
        return
    for other in page.actions:
        if deed.act.action.end <= other.start < sentence.end and (
            purpose := _PURPOSE.search(text, sentence.start, other.start)
        ):
            yield _clause(page, purpose.start(), max(other.end, other.start))
            return


def _clause(page: Page, start: int, end: int) -> Value:
    words = " ".join(page.episode.text[start:end].split())
    return Value(words, normal_name(words), page, start, end)


def _sentence(deed: Deed) -> Sequence[Value]:
    """Return the sentence as it stands, or the clause where that is long."""
    page, action = deed.act.page, deed.act.action
    start, end = deed.sentence.start, deed.sentence.end
    if len(page.episode.text[start:end].split()) > _LONGEST and action.end > action.start:
        start, end = action.start, action.end
    return [_clause(page, start, end)]
