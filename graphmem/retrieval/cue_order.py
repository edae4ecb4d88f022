"""In which order a query wants its answers, and whether only the last or first of them."""

import re

from graphmem.language.parse import Parsed
from graphmem.retrieval.cue_words import BE, EMPTY, FIRST, LATEST, LOOSE, is_one_of

_SORTED = re.compile(
    r"\b(?:chronolog\w+|in (?:the )?(?:right |correct |proper |exact )?(?:temporal |time )?"
    r"(?:order|sequence)"
    r"|in (?:which|what) (?:order|sequence)|in order of (?:time|date|occurrence)|in time order"
    r"|over (?:the course of )?time\b(?! to)|through time"
    r"|(?:earliest|oldest|first) (?:to|through) (?:the )?(?:latest|newest|last|most recent)"
    r"|from (?:the )?(?:earliest|oldest|first) (?:on|to)"
    r"|(?:oldest|earliest|newest|latest|most recent) (?:ones? )?first"
    r"|(?:sorted|ordered|arranged|ranked) by (?:date|time|when|day)"
    r"|one after (?:the other|another)|step by step|as (?:it|they) happened)",
    re.IGNORECASE,
)
_STORY = re.compile(r"\bchronolog(?:y|ies)\b", re.IGNORECASE)
_EQUATED = BE | {"at", "during", "in", "for"}  # "when was the last auction"
_MOST = frozenset({"most", "very"})


def find_order(parsed: Parsed, free: frozenset[int]) -> str:
    """Return all, latest, first or chronological; `free` are the tokens outside names and times."""
    text = _STORY.sub("story", parsed.text)
    if _SORTED.search(text):
        return "chronological"
    for i in sorted(free):
        word = parsed.tokens[i].text.lower()
        if word == "recent" and parsed.tokens[i - 1].text.lower() not in _MOST:
            continue
        if word in LATEST and (word not in LOOSE or _stands_for_order(parsed, i)):
            return "latest"
        if word in FIRST and (word not in LOOSE or _stands_for_order(parsed, i)):
            return "first"
    return "all"


def _stands_for_order(parsed: Parsed, i: int) -> bool:
    """Whether the word ranks happenings ("last seen"), not a thing ("first prize").

    It does at an end, before an empty word or a verb, and before what the query asks for or
    tells more of ("the first book that she sold").
    """
    if i + 1 == len(parsed.tokens) or i == 0:
        return True
    before = [token.text.lower() for token in parsed.tokens[max(0, i - 2) : i]]
    if before[1:] == ["the"] and before[0] in _EQUATED:
        return True
    following = parsed.tokens[i + 1]
    if any(parsed.tokens[c].dep == "acl:relcl" for c in parsed.children(following.i)):
        return True
    if following.pos in ("NOUN", "PROPN", "ADJ", "NUM"):
        return is_one_of(following, EMPTY)
    return True
