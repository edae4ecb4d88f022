"""A single deed: the action that says most of a query, or else the sentence that does."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphmem.ids import normal_name
from graphmem.language.terms import terms
from graphmem.language.times import find_times
from graphmem.language.wordlists import read_words
from graphmem.models.recollection import Cue
from graphmem.qa.acts import LIGHT, Act, fits_roles, is_handing, is_meant, slot_asked
from graphmem.qa.draw_act import draw_act
from graphmem.qa.evidence import DOERS, Evidence, Happening, Known, Page, Sentence, Topic
from graphmem.qa.topics import coverage
from graphmem.qa.values import Value, distinct, named_first
from graphmem.qa.wide import asks_deed

_SAME = 0.8  # share of the verb, and of what else is asked, that an action must say to be sure
_TOPICAL = 0.6
_ALL = 0.95
_RELATIVE = 0.95  # of the best score
_TELLING = 0.62  # of what is asked a sentence must say to be told instead
_BESIDE = 0.5  # what counts who stands in the sentence before or after, and the least that may do
_NEXT = 0.4  # what a word there counts
_WITHIN = 0.7  # and elsewhere in an entry of a diary
_MENTIONED = 0.7  # what somebody counts who stands in the sentence and has no part in the deed
_OTHER = 0.5  # the same, of one who plays another part than asked
_FAR = 0.2  # the same, of one of whom the page tells elsewhere
_ELSE = 0.75  # what is left of that where another plays the part
_VERB, _NAMES, _TOPICS = 0.4, 0.3, 0.3
_HAS = 0.15  # what it adds that an action has what is asked
_ALIKE = 0.9  # what one verb of going counts for another
_GOING = frozenset(read_words("graphmem.qa", "words.toml")["going"])
_PARTICLES = frozenset("up down off on out away back in over through by".split())  # noqa: SIM905
_LONGEST = 60  # words of a sentence that is told
_MOST = 4
_CAUSE = re.compile(
    r"\b(?:because|owing to|on account of|due to|in order to|so that|so as to)\b[^.;!?]*"
)
_WHERE = re.compile(r"\b(?:at|in|on|near|inside|under|beside|behind)\s+$")
_PURPOSE = re.compile(r"\bto\s+$")
_OBJECTS = ("PATIENT", "TOPIC")


@dataclass(frozen=True, slots=True)
class Deed:
    """An action with the sentence that tells it, and how much of the query they say."""

    act: Act
    sentence: Sentence
    verb: float
    names: tuple[float, ...]
    topics: tuple[float, ...]
    words: int = 0  # of the topics
    meant: bool = True  # told as done, or as yet to be done where that is asked

    @property
    def score(self) -> float:
        """The weighted mean of what is asked, of which names and topics may be nothing."""
        return _VERB * self.verb + _NAMES * _mean(self.names) + _TOPICS * _mean(self.topics)

    @property
    def sure(self) -> bool:
        """Whether it says enough to be told in a word."""
        said = self.verb >= _SAME and min(self.names, default=1.0) >= _MENTIONED
        return said and min(self.topics, default=1.0) >= _TOPICAL and self.meant

    @property
    def likely(self) -> bool:
        """Whether its sentence is worth telling: it says most, and where it is not sure who, all.

        For a pronoun may be read as somebody else. What says all of several words says enough,
        as the same is done in many words.
        """
        if self.words > 1 and min(self.topics) >= _ALL and _mean(self.names) >= _BESIDE:
            return True
        if self.score < _TELLING or self.verb < _BESIDE or _mean(self.topics) < _BESIDE:
            return False
        all_else = self.verb >= _SAME and self.topics and min(self.topics) >= _SAME
        return _mean(self.names) >= _BESIDE or bool(all_else)


def _mean(shares: Sequence[float]) -> float:
    return sum(shares) / len(shares) if shares else 1.0


def tell_deed(cue: Cue, evidence: Evidence) -> list[Value] | None:
    """Return who did it, to what, where, when or why, in a word or a sentence.

    None where the query is about no deed; nothing where none is told that is much like it.
    """
    if not asks_deed(cue):
        return None
    if evidence.unknown:
        return []
    deeds = sorted(_deeds(cue, evidence), key=lambda deed: -deed.score)
    best = next((d.score for d in deeds if d.sure), 0.0)
    kept = [d for d in deeds if d.sure and d.score >= _RELATIVE * best]
    values = [v for d in kept for v in _drawn(cue, d, evidence)]
    if values := named_first(cue, distinct(values)):
        return values[:_MOST]
    if cue.predicate == "be":
        return []
    likely = [d for d in deeds if d.likely]
    return _sentence(max(likely, key=lambda d: _worth(cue, d, evidence))) if likely else []


def _worth(cue: Cue, deed: Deed, evidence: Evidence) -> float:
    """Return how much a sentence says: more, where its action has what is asked."""
    return deed.score + (_HAS if any(_drawn(cue, deed, evidence)) else 0.0)


def _deeds(cue: Cue, evidence: Evidence) -> Iterator[Deed]:
    verb = frozenset(evidence.predicate.terms if evidence.predicate else ())
    asked = [topic for topic in evidence.topics if not verb.issuperset(topic.terms)]
    for page in evidence.told:
        for action in page.actions:
            number = next(
                (i for i, s in enumerate(page.sentences) if s.start <= action.start < s.end), -1
            )
            if number < 0 or action.denied or action.nominal:
                continue
            names = [_named(known, cue, evidence, page, action, number) for known in evidence.known]
            called = _called(action, evidence)
            topics = [_topical(topic, page, number, called) for topic in asked]
            yield Deed(
                Act(page, action, 1.0),
                page.sentences[number],
                _verbal(cue, evidence, action),
                tuple(names),
                tuple(topics),
                sum(len(topic.terms) for topic in asked),
                is_meant(cue, action),
            )


def _called(action: Happening, evidence: Evidence) -> frozenset[str]:
    """Return the stems of all that those who take part are called: "the nurse"."""
    beings = (evidence.beings.get(part.entity) for part in action.parts)
    return frozenset(s for b in beings if b is not None for a in b.aliases for s in terms(a))


def _verbal(cue: Cue, evidence: Evidence, action: Happening) -> float:
    """Return how much an action is what the query says was done."""
    if cue.predicate == "be":  # where somebody was is where they did something
        return float(any(not place.inferred for place in action.places))
    verb, _, rest = action.label.partition(" ")
    if is_handing(cue, action) or cue.predicate == verb:
        other = rest in _PARTICLES and rest not in normal_name(cue.query).split()  # "put on"
        return _BESIDE if other else 1.0
    if cue.predicate in _GOING and verb in _GOING:
        return _ALIKE
    if evidence.predicate is None or cue.predicate in LIGHT:
        return 0.0
    return coverage(evidence.predicate, frozenset(terms(action.label)))


def _named(
    known: Known, cue: Cue, evidence: Evidence, page: Page, action: Happening, number: int
) -> float:
    """Return how sure it is that one who is named takes part."""
    if known.way == "words":
        return _MENTIONED
    if any(p.entity in known.entities for p in (*action.parts, *action.places)):
        return 1.0 if _plays(known, cue, evidence, action) else _OTHER
    beside = page.sentences[max(0, number - 1) : number + 2]
    near = _BESIDE if any(_is_there(known, page, s) for s in beside) else _FAR
    if _is_there(known, page, page.sentences[number]):
        near = _MENTIONED
    return near * _ELSE if _is_another(known, cue, action) else near


def _plays(known: Known, cue: Cue, evidence: Evidence, action: Happening) -> bool:
    """Whether one plays the part asked; who dies or falls is not always read as who does it."""
    if fits_roles(cue, evidence, action):
        return True
    slots = {part.slot for part in action.parts if part.entity in known.entities}
    alone = not any(part.slot in DOERS for part in action.parts)
    return alone and "PATIENT" in slots and _only_doer(known, cue)


def _is_another(known: Known, cue: Cue, action: Happening) -> bool:
    """Whether somebody else plays the part in which one is named."""
    slot = slot_asked(cue, action, dict(cue.roles).get(known.name.text, ""))
    doing = (*DOERS, *(["PATIENT"] if _only_doer(known, cue) else []))
    taken = doing if slot == "AGENT" else (slot,)
    return bool(slot) and any(part.slot in taken for part in action.parts)


def _only_doer(known: Known, cue: Cue) -> bool:
    """Whether one is asked about as who does something that is done to nobody."""
    roles = dict(cue.roles)
    return roles.get(known.name.text) == "AGENT" and "PATIENT" not in roles.values()


def _is_there(known: Known, page: Page, sentence: Sentence) -> bool:
    return any(
        sentence.start <= m.start < sentence.end and m.entity in known.entities for m in page.spans
    )


def _topical(topic: Topic, page: Page, number: int, called: frozenset[str]) -> float:
    said = coverage(topic, page.sentences[number].terms | called)
    if _is_entry(page):  # all of it is of one day: "Birthday. Tom gave me a camera."
        whole = frozenset(term for each in page.sentences for term in each.terms)
        return max(said, _WITHIN * coverage(topic, whole))
    beside = (page.sentences[i] for i in (number - 1, number + 1) if 0 <= i < len(page.sentences))
    near = max((coverage(topic, s.terms) for s in beside), default=0.0)
    return max(said, _NEXT * near)


def _drawn(cue: Cue, deed: Deed, evidence: Evidence) -> Iterator[Value]:
    """Yield what the action itself has of what is asked."""
    if cue.query.lower().startswith("why "):
        yield from _reason(deed)
    elif cue.asks == "time":
        yield from _times(cue, deed, evidence)
    elif _has_asked(cue, deed.act.action, evidence, entry=_is_entry(deed.act.page)):
        yield from draw_act(cue, deed.act, evidence)
    elif cue.asks == "place":
        yield from _place_beside(deed, evidence)


def _place_beside(deed: Deed, evidence: Evidence) -> Iterator[Value]:
    """Yield the place that the sentence names next behind the action: "hit her on the stairs"."""
    page, start = deed.act.page, deed.act.action.start
    for each in page.spans:
        being = evidence.beings.get(each.entity)
        inside = start < each.start < deed.sentence.end and each.entity not in evidence.named
        if not inside or being is None or being.kind != "Place":
            continue
        if _WHERE.search(page.episode.text, start, each.start):
            yield _clause(page, each.start, each.end)
            return


def _is_entry(page: Page) -> bool:
    """Whether a page tells its own day, as an entry of a diary or log does: it goes for all."""
    return page.episode.occurred is not None


def _has_asked(cue: Cue, action: Happening, evidence: Evidence, *, entry: bool) -> bool:
    taken = evidence.named | evidence.left_out
    if cue.asks == "place":
        return any((entry or not p.inferred) and p.entity not in taken for p in action.places)
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
    if not told and _is_entry(page):
        yield from draw_act(cue, deed.act, evidence)


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


def _sentence(deed: Deed) -> list[Value]:
    """Return the sentence as it stands, or the clause where that is long."""
    page, action = deed.act.page, deed.act.action
    start, end = deed.sentence.start, deed.sentence.end
    if len(page.episode.text[start:end].split()) > _LONGEST and action.end > action.start:
        start, end = action.start, action.end
    return [_clause(page, start, end)]
