"""The state that a query asks for: where somebody or something is, and what somebody has."""

from collections.abc import Collection
from dataclasses import replace

from graphmem.language.parse import Parsed, Token
from graphmem.models.recollection import CueState
from graphmem.retrieval.cue_around import word_at
from graphmem.retrieval.cue_words import BE, GOING, HAVING, ITEMS, is_one_of

_DO = frozenset("did does do".split())  # noqa: SIM905
_PERFECT = frozenset("has have had".split())  # noqa: SIM905
_NOW = frozenset("is are 's \u2019s does do has have".split())  # noqa: SIM905
_STILL = frozenset("ever still now already currently right just then also last".split())  # noqa: SIM905
_WITHIN = frozenset("at in inside on aboard to".split())  # noqa: SIM905
_SIDES = frozenset("before after".split())  # noqa: SIM905
_NOBODY = frozenset(
    "it there you we i this that anyone anybody anything someone somebody something".split()  # noqa: SIM905
)
_US = frozenset({"we", "i"})
_PHRASE = ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PART")


def find_state(parsed: Parsed, timed: Collection[int]) -> CueState | None:
    """Return the state that a query asks for, if all its words are about that.

    "Where was the lamp during the storm?" asks for more; `timed` are the tokens of times.
    """
    first = word_at(parsed, 0)
    if first == "where":
        return _where(parsed, timed)
    if first in _SIDES:
        return _where_next(parsed, timed)
    if first in BE or first in _DO or first in _PERFECT:
        return _whether(parsed, timed)
    if first == "who":
        return _present(parsed) or _holder(parsed)
    if first in ("what", "which", "how"):
        return _present(parsed) or _has(parsed)
    return None


def asks_whether(parsed: Parsed) -> bool:
    """Return whether a query wants a yes or a no about someone or something that it names."""
    first = word_at(parsed, 0)
    opens = first in BE or first in _DO or first in _PERFECT
    return opens and word_at(parsed, 1) not in _NOBODY - _US


def asks_if_it_was(parsed: Parsed) -> bool:
    """Return whether a query wants to know if it was somebody: "was it Ana who sold the house"."""
    words = [token.text.lower() for token in parsed.tokens]
    opens = words[:1] and words[0] in BE and words[1:2] == ["it"]
    return bool(opens) and "or" not in words and bool({"who", "that"}.intersection(words))


def asks_existence(parsed: Parsed) -> bool:
    """Return whether a query wants to know if there was such a thing: "was there an auction"."""
    return word_at(parsed, 0) in BE | _PERFECT and word_at(parsed, 1) == "there"


def _where_next(parsed: Parsed, timed: Collection[int]) -> CueState | None:
    """Read "after Leeds, where did Ana go next", with a time or without."""
    commas = [token.i for token in parsed.tokens if token.text == ","]
    asking = next((i + 1 for i in commas if word_at(parsed, i + 1) == "where"), 0)
    place, end = _phrase(parsed, 1)
    told = all(i in timed or parsed.tokens[i].pos in ("ADP", "PUNCT") for i in range(end, asking))
    asked = _where(parsed, timed, asking, "now") if asking and place and told else None
    return replace(asked, place=place, side=word_at(parsed, 0)) if asked else None


def _where(parsed: Parsed, timed: Collection[int], at: int = 0, when: str = "") -> CueState | None:
    """Read "where is the lamp", "where had Ana been before she came to the mill".

    With `when` it is told in front when that was.
    """
    helper = word_at(parsed, at + 1)
    if helper not in BE and helper not in _DO and helper not in _PERFECT:
        return None
    subject, end = _phrase(parsed, at + 2)
    if helper not in BE or word_at(parsed, end) == "going":
        if end >= len(parsed.tokens) or not is_one_of(parsed.tokens[end], GOING | BE):
            return None
        end += 1
    while word_at(parsed, end) in _STILL or word_at(parsed, end) in ("to", "next"):
        end += 1
    if not subject or end in timed:
        return None
    if _ends(parsed, end):
        last = when or helper in _NOW or word_at(parsed, end - 1) in ("now", "last")
        return CueState("where", subject) if last else None
    if word_at(parsed, end) not in _SIDES or any(i in timed for i in range(end, _stop(parsed))):
        return None
    place = _last_phrase(parsed, end + 1)
    return CueState("where", subject, place, side=word_at(parsed, end)) if place else None


