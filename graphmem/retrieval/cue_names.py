"""Words of a query that may be names: in capitals, or in lower case if the memory knows them."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from graphmem.ids import normal_name
from graphmem.language.parse import Parsed, Token
from graphmem.language.terms import STOP_WORDS
from graphmem.models.recollection import CueName
from graphmem.retrieval.cue_words import EMPTY, INSIDE_NAMES, SAY, THINK, TRANSPARENT, WH, is_one_of

_JOINTS = frozenset({"and", "&", "'s", "\u2019s"})  # what may also stand between two names
_LONGEST = 4  # words of a name in lower case
_SCAFFOLD = EMPTY | SAY | THINK | TRANSPARENT


def find_names(parsed: Parsed, barred: frozenset[int]) -> list[CueName]:
    """Return capitalised spans, then runs of lower-case words that could be names.

    Only a name whose `text` has a capital is sure to be one. Of a span with "and" in it both
    the whole and its parts are given.
    """
    if _is_shouted(parsed):
        return _distinct(parsed, _runs(parsed, barred))
    sure = list(_capitalised(parsed, barred))
    taken = barred | {i for start, end in sure for i in range(start, end)}
    parts = [part for span in sure for part in _parts(parsed, *span)]
    return _distinct(parsed, [*sure, *parts, *_runs(parsed, frozenset(taken))])


def token_span(parsed: Parsed, name: CueName) -> range:
    """Return the numbers of the tokens that a name covers."""
    first = bisect_left(parsed.tokens, name.start, key=lambda token: token.start)
    last = bisect_left(parsed.tokens, name.end + 1, key=lambda token: token.end)
    return range(first, max(first, last))


def _is_shouted(parsed: Parsed) -> bool:
    """Whether capitals tell nothing: most words have one."""
    if parsed.text.isupper():
        return True
    words = [t.text for t in parsed.tokens if t.text.isalpha() and len(t.text) > 2]
    capitals = sum(word[0].isupper() for word in words)
    small = [t.text for t in parsed.tokens if t.text.lower() in STOP_WORDS]
    return (
        len(words) > 4
        and capitals > 0.8 * len(words)
        and sum(w[0].isupper() for w in small) > len(small) / 2
    )


def _capitalised(parsed: Parsed, barred: frozenset[int]) -> Iterator[tuple[int, int]]:
    i, tokens = 0, parsed.tokens
    while i < len(tokens):
        if i in barred or not _opens(parsed, i):
            i += 1
            continue
        end = i + 1
        while True:
            j = end
            while (
                j < len(tokens)
                and j not in barred
                and tokens[j].text.lower() in INSIDE_NAMES
                and j - end < 3
            ):
                j += 1
            if j < len(tokens) and j not in barred and _capital(tokens[j]):
                end = j + 1
            else:
                break
        yield i, end
        i = end


def _opens(parsed: Parsed, i: int) -> bool:
    """Whether a name may begin here; a capital at the head of a sentence alone tells nothing."""
    token = parsed.tokens[i]
    lower = token.text.lower()
    if not _capital(token) or lower in WH or lower == "i":
        return False
    if not _starts_sentence(parsed, i):
        return True
    if lower in STOP_WORDS or is_one_of(token, _SCAFFOLD):
        return False
    following = parsed.tokens[i + 1] if i + 1 < len(parsed.tokens) else None
    goes_on = following is not None and _capital(following) and token.pos != "VERB"
    return token.pos == "PROPN" or goes_on or any(n.start <= i < n.end for n in parsed.names)


def _capital(token: Token) -> bool:
    return token.text[0].isupper() or (token.text[0].isdigit() and token.text[-1:].isupper())


def _starts_sentence(parsed: Parsed, i: int) -> bool:
    before = parsed.tokens[i - 1].text if i else "."
    return not before[-1].isalnum() and before not in (",", "-", "'", "\u2019", "(", "&")


def _parts(parsed: Parsed, start: int, end: int) -> Iterator[tuple[int, int]]:
    joints = [i for i in range(start, end) if parsed.tokens[i].text.lower() in _JOINTS]
    for low, high in pairwise([start - 1, *joints, end]):
        if low + 1 < high and (low + 1, high) != (start, end):
            yield low + 1, high


def _runs(parsed: Parsed, barred: frozenset[int]) -> Iterator[tuple[int, int]]:
    for start in range(len(parsed.tokens)):
        for end in range(start + 1, min(len(parsed.tokens), start + _LONGEST) + 1):
            span = range(start, end)
            if any(i in barred or not _wordlike(parsed.tokens[i]) for i in span):
                break
            if _may_bound(parsed.tokens[start]) and _may_bound(parsed.tokens[end - 1]):
                yield start, end


def _wordlike(token: Token) -> bool:
    return token.text[0].isalnum() or token.text in ("'s", "\u2019s", "-")


def _may_bound(token: Token) -> bool:
    lower = token.text.lower()
    return token.text[0].isalnum() and not (
        lower in STOP_WORDS or lower in WH or is_one_of(token, _SCAFFOLD)
    )


def _distinct(
    parsed: Parsed, spans: "list[tuple[int, int]] | Iterator[tuple[int, int]]"
) -> list[CueName]:
    names: dict[tuple[int, int], CueName] = {}
    for first, last in spans:
        start, end = parsed.tokens[first].start, parsed.tokens[last - 1].end
        text = parsed.text[start:end]
        for ending in ("'s", "\u2019s"):
            if text.endswith(ending):
                text, end = text[: -len(ending)], end - len(ending)
        normal = normal_name(text)
        if normal:
            names.setdefault((start, end), CueName(text, normal, start, end))
    return list(names.values())
