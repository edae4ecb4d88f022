"""How old somebody was, as it is told right beside their name or pronoun."""

import re
from collections.abc import Iterator

from graphmem.language.times.numbers import number
from graphmem.language.times.vocabulary import SMALL
from graphmem.models.recollection import Cue
from graphmem.qa.evidence import Evidence, Page
from graphmem.qa.values import Value

_OPENING = "how old "
_SAID = rf"(?:\d{{1,3}}|{SMALL})"
_UNIT = r"(?![\w-]|\s+(?!years?\b|then\b|when\b|now\b|and\b|at\b|in\b|or\b|to\b)\w)"
_BE = "is|was|were|are|being|aged|turned|had turned"
_ABOUT = "just|only|then|now|about|nearly|over|already|age"
_BESIDE = re.compile(
    rf"(?:,|\s+(?:{_BE}|{_ABOUT}))(?:\s+(?:{_BE}|{_ABOUT}))*\s+({_SAID}){_UNIT}", re.IGNORECASE
)
_OF = re.compile(rf"[^.;!?]{{0,40}}?\b(?:of|aged)\s+({_SAID}){_UNIT}", re.IGNORECASE)
_YOUNG = re.compile(r"\b(?:man|woman|girl|boy|lad|child|lady|fellow|youth|person|aged)\b")


def tell_age(cue: Cue, evidence: Evidence) -> list[Value] | None:
    """Return the ages that are told of those named, first told first; None where none is asked."""
    if not cue.query.lower().startswith(_OPENING) or evidence.unknown or not evidence.known:
        return None
    who = evidence.known[0].entities
    return [value for page in evidence.told for value in _ages(page, who)]


def _ages(page: Page, who: frozenset[str]) -> Iterator[Value]:
    """Yield "Ana, forty", "she was forty", "a woman of forty"."""
    text = page.episode.text
    for each in page.spans:
        if each.entity not in who:
            continue
        found = _BESIDE.match(text, each.end)
        if found is None and _YOUNG.search(text, each.start, each.end):
            found = _OF.match(text, each.end) or _OF.search(text, each.start, each.end)
        if found is not None:
            value = number(found.group(1))
            yield Value(str(value), str(value), page, *found.span(1))
