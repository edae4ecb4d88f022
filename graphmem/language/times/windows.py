"""Find quickly where in a text times may stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphmem.language.times.vocabulary import PARTS, SEASONS

_MONTHS = (
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)
_WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs "
    "fri sat sun mondays tuesdays wednesdays thursdays fridays saturdays sundays"
)
_UNITS = (
    "second seconds sec secs minute minutes min mins hour hours hr hrs day days night nights week "
    "weeks weekend weekends weekday weekdays fortnight fortnights month months quarter quarters "
    "year years yr yrs twelvemonth decade decades century centuries cent"
)
_FEASTS = (
    "candlemas epiphany mayo juneteenth midsummer lammas michaelmas halloween hallowe hallows "
    "martinmas christmas xmas easter hogmanay gras pentecost whit whitsun whitsuntide thanksgiving "
    "eve ramadan eid ashura passover pesach rosh kippur sukkot shavuot purim hanukkah "
    "chanukah"
)
_CLASSES = {
    "month": _MONTHS,
    "weekday": _WEEKDAYS,
    "unit": _UNITS,
    "part": " ".join([*PARTS, *(f"{part}s" for part in PARTS), "midmorning midafternoon"]),
    "season": " ".join([*SEASONS, *(f"{season}time" for season in SEASONS)]),
    "feast": _FEASTS,
    "century": "century centuries cent",
    "decade": "twenties thirties forties fifties sixties seventies eighties nineties noughties",
    "word": "today yesterday tomorrow tmrw",
    "clock": "clock oclock noon midday noonday midnight half quarter past noonish ish",
    "set": "daily weekly fortnightly biweekly monthly quarterly yearly annually nightly hourly "
    "bimonthly biannually semiannually",
    "hour": "pm m fifteen thirty forty",
}
_CLASS: dict[str, set[str]] = {}
for _name, _words in _CLASSES.items():
    for _one in _words.split():
        _CLASS.setdefault(_one, set()).add(_name)
_WORDS = frozenset(_CLASS)
# Small words are evidence only in pairs: 'at nine', 'on the third', 'in nineteen fourteen'.
_TOKEN = re.compile(
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirty|fifteen) (?:a\.?m\b)"
    r"|(?:at|around|about) (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
    r"|(?:on|by|until|since|before) the (?:\w+th|\w+first|first|second|third)\b"
    r"|(?:in|since|until|of|year|by) (?:ten|eleven|twelve|\w+teen|twenty|two thousand)\b"
    r"|[a-z]+|[0-9]+"
)
_REACH = 80


def windows(text: str) -> Iterator[tuple[int, int, set[str]]]:
    """Yield the stretches around words of time, with the classes of those words."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a capital whose small letter is longer
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    if not _any(lowered):
        return
    low, high, classes = 0, -1, set[str]()
    for match in _TOKEN.finditer(lowered):
        found = _classes(match[0])
        if not found:
            continue
        if match.start() - _REACH > high:
            if high >= 0:
                yield _whole_words(text, low, high, classes)
            low, classes = match.start() - _REACH, set()
        high = match.end() + _REACH
        classes |= found
    if high >= 0:
        yield _whole_words(text, low, high, classes)


def _any(lowered: str) -> bool:
    tokens = set(_TOKEN.findall(lowered))
    return not tokens.isdisjoint(_WORDS) or any(" " in t or t[0] <= "9" for t in tokens)


def _classes(token: str) -> set[str]:
    if token[0] <= "9":
        return {"digit"}
    if " " not in token:
        return _CLASS.get(token, set())
    if token[-3] <= "9":  # on the 18th
        return {"ordinal", "digit"}
    if token.startswith("a") or token.endswith(("am", "a.m")):
        return {"hour"}
    return {"ordinal"} if " the " in token else {"teen"}


def _whole_words(text: str, low: int, high: int, classes: set[str]) -> tuple[int, int, set[str]]:
    low, high = max(0, low), min(len(text), high)
    while low > 0 and not text[low - 1].isspace():
        low -= 1
    while high < len(text) and not text[high].isspace():
        high += 1
    return low, high, classes
