"""Gather all sets of names into training documents, originals and renamed copies."""

import math
import random
from collections.abc import Iterator
from pathlib import Path

from spacy.lang.en import English
from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

from training import namesets as sets
from training.augment import renamed, shouted
from training.chat import chat_passages
from training.names import NameMaker
from training.spans import Passage

RE_DOCRED_HELD_OUT = 98
TWITTER_TRAIN = "abegh"
CROSS_DOMAINS = ("ai", "literature", "music", "politics", "science")
ENDINGS = frozenset(".!?:;,\"')]-\N{RIGHT DOUBLE QUOTATION MARK}")
SHOUTED = 0.02  # the share that is also seen in capitals, as in headings
# How often each set is seen, and the share of its groups that get a renamed copy besides.
WEIGHTS = {
    "uner": (3, 0.4), "gum": (2, 0.4), "litbank": (2, 0.7), "wnut": (4, 0.3), "twitter": (1, 0.1),
    "wikigold": (1, 0.3), "redocred": (1, 0.4), "crossner": (1, 0.3), "fewnerd": (0.5, 0.1),
    "gap": (0.5, 0.0), "chat": (1, 0.0),
}  # fmt: skip


def training_sets(data: Path, rng: random.Random) -> Iterator[tuple[str, list[Passage]]]:
    """Yield the name of each set and its passages for training."""
    yield "uner", list(sets.universal(data / "uner_ewt" / "en_ewt-train.iob2"))
    yield "gum", list(sets.gum_names(data, "train"))
    yield "litbank", list(sets.novels(data / "litbank" / "coref_tsv", held_out=False))
    yield "wnut", list(sets.columns(data / "wnut17" / "wnut17train.conll", sets.EMERGING))
    twitter = [data / "broad_twitter" / f"{part}.conll" for part in TWITTER_TRAIN]
    yield "twitter", [p for f in twitter for p in sets.columns(f, sets.CORE, complete=False)]
    yield "wikigold", list(sets.columns(data / "wikigold" / "wikigold.conll.txt", sets.CORE))
    yield "redocred", _redocred(data, held_out=False)
    cross = [data / "crossner" / d / f"{p}.txt" for d in CROSS_DOMAINS for p in ("train", "dev")]
    yield "crossner", [p for f in cross for p in sets.columns(f, sets.CROSS)]
    fine = [data / "few_nerd_inter" / f"inter_{part}.txt.gz" for part in ("dev", "test")]
    yield "fewnerd", [p for f in fine for p in sets.fine_types(f)]
    gap = [data / "gap" / f"gap-{part}.tsv" for part in ("development", "validation")]
    yield "gap", [p for f in gap for p in sets.pronoun_names(f)]
    yield "chat", chat_passages(NameMaker(rng), rng)


def test_sets(data: Path) -> Iterator[tuple[str, list[Passage]]]:
    """Yield the name of each set and its passages for testing."""
    yield "UNER-EWT", list(sets.universal(data / "ud_english_pud" / "uner_en_ewt-ud-test.iob2"))
    yield "UNER-PUD", list(sets.universal(data / "ud_english_pud" / "uner_en_pud-ud-test.iob2"))
    yield "GUM", list(sets.gum_names(data, "test"))
    yield "Re-DocRED", _redocred(data, held_out=True)
    yield "LitBank", list(sets.novels(data / "litbank" / "coref_tsv", held_out=True))
    wnut = data / "wnut17" / "emerging.test.annotated"
    yield "WNUT17", list(sets.columns(wnut, sets.EMERGING))
    cross = [data / "crossner" / domain / "test.txt" for domain in CROSS_DOMAINS]
    yield "CrossNER", [p for f in cross for p in sets.columns(f, sets.CROSS)]


def dev_sets(data: Path) -> list[Passage]:
    """Return passages to follow the training with: EWT, GUM and WNUT development parts."""
    dev = list(sets.universal(data / "ud_english_pud" / "uner_en_ewt-ud-dev.iob2"))
    dev += sets.gum_names(data, "dev")
    return dev + list(sets.columns(data / "wnut17" / "emerging.dev.conll", sets.EMERGING))


def write_names(data: Path, out: Path, rng_seed: int = 0) -> None:
    """Write `names_train.spacy` and `names_dev.spacy`."""
    rng = random.Random(rng_seed)
    maker, vocab = NameMaker(rng), English().vocab
    docs: list[Doc] = []
    for name, passages in training_sets(data, rng):
        times, copies = WEIGHTS[name]
        for _ in range(math.ceil(times)):
            for group in groups(passages, rng):
                if rng.random() > times:
                    continue
                docs.append(to_doc(vocab, group))
                if rng.random() < copies and any(p.spans for p in group):
                    docs.append(to_doc(vocab, renamed(group, maker, rng)))
                if rng.random() < SHOUTED:
                    docs.append(to_doc(vocab, [shouted(passage) for passage in group]))
    rng.shuffle(docs)
    DocBin(attrs=["ENT_IOB", "ENT_TYPE"], docs=docs).to_disk(out / "names_train.spacy")
    dev = [to_doc(vocab, [passage]) for passage in dev_sets(data)]
    DocBin(attrs=["ENT_IOB", "ENT_TYPE"], docs=dev).to_disk(out / "names_dev.spacy")


def groups(passages: list[Passage], rng: random.Random) -> Iterator[list[Passage]]:
    """Cut running passages into groups of one to six, never across documents."""
    start = 0
    while start < len(passages):
        doc = passages[start].doc
        stop = start + (rng.choice((1, 1, 2, 3, 4, 6)) if doc else 1)
        group = [p for p in passages[start:stop] if p.doc == doc]
        yield group
        start += len(group)


def to_doc(vocab: Vocab, group: list[Passage]) -> Doc:
    """Make one gold document; what is unknown has no annotation."""
    words: list[str] = []
    spaces: list[bool] = []
    offsets: list[int] = []
    for passage in group:
        if words and words[-1][-1] not in ENDINGS:
            spaces[-1] = False
            words.append("\n")
            spaces.append(False)
        offsets.append(len(words))
        words += passage.words
        spaces += [*passage.spaces[:-1], True]
    doc = Doc(vocab, words=words, spaces=spaces)
    spans, missing = [], []
    for passage, offset in zip(group, offsets, strict=True):
        spans += [Span(doc, offset + s, offset + e, label) for s, e, label in passage.spans]
        missing += [Span(doc, offset + i, offset + i + 1) for i in sorted(passage.unknown)]
    doc.set_ents(spans, missing=missing, default="outside")
    return doc


def _redocred(data: Path, *, held_out: bool) -> list[Passage]:
    dev = list(sets.wikipedia_relations(data / "re_docred" / "dev_revised.json"))
    test = list(sets.wikipedia_relations(data / "re_docred" / "test_revised.json"))
    last = set(list(dict.fromkeys(p.doc for p in test))[-RE_DOCRED_HELD_OUT:])
    return [p for p in dev + test if (p.doc in last) == held_out]
