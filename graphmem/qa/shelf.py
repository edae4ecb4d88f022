"""What has been read of a memory to answer from, kept until the memory changes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np

from graphmem.language.terms import terms, words
from graphmem.protocols import Embedder, GraphStore
from graphmem.qa.evidence import Page, Rows, Topic
from graphmem.qa.labels import Labels
from graphmem.qa.naming import NameIndex
from graphmem.qa.pages import NEEDED, read_being, read_pages, split_sentences
from graphmem.qa.topics import near_words, with_background

_SAMPLE = 200  # episodes over which a topic's nearness is judged
_KEPT = 2000  # pages
_WORDS = 20_000  # words whose meaning is kept


class Shelf:
    """A cache beside a store: names, places within places, and the pages that were read.

    It follows the store's own account of what changed, and is never a second truth.
    """

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._stamp: object = None
        self._pages: dict[str, Page] = {}
        self._sample: list[Page] = []
        self._labels: Labels | None = None
        self._called: dict[str, str] = {}
        self._stems: set[str] = set()
        self._meanings: list[tuple[tuple[str, ...], Rows]] = []
        self.names = NameIndex()
        self.wholes: dict[str, frozenset[str]] = {}

    def follow(self, store: GraphStore, namespace: str) -> None:
        """Forget all that was read when the memory is another one than then."""
        stamp = (namespace, store.sequence(namespace))
        if stamp == self._stamp:
            return
        self._pages, self._sample, self._labels, self._called = {}, [], None, {}
        self._stems, self._meanings = set(), []
        self.names = NameIndex.of(map(read_being, store.nodes(namespace, label="Entity")))
        self.wholes = _wholes(store, namespace, self.names)
        self._stamp = stamp

    def pages(self, store: GraphStore, namespace: str, episodes: Collection[str]) -> list[Page]:
        """Return the pages of these episodes, by source and ordinal."""
        missing = sorted(set(episodes) - self._pages.keys())
        if missing and len(self._pages) + len(missing) > _KEPT:
            self._pages, missing = {}, sorted(set(episodes))
        read = self._read(store, namespace, missing) if missing else []
        self._learn(read)
        self._pages.update((page.episode.id, page) for page in read)
        found = [self._pages[i] for i in set(episodes) if i in self._pages]
        return sorted(found, key=lambda page: (page.episode.source, page.episode.ordinal))

    def sample(self, store: GraphStore, namespace: str) -> list[Page]:
        """Return pages that stand for the memory: ids are hashes, so that the first are any."""
        if not self._sample:
            ids = sorted(episode.id for episode in store.episodes(namespace))[:_SAMPLE]
            self._sample = self.pages(store, namespace, ids)
        return self._sample

    def topics(
        self, store: GraphStore, namespace: str, phrases: Sequence[str]
    ) -> tuple[Topic, ...]:
        """Return the phrases as topics, weighed and seen against the memory."""
        if not phrases:
            return ()
        sample = self.sample(store, namespace)
        spoken = {phrase: _spoken(phrase) for phrase in phrases}
        asked = {stem for group in spoken.values() for stem in group}
        statistics = store.statistics(namespace, asked)
        rows = self._embedder.embed([phrase.lower() for phrase in phrases])
        made = []
        for phrase, row in zip(phrases, rows, strict=True):
            stems = tuple(spoken[phrase])
            seen = [statistics.frequency.get(stem, 0) for stem in stems]
            weights = [float(np.log(1 + (statistics.passages + 0.5) / (n + 0.5))) for n in seen]
            near = self._near(list(spoken[phrase].values()))
            topic = Topic(phrase, stems, tuple(weights), row, near)
            made.append(with_background(topic, sample))
        return tuple(made)

    def called(self, store: GraphStore, namespace: str, pages: Sequence[Page]) -> dict[str, str]:
        """Return what the occasions of these pages are called; a page without, by its episode."""
        if self._labels is None:
            self._labels = Labels(self.sample(store, namespace), self._embedder)
        found = {}
        for page in pages:
            for key, occasion in zip(keys_of(page), page.occasions or (None,), strict=True):
                if key not in self._called:
                    self._called[key] = self._labels.label(page, occasion)
                found[key] = self._called[key]
        return found

    def _near(self, spoken: Sequence[str]) -> tuple[Mapping[str, float], ...]:
        if not spoken or not self._meanings:
            return tuple({} for _ in spoken)
        rows = self._embedder.embed(spoken)
        stems = [stem for group, _ in self._meanings for stem in group]
        return near_words(rows, stems, np.concatenate([group for _, group in self._meanings]))

    def _learn(self, pages: Sequence[Page]) -> None:
        """Keep the meaning of the pages' words, under their stems."""
        new: dict[str, str] = {}
        for page in pages:
            spoken = _spoken(page.episode.text)
            new |= {s: w for s, w in spoken.items() if s not in self._stems and s not in new}
        if new and len(self._stems) < _WORDS:
            # Stems and rows go in together: no interrupt may come between the two.
            self._meanings.append((tuple(new), self._embedder.embed(list(new.values()))))
            self._stems.update(new)

    def _read(self, store: GraphStore, namespace: str, ids: list[str]) -> list[Page]:
        episodes = store.episodes(namespace, ids=ids)
        relationships = store.relationships(namespace, types=NEEDED, episodes=ids)
        ends = {end for r in relationships for end in (r.source, r.target)}
        nodes = store.nodes(namespace, ids=ends)
        return [self._with_text(page) for page in read_pages(episodes, nodes, relationships)]

    def _with_text(self, page: Page) -> Page:
        sentences = split_sentences(page.episode.text)
        rows = self._embedder.embed([page.episode.text[s.start : s.end] for s in sentences])
        return replace(page, sentences=sentences, vectors=rows)


def keys_of(page: Page) -> list[str]:
    """Return the ids of a page's occasions, or its episode's when it has none."""
    return [occasion.id for occasion in page.occasions] or [page.episode.id]


def _spoken(text: str) -> dict[str, str]:
    """Return the stems of a text, each with a word it stems from."""
    found: dict[str, str] = {}
    for word in words(text):
        for stem in terms(word):
            found.setdefault(stem, word)
    return found


def _wholes(store: GraphStore, namespace: str, names: NameIndex) -> dict[str, frozenset[str]]:
    """Return the places that each place lies in, near and far."""
    direct: dict[str, set[str]] = {}
    for r in store.relationships(namespace, types=("PART_OF",)):
        if r.source in names.beings and r.target in names.beings:
            direct.setdefault(r.source, set()).add(r.target)
    found = {}
    for part in direct:
        reached: set[str] = set()
        edge = {part}
        while edge := {w for p in edge for w in direct.get(p, ())} - reached:
            reached |= edge
        found[part] = frozenset(reached)
    return found
