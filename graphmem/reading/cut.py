"""Paragraphs to episodes below a bound."""

import re
from collections.abc import Iterable, Iterator

from graphmem.reading.blocks import Paragraph

_SENTENCE = re.compile(r"[.!?\u2026][\"'\u201d\u2019)\]]*\s+(?=[^\sa-z])|[\u3002\uff01\uff1f]")
_ABBREVIATION = re.compile(r"(?:^|\W)(?:Mr|Mrs|Ms|Dr|St|Prof|Capt|Col|Gen|No|vs|[A-Z])\.\s*$")


def pack(paragraphs: Iterable[Paragraph], limit: int) -> Iterator[str]:
    """Yield texts of at most `limit` characters: runs of whole paragraphs.

    A paragraph that is longer is cut at the ends of sentences, or else between words; only a
    word that is longer still is cut.
    """
    held = ""
    for paragraph in paragraphs:
        starts = paragraph.gap == "\n\n"
        if starts and held and len(held) + 2 + len(paragraph.text) > limit:
            yield held.strip()
            held = ""
        held = held + paragraph.gap + paragraph.text if held else paragraph.text
        parts, held = cut_off(held, limit)
        yield from parts
    if held.strip():
        yield held.strip()


def cut_off(text: str, limit: int) -> tuple[list[str], str]:
    """Return what must be cut off a text, in parts, and a rest of at most `limit` characters."""
    parts = []
    while len(text) > limit:
        at = _cut_point(text, limit)
        parts.append(text[:at].strip())
        text = text[at:].lstrip()
    return parts, text


def _cut_point(text: str, limit: int) -> int:
    ends = [m.end() for m in _SENTENCE.finditer(text, 0, limit + 1) if m.end() <= limit]
    for end in reversed(ends):
        if end * 4 < limit:  # better between words than a scrap
            break
        if not _ABBREVIATION.search(text, max(0, end - 12), end):
            return end
    if text[limit].isspace():
        return limit
    head = text[:limit].rstrip()
    return len(head) - len((head.rsplit(maxsplit=1) or [""])[-1]) or limit
