"""What the words around a time make of it: from it on, until now, for so long."""

from __future__ import annotations

import re
from dataclasses import replace

from graphmem.language.times.between import Between
from graphmem.language.times.distances import AMOUNT, amount
from graphmem.language.times.hours import Hours
from graphmem.language.times.lasting import Lasting
from graphmem.language.times.offset import Offset
from graphmem.language.times.piece import Piece
from graphmem.language.times.vocabulary import UNIT, unit

_NOW = r"(?:now|today|the\s+present(?:\s+day)?|present)"
_FROM_NOW = re.compile(
    r"(?<!\w)(?:from|between)\s+now\s+(?:and|to|until|till|through)\s+(?:the\s+)?$", re.IGNORECASE
)
_FROM = re.compile(r"(?<!\w)(?:from|between|start(?:s|ing)?(?:\s+at)?)\s+(?:the\s+)?$", re.I)
_TO_NOW = re.compile(rf"\s+(?:and|to|until|till|through)\s+{_NOW}(?!\w)", re.IGNORECASE)
_DASH_NOW = re.compile(r"\s*[-\u2013\u2014]\s*(?:now|present)(?!\w)", re.IGNORECASE)
_FOR = re.compile(rf"\s+for\s+(?P<amount>{AMOUNT})\s+(?P<unit>{UNIT})(?!\w)", re.IGNORECASE)
_BEFORE_IT = re.compile(
    rf"(?<!\w)(?:(?:for\s+)?(?P<amount>{AMOUNT})\s+(?P<unit>{UNIT}),?\s+(?:starting|beginning)"
    rf"(?:\s+(?:from|on|at|in))?|for\s+(?P<many>{AMOUNT})\s+(?P<units>{UNIT}),?\s+from)"
    r"\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_DATES = ("day", "period", "year")


def around(text: str, piece: Piece) -> Piece:
    """Return the piece with what stands around it taken in, if that goes with it."""
    if piece.sort in ("duration", "set") or piece.role not in (*_DATES, "clock"):
        return piece
    return _since_now(text, piece) or _until_now(text, piece) or _lasting(text, piece) or piece


def _since_now(text: str, piece: Piece) -> Piece | None:
    match = _FROM_NOW.search(text, max(0, piece.start - 32), piece.start)
    if match is None or piece.weak:
        return None
    now = Offset("minute" if piece.role == "clock" else "day", 0, 0)
    return _span(piece, match.start(), piece.end, Between(now, piece.form))


def _until_now(text: str, piece: Piece) -> Piece | None:
    before = _FROM.search(text, max(0, piece.start - 24), piece.start)
    after = _TO_NOW.match(text, piece.end) if before else _DASH_NOW.match(text, piece.end)
    if after is None or piece.role not in _DATES:
        return None
    start = before.start() if before else piece.start
    return _span(piece, start, after.end(), Between(piece.form, Offset("day", 0, 0)))


def _lasting(text: str, piece: Piece) -> Piece | None:
    before = _BEFORE_IT.search(text, max(0, piece.start - 48), piece.start)
    if before is not None:
        words, name = before["amount"] or before["many"], before["unit"] or before["units"]
        start, end = before.start(), piece.end
    else:
        opened = _FROM.search(text, max(0, piece.start - 24), piece.start)
        match = _FOR.match(text, piece.end) if opened else None
        if match is None or opened is None:
            return None
        words, name = match["amount"], match["unit"]
        start, end = opened.start(), match.end()
    count = amount(words)
    if count is None or count[0] != count[1] or count[0] == 0:
        return None
    if isinstance(piece.form, Hours) and unit(name) not in ("hour", "minute", "second", "day"):
        return None
    return _span(piece, start, end, Lasting(piece.form, unit(name), count[0]))


def _span(piece: Piece, start: int, end: int, form: Between | Lasting) -> Piece:
    return replace(piece, start=start, end=end, sort="span", role="range", form=form, weak=False)
