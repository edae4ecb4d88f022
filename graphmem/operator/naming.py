"""The spans of a page that are names, those that the pipeline missed included."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graphmem.language.parse import Parsed, Token
from graphmem.operator.capitals import PLAIN, POSSESSIVE, find_runs, is_capital, opens
from graphmem.operator.page import Page
from graphmem.operator.sorts import Sorts
from graphmem.operator.words import BARE_TITLES, RECORDS

_WORD = re.compile(r"[^\W\d_]+")


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
    given = [n for n in parsed.names if not all(taken[i] for i in range(n.start, n.end))]
    runs = [_without_record(parsed, *run) for run in find_runs(page, given, taken, sorts)]
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


def _first_of_two(parsed: Parsed, name: NameSpan) -> NameSpan:
    """Return a name of the pipeline without a second one behind "in" or a comma."""
    for i in range(name.start + 1, name.end - 1):
        if parsed.tokens[i].text in ("in", ",", "at") and is_capital(parsed.tokens[i + 1]):
            return NameSpan(name.start, i, name.kind)
    return name


def _without_record(parsed: Parsed, start: int, end: int) -> tuple[int, int]:
    """Return a run without "Diary of" in front of whose it is."""
    words = [token.text.lower() for token in parsed.tokens[start : start + 2]]
    owned = any(n.start == start + 2 and n.kind == "PERSON" for n in parsed.names)
    return (
        (start + 2, end) if owned and words[0] in RECORDS and words[1:] == ["of"] else (start, end)
    )


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
    pronouns = all(t.pos == "PRON" and not _initials(t) for t in inside)
    return any(t.text[0].isupper() for t in inside) and not pronouns


def _initials(token: Token) -> bool:
    return token.text.isupper() and 1 < len(token.text) < 6


def _without_openers(page: Page, spans: Sequence[NameSpan], sorts: Sorts) -> list[NameSpan]:
    """Return the spans without plain words that have a capital only for opening a sentence."""
    tokens = page.parsed.tokens
    lower = {t.text for t in tokens if t.text.islower()}
    inside = {
        tokens[s.start].text for s in spans if not opens(page, s.start) and s.end == s.start + 1
    }
    kept = []
    for span in spans:
        token = tokens[span.start]
        single = span.end == span.start + 1
        doubtful = single and opens(page, span.start) and token.text not in inside
        doubtful = doubtful and not _is_surely_named(page, span)
        plain = doubtful and (token.text.lower() in lower or _is_plain(page.parsed, span, sorts))
        if not plain:
            kept.append(span)
    return kept


def _is_surely_named(page: Page, span: NameSpan) -> bool:
    """Return whether the pipeline saw a people or initials, or a name that opens no sentence."""
    token = page.parsed.tokens[span.start]
    if span.kind and _initials(token):
        return True
    if not span.kind or token.pos != "PROPN":
        return False
    behind = span.start > 0 and page.parsed.tokens[span.start - 1].text in (",", "(")
    return span.kind == "GROUP" or behind


def _is_plain(parsed: Parsed, span: NameSpan, sorts: Sorts) -> bool:
    """Return whether a word that opens a sentence is more likely a word than a name."""
    token = parsed.tokens[span.start]
    head = parsed.tokens[token.head]
    modifies = token.dep in ("compound", "amod") and head.text.islower()
    if modifies or token.pos in PLAIN or "Number=Plur" in token.morph:
        return True
    scores = sorts.names.scores(token.text.lower())
    known = max(scores["female"], scores["male"], scores["place"])
    return scores["common"] > known or (not span.kind and known < 0.5)


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
    while end - start > 1 and (
        parsed.tokens[start].text.islower() or _joins(parsed.tokens[start], span.kind)
    ):
        start += 1  # "amiable Miss Sedley", "When Miss Sedley"
    if end - start > 1 and _acts_upon(parsed, start, end):
        start += 1  # "Met Ruth"
    words = {t.text.lower().rstrip(".") for t in parsed.tokens[start:end]} - {""}
    letters = sum(c.isalpha() for t in parsed.tokens[start:end] for c in t.text)
    if letters < 2 or not any(c.isalpha() for c in parsed.tokens[start].text):
        return None
    return None if words <= BARE_TITLES else NameSpan(start, end, span.kind)


def _joins(token: Token, kind: str) -> bool:
    """Return whether a word joins a clause and has its capital from opening a sentence."""
    return kind in ("", "PERSON") and (token.tag == "WRB" or token.pos in ("SCONJ", "CCONJ"))


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
