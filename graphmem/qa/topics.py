"""How well a stretch of a page fits a topic: words that tell much, and nearness of meaning."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from graphmem.language.terms import terms, words
from graphmem.protocols import Embedder
from graphmem.qa.evidence import Happening, Page, Rows, Topic

MEANING_WEIGHT = 0.15  # what one deviation above the median of the pages is worth, of full coverage
MEAN_WEIGHT = 0.04  # the same, for the nearness of the page as a whole
MOST_DEVIATIONS = 6.0
_BEST = 5  # sentences whose nearness is averaged
_LEAST_SPREAD = np.array([0.02, 0.01])  # of the nearest sentences, of the whole page
_UNLIKE, _LIKE, LABEL_WEIGHT = 0.3, 0.6, 0.6  # cosines of labels from which one counts, and fully
_NEAR, _SAME, _MOST_CREDIT = 0.5, 0.9, 0.9  # cosines of words from which credit starts and is full


def score_topic(topic: Topic, page: Page, happening: Happening | None) -> float:
    """Return the coverage by two sentences in a row or by the label, plus deviations of nearness.

    A deviation is the spread of the topic's nearness over the memory, counted from its median.
    """
    near, whole = nearness(topic, page, happening)
    return (
        _coverage(topic, page, happening)
        + MEANING_WEIGHT * _deviations(near, topic.median, topic.spread)
        + MEAN_WEIGHT * _deviations(whole, topic.mean_median, topic.mean_spread)
    )


def nearness(topic: Topic, page: Page, happening: Happening | None = None) -> tuple[float, float]:
    """Return the mean cosine of the topic with the sentences nearest to it, and with all."""
    chosen = sentences_of(page, happening)
    if not chosen or not page.vectors.size:
        return topic.median, topic.mean_median
    near = np.sort(page.vectors[chosen] @ topic.vector)
    return float(near[-_BEST:].mean()), float(near.mean())


def with_background(topic: Topic, pages: Sequence[Page]) -> Topic:
    """Return the topic with the medians and spreads of its nearness to these pages."""
    if len(pages) < 3:
        return topic
    values = np.array([nearness(topic, page) for page in pages])
    median = np.median(values, axis=0)
    spread = np.maximum(1.48 * np.median(np.abs(values - median), axis=0), _LEAST_SPREAD)
    return replace(
        topic,
        median=float(median[0]),
        spread=float(spread[0]),
        mean_median=float(median[1]),
        mean_spread=float(spread[1]),
    )


def near_words(rows: Rows, stems: Sequence[str], vectors: Rows) -> tuple[Mapping[str, float], ...]:
    """Return, for each row, the credit of the stems whose words are near to it in meaning."""
    cosines = rows @ vectors.T
    credit = np.clip((cosines - _NEAR) / (_SAME - _NEAR), 0, 1) * _MOST_CREDIT
    return tuple({stems[int(i)]: float(row[i]) for i in np.flatnonzero(row)} for row in credit)


def with_labels(topic: Topic, labels: Sequence[str], embedder: Embedder) -> Topic:
    """Return the topic with what each label is worth to it by meaning.

    A last word that both have is left out first: a debate tournament is no chess tournament.
    """
    last = set(topic.terms[-1:])
    pairs = []
    for label in dict.fromkeys(labels):
        shared = last & set(terms(label)[-1:])
        mine, theirs = _without(topic.text, shared), _without(label, shared)
        if mine and theirs:
            pairs.append((label, mine, theirs))
    if not pairs:
        return topic
    mine_rows = embedder.embed([mine for _, mine, _ in pairs])
    their_rows = embedder.embed([theirs for _, _, theirs in pairs])
    cosines = (mine_rows * their_rows).sum(axis=1)
    credit = np.clip((cosines - _UNLIKE) / (_LIKE - _UNLIKE), 0, 1) * LABEL_WEIGHT
    worth = {pair[0]: float(c) for pair, c in zip(pairs, credit, strict=True) if c}
    return replace(topic, labelled=worth)


def _without(text: str, stems: set[str]) -> str:
    return " ".join(word for word in words(text) if terms(word) and not set(terms(word)) & stems)


def coverage(topic: Topic, held: frozenset[str]) -> float:
    """Return the share of what the topic's words tell that the words have, themselves or nearly."""
    total = sum(topic.weights)
    if not total:
        return 0.0
    near = topic.near or ({},) * len(topic.terms)
    credit = (
        1.0 if term in held else max((c for s, c in like.items() if s in held), default=0.0)
        for term, like in zip(topic.terms, near, strict=True)
    )
    return sum(w * c for w, c in zip(topic.weights, credit, strict=True)) / total


def sentences_of(page: Page, happening: Happening | None) -> list[int]:
    """Return the numbers of the sentences of a page that lie in the span of a happening."""
    every = list(range(len(page.sentences)))
    if happening is None or happening.end <= happening.start:
        return every
    return [
        i
        for i, s in enumerate(page.sentences)
        if s.start < happening.end and happening.start < s.end
    ] or every


def _coverage(topic: Topic, page: Page, happening: Happening | None) -> float:
    chosen = sentences_of(page, happening)
    best = 0.0
    for i in chosen:
        pair = page.sentences[i].terms
        if i + 1 in chosen:
            pair = pair | page.sentences[i + 1].terms
        best = max(best, coverage(topic, pair))
    if happening is not None and happening.label:
        best = max(best, coverage(topic, frozenset(terms(happening.label))))
    return best


def _deviations(value: float, median: float, spread: float) -> float:
    return min(max((value - median) / spread, -MOST_DEVIATIONS), MOST_DEVIATIONS)
