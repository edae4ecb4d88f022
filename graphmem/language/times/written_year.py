"""Years as people write them: 1843, '98, eighteen forty-three."""

from __future__ import annotations

import re

from graphmem.language.times.numbers import number


def year_form(text: str | None) -> tuple[int | None, bool]:
    """Read a year, and whether it was written with two digits."""
    if text is None:
        return None, False
    digits = text.lstrip("'\u2019\u2018")
    if digits.isdigit():
        return int(digits), len(digits) == 2
    return _spelled(digits), False


def _spelled(words: str) -> int | None:
    if words.lower().startswith("two thousand") or "hundred" in words.lower():
        return number(words)
    first, *rest = re.split(r"[- ]", words, maxsplit=1)
    return (number(first) or 0) * 100 + (number(rest[0]) or 0) if rest else None
