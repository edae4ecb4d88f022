"""The stretches of an episode that recall may show as one line."""

from __future__ import annotations

from graphmem.operator.page import Page


def cut_passages(page: Page, words: int) -> tuple[tuple[int, int], ...]:
    """Return spans of whole sentences inside a paragraph, of up to `words` words each.

    A chat turn is one passage. A longer sentence stands alone.
    """
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
