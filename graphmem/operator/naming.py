"""The spans of a page that are names, those that the pipeline missed included."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from graphmem.language.names import given_gender
from graphmem.language.parse import Parsed, Token
from graphmem.operator.page import Page
from graphmem.operator.sorts import Sorts
from graphmem.operator.words import BARE_TITLES, RECORDS

# Words inside a name that are not capitalised ("Museum of Natural History", "Ludwig van …").
_LINKS = frozenset(
    {"of", "the", "de", "la", "van", "von", "der", "den", "del", "da", "di", "du", "&"}
)
_WORD = re.compile(r"[^\W\d_]+")
POSSESSIVE = ("'s", "\u2019s", "'", "\u2019")
# What opens a sentence in capitals without being a name.
_PLAIN = frozenset(
    {"DET", "PRON", "ADP", "ADV", "CCONJ", "SCONJ", "AUX", "INTJ", "PART", "PUNCT", "NUM"}
)


class NameSpan(NamedTuple):
    """Tokens `start` to `end` are a name; `kind` is the pipeline's word for it, or ""."""

    start: int
    end: int
    kind: str


def find_names(page: Page, blocked: Sequence[tuple[int, int]], sorts: Sorts) -> list[NameSpan]:
    """Return the names of a page in order, none overlapping.

    `blocked` are character spans that are no names: the time expressions.
    """
    parsed = page.parsed
    taken = _taken(parsed, [*blocked, *_in_capitals(parsed)])
    runs = [run for run in _capital_runs(page, sorts) if not any(taken[i] for i in range(*run))]
    given = [n for n in parsed.names if not all(taken[i] for i in range(n.start, n.end))]
    runs = [_without_record(parsed, *run) for run in _split_runs(parsed, runs, sorts)]
    spans = _joined(parsed, runs, [_first_of_two(parsed, NameSpan(*n)) for n in given])
    spans = [s for s in (_trimmed(parsed, span) for span in spans) if s is not None]
    spans = _without_openers(page, spans, sorts)
    return _spread(page, spans, taken)


def _taken(parsed: Parsed, blocked: Sequence[tuple[int, int]]) -> list[bool]:
    """Return for each token whether it stands in a blocked span."""
    taken = [False] * len(parsed.tokens)
    spans = iter(sorted(blocked))
    span = next(spans, None)
    for token in parsed.tokens:
        while span is not None and span[1] <= token.start:
            span = next(spans, None)
        if span is None:
            break
        taken[token.i] = token.end > span[0]
    return taken


def _in_capitals(parsed: Parsed) -> Iterator[tuple[int, int]]:
    """Yield the characters of each word that has capitals only as all of its line has.

    Where the same word stands elsewhere with one capital it is a name ("ANNA LEAVES").
    """
    written = {t.text for t in parsed.tokens if t.pos == "PROPN"}
    at = 0
    for line in parsed.text.split("\n") if not parsed.text.isupper() else ():
        if line.isupper() and " " in line.strip():
            for word in _WORD.finditer(line):
                if word.group().capitalize() not in written:
                    yield at + word.start(), at + word.end()
        at += len(line) + 1


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
    if not _capital(token) or token.text == "I" or _shouted(token):
        return False
    if not _opens(page, i):
        return token.pos not in ("PRON", "DET", "AUX")
    if token.pos == "PROPN":
        return True
    after = page.parsed.tokens[i + 1 : i + 4]
    capitals = [t for t in after if _capital(t) and t.text != "I" and t.pos not in ("PRON", "DET")]
    if not capitals or capitals[0] is not after[0] or _greets(token, capitals[0], sorts):
        return False
    if token.pos == "NUM":  # "One World Trade Center"
        return sorts.nouns.sort(capitals[-1].text.lower()) == "place"
    return token.pos not in _PLAIN and token.pos != "VERB"


