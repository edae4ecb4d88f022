"""What happenings are called: by their own words, or by those the memory has for their like."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from graphmem.language.terms import STOP_WORDS, terms
from graphmem.language.wordlists import read_words
from graphmem.protocols import Embedder
from graphmem.qa.evidence import Happening, Page, Rows
from graphmem.qa.sorts import kind_nearness
from graphmem.qa.topics import sentences_of

KIND = 0.42  # nearness to sorts of happenings from which a noun is one
BORROWED = 0.75  # how well a label must fit a happening that does not say it, to be lent
_OWN = 0.5  # what a happening's own label has ahead of others
_SPECIFIC = 0.25  # what a label of more than a bare noun has ahead of one
_KIND_WEIGHT = 4.0
_BEST = 5
_MOST = 3  # words of a label
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_VAGUE = frozenset(read_words("graphmem.qa", "words.toml")["vague"])


class Labels:
    """The labels that a memory has for its happenings, and which of them fits a page."""

    def __init__(self, pages: Sequence[Page], embedder: Embedder) -> None:
        counts = Counter(
            phrase for page in pages for phrase in dict.fromkeys(_phrases(page, embedder))
        )
        self._texts = sorted(counts)
        self._terms = [frozenset(terms(text)) for text in self._texts]
        if not self._texts:
            return
        self._rows = embedder.embed(self._texts)
        near = np.array([self._nearness(page, None) for page in pages])
        self._median = np.median(near, axis=0)
        spread = 1.48 * np.median(np.abs(near - self._median), axis=0)
        self._spread = np.maximum(spread, 0.02)
        self._kind = kind_nearness(embedder, [text.split()[-1] for text in self._texts])
        self._frequency = Counter(t for page in pages for t in _terms_of(page))
        self._pages = max(1, len(pages))

    def label(self, page: Page, happening: Happening | None) -> str:
        """Return the label that fits best, the happening's own unless another is much better."""
        own = trimmed(happening.label) if happening is not None else ""
        if not self._texts:
            return own
        scores = self._fit(page, happening)
        for i, text in enumerate(self._texts):
            if own and (text == own or text.endswith(f" {own}")):
                scores[i] += _OWN
        best = int(np.argmax(scores))
        return self._texts[best] if scores[best] >= BORROWED else own

    def _fit(self, page: Page, happening: Happening | None) -> Rows:
        near = (self._nearness(page, happening) - self._median) / self._spread
        held = [page.sentences[i].terms for i in sentences_of(page, happening)]
        windows = [a | b for a, b in zip(held, [*held[1:], frozenset[str]()], strict=True)]
        covered = np.array([self._coverage(wanted, windows) for wanted in self._terms])
        specific = np.array([_SPECIFIC * (len(wanted) > 1) for wanted in self._terms])
        kind = np.clip(self._kind - KIND, -0.3, 0.1) * _KIND_WEIGHT
        fit = covered + 0.15 * np.clip(near, -6, 6) + specific + kind
        return np.asarray(fit, dtype=np.float32)

    def _coverage(self, wanted: frozenset[str], windows: Sequence[frozenset[str]]) -> float:
        weights = {t: float(np.log(1 + self._pages / (self._frequency[t] + 0.5))) for t in wanted}
        total = sum(weights.values())
        best = max((sum(weights[t] for t in wanted & w) for w in windows), default=0.0)
        return best / total if total else 0.0

    def _nearness(self, page: Page, happening: Happening | None) -> Rows:
        chosen = sentences_of(page, happening)
        if not chosen or not page.vectors.size:
            return np.zeros(len(self._texts), np.float32)
        near = np.sort(page.vectors[chosen] @ self._rows.T, axis=0)
        return np.asarray(near[-_BEST:].mean(axis=0), dtype=np.float32)


def trimmed(label: str) -> str:
    """Return a label without vague words in front, and at most three words long."""
    words = [w.removesuffix("'s").removesuffix("\u2019s") for w in label.lower().split()][-_MOST:]
    while len(words) > 1 and (words[0] in _VAGUE or words[0] in STOP_WORDS):
        words = words[1:]
    return " ".join(words)


def _phrases(page: Page, embedder: Embedder) -> Iterator[str]:
    """Yield a page's own labels, and what stands before nouns that are sorts of happenings."""
    for happening in (*page.occasions, *(a for a in page.actions if a.nominal)):
        if label := trimmed(happening.label):
            yield label
    nouns = [a.label.split()[-1].lower() for a in page.actions if a.nominal and a.label]
    kinds = dict(zip(nouns, kind_nearness(embedder, nouns), strict=True)) if nouns else {}
    yield from _compounds(page.episode.text.lower(), {n: float(k) for n, k in kinds.items()})


def _compounds(text: str, kinds: Mapping[str, float]) -> Iterator[str]:
    words = [(match.group(), match.start(), match.end()) for match in _WORD.finditer(text)]
    for i, (word, _, _) in enumerate(words):
        if kinds.get(word, 0.0) < KIND:
            continue
        phrase = [word]
        for j in range(i - 1, max(-1, i - _MOST), -1):
            before, _, end = words[j]
            if before in STOP_WORDS or before in _VAGUE or text[end : words[j + 1][1]] != " ":
                break
            phrase.insert(0, before)
            yield " ".join(phrase)


def _terms_of(page: Page) -> frozenset[str]:
    return frozenset().union(*(s.terms for s in page.sentences))
