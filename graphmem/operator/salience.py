"""How much an episode is about each figure."""

from __future__ import annotations

from graphmem.operator.figures import Cast, Figure
from graphmem.operator.page import Page

_SLOTS = {"nsubj": 1.0, "nsubj:pass": 0.9, "obj": 0.6, "iobj": 0.6, "nmod:poss": 0.5, "root": 0.8}


def saliences(page: Page, cast: Cast, span: tuple[int, int] | None = None) -> list[float]:
    """Return for each figure a value from 0 to 1, the largest first among persons by rights.

    Mentions weigh by their slot; names more than pronouns, narration more than speech; the
    sum is raised by the share of paragraphs the figure stands in, then scaled by the largest.
    `span` (tokens) limits it to a stretch of the page.
    """
    start, end = span or (0, len(page.parsed.tokens))
    everywhere = len(set(page.paragraph[start:end])) or 1
    raw = [_weight(page, figure, start, end, everywhere) for figure in cast.figures]
    top = max(raw, default=0.0) or 1.0
    return [round(value / top, 4) for value in raw]


def _weight(page: Page, figure: Figure, start: int, end: int, everywhere: int) -> float:
    total, paragraphs, first_names, last_names = 0.0, set(), 0, 0
    for found, _, score in figure.mentions:
        if not start <= found.head < end:
            continue
        weight = _SLOTS.get(page.parsed.tokens[found.head].dep, 0.3)
        first = page.parsed.sentences[page.sentence[found.head]][0]
        weight = (1.0 if found.form == "name" and found.low == first else weight) * score
        weight *= 1.0 if found.form == "name" else 0.7
        weight *= 0.5 if page.quote[found.head] >= 0 and found.form != "pronoun" else 1.0
        total += weight
        paragraphs.add(page.paragraph[found.head])
        if found.form == "name" and len(figure.words) > 1 and page.quote[found.head] < 0:
            first_names += found.words == figure.words[:1]
            last_names += found.words == figure.words[-1:]
    if not total:
        return 0.0
    spread = len(paragraphs) / everywhere
    if figure.kind != "Person":
        return 0.5 * total * (0.4 + 0.6 * spread)
    # a storyteller is on first-name terms with the hero, seldom with a bystander
    familiar = 1.0 + 0.35 * min(2, first_names)
    if last_names and not first_names and len(figure.words) > 1:
        familiar = 0.7
    return total * (0.4 + 0.6 * spread) * familiar