def _greets(token: Token, following: Token, sorts: Sorts) -> bool:
    """Return whether a plain word stands before a given name ("Thanks Mel")."""
    given = following.text.lower()
    named = given_gender(given) != "" or sorts.names.sort(given) in ("female", "male")
    return named and sorts.names.sort(token.text.lower()) == "common"


def _capital(token: Token) -> bool:
    return token.text[0].isupper()


def _shouted(token: Token) -> bool:
    """Return whether a word is in capitals for emphasis; short ones may be initials."""
    return len(token.text) > 5 and token.text.isupper()


def _run_end(page: Page, start: int, last: int, sorts: Sorts) -> int:
    tokens = page.parsed.tokens
    end = start + 1
    while end < last:
        token = tokens[end]
        if (_capital(token) and not _shouted(token) and token.text != "I") or _initial_dot(
            tokens, end
        ):
            end += 1
            continue
        links = end
        while links < last and (
            tokens[links].text.lower() in _LINKS or tokens[links].text in POSSESSIVE
        ):
            links += 1
        ok = links > end and links < last and links - end <= 2 and _capital(tokens[links])
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
    while last + 1 < len(page.parsed.tokens) and _capital(page.parsed.tokens[last + 1]):
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


def _first_of_two(parsed: Parsed, name: NameSpan) -> NameSpan:
    """Return a name of the pipeline without a second one behind "in" or a comma."""
    for i in range(name.start + 1, name.end - 1):
        if parsed.tokens[i].text in ("in", ",", "at") and _capital(parsed.tokens[i + 1]):
            return NameSpan(name.start, i, name.kind)
    return name


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


def _without_record(parsed: Parsed, start: int, end: int) -> tuple[int, int]:
    """Return a run without "Diary of" in front of whose it is."""
    words = [token.text.lower() for token in parsed.tokens[start : start + 2]]
    owned = any(n.start == start + 2 and n.kind == "PERSON" for n in parsed.names)
    return (
        (start + 2, end) if owned and words[0] in RECORDS and words[1:] == ["of"] else (start, end)
    )


def _is_place_noun(word: str, sorts: Sorts) -> bool:
    plain = sorts.plainness(word) == 1.0 and sorts.nouns.sort(word) == "place"
    return plain and sorts.nouns.scores(word)["place"] > 0.4


def _joined(
    parsed: Parsed, runs: Sequence[tuple[int, int]], given: Sequence[NameSpan]
) -> list[NameSpan]:
    """Return runs, with the kind of the name inside, and the pipeline's names outside of any."""
    spans = []
    used: set[int] = set()
    cuts = {start for start, _ in runs} & {end for _, end in runs}
    for start, end in runs:
        inside = [n for n in given if n.start < end and start < n.end]
        used.update(n.start for n in inside)
        if not inside:
            spans.append(NameSpan(start, end, ""))
            continue
        within = [n for n in inside if not any(cut in range(n.start + 1, n.end) for cut in cuts)]
        low = min([start, *(n.start for n in within)])
        high = max([end, *(n.end for n in within)])
        covering = max(inside, key=lambda n: (n.end - n.start, -n.start))
        spans.append(NameSpan(low, high, covering.kind))
    spans.extend(n for n in given if n.start not in used and _plausible(parsed, n))
    return sorted(spans)


def _plausible(parsed: Parsed, name: NameSpan) -> bool:
    """Return whether a name of the pipeline alone looks like one: with a capital, no pronoun."""
    inside = parsed.tokens[name.start : name.end]
    return any(t.text[0].isupper() for t in inside) and not all(t.pos == "PRON" for t in inside)


def _without_openers(page: Page, spans: Sequence[NameSpan], sorts: Sorts) -> list[NameSpan]:
    """Return the spans without plain words that have a capital only for opening a sentence."""
    tokens = page.parsed.tokens
    lower = {t.text for t in tokens if t.text.islower()}
    inside = {
        tokens[s.start].text for s in spans if not _opens(page, s.start) and s.end == s.start + 1
    }
    kept = []
    for span in spans:
        token = tokens[span.start]
        single = span.end == span.start + 1
        doubtful = single and _opens(page, span.start) and token.text not in inside
        plain = doubtful and (token.text.lower() in lower or _is_plain(page.parsed, span, sorts))
        if not plain:
            kept.append(span)
    return kept


