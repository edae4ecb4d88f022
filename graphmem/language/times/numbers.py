"""Numbers as people write them."""

from __future__ import annotations

import re

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]
_VALUES = (
    dict(zip(_ONES, range(20), strict=True))
    | {ten: 20 + 10 * place for place, ten in enumerate(_TENS)}
    | dict(zip(_ORDINALS, range(1, 20), strict=True))
    | {ten[:-1] + "ieth": 20 + 10 * place for place, ten in enumerate(_TENS)}
    | {"a": 1, "an": 1, "couple": 2, "pair": 2, "dozen": 12, "fourty": 40}
)
_WORD = re.compile(r"[a-z]+|\d+")


def number(text: str) -> int | None:
    """Return the cardinal or ordinal a phrase stands for, up to the thousands."""
    total, part, known = 0, 0, False
    for word in _WORD.findall(text.lower()):
        if word.isdigit():
            part, known = part * 1000 + int(word) if known else int(word), True
        elif word in ("hundred", "thousand"):
            scale = 100 if word == "hundred" else 1000
            total, part, known = total + (part or 1) * scale, 0, True
        elif word in _VALUES:
            value = _VALUES[word]
            part, known = (part * value if word == "dozen" and part else part + value), True
    return total + part if known else None
