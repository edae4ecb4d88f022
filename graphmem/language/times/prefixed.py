"""Read what stands before a time and moves it: late May, the week of 9 June, two days before."""

from __future__ import annotations

import re
from dataclasses import replace

from graphmem.language.times.apart import Apart
from graphmem.language.times.chosen import Chosen
from graphmem.language.times.distances import AMOUNT, amount
from graphmem.language.times.edge import Edge
from graphmem.language.times.form import Form
from graphmem.language.times.hours import Hours
from graphmem.language.times.nth import Nth
from graphmem.language.times.numbers import number
from graphmem.language.times.offset import Offset
from graphmem.language.times.piece import Piece
from graphmem.language.times.recurring import Recurring
from graphmem.language.times.seen import Seen
from graphmem.language.times.third import Third
from graphmem.language.times.vocabulary import ORDINAL, UNIT, WEEKDAY, unit, weekday_number

_PREFIX = re.compile(
    r"(?<!\w)(?:"
    r"(?:the\s+)?(?P<third>early|mid|middle|late)[\s-]+(?:in\s+|of\s+)?(?:the\s+)?"
    r"|(?:the\s+)?(?P<edge>beginning|start|middle|end)\s+of\s+(?:the\s+)?"
    r"|(?:the\s+)?(?<!every )(?<!each )(?<!an )(?<!a )(?P<whole>week|weekend|month|year|w(?=/c))"
    r"(?:/c|\s+(?:of|commencing|(?:beginning|starting)(?:\s+on)?))\s+(?:the\s+)?"
    rf"|(?:the\s+)?(?P<nth>{ORDINAL}|last)\s+(?:(?P<weekday>{WEEKDAY})"
    r"|(?P<piece>day|week|weekend|month))\s+(?P<in>(?:of|in)\s+(?:the\s+)?)?"
    r"|(?:the\s+)?(?P<share>first|second|third|fourth|former|latter|other|last|final)\s+"
    r"(?P<parts>half|quarter)\s+(?P<part_of>of\s+(?:the\s+)?)?"
    rf"|(?:the\s+)?(?P<end>first|last|final|opening|closing)\s+(?P<few>{AMOUNT})\s+"
    r"(?P<of>days|weeks|months|years)\s+(?:of|in)\s+(?:the\s+)?"
    rf"|(?:the\s+)?(?P<near>{WEEKDAY})\s+(?P<beside>before|after|preceding|following|prior\s+to)"
    r"\s+(?:the\s+)?"
    rf"|(?:(?P<amount>the|exactly\s+{AMOUNT}|{AMOUNT})\s+|(?<!\w )(?=week|month|year))"
    rf"(?P<unit>{UNIT})\s+(?P<side>before|after|from"
    r"|prior\s+to|following|on)\s+(?:the\s+)?)$",
    re.IGNORECASE,
)
_SHARES = {
    "first": 0, "former": 0, "second": 1, "third": 2, "fourth": 3, "latter": -1, "other": -1,
    "last": -1, "final": -1,
}  # fmt: skip
_BACK = ("before", "preceding", "prior to")
_THIRDS = {"early": 0, "beginning": 0, "start": 0, "late": 2, "end": 2}


def prefixed(text: str, piece: Piece) -> Piece:
    """Return the piece with its prefix taken in, if it has one that suits it."""
    match = _PREFIX.search(text, max(0, piece.start - 48), piece.start)
    if match is None or piece.role not in ("day", "period", "year"):
        return piece
    loose = (match["nth"] and not match["in"]) or (match["share"] and not match["part_of"])
    if (match["side"] or "").lower() == "from" and text[: match.start()].endswith("for "):
        return piece  # for three days from Monday goes on as long
    if loose and not isinstance(piece.form, Offset):  # the third week next year
        return piece
    form, role = _moved(match, piece)
    if form is None:
        return piece
    sort = "relative" if match["side"] or match["near"] else "date" if role == "day" else "span"
    return replace(piece, start=match.start(), form=form, role=role, sort=sort)


def _moved(match: re.Match[str], piece: Piece) -> tuple[Form | None, str]:
    third = match["third"] or match["edge"]
    if third or match["share"] or match["end"]:
        return (None, "") if piece.role == "day" else (_part(match, piece.form), "period")
    if match["whole"]:
        return Offset(unit(match["whole"]), 0, 0, origin=piece.form), "period"
    if match["nth"]:
        return (None, "") if piece.role == "day" else _nth(match, piece.form)
    if match["near"]:
        step = -1 if " ".join(match["beside"].lower().split()) in _BACK else 1
        weekday = Recurring(weekday_number(match["near"]))
        return Seen(Chosen(weekday, step), piece.form), "day"
    return _distance(match, piece.form, piece.role)


def _part(match: re.Match[str], whole: Form) -> Form | None:
    """Return a third, another share, or the first or last days of something longer."""
    if match["share"]:
        parts = 2 if match["parts"].lower() == "half" else 4
        which = _SHARES[match["share"].lower()]
        return Third(whole, which % parts, parts) if which < parts else None
    if match["end"]:
        count = amount(match["few"])
        sign = -1 if match["end"].lower() in ("last", "final", "closing") else 1
        return None if count is None else Edge(whole, unit(match["of"]), sign * count[1])
    return Third(whole, _THIRDS.get((match["third"] or match["edge"]).lower(), 1))


def _nth(match: re.Match[str], whole: Form) -> tuple[Form | None, str]:
    count = -1 if match["nth"].lower() == "last" else number(match["nth"])
    if not count:
        return None, ""
    if match["weekday"]:
        return Nth(count, "day", whole, weekday_number(match["weekday"])), "day"
    name = match["piece"].lower()
    role = "day" if name == "day" else "period"
    return Nth(count, name, whole, 5 if name == "weekend" else None), role


def _distance(match: re.Match[str], origin: Form, of: str) -> tuple[Form | None, str]:
    words = match["amount"] or "the"  # a note may begin with "weekend before 3 May"
    count = (1, 1) if words.lower() == "the" else amount(words)
    side = " ".join(match["side"].lower().split())
    if count is None or isinstance(origin, Hours) or (side == "on" and not _is_weekday(origin)):
        return None, ""
    sign = -1 if side in _BACK else 1
    single = unit(match["unit"])
    if of == "day" and side in ("from", "on") and count[0] == count[1]:
        # A week from Friday is a Friday, a month from tomorrow a day.
        return Seen(Apart(((single, count[0]), ("day", 0))), origin), "day"
    role = "day" if single == "day" else "period"
    return Offset(single, sign * count[0], sign * count[1], origin=origin), role


def _is_weekday(form: Form) -> bool:
    return isinstance(form, Recurring) and form.weekday is not None and form.day is None
