"""Who speaks to whom in quotations that follow one another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from graphmem.operator.figures import Cast
from graphmem.operator.mentions import Found
from graphmem.operator.page import Page

_MARKS = frozenset(',.!?;:\u2026"\u201c\u201d-\u2014')
_BEFORE = frozenset({"oh", "ah", "my", "dear", "well", "yes", "no", "poor", "hello", "why", "now"})
_REACH = 4  # quotations before in which the other of two is looked for

Who = Sequence[int | None]


def called_upon(page: Page, cast: Cast) -> dict[int, int]:
    """Return whom each quotation calls by name, set off by commas or marks, by its number."""
    called: dict[int, int] = {}
    for head, found in sorted(cast.where.items()):
        number, figure = page.quote[head], cast.of(head)
        if number < 0 or head != found.head or figure is None or number in called:
            continue
        if page.parsed.tokens[head].dep == "vocative" or _set_off(page, cast, found):
            called[number] = figure
    return called


def _set_off(page: Page, cast: Cast, found: Found) -> bool:
    tokens = page.parsed.tokens
    if found.form != "name" or found.kind != "Person":
        return False
    if tokens[found.head].dep in ("appos", "conj", "nsubj", "obj", "nmod:poss"):
        return False
    before, after = found.low - 1, found.end
    opens = before < 0 or tokens[before].text in _MARKS or tokens[before].text.lower() in _BEFORE
    closes = after >= len(tokens) or tokens[after].text in _MARKS
    return opens and closes and cast.of(found.head) is not None


def in_exchange(page: Page, who: Who, called: Mapping[int, int]) -> list[int | None]:
    """Return who speaks each quotation, where unsaid the other of two who take turns.

    That is whom the quotation before calls by name, or the last other speaker before that.
    """
    paragraphs = [_paragraph(page, start) for start, _ in page.quotes]
    found = list(who)
    for i in range(1, len(found)):
        if found[i] is not None or found[i - 1] is None or paragraphs[i] != paragraphs[i - 1] + 1:
            continue
        others = [w for w in found[max(0, i - _REACH) : i - 1] if w not in (None, found[i - 1])]
        other = called.get(i - 1, others[-1] if others else None)
        found[i] = other if other != found[i - 1] else None
    return found


def _paragraph(page: Page, start: int) -> int:
    """Return the paragraph of a character, -1 behind the last token."""
    at = bisect_left(page.parsed.tokens, start, key=lambda token: token.start)
    return page.paragraph[at] if at < len(page.paragraph) else -1


def listeners(page: Page, who: Who, called: Mapping[int, int]) -> list[int | None]:
    """Return whom each quotation speaks to.

    That is whom it calls by name, it or the one before it by the same speaker, else the last other
    speaker before it, or the next after it.
    """
    paragraphs = [_paragraph(page, start) for start, _ in page.quotes]
    hearers: list[int | None] = []
    for i, speaker in enumerate(who):
        if i in called:
            hearers.append(called[i])
            continue
        if i and paragraphs[i] == paragraphs[i - 1] and who[i - 1] == speaker:
            hearers.append(hearers[-1])
            continue
        before = [w for w in who[max(0, i - 3) : i] if w is not None and w != speaker]
        after = [w for w in who[i + 1 : i + 2] if w is not None and w != speaker]
        hearers.append(before[-1] if before else after[0] if after else None)
    return hearers
