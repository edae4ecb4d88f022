"""Read what stands before a time and moves it: late May, the week of 9 June, two days before."""

from __future__ import annotations

import re
from dataclasses import replace

from graphmem.language.times.form import Form
from graphmem.language.times.hours import Hours
from graphmem.language.times.nth import Nth
from graphmem.language.times.numbers import number
from graphmem.language.times.offset import Offset
from graphmem.language.times.piece import Piece
from graphmem.language.times.relative import AMOUNT, amount
from graphmem.language.times.third import Third
from graphmem.language.times.vocabulary import ORDINAL, UNIT, WEEKDAY, unit, weekday_number

_PREFIX = re.compile(
    r"(?<!\w)(?:"
    r"(?:the\s+)?(?P<third>early|mid|middle|late)[\s-]+(?:in\s+|of\s+)?(?:the\s+)?"
    r"|(?:the\s+)?(?P<edge>beginning|start|middle|end)\s+of\s+(?:the\s+)?"
    r"|(?:the\s+)?(?P<whole>week|weekend|month|year)\s+(?:of|(?:beginning|starting)(?:\s+on)?)\s+(?:the\s+)?"
    rf"|(?:the\s+)?(?P<nth>{ORDINAL}|last)\s+(?:(?P<weekday>{WEEKDAY})|(?P<piece>day|week|weekend))"
    r"\s+(?:of|in)\s+(?:the\s+)?"
    rf"|(?P<amount>the|exactly\s+{AMOUNT}|{AMOUNT})\s+(?P<unit>{UNIT})\s+(?P<side>before|after|from"
    r"|prior\s+to|following)\s+(?:the\s+)?)$",
    re.IGNORECASE,
)
_THIRDS = {"early": 0, "beginning": 0, "start": 0, "late": 2, "end": 2}


def prefixed(text: str, piece: Piece) -> Piece:
    """Return the piece with its prefix taken in, if it has one that suits it."""
    match = _PREFIX.search(text, max(0, piece.start - 48), piece.start)
    if match is None or piece.role not in ("day", "period", "year"):
        return piece
    form, role = _moved(match, piece)
    if form is None:
        return piece
    sort = "relative" if match["side"] else "date" if role == "day" else "span"
    return replace(piece, start=match.start(), form=form, role=role, sort=sort)


def _moved(match: re.Match[str], piece: Piece) -> tuple[Form | None, str]:
    third = match["third"] or match["edge"]
    if third:
        if piece.role == "day":
            return None, ""
        return Third(piece.form, _THIRDS.get(third.lower(), 1)), "period"
    if match["whole"]:
        return Offset(unit(match["whole"]), 0, 0, origin=piece.form), "period"
    if match["nth"]:
        return (None, "") if piece.role == "day" else _nth(match, piece.form)
    return _distance(match, piece.form)


def _nth(match: re.Match[str], whole: Form) -> tuple[Form | None, str]:
    count = -1 if match["nth"].lower() == "last" else number(match["nth"])
    if not count:
        return None, ""
    if match["weekday"]:
        return Nth(count, "day", whole, weekday_number(match["weekday"])), "day"
    name = match["piece"].lower()
    role = "day" if name == "day" else "period"
    return Nth(count, name, whole, 5 if name == "weekend" else None), role


def _distance(match: re.Match[str], origin: Form) -> tuple[Form | None, str]:
    count = (1, 1) if match["amount"].lower() == "the" else amount(match["amount"])
    if count is None or isinstance(origin, Hours):
        return None, ""
    sign = -1 if match["side"].lower() in ("before", "prior to") else 1
    single = unit(match["unit"])
    role = "day" if single == "day" else "period"
    return Offset(single, sign * count[0], sign * count[1], origin=origin), role
