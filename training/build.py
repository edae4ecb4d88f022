"""Make everything that ships under `graphmem/language/data` from the open data.

    python -m training.build --data FOLDER --encoder FOLDER --work FOLDER --out FOLDER

`--data` holds the data sets, `--encoder` the files of all-MiniLM-L6-v2, `--work` is for what lies
in between. The same arguments and versions give the same files.
"""

import argparse
from pathlib import Path

from spacy.lang.en import English
from spacy.tokens import DocBin

from training.assemble import assemble
from training.corpora import write_dialogue, write_syntax
from training.distil import count_words, distil_pieces, known_words, word_table
from training.lemmas import lemma_tables
from training.minilm import MiniLM
from training.name_corpus import write_names
from training.train import train_config
from training.treebanks import SPOKEN_TRAIN, spoken, written

ROWS = 20_000
SECOND_SYNTAX = 4000
STAGES = ("corpora", "vectors", "syntax", "names", "assemble")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--stages", nargs="+", choices=STAGES, default=STAGES)
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    if "corpora" in given.stages:
        write_syntax(given.data, given.work)
        write_dialogue(given.data, given.work)
        write_names(given.data, given.work)
    if "vectors" in given.stages:
        make_vectors(MiniLM(given.encoder), given.work, given.out)
    if "syntax" in given.stages:
        first = train_config("syntax", given.work / "syntax", **paths(given.work, "syntax"))
        again = paths(given.work, "syntax", train="dialogue")
        train_config(
            "syntax",
            given.work / "dialogue",
            base=first,
            **again,
            training__max_steps=SECOND_SYNTAX,
        )
    if "names" in given.stages:
        train_config("names", given.work / "names", **paths(given.work, "names"))
    if "assemble" in given.stages:
        sentences = written(given.data, "train") + spoken(given.data, SPOKEN_TRAIN)
        lemmas = lemma_tables(sentences, known_words(MiniLM(given.encoder)))
        parts = (given.work / stage / "model-last" for stage in ("dialogue", "names"))
        assemble(*parts, lemmas, given.out / "english")


def paths(work: Path, kind: str, train: str = "") -> dict[str, Path]:
    """Return the paths that a configuration needs."""
    return {
        "paths__train": work / f"{train or kind}_train.spacy",
        "paths__dev": work / f"{kind}_dev.spacy",
        "paths__vectors": work / "vectors64",
    }


def make_vectors(encoder: MiniLM, work: Path, out: Path) -> None:
    """Write the static vectors for retrieval, and the word vectors for the pipeline."""
    distil_pieces(encoder, out / "vectors")
    vocab = English().vocab
    counts = count_words(
        [token.text for token in doc]
        for kind in ("names", "syntax")
        for doc in DocBin().from_disk(work / f"{kind}_train.spacy").get_docs(vocab)
    )
    for word in known_words(encoder):
        counts[word] += 4
    nlp = English()
    nlp.vocab.vectors = word_table(encoder, counts, ROWS)
    nlp.to_disk(work / "vectors64")


if __name__ == "__main__":
    main()
