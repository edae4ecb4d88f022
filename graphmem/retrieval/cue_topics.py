"""What a query is about, once names, times and the words of asking are taken out."""

import re
from collections.abc import Iterator

from graphmem.language.parse import Parsed
from graphmem.language.terms import STOP_WORDS
from graphmem.retrieval.cue_asks import is_command
from graphmem.retrieval.cue_words import (
    COMPOUND,
    EMPTY,
    INSIDE_PHRASES,
    LIGHT,
    SAY,
    THINK,
    TRANSPARENT,
    WH,
    is_one_of,
)

_NOTHING = EMPTY | LIGHT
_MIND = SAY | THINK
_QUOTED = re.compile(r"[\"\u201c\u2018]([^\"\u201c\u201d]{2,80})[\"\u201d\u2019]")
_CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "NUM", "X", "ADV", "INTJ")


def find_topics(parsed: Parsed, used: frozenset[int]) -> list[str]:
    """Return the content phrases in order; `used` are tokens of names, times and the asking."""
    free = [i not in used and _is_content(parsed, i) for i in range(len(parsed.tokens))]
    return [parsed.text[start:end] for start, end in _phrases(parsed, free, used)]


def quoted(text: str) -> list[str]:
    """Return the phrases in quotation marks."""
    return [match.group(1).strip(" .,?!") for match in _QUOTED.finditer(text)]


def _is_content(parsed: Parsed, i: int) -> bool:
    token = parsed.tokens[i]
    lower = token.text.lower()
    if token.pos not in _CONTENT or not token.text[0].isalnum():
        return False
    if lower in STOP_WORDS or lower in WH:
        return False
    if is_one_of(token, _NOTHING) and not _in_compound(parsed, i):
        return False
    if is_one_of(token, TRANSPARENT) and _follows_of(parsed, i):
        return False
    if is_command(parsed, i):
        return False
    return not (is_one_of(token, _MIND) and _tells(parsed, i))


def _in_compound(parsed: Parsed, i: int) -> bool:
    """Whether a word that is empty as a verb is the last noun of a compound: "film show"."""
    if i == 0 or parsed.tokens[i].pos != "NOUN" or not is_one_of(parsed.tokens[i], COMPOUND):
        return False
    before = parsed.tokens[i - 1]
    return before.pos == "NOUN" and not is_one_of(before, _NOTHING)


def _follows_of(parsed: Parsed, i: int) -> bool:
    return i + 1 < len(parsed.tokens) and parsed.tokens[i + 1].text.lower() == "of"


def _tells(parsed: Parsed, i: int) -> bool:
    """Whether a verb of saying or thinking is the asker's own: a command, or with I, we or you."""
    before = [t.text.lower() for t in parsed.tokens[max(0, i - 3) : i]]
    if not before or before[-1] in (".", "?", "!", ",", ";", ":", "and", "please", "just"):
        return True
    return bool({"i", "you", "we", "me", "us"} & set(before)) or before[-1] == "to"


def _phrases(parsed: Parsed, free: list[bool], used: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Yield the spans of runs of free tokens; words of grammar may stand inside one."""
    i, tokens = 0, parsed.tokens
    while i < len(tokens):
        if not free[i]:
            i += 1
            continue
        end = i + 1
        while True:
            j = end
            while j < len(tokens) and j not in used and not free[j] and _joins(tokens[j].text):
                j += 1
            if j < len(tokens) and free[j]:
                end = j + 1
            else:
                break
        yield tokens[i].start, tokens[end - 1].end
        i = end


def _joins(text: str) -> bool:
    return text.lower() in INSIDE_PHRASES or text == "-"
