"""An episode's text with its paragraphs and quotations laid over the tokens."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from graphmem.language.parse import Parsed

_BREAK = re.compile(r"\n[ \t\r]*\n")
_OPEN, _CLOSE = "\u201c", "\u201d"
# Speech in single marks, as British books have it: it opens behind a space and closes behind a stop
# or a comma, by which its end is told from an apostrophe.
_SINGLE = re.compile(r"(?<![^\s(\u2014])\u2018(?=\S)")
_SINGLE_END = re.compile(r"(?<=[.,!?;:\u2026\u2014-])\u2019(?!\w)")


@dataclass(frozen=True, slots=True)
class Page:
    """Parsed text; for each token its sentence, paragraph and quotation (-1 outside of any).

    `quotes` are character spans with the marks; `speaker` is who says the whole, in a chat.
    """

    parsed: Parsed
    speaker: str
    sentence: tuple[int, ...]
    paragraph: tuple[int, ...]
    quote: tuple[int, ...]
    quotes: tuple[tuple[int, int], ...]


def lay_out(parsed: Parsed, speaker: str | None = None) -> Page:
    """Return the page of a parsed text."""
    breaks = [m.start() for m in _BREAK.finditer(parsed.text)]
    quotes = tuple(_quotations(parsed.text, breaks))
    sentence = [0] * len(parsed.tokens)
    for number, (start, end) in enumerate(parsed.sentences):
        sentence[start:end] = [number] * (end - start)
    paragraph, quote = [], []
    para = mark = 0
    for token in parsed.tokens:
        while para < len(breaks) and token.start > breaks[para]:
            para += 1
        while mark < len(quotes) and token.start >= quotes[mark][1]:
            mark += 1
        inside = mark < len(quotes) and token.start >= quotes[mark][0]
        paragraph.append(para)
        quote.append(mark if inside else -1)
    return Page(parsed, speaker or "", tuple(sentence), tuple(paragraph), tuple(quote), quotes)


def _quotations(text: str, breaks: list[int]) -> list[tuple[int, int]]:
    """Return the spans in double quotation marks; an unclosed one ends with its paragraph.

    Where more are in single marks, it returns these.
    """
    single = _in_single_marks(text, breaks) if "\u2018" in text else []
    if len(single) > text.count(_OPEN) + text.count('"') // 2:
        return single
    found = []
    ends = [*breaks, len(text)]
    start = 0
    for end in ends:
        opened = -1
        for at in range(start, end):
            mark = text[at]
            if mark == _OPEN or (mark == '"' and opened < 0):
                opened = at if opened < 0 else opened
            elif mark in (_CLOSE, '"') and opened >= 0:
                found.append((opened, at + 1))
                opened = -1
        if opened >= 0:
            found.append((opened, end))
        start = end
    return found


def _in_single_marks(text: str, breaks: list[int]) -> list[tuple[int, int]]:
    """Return the spans in single quotation marks that close within their paragraph."""
    found: list[tuple[int, int]] = []
    for opening in _SINGLE.finditer(text):
        start = opening.start()
        at = bisect_left(breaks, start)
        paragraph = breaks[at] if at < len(breaks) else len(text)
        closing = _SINGLE_END.search(text, start + 1, paragraph)
        if closing and (not found or start >= found[-1][1]):
            found.append((start, closing.end()))
    return found
