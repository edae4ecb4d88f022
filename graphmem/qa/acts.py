"""Single actions that answer a question: who did what, where and when, in one clause."""

from collections.abc import Sequence
from dataclasses import dataclass

from graphmem.language.terms import terms
from graphmem.language.wordlists import read_words
from graphmem.models.recollection import Cue
from graphmem.qa.evidence import DOERS, Evidence, Happening, Page, Timed
from graphmem.qa.match import in_time
from graphmem.qa.topics import coverage, sentences_of

ENOUGH = 0.6  # share of what the question's words tell that an action must say
_RELATIVE = 0.9  # of the best action's score
_MEANING = 0.3  # what full nearness in meaning adds to a score
_PREDICATE = 0.35  # how much of a score is the verb, where the question has one that tells
_SURE = 0.8  # share of the verb and of each phrase of a question that vouches for it
_UNLIKE = 0.8  # of its score has an action in which those named play other parts than asked
_WORDS = read_words("graphmem.qa", "words.toml")
LIGHT = frozenset(_WORDS["light"])
IDLE = frozenset(_WORDS["idle"])
_GIVE, _RECEIVE = frozenset(_WORDS["give"]), frozenset(_WORDS["receive"])
SAID_OF_ALL = frozenset({"", *LIGHT, *IDLE, *_WORDS["attending"]})
_MUTUAL = frozenset(_WORDS["mutual"])
HANDING = _GIVE | _RECEIVE
# What the subject and the object of a question may be in what was read: "visit" has a companion.
_ALIKE = {"AGENT": {"EXPERIENCER"}, "PATIENT": {"EXPERIENCER", "COMPANION", "TOPIC"}}


@dataclass(frozen=True, slots=True)
class Act:
    """An action that fits, the page it is told on, and how well it fits."""

    page: Page
    action: Happening
    score: float

    @property
    def occasion(self) -> Happening | None:
        """The occasion that the action is part of."""
        return occasion_of(self.page, self.action)


def occasion_of(page: Page, action: Happening) -> Happening | None:
    """Return the occasion on its page that an action is part of."""
    return next((o for o in page.occasions if o.id == action.occasion), None)


def find_acts(cue: Cue, evidence: Evidence, pages: Sequence[Page]) -> list[Act]:
    """Return the actions that say all that is asked about, best first and none much worse.

    Each name must take part; the verb and the other content words must be said by the clause
    or by its sentence, themselves or by words near in meaning.
    """
    if evidence.unknown:
        return []
    named = [known.entities for known in evidence.known]
    found = [
        Act(
            page, action, _weighed(score + _likeness(evidence, page, action), cue, evidence, action)
        )
        for page in pages
        for action in page.actions
        if is_meant(cue, action) and not _elsewhere(page, action, evidence)
        if all(_takes_part(ids, action, page) for ids in named)
        if in_time(when(action, page), cue)
        if (score := _score(cue, evidence, page, action)) >= ENOUGH
    ]
    best = max((act.score for act in found), default=0.0)
    kept = [act for act in found if act.score >= _RELATIVE * best]
    return sorted(kept, key=lambda act: -act.score)


def find_sure(cue: Cue, evidence: Evidence) -> list[Act]:
    """Return the actions that vouch for all of a question and themselves have what it asks.

    What somebody was doing somewhere says more of that than what went on there as a whole.
    """
    if evidence.unknown or cue.order != "all" or cue.predicate in ("", *IDLE):
        return []
    return [
        Act(page, action, 1.0)
        for page in evidence.pages
        for action in page.actions
        if is_meant(cue, action) and not action.nominal and _has_asked(cue, evidence, action)
        if in_time(when(action, page), cue) and says_all(cue, evidence, page, action)
    ]


def find_deeds(cue: Cue, evidence: Evidence) -> list[Act]:
    """Return the best actions whose verb is that of a question, and that have what it asks.

    Who did it, where and when says more than who was there and when that was, even where no
    action vouches for every word.
    """
    if cue.everyone or cue.order != "all" or cue.predicate in SAID_OF_ALL:
        return []
    found = find_acts(cue, evidence, evidence.pages)
    return [
        act
        for act in found
        if cue.predicate in act.action.label.split()[:1]
        and fits_roles(cue, evidence, act.action)
        and _tells(cue, evidence, act.action)
    ]


def _tells(cue: Cue, evidence: Evidence, action: Happening) -> bool:
    if cue.asks in ("person", "others"):
        return any(p.slot in DOERS and p.entity not in evidence.named for p in action.parts)
    if cue.asks == "place":
        return _has_place(evidence, action)
    return cue.asks == "time" and any(not timed.inferred for timed in action.times)


def is_meant(cue: Cue, action: Happening) -> bool:
    """Return whether it is told as what is asked for: as done, yet to be done, or not done."""
    if cue.manner == "denied":
        return action.denied
    return action.actual or (action.planned and cue.manner == "planned")


def _has_asked(cue: Cue, evidence: Evidence, action: Happening) -> bool:
    if cue.asks == "place":
        return _has_place(evidence, action)
    slot = slot_asked(cue, action, dict(cue.roles).get("", ""))
    others = (p for p in action.parts if p.entity not in evidence.named | evidence.left_out)
    return cue.asks == "person" and any(p.slot == slot for p in others)


def _has_place(evidence: Evidence, action: Happening) -> bool:
    """Whether the text says where, and it is none of those named."""
    return any(not p.inferred and p.entity not in evidence.named for p in action.places)


