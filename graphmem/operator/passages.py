"""The stretches of an episode that recall may show as one line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphmem.operator.page import Page

LONGEST = 2000  # characters: a passage must fit in the budget of a recall
FOREIGN = 300  # the same where sentences and words are not known, as in Chinese
HEADLINE = 12  # tokens
_STOPS = frozenset('.!?;:\u2026"\u201d\u2019)')
_PAUSE = re.compile(r"[\u3002\uff01\uff1f\u0964\u061f\u06d4.!?;,\uff0c\u3001\s]+")


def cut_passages(page: Page, words: int, longest: int = LONGEST) -> tuple[tuple[int, int], ...]:
    """Return spans of whole sentences inside a paragraph, of up to `words` words each.

    A chat turn is one passage, and a headline goes with what stands under it. A longer sentence
    stands alone, unless it has more than `longest` characters: it is cut at a pause.
    """
    found = _whole(page, words)
    return tuple(part for span in found for part in _bounded(page.parsed.text, *span, longest))


def _bounded(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    while end - start > longest:
        pauses = [m.end() for m in _PAUSE.finditer(text, start + longest // 3, start + longest)]
        at = pauses[-1] if pauses else start + longest
        yield start, start + len(text[start:at].rstrip())
        start = at + len(text[at:end]) - len(text[at:end].lstrip())
    yield start, end


def _is_headline(page: Page, first: int, end: int) -> bool:
    """Whether a paragraph is a few words without a full stop, such as a date or a title."""
    return end - first <= HEADLINE and page.parsed.tokens[end - 1].text[-1] not in _STOPS


def _whole(page: Page, words: int) -> tuple[tuple[int, int], ...]:
    parsed = page.parsed
    stripped = parsed.text.strip()
    if not stripped:
        return ()
    if page.speaker or not parsed.sentences:
        start = parsed.text.index(stripped)
        return ((start, start + len(stripped)),)
    found: list[tuple[int, int]] = []
    first, count, paragraph = -1, 0, -1
    for start, end in parsed.sentences:
        length = sum(1 for t in parsed.tokens[start:end] if t.pos != "PUNCT")
        here = page.paragraph[start]
        if first >= 0 and here != paragraph and _is_headline(page, first, start):
            paragraph = here
        if first >= 0 and (here != paragraph or count + length > words):
            found.append((parsed.tokens[first].start, parsed.tokens[start - 1].end))
            first, count = -1, 0
        if first < 0:
            first, paragraph = start, here
        count += length
    if first >= 0:
        found.append((parsed.tokens[first].start, parsed.tokens[-1].end))
    return tuple(found)
