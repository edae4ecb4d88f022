"""What happenings are called: by their own words, or by those the memory has for their like."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from graphmem.language.terms import STOP_WORDS, terms
from graphmem.language.wordlists import read_words
from graphmem.protocols import Embedder
from graphmem.qa.evidence import Happening, Page, Rows
from graphmem.qa.sorts import kind_nearness
from graphmem.qa.topics import sentences_of

KIND = 0.42  # nearness to sorts of happenings from which a noun is one
BORROWED = 1.5  # how well a label must fit a happening that does not say it, to be lent
# What it is worth that a label is the happening's own, that it is more than a bare noun and more
# than two words, that it ends as a form of a verb or a plural does; that the happening has its
# words; a deviation of nearness; and the logarithm of the number of pages with it, up to a most.
# Rounded from a fit to half of the chapters of three books.
_OWN = 0.9
_SPECIFIC, _LONG, _VERBAL, _PLURAL = 1.0, -0.7, -0.55, -1.0
_COVERED, _NEAR, _SHARED = 0.6, 0.34, 0.3
_MOST_SHARED, _MOST_DEVIATIONS, _LEAST_SPREAD = 2.0, 6.0, 0.01
_MOST = 3  # words of a label
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_VAGUE = frozenset(read_words("graphmem.qa", "words.toml")["vague"])


class Labels:
    """The labels that a memory has for its happenings, and which of them fits a page."""

    def __init__(self, pages: Sequence[Page], embedder: Embedder) -> None:
        heads = _heads(pages, embedder)
        found = [dict.fromkeys(_phrases(page, heads)) for page in pages]
        spelled: dict[tuple[str, ...], Counter[str]] = {}
        for phrases in found:
            for phrase in phrases:
                spelled.setdefault(terms(phrase), Counter())[phrase] += 1
        forms = [(min(c, key=lambda f: (len(f), f)), c.total()) for c in spelled.values()]
        self._texts = sorted(text for text, _ in forms)
        times = dict(forms)
        self._shared = np.array([np.log(times[text]) for text in self._texts])
        self._terms = [frozenset(terms(text)) for text in self._texts]
        if not self._texts:
            return
        self._rows = embedder.embed(self._texts)
        near = np.array([self._nearness(page, None) for page in pages])
        self._median = np.median(near, axis=0)
        spread = 1.48 * np.median(np.abs(near - self._median), axis=0)
        self._spread = np.maximum(spread, _LEAST_SPREAD)
        self._form = np.array([_form(text) for text in self._texts])
        self._frequency = Counter(t for page in pages for t in _terms_of(page))
        self._pages = max(1, len(pages))

    def label(self, page: Page, happening: Happening | None) -> str:
        """Return the label that fits best, the happening's own unless another is much better."""
        own = trimmed(happening.label) if happening is not None else ""
        if not self._texts:
            return own
        scores = self._fit(page, happening)
        mine = terms(own)
        for i, text in enumerate(self._texts):
            if mine and terms(text)[-len(mine) :] == mine:
                scores[i] += _OWN
        best = int(np.argmax(scores))
        return self._texts[best] if scores[best] >= BORROWED else own

    def _fit(self, page: Page, happening: Happening | None) -> Rows:
        near = (self._nearness(page, happening) - self._median) / self._spread
        held = frozenset[str]().union(
            *(page.sentences[i].terms for i in sentences_of(page, happening))
        )
        covered = np.array([self._coverage(wanted, held) for wanted in self._terms])
        shared = np.minimum(self._shared, _MOST_SHARED)
        fit = _NEAR * np.clip(near, -_MOST_DEVIATIONS, _MOST_DEVIATIONS) + self._form
        return np.asarray(fit + _COVERED * covered + _SHARED * shared, dtype=np.float32)

    def _coverage(self, wanted: frozenset[str], held: frozenset[str]) -> float:
        weights = {t: float(np.log(1 + self._pages / (self._frequency[t] + 0.5))) for t in wanted}
        total = sum(weights.values())
        return sum(weights[t] for t in wanted & held) / total if total else 0.0

    def _nearness(self, page: Page, happening: Happening | None) -> Rows:
        """Return the cosine of each label with the mean of the sentences."""
        chosen = sentences_of(page, happening)
        if not chosen or not page.vectors.size:
            return np.zeros(len(self._texts), np.float32)
        mean = page.vectors[chosen].mean(axis=0)
        length = max(float(np.linalg.norm(mean)), 1e-6)
        return np.asarray(self._rows @ mean / length, dtype=np.float32)


def _form(label: str) -> float:
    """Return what the form of a label is worth, wherever it is said."""
    said = len(frozenset(terms(label)))
    worth = _SPECIFIC * (said > 1) + _LONG * (said > 2)
    return worth + _VERBAL * label.endswith("ing") + _PLURAL * label.endswith("s")


def trimmed(label: str) -> str:
    """Return a label without vague words in front, and at most three words long."""
    words = [w.removesuffix("'s").removesuffix("\u2019s") for w in label.lower().split()][-_MOST:]
    while len(words) > 1 and _says_nothing(words[0]):
        words = words[1:]
    return " ".join(words)


def _says_nothing(word: str) -> bool:
    """Whether a word in front of a label is vague, or a form of a verb ("hosted")."""
    return word in _VAGUE or word in STOP_WORDS or (word.endswith("ed") and len(word) > 4)


def _heads(pages: Sequence[Page], embedder: Embedder) -> frozenset[str]:
    """Return the words that may end a label: sorts of happenings, and what ends several labels."""
    words = sorted({m.group() for page in pages for m in _WORD.finditer(page.episode.text.lower())})
    near = kind_nearness(embedder, words)
    kinds = {word for word, kind in zip(words, near, strict=True) if kind >= KIND}
    kinds = {word for word in kinds if not word.endswith(("ed", "ing"))}
    told = Counter(
        head
        for page in pages
        for head in {trimmed(o.label).split()[-1] for o in page.occasions if trimmed(o.label)}
    )
    return frozenset(kinds | {head for head, times in told.items() if times > 1})


def _phrases(page: Page, heads: frozenset[str]) -> Iterator[str]:
    """Yield a page's own labels, and what stands before words that may end a label."""
    for happening in (*page.occasions, *(a for a in page.actions if a.nominal)):
        if label := trimmed(happening.label):
            yield label
    yield from _compounds(page.episode.text.lower(), heads)


def _compounds(text: str, heads: frozenset[str]) -> Iterator[str]:
    words = [(match.group(), match.start(), match.end()) for match in _WORD.finditer(text)]
    for i, (word, _, _) in enumerate(words):
        if word not in heads:
            continue
        phrase = [word]
        for j in range(i - 1, max(-1, i - _MOST), -1):
            before, _, end = words[j]
            owner = before.endswith(("'s", "\u2019s"))
            if owner or _says_nothing(before) or text[end : words[j + 1][1]] != " ":
                break
            phrase.insert(0, before)
            yield " ".join(phrase)


def _terms_of(page: Page) -> frozenset[str]:
    return frozenset().union(*(s.terms for s in page.sentences))
