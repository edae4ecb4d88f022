"""Where a stretch of a page takes place: its places, the likeliest venue first."""

from __future__ import annotations

from collections import defaultdict

from graphmem.language.parse import Parsed
from graphmem.operator.figures import Cast
from graphmem.operator.grammar import ancestors, case, children, clause, tells_origin
from graphmem.operator.mentions import Found
from graphmem.operator.page import Page
from graphmem.operator.sorts import Sorts
from graphmem.operator.words import BEING, COMING

_PREPOSITIONS = {
    "at": 3.0, "in": 2.2, "inside": 2.5, "within": 2.2, "aboard": 2.5, "on": 2.2, "across": 1.8,
    "around": 1.6, "through": 1.5, "throughout": 2.0, "outside": 1.5, "along": 1.6, "of": 1.6,
    "into": 1.6, "to": 1.2, "onto": 1.4, "toward": 1.0, "towards": 1.0, "over": 1.2, "under": 1.4,
    "beneath": 1.2, "near": 0.9, "beside": 0.9, "beyond": 0.5, "from": 0.3, "above": 0.9,
    "for": 0.5, "past": 0.6,
    "up": 1.4, "down": 1.4, "amid": 1.6, "by": 0.9, "about": 0.3, "behind": 0.8, "against": 0.8,
}  # fmt: skip
_NOW = frozenset(("am", "is", "are", "'m", "'s", "'re", "\u2019m", "\u2019s", "\u2019re"))
_ALONE = 3.0
_LEAST = 0.3


def rank_places(
    page: Page, cast: Cast, sorts: Sorts, span: tuple[int, int]
) -> list[tuple[int, Found, float]]:
    """Return (figure, mention that tells best, score) of the named places in a span of tokens.

    A mention weighs by its preposition and by the clause it stands in; mentions of a place
    add up, each worth half the one before; a building, park or station outweighs a region.
    """
    told: dict[int, list[tuple[float, int, Found]]] = defaultdict(list)
    for number, figure in enumerate(cast.figures):
        if figure.kind != "Place" or not figure.named or figure.merged >= 0:
            continue
        for found, _, _ in figure.mentions:
            if span[0] <= found.head < span[1]:
                told[number].append((_weight(page, found), -found.head, found))
    ranked = []
    for number, weights in told.items():
        weights.sort(key=lambda w: (w[0], w[1]), reverse=True)
        total = sum(weight * 0.5**n for n, (weight, _, _) in enumerate(weights))
        total *= _is_venue(cast.figures[number].words, sorts)
        if weights[0][0] >= _LEAST:
            ranked.append((number, weights[0][2], round(total, 4)))
    return sorted(ranked, key=lambda r: (-r[2], r[0]))


def _weight(page: Page, found: Found) -> float:
    parsed = page.parsed
    token = parsed.tokens[found.head]
    start, end = parsed.sentences[page.sentence[found.head]]
    if found.form == "name" and found.end - found.start + 1 >= end - start:
        return _ALONE
    weight = _by_slot(parsed, found.head)
    if found.form != "name":
        weight *= 0.4
    if page.quote[found.head] >= 0:
        weight *= 0.5
    predicate = clause(parsed, token.head)
    chain = [predicate, *ancestors(parsed, predicate)]
    if any(tells_origin(parsed, i) for i in chain[:2]):
        return weight * 0.1
    if any(parsed.tokens[i].dep.startswith("acl") for i in chain):
        weight *= 0.7
    helpers = {parsed.tokens[c].text.lower() for c in children(parsed, predicate, "aux")}
    if helpers & {"will", "shall", "might", "may", "'ll", "\u2019ll"}:
        weight *= 0.25
    if helpers & _NOW and parsed.tokens[predicate].tag == "VBG" and token.head == predicate:
        weight *= 0.2 if case(parsed, found.head) in ("to", "into") else 1.0  # not there yet
    return weight


def _by_slot(parsed: Parsed, head: int) -> float:
    token = parsed.tokens[head]
    preposition = case(parsed, head).partition(" ")[0]
    governor = parsed.tokens[token.head]
    if preposition:
        weight = _PREPOSITIONS.get(preposition, 0.8)
        if preposition in ("at", "in", "on") and governor.lemma in BEING:
            weight += 0.5
        return weight
    if token.dep == "nmod:poss":
        return 1.6
    if token.dep == "obj":
        return 2.0 if governor.lemma in COMING else 0.9
    if token.dep in ("nsubj", "nsubj:pass"):
        return 1.0
    if token.dep == "conj" and token.head != head:
        return 0.8 * _by_slot(parsed, token.head)
    return 0.8


def _is_venue(words: tuple[str, ...], sorts: Sorts) -> float:
    """Return a factor: more for a name that says what it is, least for one unknown word."""
    lowered = [w.lower() for w in words]
    head = lowered[lowered.index("of") - 1] if "of" in lowered[1:] else lowered[-1]
    if len(words) > 1 and sorts.nouns.sort(head) == "place":
        return 1.7
    if len(words) > 1:
        return 1.15
    known = sorts.names.scores(lowered[0])["place"]
    return 0.5 + 0.5 * min(1.0, max(0.0, 2 * known))
