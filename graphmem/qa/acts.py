"""Single actions that answer a question: who did what, where and when, in one clause."""

from collections.abc import Sequence
from dataclasses import dataclass

from graphmem.language.terms import terms
from graphmem.language.wordlists import read_words
from graphmem.models.recollection import Cue
from graphmem.qa.evidence import Evidence, Happening, Page, Timed
from graphmem.qa.match import in_time
from graphmem.qa.topics import coverage, sentences_of

ENOUGH = 0.6  # share of what the question's words tell that an action must say
_RELATIVE = 0.9  # of the best action's score
_MEANING = 0.3  # what full nearness in meaning adds to a score
_PREDICATE = 0.35  # how much of a score is the verb, where the question has one that tells
LIGHT = frozenset(read_words("graphmem.qa", "words.toml")["light"])


@dataclass(frozen=True, slots=True)
class Act:
    """An action that fits, the page it is told on, and how well it fits."""

    page: Page
    action: Happening
    score: float

    @property
    def occasion(self) -> Happening | None:
        """The occasion that the action is part of."""
        return next((o for o in self.page.occasions if o.id == self.action.occasion), None)


def find_acts(cue: Cue, evidence: Evidence, pages: Sequence[Page]) -> list[Act]:
    """Return the actions that say all that is asked about, best first and none much worse.

    Each name must take part; the verb and the other content words must be said by the clause
    or by its sentence, themselves or by words near in meaning.
    """
    if evidence.unknown:
        return []
    named = [known.entities for known in evidence.known]
    found = [
        Act(page, action, score + _likeness(evidence, page, action))
        for page in pages
        for action in page.actions
        if action.actual and all(_takes_part(ids, action, page) for ids in named)
        if in_time(_times(action, page), cue)
        if (score := _score(cue, evidence, page, action)) >= ENOUGH
    ]
    best = max((act.score for act in found), default=0.0)
    kept = [act for act in found if act.score >= _RELATIVE * best]
    return sorted(kept, key=lambda act: -act.score)


def _likeness(evidence: Evidence, page: Page, action: Happening) -> float:
    """Return what nearness in meaning adds: of actions that say the same, the nearest wins."""
    topics = [t for t in (*evidence.topics, evidence.wanted) if t is not None]
    chosen = sentences_of(page, action)
    if not topics or not chosen or not page.vectors.size:
        return 0.0
    near = [float((page.vectors[chosen] @ topic.vector).max()) for topic in topics]
    return _MEANING * sum(near) / len(near)


def _times(action: Happening, page: Page) -> tuple[Timed, ...]:
    occasion = next((o for o in page.occasions if o.id == action.occasion), None)
    told = action.times or (occasion.times if occasion else ())
    if told or page.episode.occurred is None:
        return told
    return (Timed(page.episode.occurred, 0, 0),)


def _takes_part(entities: frozenset[str], action: Happening, page: Page) -> bool:
    parts = (*action.parts, *action.places)
    if any(part.entity in entities for part in parts):
        return True
    if not any(part.slot == "AGENT" for part in parts):  # "Researching agencies", says Ana
        occasion = next((o for o in page.occasions if o.id == action.occasion), None)
        doers = occasion.parts if occasion else ()
        if any(p.entity in entities for p in doers if p.slot == "AGENT" and not p.rank):
            return True
    return any(
        action.start <= start < action.end
        for entity in entities
        if (span := page.mentions.get(entity)) is not None
        for start in span[:1]
    )


def _score(cue: Cue, evidence: Evidence, page: Page, action: Happening) -> float:
    said = _said(page, action)
    topics = evidence.topics or ((evidence.wanted,) if evidence.wanted else ())
    shares = [coverage(topic, said) for topic in topics]
    topical = sum(shares) / len(shares) if shares else 1.0
    verb = evidence.predicate
    if not shares and (verb is None or cue.predicate in LIGHT):
        return float(_fills(cue, evidence, action))
    if verb is None:
        return topical
    does = coverage(verb, frozenset(terms(action.label)) | frozenset(terms(action.phrase)))
    if cue.predicate in LIGHT:
        return topical
    return (1 - _PREDICATE) * topical + _PREDICATE * does


def _fills(cue: Cue, evidence: Evidence, action: Happening) -> bool:
    """Whether the action itself has what is asked, where the query does not say what was done.

    "What did Ana do in July" is answered by all that she did.
    """
    if cue.asks == "event":
        return bool(evidence.known or cue.times) and not action.nominal
    return bool({"place": action.places, "time": action.times}.get(cue.asks))


def _said(page: Page, action: Happening) -> frozenset[str]:
    """Return the stems of the sentence in which the action is told, and of its verb ("sell")."""
    inside = [s.terms for s in page.sentences if s.start < action.end and action.start < s.end]
    said = frozenset().union(*inside) if inside else frozenset(terms(action.phrase))
    return said | frozenset(terms(action.label))
