"""Texts to unit vectors with a static model: the one that ships, or another by name."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from graphmem.errors import LanguageError

SHIPPED = Path(__file__).parent / "data" / "vectors"
SHIPPED_NAME = "graphmem-minilm-256-1"

Rows = npt.NDArray[np.float32]


class StaticEmbedder:
    """The mean of the vectors of a text's word pieces; no context, no network, no torch."""

    def __init__(self, model: str | Path | None = None) -> None:
        """Load a model2vec folder or model name; without one, the vectors that ship."""
        # model2vec takes as long to import as spaCy: only those who embed should wait for it
        from model2vec import StaticModel  # noqa: PLC0415

        try:
            self._model = StaticModel.from_pretrained(SHIPPED if model is None else model)
        except (OSError, ValueError) as error:
            wanted = "the word vectors that ship" if model is None else f"the vectors {model!r}"
            raise LanguageError(f"cannot load {wanted}: {error}") from error
        self.name = SHIPPED_NAME if model is None else Path(model).name
        self.dim = int(self._model.dim)
        self._shipped = model is None

    def embed(self, texts: Sequence[str]) -> Rows:
        """Return an array (len(texts), dim) of unit rows; a zero row for a text without words."""
        if not texts:
            return np.zeros((0, self.dim), dtype=np.float32)
        if self._shipped and len(texts) == 1:
            return _units(self._one(texts[0]))
        rows = self._model.encode(list(texts), max_length=None, use_multiprocessing=False)
        return _units(np.array(rows, dtype=np.float32))

    def _one(self, text: str) -> Rows:
        """Return the row that `encode` returns with the shipped vectors, in a third of the time.

        It is made a unit here and in `embed`, as `encode` makes it one too.
        """
        self._model.tokenizer.no_truncation()
        (pieces,) = self._model.tokenize([text])
        row = np.zeros((1, self.dim), dtype=np.float32)
        if pieces:
            row[0] = self._model.embedding[pieces].sum(axis=0) / len(pieces)
        return _units(row)


def _units(rows: Rows) -> Rows:
    """Make rows as long as one; those of nothing but zeros stay."""
    lengths = np.sqrt(np.add.reduce(rows * rows, axis=1, keepdims=True))  # as `norm`, sooner
    np.divide(rows, lengths, out=rows, where=lengths > 0)
    return rows
