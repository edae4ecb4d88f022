"""Cut what a model is to read of an episode into pieces that it can be asked about at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from graphmem.language.tokens import count_each
from graphmem.operator.ground import Span

_BREAK = re.compile(r"\n[ \t\r]*\n")
_PAUSE = re.compile(r"[.!?;,\u2026][\"'\u201d\u2019)]*\s+")
_SENTENCE = re.compile(r"[.!?\u2026][\"'\u201d\u2019)]*\s+")
_BETWEEN = 120  # characters that are shown of what is left out
_LATE = 0.6  # of a piece that may be given up to end it with a paragraph


def cut_pieces(text: str, passages: Sequence[Span], room: int) -> list[tuple[Span, ...]]:
    """Return pieces of at most `room` tokens, each as the stretches that it is made of.

    Passages that follow one another are one stretch. A piece ends with a paragraph if it can,
    else with a passage; a passage that is too long by itself is cut at a pause.
    """
    parts = [part for span in passages for part in _fitting(text, span, room)]
    sizes = count_each([text[a:b] for a, b in parts])
    pieces: list[tuple[Span, ...]] = []
    first = 0
    while first < len(parts):
        end, total = first, 0
        while end < len(parts) and (end == first or total + sizes[end] <= room):
            total += sizes[end]
            end += 1
        if end < len(parts):
            end = _at_paragraph(text, parts, first, end)
        pieces.append(_runs(text, parts[first:end]))
        first = end
    return pieces


def show_piece(text: str, piece: Sequence[Span]) -> str:
    """Return the words of a piece; where some are left out, the last of these in brackets."""
    shown = text[slice(*piece[0])]
    for (_, left), (start, end) in pairwise(piece):
        before = " ".join(tail(text[left:start].strip(), _BETWEEN).split())
        shown += f"\n[\u2026 {before}]\n{text[start:end]}"
    return shown


def tail(text: str, length: int) -> str:
    """Return the last sentences of a text that fit, or the last characters."""
    if len(text) <= length:
        return text
    begins = [m.end() for m in _SENTENCE.finditer(text, len(text) - length)]
    return text[begins[0] if begins and begins[0] < len(text) else len(text) - length :].strip()


def _fitting(text: str, span: Span, room: int) -> list[Span]:
    """Return a span in parts that each fit."""
    start, end = span
    if end - start < 2 or count_each([text[start:end]])[0] <= room:
        return [span]
    middle = (start + end) // 2
    pauses = [m.end() for m in _PAUSE.finditer(text, start, end)]
    spaces = [m.end() for m in re.finditer(r"\s+", text[start:end])]
    inside = [p for p in pauses if start < p < end] or [
        start + s for s in spaces if 0 < s < end - start
    ]
    at = min(inside, key=lambda p: abs(p - middle), default=middle)
    left = start + len(text[start:at].rstrip()) or at
    left = at if left <= start else left
    return [*_fitting(text, (start, left), room), *_fitting(text, (at, end), room)]


def _at_paragraph(text: str, parts: Sequence[Span], first: int, end: int) -> int:
    """Return where a piece ends: behind a paragraph, if not too much is given up for that."""
    least = parts[first][0] + _LATE * (parts[end - 1][1] - parts[first][0])
    for at in range(end, first + 1, -1):
        if parts[at - 1][1] < least:
            break
        if _BREAK.search(text, parts[at - 1][1], parts[at][0]):
            return at
    return end


def _runs(text: str, parts: Sequence[Span]) -> tuple[Span, ...]:
    runs: list[Span] = []
    for start, end in parts:
        if runs and not text[runs[-1][1] : start].strip():
            runs[-1] = runs[-1][0], end
        else:
            runs.append((start, end))
    return tuple(runs)
