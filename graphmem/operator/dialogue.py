"""Who speaks each quotation, as the words around it say."""

from __future__ import annotations

from bisect import bisect_left

from graphmem.operator.grammar import children
from graphmem.operator.page import Page
from graphmem.operator.words import SAYING

_REACH = 12
_TAG = 6  # tokens before the verb of a clause behind a quotation
_CLOSING = '\u201d\u2019"'
_STOPS = (".", "!", "?", ";")


def speakers(page: Page) -> list[int | None]:
    """Return for each quotation the head token of its speaker, where simple.

    In this order: the clause that goes on behind it, the verb of saying behind it, the one before
    it, the quotation before it in the paragraph, the subject of the sentence beside it there, that
    of a paragraph before it in which nothing is said, and, in an exchange, the speaker of the last
    but one. What a paragraph leaves open the next goes on to say.
    """
    heads: list[int | None] = []
    paragraphs: list[int] = []
    for start, end in page.quotes:
        first, last = _tokens_in(page, start, end)
        found = None
        paragraph = page.paragraph[first] if first <= last else -1
        if first <= last:
            found = (
                _tagged(page, last)
                or _said(page, last + 1, 1)
                or _said(page, first - 1, -1)
                or (heads[-1] if paragraphs and paragraphs[-1] == paragraph else None)
                or _beside(page, first, last)
                or _goes_on(page, heads)
                or _before(page, first, paragraphs)
            )
        paragraphs.append(paragraph)
        heads.append(found)
    return [_in_turn(i, heads, paragraphs) for i in range(len(heads))]


def _tokens_in(page: Page, start: int, end: int) -> tuple[int, int]:
    """Return the first and last token inside a character span."""
    tokens = page.parsed.tokens
    return (
        bisect_left(tokens, start, key=lambda token: token.start),
        bisect_left(tokens, end, key=lambda token: token.start) - 1,
    )


def _tagged(page: Page, last: int) -> int | None:
    """Return the subject of a clause that goes on where a quotation breaks off, whatever its verb.

    After a comma that is any clause ("…," chirped the girl), else one without a capital.
    """
    tokens = page.parsed.tokens
    at = last + 1
    if (
        not 0 < at < len(tokens)
        or page.quote[at] >= 0
        or page.paragraph[at] != page.paragraph[last]
    ):
        return None
    if tokens[last - 1].text != "," and not tokens[at].text[0].islower():
        return None
    for i in range(at, min(at + _TAG, len(tokens))):
        if page.quote[i] >= 0 or tokens[i].text in _STOPS:
            return None
        if tokens[i].pos == "VERB":
            subjects = children(page.parsed, i, "nsubj")
            near = [s for s in subjects if page.quote[s] < 0 and at <= s < at + _REACH]
            return near[0] if near else _inverted(page, i)
    return None


def _said(page: Page, at: int, step: int) -> int | None:
    """Return the subject of a verb of saying within reach, in this paragraph and no quotation."""
    tokens = page.parsed.tokens
    stops = _STOPS if step > 0 else _STOPS[:3]
    for i in range(at, at + step * _REACH, step):
        outside = not 0 <= i < len(tokens) or page.quote[i] >= 0
        if outside or page.paragraph[i] != page.paragraph[at - step] or tokens[i].text in stops:
            return None
        if tokens[i].lemma in SAYING and tokens[i].pos == "VERB":
            subjects = children(page.parsed, i, "nsubj")
            if subjects and page.quote[subjects[0]] < 0:
                return subjects[0]
            return _inverted(page, i)
    return None


def _inverted(page: Page, verb: int) -> int | None:
    """Return the noun right behind or in front of the verb when the tree has no subject."""
    tokens = page.parsed.tokens
    for at in (verb + 1, verb - 1, verb + 2):
        if 0 <= at < len(tokens) and tokens[at].pos in ("PROPN", "PRON") and page.quote[at] < 0:
            return at
    for at in range(verb + 1, min(verb + 5, len(tokens))):  # "cried the other woman"
        if tokens[at].pos not in ("DET", "ADJ", "NOUN") or page.quote[at] >= 0:
            return None
        if tokens[at].pos == "NOUN":
            return at
    return None


def _beside(page: Page, first: int, last: int) -> int | None:
    """Return the subject of the sentence just before, or just behind, in the paragraph."""
    for at in (first - 1, last + 1):
        if not 0 <= at < len(page.parsed.tokens) or page.quote[at] >= 0:
            continue
        if page.paragraph[at] != page.paragraph[first]:
            continue
        start, end = page.parsed.sentences[page.sentence[at]]
        for i in range(start, end):
            token = page.parsed.tokens[i]
            if (
                token.dep == "nsubj"
                and page.quote[i] < 0
                and token.pos in ("PROPN", "PRON", "NOUN")
            ):
                return i
    return None


def _goes_on(page: Page, heads: list[int | None]) -> int | None:
    """Return the speaker of the quotation before when that one has no mark at its end."""
    if not heads:
        return None
    (_, end), (start, _) = page.quotes[len(heads) - 1], page.quotes[len(heads)]
    between = page.parsed.text[end - 1 : start]
    return heads[-1] if between[0] not in _CLOSING and not between[1:].strip() else None


def _before(page: Page, first: int, paragraphs: list[int]) -> int | None:
    """Return the subject with which the last sentence of the paragraph before begins.

    Where that tells what somebody does and says nothing, they speak now ("Ann shook her head").
    """
    at, here = first - 1, page.paragraph[first]
    if at < 0 or page.paragraph[at] != here - 1 or here - 1 in paragraphs:
        return None
    start, end = page.parsed.sentences[page.sentence[at]]
    roots = [t.i for t in page.parsed.tokens[start:end] if t.dep == "root" and t.pos == "VERB"]
    subjects = children(page.parsed, roots[0], "nsubj") if roots else []
    return subjects[0] if subjects and subjects[0] < roots[0] else None


def _in_turn(i: int, heads: list[int | None], paragraphs: list[int]) -> int | None:
    if heads[i] is not None:
        return heads[i]
    if i and paragraphs[i] == paragraphs[i - 1]:
        return heads[i - 1]
    if i > 1 and paragraphs[i] == paragraphs[i - 1] + 1 == paragraphs[i - 2] + 2:
        return heads[i - 2]
    return None
