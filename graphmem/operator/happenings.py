"""The nouns of a page that tell of something that happens ("a job interview")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from graphmem.language.parse import Parsed
from graphmem.operator.grammar import case, children
from graphmem.operator.naming import NameSpan
from graphmem.operator.page import Page
from graphmem.operator.sorts import Sorts
from graphmem.operator.words import HANDLING, HAPPENING, HOLDING

# Verbs whose subject or object happens rather than exists.
_DURING = frozenset(("during", "after", "before", "at", "for", "in", "to", "throughout"))
_DEVERBAL = re.compile(r"(?:tion|sion|ment|ing|ance|al)$")
_LEAST = 0.5


@dataclass(frozen=True, slots=True)
class Happening:
    """A noun phrase that is an event, with its label and how surely it is one."""

    head: int
    start: int
    end: int
    label: str
    score: float


def find_happenings(
    page: Page, names: Sequence[tuple[NameSpan, str]], blocked: list[bool], sorts: Sorts
) -> list[Happening]:
    """Return the nominal events in order; an event's name counts as one."""
    parsed = page.parsed
    inside: dict[int, tuple[NameSpan, str]] = {}
    for span, kind in names:
        for i in range(span.start, span.end):
            inside[i] = (span, kind)
    found = []
    for span, kind in names:
        if kind == "Event":
            found.append(_named(parsed, span, sorts))
    repeated = Counter(t.lemma for t in parsed.tokens if t.pos == "NOUN")
    for token in parsed.tokens:
        if token.pos != "NOUN" or token.i in inside or blocked[token.i] or token.dep == "compound":
            continue
        score = _score(parsed, token.i, sorts)
        if score >= _LEAST:
            score += 0.05 * min(3, repeated[token.lemma] - 1)
            start, end = _label_range(parsed, token.i)
            label = _label(parsed, start, end, token.i)
            found.append(Happening(token.i, start, end, label, round(score, 4)))
    return sorted(found, key=lambda h: h.head)


def _named(parsed: Parsed, span: NameSpan, sorts: Sorts) -> Happening:
    words = [t.text.lower() for t in parsed.tokens[span.start : span.end]]
    score = 0.7 + 0.5 * max(0.0, sorts.nouns.scores(words[-1])["event"])
    return Happening(span.end - 1, span.start, span.end, " ".join(words), round(score, 4))


def _score(parsed: Parsed, i: int, sorts: Sorts) -> float:
    """Return how surely a noun is an event: its word, its form and what the clause does with it."""
    token = parsed.tokens[i]
    if len(token.lemma) < 3 or not token.lemma.replace("-", "").isalpha():
        return 0.0
    score = _eventive(token.lemma, sorts)
    if _DEVERBAL.search(token.lemma):
        score += 0.08
    return score + _context(parsed, i)


def _eventive(lemma: str, sorts: Sorts) -> float:
    """Return how much the word alone tells of an event; an example of one tells it surely."""
    scores = sorts.nouns.scores(lemma)
    sort = sorts.nouns.sort(lemma)
    score = scores["event"]
    if sort == "event":
        return max(score, 0.8) if sorts.nouns.is_example(lemma) else score
    score = min(score, 0.5) - 0.5 * max(0.0, scores[sort] - scores["event"])
    return score - 0.3 if sort in ("time", "person") else score


def _context(parsed: Parsed, i: int) -> float:
    token = parsed.tokens[i]
    governor = parsed.tokens[token.head]
    gain = 0.0
    if token.dep in ("nsubj", "nsubj:pass"):
        gain += 0.25 if governor.lemma in HAPPENING else 0.0
        gain += 0.3 if token.dep == "nsubj:pass" and governor.lemma in HOLDING else 0.0
    elif token.dep == "obj" and governor.lemma in HOLDING:
        gain += 0.2
    if token.dep in ("obj", "nsubj:pass") and governor.lemma in HANDLING:
        gain -= 0.4
    if token.dep.startswith("obl") or token.dep == "nmod":
        preposition = case(parsed, i)
        gain += 0.25 if preposition == "during" else 0.08 if preposition in _DURING else 0.0
    nouns = [c for c in children(parsed, i, "compound", "amod") if parsed.tokens[c].pos == "NOUN"]
    gain += 0.15 if nouns else 0.0
    if case(parsed, i) in ("like", "as", "than", "without"):  # no more than a likeness of one
        gain -= 0.4
    return gain


def _label_range(parsed: Parsed, i: int) -> tuple[int, int]:
    """Return the head with the compound and adjectives in front of it that stand next to it."""
    start = i
    for c in reversed(parsed.children(i)):
        if c < i and parsed.tokens[c].dep in ("compound", "amod", "goeswith"):
            low = parsed.subtree(c)[0]
            if c < start:
                start = min(start, low)
    for j in range(i - 1, start, -1):
        between = parsed.text[parsed.tokens[j - 1].end : parsed.tokens[j].start]
        if parsed.tokens[j].pos == "PUNCT" and between:  # a dash ends a label, a hyphen does not
            return j + 1, i + 1
    while start < i and (
        parsed.tokens[start].pos in ("DET", "PUNCT", "PRON", "NUM", "ADV", "SYM")
        or not any(letter.isalnum() for letter in parsed.tokens[start].text)
    ):
        start += 1
    return start, i + 1


def _label(parsed: Parsed, start: int, end: int, head: int) -> str:
    """Return the phrase in lower case with the lemma of its head."""
    first = parsed.tokens[start]
    text = parsed.text[first.start : parsed.tokens[end - 1].start].lower()
    return (text + parsed.tokens[head].lemma.lower()) if head == end - 1 else text
