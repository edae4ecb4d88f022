"""Where words that a model gives stand in a text; what stands nowhere was made up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graphmem.language.terms import terms

Span = tuple[int, int]

# Marks that models write one for the other.
_ALIKE = str.maketrans("\u2018\u2019\u201b\u201c\u201d\u201f\u2013\u2014\u00a0", "'''\"\"\"-- ")
_ELIDED = re.compile(r"\s*(?:\.\.\.|\u2026|\[[.\u2026]+\])\s*")
_STRIPPED = " \t\r\n\"'.,;:!?()[]-"
_STOP = re.compile(r"[.!?\u2026][\"'\u201d\u2019)]*\s|\n[ \t\r]*\n")


@dataclass(slots=True)
class Tally:
    """How many of each sort of thing were left out, as the text does not hold them."""

    counts: dict[str, int] = field(default_factory=dict)

    def drop(self, sort: str) -> None:
        """Count one more."""
        self.counts[sort] = self.counts.get(sort, 0) + 1


class Text:
    """A text in which words are looked for: exactly, then whatever the case, space and marks."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._plain, self._at = _plainly(text)

    def find(self, words: str, within: Iterable[Span] | None = None) -> list[Span]:
        """Return all places where whole words stand, in order; exact ones alone if there are any.

        An elided quotation ("she took ... the boat") is where its longest part stands.
        """
        words = max(_ELIDED.split(words), key=len).strip(_STRIPPED)
        if not any(c.isalnum() for c in words):
            return []
        inside = [(0, len(self.text))] if within is None else list(within)
        exact = [(a, a + len(words)) for a in _occurrences(words, self.text)]
        for found in (exact, self._alike(words)):
            kept = [s for s in found if any(low <= s[0] and s[1] <= end for low, end in inside)]
            if kept := [span for span in kept if self._is_whole(span)]:
                return kept
        return []

    def _alike(self, words: str) -> list[Span]:
        sought = _plainly(words)[0]
        ends = ((a, a + len(sought) - 1) for a in _occurrences(sought, self._plain))
        return [(self._at[a], self._at[last] + 1) for a, last in ends]

    def _is_whole(self, span: Span) -> bool:
        start, end = span
        text = self.text
        inner = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
        return not inner and not (
            end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
        )

    def holds_names(self, words: str) -> bool:
        """Return whether each word with a capital, behind the first, stands in the text."""
        named = [w.strip(_STRIPPED) for w in words.split()[1:] if w[:1].isupper()]
        return all(self.find(word) for word in named)

    def holds_terms(self, words: str, within: Iterable[Span]) -> bool:
        """Return whether what words are about stands in the spans, be it in another form."""
        there = {t for low, end in within for t in terms(self.text[low:end])}
        return there.issuperset(terms(words))

    def same_sentence(self, one: Span, other: Span) -> bool:
        """Return whether no sentence ends between two spans."""
        low, high = min(one[1], other[1]), max(one[0], other[0])
        return low >= high or not _STOP.search(self.text, low, high)


def nearest(spans: Iterable[Span], to: Span) -> Span | None:
    """Return the span that stands nearest, the first of those as near."""
    return min(spans, key=lambda s: (distance(s, to), s), default=None)


def distance(one: Span, other: Span) -> int:
    """Return how many characters lie between two spans, 0 when they touch."""
    return max(one[0] - other[1], other[0] - one[1], 0)


def overlap(one: Span, other: Span) -> float:
    """Return how much of the characters of two spans both share, from 0 to 1."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(shared, 0) / (max(one[1], other[1]) - min(one[0], other[0]) or 1)


def one_of(words: str, synonyms: Mapping[str, Sequence[str]]) -> str:
    """Return the first key of which a word, or one of its synonyms, is among the words; else ""."""
    given = set(re.findall(r"[a-z]+", words.lower()))
    return next((k for k, v in synonyms.items() if given & {k.lower(), *v}), "")


def _plainly(text: str) -> tuple[str, list[int]]:
    """Return a text in lower case with single spaces and plain marks, and where each stood."""
    kept: list[str] = []
    at: list[int] = []
    for i, char in enumerate(text.translate(_ALIKE)):
        plain = " " if char.isspace() else char.lower()
        if len(plain) != 1:  # a letter that is two in lower case
            plain = char
        if plain == " " and (not kept or kept[-1] == " "):
            continue
        kept.append(plain)
        at.append(i)
    return "".join(kept), at


def _occurrences(words: str, text: str) -> Iterable[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)
