"""The stretches of an episode that recall may show as one line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphmem.operator.page import Page

LONGEST = 2000  # characters: a passage must fit in the budget of a recall
FOREIGN = 300  # the same where sentences and words are not known, as in Chinese
_PAUSE = re.compile(r"[\u3002\uff01\uff1f\u0964\u061f\u06d4.!?;,\uff0c\u3001\s]+")


def cut_passages(page: Page, words: int, longest: int = LONGEST) -> tuple[tuple[int, int], ...]:
    """Return spans of whole sentences inside a paragraph, of up to `words` words each.

    A chat turn is one passage. A longer sentence stands alone, unless it has more than
    `longest` characters: it is cut at a pause.
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
        if first >= 0 and (here != paragraph or count + length > words):
            found.append((parsed.tokens[first].start, parsed.tokens[start - 1].end))
            first, count = -1, 0
        if first < 0:
            first, paragraph = start, here
        count += length
    if first >= 0:
        found.append((parsed.tokens[first].start, parsed.tokens[-1].end))
    return tuple(found)
