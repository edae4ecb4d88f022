"""Is it so? Yes where an action or a claim says all that is asked, no where one denies it."""

from collections.abc import Iterator, Sequence

from graphmem.language.terms import terms
from graphmem.models.recollection import Cue
from graphmem.qa.acts import says_all, when
from graphmem.qa.evidence import Evidence, Page
from graphmem.qa.match import Match, in_time
from graphmem.qa.values import Value, sentence_at

YES, NO = "yes", "no"


def confirm(cue: Cue, evidence: Evidence) -> list[Value]:
    """Return yes or no with the words that say so, or nothing where nothing does.

    To say yes is to vouch for every word of the question, so that being about it is not enough.
    """
    if evidence.unknown or not (evidence.known or evidence.topics):
        return []
    found = [*_acted(cue, evidence), *_claimed(cue, evidence)]
    sure = [value for value in found if value.text == YES]
    return sure or found


def confirm_any(found: Sequence[Match]) -> list[Value]:
    """Return yes with the words of each occasion that is such a thing."""
    return [_value(YES, m.page, m.happening.start, 0) for m in found if m.happening is not None]


def _acted(cue: Cue, evidence: Evidence) -> Iterator[Value]:
    for page in evidence.pages:
        for action in page.actions:
            if action.nominal or not (action.actual or action.denied):
                continue
            if in_time(when(action, page), cue) and says_all(cue, evidence, page, action):
                yield _value(YES if action.actual else NO, page, action.start, action.end)


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