def _is_plain(parsed: Parsed, span: NameSpan, sorts: Sorts) -> bool:
    """Return whether a word that opens a sentence is more likely a word than a name."""
    token = parsed.tokens[span.start]
    head = parsed.tokens[token.head]
    modifies = token.dep in ("compound", "amod") and head.text.islower()
    if modifies or token.pos in _PLAIN or "Number=Plur" in token.morph:
        return True
    scores = sorts.names.scores(token.text.lower())
    known = max(scores["female"], scores["male"], scores["place"])
    return scores["common"] > known or (not span.kind and known < 0.5)


def _opens(page: Page, i: int) -> bool:
    """Return whether a token is the first of a sentence or of what is said."""
    first = page.parsed.sentences[page.sentence[i]][0]
    return i == first or not page.parsed.tokens[i - 1].text[-1].isalnum()


def _trimmed(parsed: Parsed, span: NameSpan) -> NameSpan | None:
    """Return the span without articles, loose links and marks at its ends."""
    start, end = span.start, span.end
    drop = (*POSSESSIVE, "the", "a", "an", "of", "&", ",", ".", '"', "and")
    while start < end and (
        parsed.tokens[start].text.lower() in drop or parsed.tokens[start].pos in ("PUNCT", "DET")
    ):
        start += 1
    while end > start and (
        parsed.tokens[end - 1].text.lower() in drop or parsed.tokens[end - 1].pos == "PUNCT"
    ):
        end -= 1
    while end - start > 1 and parsed.tokens[start].text.islower():
        start += 1  # "amiable Miss Sedley"
    if end - start > 1 and _acts_upon(parsed, start, end):
        start += 1  # "Met Ruth"
    words = {t.text.lower().rstrip(".") for t in parsed.tokens[start:end]} - {""}
    letters = sum(c.isalpha() for t in parsed.tokens[start:end] for c in t.text)
    if letters < 2 or not any(c.isalpha() for c in parsed.tokens[start].text):
        return None
    return None if words <= BARE_TITLES else NameSpan(start, end, span.kind)


def _acts_upon(parsed: Parsed, start: int, end: int) -> bool:
    """Return whether the first word of a span is a verb, and the rest whom it is done to."""
    rest = parsed.tokens[start + 1 : end]
    return parsed.tokens[start].pos == "VERB" and any(
        t.head == start and t.dep in ("obj", "iobj") and t.pos == "PROPN" for t in rest
    )


def _spread(page: Page, spans: Sequence[NameSpan], taken: Sequence[bool]) -> list[NameSpan]:
    """Return the spans without overlaps, with every other occurrence of the same words."""
    tokens = page.parsed.tokens
    found: list[NameSpan] = []
    for span in spans:
        if not found or span.start >= found[-1].end:
            found.append(span)
        elif span.end - span.start > found[-1].end - found[-1].start:
            found[-1] = span
    covered = list(taken)
    by_first: dict[str, set[tuple[str, ...]]] = {}
    for span in found:
        covered[span.start : span.end] = [True] * (span.end - span.start)
        key = tuple(t.text for t in tokens[span.start : span.end])
        by_first.setdefault(key[0], set()).add(key)
    for i, token in enumerate(tokens):
        for key in sorted(by_first.get(token.text, ()), key=lambda k: (-len(k), k)):
            end = i + len(key)
            if tuple(t.text for t in tokens[i:end]) == key and not any(covered[i:end]):
                found.append(NameSpan(i, end, ""))
                covered[i:end] = [True] * len(key)
                break
    return sorted(found)