def says_all(cue: Cue, evidence: Evidence, page: Page, action: Happening) -> bool:
    """Whether an action says every word of a question: its verb, those named, what it is about."""
    verb = evidence.predicate
    same = is_handing(cue, action) or (cue.predicate or None) in action.label.split()[:1]
    if not same and (verb is None or coverage(verb, frozenset(terms(action.label))) < _SURE):
        return False
    if not all(takes_part(known.entities, action) for known in evidence.known):
        return False
    clause = frozenset(terms(f"{action.label} {action.phrase}"))
    said = clause if cue.predicate in IDLE else said_by(page, action)
    said |= _meant(action, evidence)
    covered = all(coverage(topic, said) >= _SURE for topic in evidence.topics)
    return covered and fits_roles(cue, evidence, action)


def _meant(action: Happening, evidence: Evidence) -> frozenset[str]:
    """Return the stems of what those are called that take part: "it" may be the kettle."""
    found = (evidence.beings.get(part.entity) for part in (*action.parts, *action.places))
    return frozenset(stem for being in found if being is not None for stem in terms(being.name))


def _elsewhere(page: Page, action: Happening, evidence: Evidence) -> bool:
    """Whether it was part of what went on at a place that the query leaves out."""
    occasion = occasion_of(page, action)
    places = occasion.places[:1] if occasion else ()
    return any(part.entity in evidence.left_out for part in places)


def _weighed(score: float, cue: Cue, evidence: Evidence, action: Happening) -> float:
    return score if fits_roles(cue, evidence, action) else score * _UNLIKE


def _likeness(evidence: Evidence, page: Page, action: Happening) -> float:
    """Return what nearness in meaning adds: of actions that say the same, the nearest wins."""
    topics = [t for t in (*evidence.topics, evidence.wanted) if t is not None]
    chosen = sentences_of(page, action)
    if not topics or not chosen or not page.vectors.size:
        return 0.0
    near = [float((page.vectors[chosen] @ topic.vector).max()) for topic in topics]
    return _MEANING * sum(near) / len(near)


def when(action: Happening, page: Page) -> tuple[Timed, ...]:
    """Return the times of an action: its own, or those of its occasion or episode."""
    occasion = occasion_of(page, action)
    told = action.times or (occasion.times if occasion else ())
    if told or page.episode.occurred is None:
        return told
    return (Timed(page.episode.occurred, 0, 0),)


def takes_part(entities: frozenset[str], action: Happening) -> bool:
    """Whether any of these has a slot of the action, or is where it happens."""
    return any(part.entity in entities for part in (*action.parts, *action.places))


def _takes_part(entities: frozenset[str], action: Happening, page: Page) -> bool:
    if takes_part(entities, action):
        return True
    if not any(part.slot == "AGENT" for part in action.parts):  # "Researching agencies", says Ana
        occasion = occasion_of(page, action)
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
    said = said_by(page, action)
    topics = evidence.topics or ((evidence.wanted,) if evidence.wanted else ())
    shares = [coverage(topic, said) for topic in topics]
    topical = sum(shares) / len(shares) if shares else 1.0
    verb = evidence.predicate
    if not shares and (verb is None or cue.predicate in LIGHT):
        return float(_fills(cue, evidence, action))
    if verb is None:
        return topical
    if cue.predicate in LIGHT:
        return topical
    does = coverage(verb, frozenset(terms(action.label)) | frozenset(terms(action.phrase)))
    does = max(does, float(is_handing(cue, action)))
    return (1 - _PREDICATE) * topical + _PREDICATE * does


def is_handing(cue: Cue, action: Happening) -> bool:
    """Whether the query and the action are both of something that goes from one to another."""
    asked = cue.predicate in HANDING
    given = action.label.partition(" ")[0] in _GIVE
    return asked and given and any(part.slot == "RECIPIENT" for part in action.parts)


def slot_asked(cue: Cue, action: Happening, slot: str) -> str:
    """Return the slot that one of the query has in an action: who receives is who is given to."""
    turned = cue.predicate in _RECEIVE and is_handing(cue, action)
    return "RECIPIENT" if turned and slot == "AGENT" else slot


def fits_roles(cue: Cue, evidence: Evidence, action: Happening) -> bool:
    """Whether those whom the query names play the parts in the action that they have in it."""
    roles = {name: slot for name, slot in cue.roles if name and cue.predicate not in _MUTUAL}
    for known in evidence.known:
        slot = slot_asked(cue, action, roles.get(known.name.text, ""))
        has = {part.slot for part in action.parts if part.entity in known.entities}
        if slot and has and slot not in has and not has & _ALIKE.get(slot, set()):
            return False
    return True


def _fills(cue: Cue, evidence: Evidence, action: Happening) -> bool:
    """Whether the action itself has what is asked, where the query does not say what was done.

    "What did Ana do in July" is answered by all that she did.
    """
    if cue.asks == "event":
        return bool(evidence.known or cue.times) and not action.nominal
    return bool({"place": action.places, "time": action.times}.get(cue.asks))


def said_by(page: Page, action: Happening) -> frozenset[str]:
    """Return the stems of the sentence in which the action is told, and of its verb ("sell")."""
    inside = [s.terms for s in page.sentences if s.start < action.end and action.start < s.end]
    said = frozenset().union(*inside) if inside else frozenset(terms(action.phrase))
    return said | frozenset(terms(action.label))
