"""Write the training corpora of the parser and lemmatizer as spaCy binary files."""

import random
from pathlib import Path

from spacy.lang.en import English
from spacy.tokens import DocBin

from training import treebanks
from training.conllu import Sentence
from training.dialogue import dialogue
from training.names import NameMaker

SPOKEN = 3000
MADE = 2500


def write_syntax(data: Path, out: Path, rng_seed: int = 0) -> None:
    """Write `syntax_train.spacy` and `syntax_dev.spacy`."""
    rng = random.Random(rng_seed)
    _save(_sentences(data, rng), out / "syntax_train.spacy", rng)
    _save(treebanks.written(data, "dev"), out / "syntax_dev.spacy", rng)


def write_dialogue(data: Path, out: Path, rng_seed: int = 1) -> None:
    """Write `dialogue_train.spacy`: the same treebanks, and made sentences of dialogue."""
    rng = random.Random(rng_seed)
    real = _sentences(data, rng)
    made = list(dialogue(NameMaker(rng), rng, MADE))
    for i, sentence in enumerate(made):
        sentence.doc = f"made-{i // 2}"
    _save(real + made, out / "dialogue_train.spacy", rng)


def _sentences(data: Path, rng: random.Random) -> list[Sentence]:
    train = treebanks.written(data, "train")
    talk = treebanks.spoken(data, treebanks.SPOKEN_TRAIN, shortest=6)
    talk = [talk[i] for i in sorted(rng.sample(range(len(talk)), SPOKEN))]
    treebanks.fill_features(talk, train)
    return train + talk


def _save(sentences: list[Sentence], path: Path, rng: random.Random) -> None:
    vocab = English().vocab
    groups = list(treebanks.pack(sentences, rng))
    rng.shuffle(groups)
    DocBin(docs=[treebanks.to_doc(vocab, group) for group in groups]).to_disk(path)
