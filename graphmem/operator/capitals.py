"""Runs of capitalised words, of which names are made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from graphmem.language.names import given_gender
from graphmem.language.parse import Name, Parsed, Token
from graphmem.operator.page import Page
from graphmem.operator.sorts import Sorts

# Words inside a name that are not capitalised ("Museum of Natural History", "Ludwig van …").
_LINKS = frozenset(
    {"of", "the", "de", "la", "van", "von", "der", "den", "del", "da", "di", "du", "&"}
)
POSSESSIVE = ("'s", "\u2019s", "'", "\u2019")
# What opens a sentence in capitals without being a name.
PLAIN = frozenset(
    {"DET", "PRON", "ADP", "ADV", "CCONJ", "SCONJ", "AUX", "INTJ", "PART", "PUNCT", "NUM"}
)


def find_runs(
    page: Page, given: Sequence[Name], taken: Sequence[bool], sorts: Sorts
) -> list[tuple[int, int]]:
    """Return the runs of a page outside of what is taken, cut where two names stand side by side.

    `given` are the names that the pipeline saw.
    """
    runs = [run for run in _capital_runs(page, sorts) if not any(taken[i] for i in range(*run))]
    runs = _split_runs(page.parsed, runs, sorts)
    return [part for run in runs for part in _split_kinds(run, given)]


def _capital_runs(page: Page, sorts: Sorts) -> Iterable[tuple[int, int]]:
    """Yield maximal runs of capitalised words within a sentence, linked by small words."""
    tokens = page.parsed.tokens
    for first, last in page.parsed.sentences:
        i = first
        while i < last:
            if not _starts_name(page, i, sorts):
                i += 1
                continue
            end = _run_end(page, i, last, sorts)
            if end > i + 1 or tokens[i].pos == "PROPN":
                yield i, end
            i = end


def _starts_name(page: Page, i: int, sorts: Sorts) -> bool:
    token = page.parsed.tokens[i]
    if not is_capital(token) or token.text == "I" or _shouted(page.parsed.tokens, i):
        return False
    if not opens(page, i):
        return token.pos not in ("PRON", "DET", "AUX")
    if token.pos == "PROPN":
        return True
    after = page.parsed.tokens[i + 1 : i + 4]
    capitals = [
        t for t in after if is_capital(t) and t.text != "I" and t.pos not in ("PRON", "DET")
    ]
    if not capitals or capitals[0] is not after[0] or _greets(token, capitals[0], sorts):
        return False
    if token.pos == "NUM":  # "One World Trade Center"
        return sorts.nouns.sort(capitals[-1].text.lower()) == "place"
    return token.pos not in PLAIN and token.pos != "VERB"


def opens(page: Page, i: int) -> bool:
    """Return whether a token is the first of a sentence or of what is said."""
    first = page.parsed.sentences[page.sentence[i]][0]
    return i == first or not page.parsed.tokens[i - 1].text[-1].isalnum()


def _greets(token: Token, following: Token, sorts: Sorts) -> bool:
    """Return whether a plain word stands before a given name ("Thanks Mel")."""
    given = following.text.lower()
    named = given_gender(given) != "" or sorts.names.sort(given) in ("female", "male")
    return named and sorts.names.sort(token.text.lower()) == "common"


def is_capital(token: Token) -> bool:
    """Return whether a word begins with a capital."""
    return token.text[0].isupper()


def _shouted(tokens: Sequence[Token], i: int) -> bool:
    """Return whether a word is in capitals for emphasis; a short one alone may be initials."""
    if not tokens[i].text.isupper() or len(tokens[i].text) < 2:
        return False
    around = [*tokens[max(0, i - 2) : i], *tokens[i + 1 : i + 3]]
    loud = [t for t in around if t.text.isupper() and len(t.text) > 1 and t.pos != "PROPN"]
    return len(tokens[i].text) > 5 or len(loud) > 1


def _run_end(page: Page, start: int, last: int, sorts: Sorts) -> int:
    tokens = page.parsed.tokens
    end = start + 1
    while end < last:
        token = tokens[end]
        if (is_capital(token) and not _shouted(tokens, end) and token.text != "I") or _initial_dot(
            tokens, end
        ):
            end += 1
            continue
        links = end
        while links < last and (
            tokens[links].text.lower() in _LINKS or tokens[links].text in POSSESSIVE
        ):
            links += 1
        ok = links > end and links < last and links - end <= 2 and is_capital(tokens[links])
        if not ok or tokens[links].pos in ("PRON", "DET"):
            break
        if tokens[end].text in POSSESSIVE and not _is_owned_name(page, start, links, sorts):
            break
        end = links + 1
    return end


def _initial_dot(tokens: Sequence[Token], i: int) -> bool:
    """Return whether a full stop belongs to an initial or short title (J. R., St.)."""
    return (
        tokens[i].text == "."
        and len(tokens[i - 1].text) <= 2
        and tokens[i - 1].end == tokens[i].start
    )


def _is_owned_name(page: Page, start: int, after: int, sorts: Sorts) -> bool:
    """Return whether "X's Y" is one name.

    So it is where the pipeline saw it whole, where Y is a kind of place, or where the page says it
    more than once and neither of the two without the other.
    """
    if any(name.start <= start and name.end > after for name in page.parsed.names):
        return True
    if after == start + 2 and _are_inseparable(page.parsed, start, after):
        return True
    last = after
    while last + 1 < len(page.parsed.tokens) and is_capital(page.parsed.tokens[last + 1]):
        last += 1
    return _is_place_noun(page.parsed.tokens[last].text.lower(), sorts)


def _are_inseparable(parsed: Parsed, first: int, second: int) -> bool:
    """Return whether an owner and what is owned always stand together, twice or more."""
    tokens = parsed.tokens
    owner, owned = tokens[first].text, tokens[second].text
    after = [tokens[t.i + 1 : t.i + 3] for t in tokens if t.text == owner]
    others = {pair[1].text for pair in after if len(pair) == 2 and pair[0].text in POSSESSIVE}
    owns = all(len(pair) == 2 and pair[0].text in POSSESSIVE for pair in after)
    alone = [t for t in tokens if t.text == owned and tokens[t.i - 2].text != owner]
    return len(after) > 1 and owns and not alone and all(o[0].isupper() for o in others)


def _split_runs(
    parsed: Parsed, runs: Sequence[tuple[int, int]], sorts: Sorts
) -> list[tuple[int, int]]:
    """Cut a run where a person's name follows a place's ("At the Railway Museum Nora met …")."""
    firsts = {parsed.tokens[start].text for start, _ in runs}
    firsts |= {parsed.tokens[n.start].text for n in parsed.names if n.kind == "PERSON"}
    found = []
    for start, end in runs:
        low = start
        for i in range(start + 1, end):
            word = parsed.tokens[i - 1].text.lower()
            if parsed.tokens[i].text in firsts and _is_place_noun(word, sorts):
                found.append((low, i))
                low = i
        found.append((low, end))
    return found


def _split_kinds(run: tuple[int, int], given: Sequence[Name]) -> Iterator[tuple[int, int]]:
    """Cut a run where the pipeline sees names of two kinds side by side ("In Rome Ana Bell …")."""
    low, end = run
    inside = [n for n in given if low <= n.start and n.end <= end]
    for one, other in pairwise(inside):
        if one.end == other.start and one.kind != other.kind:
            yield low, one.end
            low = one.end
    yield low, end


def _is_place_noun(word: str, sorts: Sorts) -> bool:
    plain = sorts.plainness(word) == 1.0 and sorts.nouns.sort(word) == "place"
    return plain and sorts.nouns.scores(word)["place"] > 0.4
