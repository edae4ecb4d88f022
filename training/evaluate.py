"""Measure a pipeline on the test parts: raw text in, exact spans out."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from training import treebanks
from training.name_corpus import test_sets
from training.name_corpus import to_doc as names_doc
from training.spans import Passage
from training.wordlists import words

CORE = ("PERSON", "ORG", "PLACE")
ANNOTATED = {
    "UNER-EWT": CORE, "UNER-PUD": CORE, "GUM": (*CORE, "EVENT"), "LitBank": ("PERSON", "PLACE"),
    "Re-DocRED": CORE, "WNUT17": (*CORE, "WORK", "PRODUCT"),
    "CrossNER": (*CORE, "WORK", "EVENT", "MISC"),
}  # fmt: skip
RELATIONS = words("relations_shown")


def f1(right: float, gold: float, found: float) -> float:
    """Return F1 in percent."""
    return 200 * right / (gold + found) if gold + found else 0.0


def syntax_figures(nlp: Language, data: Path) -> dict[str, dict[str, float]]:
    """Return words, tags, trees, sentences and lemmas on the three test treebanks."""
    spoken = treebanks.spoken(data, treebanks.SPOKEN_TEST)
    models = treebanks.written(data, "train")
    treebanks.fill_features(spoken, models)
    tests = {
        "EWT": by_doc(treebanks.ewt(data, "test")),
        "GUM": by_doc(treebanks.gum(data, "test")),
        "CHILDES": [[sentence] for sentence in spoken],
    }
    return {
        name: tree_figures(nlp, [treebanks.to_doc(nlp.vocab, group) for group in groups])
        for name, groups in tests.items()
    }


def by_doc(sentences: list[treebanks.Sentence]) -> list[list[treebanks.Sentence]]:
    """Gather sentences by the document that they stand in."""
    docs: dict[str, list[treebanks.Sentence]] = {}
    for sentence in sentences:
        docs.setdefault(sentence.doc, []).append(sentence)
    return list(docs.values())


def tree_figures(nlp: Language, golds: list[Doc]) -> dict[str, float]:
    """Return F1 of words, XPOS, UPOS, features, UAS, LAS, lemmas, sentences and relations."""
    right: Counter[str] = Counter()
    gold_n: Counter[str] = Counter()
    found_n: Counter[str] = Counter()
    for gold, found in zip(golds, nlp.pipe(g.text for g in golds), strict=True):
        theirs = {(t.idx, t.idx + len(t)): t for t in found}
        for token in gold:
            gold_n[f"F {token.dep_}"] += 1
            other = theirs.get((token.idx, token.idx + len(token)))
            if other is not None:
                right.update(_agreements(token, other))
        found_n.update(f"F {t.dep_}" for t in found)
        gold_n["words"] += len(gold)
        found_n["words"] += len(found)
        ours, theirs_s = (_sentences(doc) for doc in (gold, found))
        right["sentences"] += len(ours & theirs_s)
        gold_n["sentences"] += len(ours)
        found_n["sentences"] += len(theirs_s)
    keys = ("words", "XPOS", "UPOS", "features", "UAS", "LAS", "lemmas")
    out = {key: f1(right[key], gold_n["words"], found_n["words"]) for key in keys}
    out["sentences"] = f1(right["sentences"], gold_n["sentences"], found_n["sentences"])
    for relation in RELATIONS:
        key = f"F {relation}"
        out[key] = f1(right[key], gold_n[key], found_n[key])
    return out


def _agreements(gold: Doc, found: Doc) -> Iterator[str]:
    yield "words"
    tests = {
        "XPOS": gold.tag_ == found.tag_,
        "UPOS": gold.pos_ == found.pos_,
        "features": gold.morph == found.morph,
        "lemmas": gold.lemma_ == found.lemma_,
    }
    yield from (name for name, agrees in tests.items() if agrees)
    heads = gold.head.idx == found.head.idx and len(gold.head) == len(found.head)
    if heads:
        yield "UAS"
        if gold.dep_ == found.dep_:
            yield "LAS"
            yield f"F {gold.dep_}"


def _sentences(doc: Doc) -> set[tuple[int, int]]:
    return {(s.start_char, s[-1].idx + len(s[-1])) for s in doc.sents}


def name_figures(nlp: Language, data: Path) -> dict[str, dict[str, float]]:
    """Return F1 of names on each test set: over all annotated types, each type, spans alone."""
    return {name: names_f1(nlp, passages, ANNOTATED[name]) for name, passages in test_sets(data)}


def names_f1(nlp: Language, passages: list[Passage], labels: Iterable[str]) -> dict[str, float]:
    """Return F1; predictions that touch what is unknown are neither right nor wrong."""
    right: Counter[str] = Counter()
    gold_n: Counter[str] = Counter()
    found_n: Counter[str] = Counter()
    wanted = set(labels)
    for gold, found in compare(nlp, passages, wanted):
        for counter, spans in ((right, gold & found), (gold_n, gold), (found_n, found)):
            counter.update(label for *_, label in spans)
            counter["all"] += len(spans)
        ours, theirs = ({s[:2] for s in spans} for spans in (gold, found))
        for counter, pairs in ((right, ours & theirs), (gold_n, ours), (found_n, theirs)):
            counter["span alone"] += len(pairs)
    keys = ["all", *(label for label in CORE if label in wanted)]
    keys += [*sorted(wanted - set(CORE)), "span alone"]
    return {key: f1(right[key], gold_n[key], found_n[key]) for key in keys}


Found = set[tuple[int, int, str]]


def compare(
    nlp: Language, passages: list[Passage], wanted: set[str]
) -> Iterator[tuple[Found, Found]]:
    """Yield gold and predicted names of each document, by their characters."""
    golds = [names_doc(nlp.vocab, group) for group in _chunks(passages)]
    for gold, found in zip(golds, nlp.pipe(g.text for g in golds), strict=True):
        unknown = {i for t in gold if t.ent_iob == 0 for i in range(t.idx, t.idx + len(t))}
        ours = {(e.start_char, e.end_char, e.label_) for e in gold.ents if e.label_ in wanted}
        theirs = {(e.start_char, e.end_char, e.label_) for e in found.ents if e.label_ in wanted}
        yield ours, {s for s in theirs if unknown.isdisjoint(range(s[0], s[1]))}


def _chunks(passages: list[Passage], size: int = 6) -> Iterator[list[Passage]]:
    group: list[Passage] = []
    for passage in passages:
        if group and (not passage.doc or passage.doc != group[0].doc or len(group) == size):
            yield group
            group = []
        group.append(passage)
    if group:
        yield group
