"""Treebanks to spaCy documents: EWT, GUM's open genres and spoken English (CHILDES)."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.pipeline._parser_internals import nonproj
from spacy.tokens import Doc
from spacy.vocab import Vocab

from training.conllu import Sentence, Word, read_conllu

SPOKEN_TRAIN = ("Laura_Braunwald", "Lily_Providence", "Naima_Providence")
SPOKEN_TEST = ("Violet_Providence",)
SPOKEN_RENAMED = {
    "nmod:tmod": "nmod:unmarked",
    "obl:npmod": "obl:unmarked",
    "obl:tmod": "obl:unmarked",
}
XPOS_RENAMED = {"!": ".", "?": ".", "VV": "VB", "ADV": "RB"}


def written(data: Path, part: str) -> list[Sentence]:
    """Return EWT and GUM together; `part` is train, dev or test."""
    return ewt(data, part) + gum(data, part)


def ewt(data: Path, part: str) -> list[Sentence]:
    """Return a part of the English Web Treebank."""
    return list(read_conllu(data / "ud_english_ewt" / f"en_ewt-ud-{part}.conllu"))


def gum(data: Path, part: str) -> list[Sentence]:
    """Return a part of GUM."""
    return list(read_conllu(data / "gum" / f"gum_{part}.conllu.gz"))


def spoken(data: Path, names: Iterable[str], shortest: int = 1) -> list[Sentence]:
    """Return spoken sentences of the CHILDES treebank, labels as in the written treebanks."""
    found = []
    for name in names:
        for sentence in read_conllu(data / "ud_english_childes" / f"{name}.conllu"):
            if len(sentence.words) >= shortest:
                for word in sentence.words:
                    word.rel = SPOKEN_RENAMED.get(word.rel, word.rel)
                found.append(sentence)
    return found


def fill_features(sentences: Iterable[Sentence], models: Iterable[Sentence]) -> None:
    """Give words without features those that their form and tag most often have in `models`."""
    by_form: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    by_tag: dict[str, Counter[str]] = defaultdict(Counter)
    for word in (word for sentence in models for word in sentence.words):
        by_form[word.form.lower(), word.xpos][word.feats] += 1
        by_tag[word.xpos][word.feats] += 1
    for word in (word for sentence in sentences for word in sentence.words):
        if word.feats == "_":
            counts = by_form.get((word.form.lower(), word.xpos)) or by_tag.get(word.xpos)
            word.feats = counts.most_common(1)[0][0] if counts else "_"


def pack(sentences: list[Sentence], rng: random.Random) -> Iterator[list[Sentence]]:
    """Cut running text into documents of one to eight sentences, never across documents."""
    start = 0
    while start < len(sentences):
        stop = start + rng.choice((1, 1, 1, 2, 3, 4, 6, 8))
        group = [s for s in sentences[start:stop] if s.doc == sentences[start].doc]
        yield group
        start += len(group)


def to_doc(vocab: Vocab, sentences: list[Sentence]) -> Doc:
    """Make one gold document; trees are made projective by lifting heads."""
    words = [word for sentence in sentences for word in sentence.words]
    starts = {sum(len(s.words) for s in sentences[:i]) for i in range(len(sentences))}
    spaces = [w.space or i + 1 in starts for i, w in enumerate(words)]
    heads, rels = _tree(sentences)
    return Doc(
        vocab,
        words=[word.form for word in words],
        spaces=spaces,
        tags=[XPOS_RENAMED.get(word.xpos, word.xpos) for word in words],
        pos=[word.upos for word in words],
        morphs=[_morph(word) for word in words],
        lemmas=[_lemma(word) for word in words],
        heads=heads,
        deps=rels,
        sent_starts=[i in starts for i in range(len(words))],
    )


def _tree(sentences: list[Sentence]) -> tuple[list[int], list[str]]:
    heads: list[int] = []
    rels: list[str] = []
    for sentence in sentences:
        offset = len(heads)
        raw = [w.head - 1 if w.head else i for i, w in enumerate(sentence.words)]
        labels = ["ROOT" if w.rel == "root" else w.rel for w in sentence.words]
        lifted, labels = nonproj.projectivize(raw, labels)
        heads += [offset + head for head in lifted]
        rels += [label.split("||")[0] for label in labels]
    return heads, rels


def _morph(word: Word) -> str:
    return "" if word.feats == "_" else word.feats


def _lemma(word: Word) -> str:
    return word.form if word.lemma == "_" and word.form != "_" else word.lemma
