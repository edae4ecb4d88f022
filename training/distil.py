"""Static vectors from MiniLM: a model2vec model for retrieval, and word vectors for the tagger.

The first follows model2vec's own distillation (one forward pass for each word piece, principal
components, weights by Zipf's law) with a NumPy encoder in place of torch.
"""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from model2vec import StaticModel
from spacy.vectors import Vectors
from spacy.vocab import Vocab
from tokenizers import Tokenizer

from training.minilm import MiniLM

REMOVED = ("[CLS]", "[SEP]", "[MASK]")
SIF = 1e-4


def distil_pieces(encoder: MiniLM, folder: Path, dim: int = 256) -> None:
    """Write a static model in int8 to `folder`, to be read with `StaticModel.from_pretrained`."""
    spec = json.loads(encoder.tokenizer.to_str())
    vocab: dict[str, int] = spec["model"]["vocab"]
    kept = [p for p in sorted(vocab, key=vocab.__getitem__) if not _dropped(p)]
    cls, sep = vocab["[CLS]"], vocab["[SEP]"]
    states = encoder.encode_ids([[cls, vocab[piece], sep] for piece in kept])
    weighted = principal(states, dim) * _zipf(len(kept))[:, None]
    spec["model"]["vocab"] = {piece: i for i, piece in enumerate(kept)}
    spec["post_processor"] = spec["truncation"] = spec["padding"] = None
    spec["added_tokens"] = [
        {**t, "id": spec["model"]["vocab"][t["content"]]}
        for t in spec["added_tokens"]
        if t["content"] not in REMOVED
    ]
    scale = 127 / np.abs(weighted).max()
    StaticModel(
        vectors=np.rint(weighted * scale).astype(np.int8),
        tokenizer=Tokenizer.from_str(json.dumps(spec)),
        config={"model_type": "model2vec", "apply_pca": dim, "sif_coefficient": SIF},
        base_model_name="sentence-transformers/all-MiniLM-L6-v2",
        language=["en"],
        normalize=True,
        max_length=None,
    ).save_pretrained(folder)
    for unused in ("README.md", "modules.json"):
        (folder / unused).unlink(missing_ok=True)
    (folder / "model.safetensors").chmod(0o644)


def word_table(encoder: MiniLM, counts: Counter[str], rows: int, dim: int = 64) -> Vectors:
    """Return vectors for the commonest words, found in lower, title and upper case alike."""
    words = [word for word, _ in counts.most_common(rows)]
    table = principal(encoder.encode(words), dim)
    table /= np.linalg.norm(table, axis=1, keepdims=True)
    strings = Vocab().strings
    vectors = Vectors(strings=strings, data=table.astype(np.float32))
    for row, word in enumerate(words):
        for key in {word, word.title(), word.capitalize(), word.upper()}:
            vectors.add(strings.add(key), row=row)
    return vectors


def count_words(texts: Iterable[Iterable[str]]) -> Counter[str]:
    """Count words in lower case, leaving out what has no letter."""
    return Counter(w.lower() for words in texts for w in words if any(c.isalpha() for c in w))


def principal(states: np.ndarray, dim: int) -> np.ndarray:
    """Return the scores on the first principal components, signs fixed."""
    centred = states - states.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T.astype(np.float64) @ centred)
    scores = centred @ axes[:, ::-1][:, :dim].astype(np.float32)
    largest = scores[np.abs(scores).argmax(axis=0), range(dim)]
    return scores * np.sign(largest)


def _dropped(piece: str) -> bool:
    return piece in REMOVED or piece.startswith("[unused")


def _zipf(count: int) -> np.ndarray:
    chance = 1 / np.arange(2, count + 2)
    chance /= chance.sum()
    return (SIF / (SIF + chance)).astype(np.float32)


def known_words(encoder: MiniLM) -> list[str]:
    """Return the whole words among the encoder's word pieces."""
    vocab = sorted(encoder.tokenizer.get_vocab())
    return [p for p in vocab if len(p) > 2 and p.isascii() and p.isalpha()]