def _whether(parsed: Parsed, timed: Collection[int]) -> CueState | None:
    """Read "is the lamp in the attic", "has Ana ever been to Paris", "does Ana have the lamp"."""
    helper = word_at(parsed, 0)
    subject, end = _phrase(parsed, 1)
    if not subject or word_at(parsed, 1) in _NOBODY:
        return None
    side = "" if helper in _NOW - _PERFECT - _DO else "ever"
    while word_at(parsed, end) in _STILL:
        end += 1
    verb = parsed.tokens[end] if end < len(parsed.tokens) else None
    if verb is not None and helper in _NOW and _is_having(verb):
        thing, end = _phrase(parsed, end + 1)
        return CueState("has", subject, thing=thing) if thing and _ends(parsed, end) else None
    if verb is not None and word_at(parsed, end) not in _WITHIN:
        if not is_one_of(verb, GOING | BE) or verb.pos not in ("VERB", "AUX"):
            return None
        end += 1
    while word_at(parsed, end) in _WITHIN or word_at(parsed, end) in _STILL:
        end += 1
    place, end = _phrase(parsed, end)
    rest = range(end, _stop(parsed))
    told = all(i in timed or parsed.tokens[i].pos == "ADP" or i - end > 3 for i in rest)
    return CueState("there", subject, place, side=side) if place and told else None


def _present(parsed: Parsed) -> CueState | None:
    """Read "who is in the kitchen", "what is in the attic now"."""
    at = 2
    while word_at(parsed, at) in _STILL:
        at += 1
    if word_at(parsed, 1) not in ("is", "are", "'s", "\u2019s") or not _is_within(parsed, at):
        return None
    place, end = _phrase(parsed, at + 1)
    while word_at(parsed, end) in _STILL:
        end += 1
    return CueState("present", place=place) if place and _ends(parsed, end) else None


def _is_within(parsed: Parsed, at: int) -> bool:
    return word_at(parsed, at) in _WITHIN - {"to"}


def _holder(parsed: Parsed) -> CueState | None:
    """Read "who has the lamp", "who is carrying the lamp"."""
    at = 1
    while word_at(parsed, at) in _STILL or word_at(parsed, at) in ("is", "'s", "\u2019s"):
        at += 1
    if at >= len(parsed.tokens) or parsed.tokens[at].tag not in ("VBZ", "VBG", "VBP"):
        return None
    if not _is_having(parsed.tokens[at]):
        return None
    at += word_at(parsed, at + 1) == "got"
    thing, end = _phrase(parsed, at + 1)
    while word_at(parsed, end) in _STILL:
        end += 1
    return CueState("holder", thing=thing) if thing and _ends(parsed, end) else None


def _has(parsed: Parsed) -> CueState | None:
    """Read "what is Ana carrying", "how many things does Ana have"."""
    at = 2 if word_at(parsed, 0) == "how" else 1
    if at == 2 and word_at(parsed, 1) != "many":
        return None
    counted, at = _phrase(parsed, at)
    if counted and not is_one_of(parsed.tokens[at - 1], ITEMS):
        return None
    if word_at(parsed, at) not in _NOW:
        return None
    subject, end = _phrase(parsed, at + 1)
    while word_at(parsed, end) in _STILL:
        end += 1
    if not subject or end >= len(parsed.tokens) or not _is_having(parsed.tokens[end]):
        return None
    end += 1
    while word_at(parsed, end) in _STILL:
        end += 1
    return CueState("has", subject) if _ends(parsed, end) else None


def _is_having(token: Token) -> bool:
    return is_one_of(token, HAVING) or token.text.lower() == "got"


def _phrase(parsed: Parsed, start: int) -> tuple[str, int]:
    """Return the noun phrase that begins at a token, and the token after it."""
    end = start
    while end < len(parsed.tokens):
        token = parsed.tokens[end]
        joins = token.text.lower() == "of" and end > start
        owner = token.dep == "nmod:poss"
        if not (token.pos in _PHRASE or owner or joins) or token.text.lower() in _STILL:
            break
        end += 1
    while end > start and parsed.tokens[end - 1].text.lower() in ("of", "to"):
        end -= 1
    if end == start or parsed.tokens[end - 1].pos == "DET":
        return "", start
    return parsed.text[parsed.tokens[start].start : parsed.tokens[end - 1].end], end


def _last_phrase(parsed: Parsed, start: int) -> str:
    """Return the noun phrase that a clause ends in: "she came to the mill"."""
    found, at = "", start
    while at < _stop(parsed):
        phrase, end = _phrase(parsed, at)
        found, at = phrase or found, max(end, at + 1)
    return found


def _stop(parsed: Parsed) -> int:
    marks = (t.i for t in parsed.tokens if t.text in (".", "?", "!", ";"))
    return next(marks, len(parsed.tokens))


def _ends(parsed: Parsed, at: int) -> bool:
    return at >= _stop(parsed)
