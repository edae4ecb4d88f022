"""Many distinct episodes from a few novels: their passages, and paraphrases of these.

A paraphrase gives everyone another name, the same throughout a copy of a novel, and puts words
that mean about the same in the place of others. It need not read well; it must differ in its
names and words as another book would, and be as long.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from random import Random

import numpy as np

from graphmem.language.vectors import StaticEmbedder

WORDS = 8  # at least, in a passage
REPLACED = 0.3  # of the words that have something alike
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][a-z]+)?")
_START, _END = re.compile(r"\*\*\* ?START OF.*?\*\*\*"), re.compile(r"\*\*\* ?END OF")
_GIVEN = "Ada Bruno Clara Dario Edith Felix Greta Hugo Irma Jonas Karin Leo Mina Nils Olga Piet"
_FAMILY = "Abel Brandt Castell Dorn Eklund Ferro Grahn Holt Ivers Jansen Koller Lang Moreau Nordin"


def episodes(folder: Path, rng_seed: int = 0) -> Iterator[tuple[str, str]]:
    """Yield (source, text) without end: each novel as it is, then copy after copy of it."""
    novels = {path.stem: passages(path) for path in sorted(folder.glob("*.txt"))}
    alike = _alike({w for texts in novels.values() for t in texts for w in _WORD.findall(t)})
    for copy in count():
        for novel, texts in novels.items():
            rng = Random(f"{rng_seed} {novel} {copy}")
            called = _renaming(texts, rng) if copy else {}
            for text in texts:
                said = _paraphrase(text, called, alike, rng) if copy else text
                yield f"{novel} {copy}", said


def passages(path: Path) -> list[str]:
    """Return the sentences of a novel, short ones joined to those that follow."""
    text = path.read_text("utf-8-sig")
    begin, end = _START.search(text), _END.search(text)
    text = text[begin.end() if begin else 0 : end.start() if end else None]
    found: list[str] = []
    pending: list[str] = []
    for sentence in re.split(r"(?<=[.!?\u201d])\s+", text):
        pending += sentence.split()
        if len(pending) >= WORDS:
            found.append(" ".join(pending))
            pending = []
    return found


def _renaming(texts: list[str], rng: Random) -> dict[str, str]:
    """Return another name for each word that is written with a capital inside of sentences."""
    seen = Counter(w for t in texts for w in re.findall(r"(?<=[a-z,;] )[A-Z][a-z]{2,}", t))
    parts = [*_GIVEN.split(), *_FAMILY.split()]
    ends = ("", "a", "o", "sen", "by", "ell", "ow", "ine", "man", "wick", "ford", "ley")
    made = [part + end for part in parts for end in ends]
    rng.shuffle(made)
    return {name: made[i % len(made)] for i, (name, n) in enumerate(sorted(seen.items())) if n > 2}


def _alike(words: set[str]) -> dict[str, list[str]]:
    """Return for each longer word the few that are nearest to it in meaning."""
    known = sorted(w for w in words if w.islower() and w.isalpha() and len(w) > 4)
    rows = StaticEmbedder().embed(known)
    found: dict[str, list[str]] = {}
    for at in range(0, len(known), 1000):
        near = np.argpartition(-(rows[at : at + 1000] @ rows.T), 5, axis=1)[:, :5]
        for word, others in zip(known[at : at + 1000], near.tolist(), strict=True):
            found[word] = [known[i] for i in others]
    return found


def _paraphrase(text: str, called: dict[str, str], alike: dict[str, list[str]], rng: Random) -> str:
    def other(match: re.Match[str]) -> str:
        word = match[0]
        if word in called:
            return called[word]
        if word in alike and rng.random() < REPLACED:
            return rng.choice(alike[word])
        return word

    return _WORD.sub(other, text)
