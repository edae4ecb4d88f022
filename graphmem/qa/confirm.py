"""Is it so? Yes where an action or a claim says all that is asked, no where one denies it."""

from collections.abc import Iterator

from graphmem.language.terms import terms
from graphmem.models.recollection import Cue
from graphmem.qa.acts import fits_roles, said_by, takes_part, when
from graphmem.qa.evidence import Evidence, Happening, Page
from graphmem.qa.match import in_time
from graphmem.qa.topics import coverage
from graphmem.qa.values import Value, sentence_at

YES, NO = "yes", "no"
_SURE = 0.8  # share of each phrase of the question that must be said, and of its verb


def confirm(cue: Cue, evidence: Evidence) -> list[Value]:
    """Return yes or no with the words that say so, or nothing where nothing does.

    To say yes is to vouch for every word of the question, so that being about it is not enough.
    """
    if evidence.unknown or not (evidence.known or evidence.topics):
        return []
    found = [*_acted(cue, evidence), *_claimed(cue, evidence)]
    sure = [value for value in found if value.text == YES]
    return sure or found


def _acted(cue: Cue, evidence: Evidence) -> Iterator[Value]:
    for page in evidence.pages:
        for action in page.actions:
            if action.nominal or not (action.actual or action.denied):
                continue
            if in_time(when(action, page), cue) and _says(cue, evidence, page, action):
                yield _value(YES if action.actual else NO, page, action.start, action.end)


def _says(cue: Cue, evidence: Evidence, page: Page, action: Happening) -> bool:
    verb = evidence.predicate
    same = bool(cue.predicate) and cue.predicate in action.label.split()[:1]
    if not same and (verb is None or coverage(verb, frozenset(terms(action.label))) < _SURE):
        return False
    if not all(takes_part(known.entities, action) for known in evidence.known):
        return False
    said = said_by(page, action)
    covered = all(coverage(topic, said) >= _SURE for topic in evidence.topics)
    return covered and fits_roles(cue, evidence, action)


def _claimed(cue: Cue, evidence: Evidence) -> Iterator[Value]:
    """Yield what roles and states say: "was she a nurse", "is he ill"."""
    wanted = [frozenset(topic.terms) for topic in evidence.topics]
    if len(wanted) != 1 or cue.predicate not in ("", "be"):
        return
    pages = {page.episode.id: page for page in evidence.pages}
    for claim in evidence.claims:
        if claim.episode in pages and wanted[0] <= frozenset(terms(claim.name)):
            said = YES if claim.positive else NO
            yield _value(said, pages[claim.episode], claim.start, claim.end)


def _value(text: str, page: Page, start: int, end: int) -> Value:
    span = (start, end) if end > start else sentence_at(page, start)
    return Value(text, f"{text} {page.episode.id} {span[0]}", page, *span)
