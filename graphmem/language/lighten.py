"""The same numbers out of a pipeline's networks, for less time."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial, reduce
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.attrs import ORTH
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

Floats = npt.NDArray[np.float32]
Layer = Model[Any, Any]

# The layers of networks that look at each word alone.
_ALONE = {"extract_features", "list2ragged", "ragged2list", "with_array", "ints-getitem"}
_ALONE |= {"hashembed", "static_vectors", "maxout", "layernorm", "dropout"}

_FEW = 64  # words: with fewer there is little to gain, and small products round in another way


def lighten(nlp: Language) -> None:
    """Put lighter layers in the place of those that are known to give the same.

    The pipeline can then only read, and not be trained.
    """
    for _, part in nlp.pipeline:
        model = getattr(part, "model", None)
        for node in list(model.walk()) if isinstance(model, Model) else ():
            embed = node.maybe_get_ref("embed")
            node.layers[:] = [_lighter(layer, embeds=layer is embed) for layer in node.layers]


def _lighter(layer: Layer, *, embeds: bool) -> Layer:
    names = re.findall(r"[\w-]+", layer.name)
    if embeds and _ALONE.issuperset(names) and names[-1] == "ragged2list":
        return Model("each_word_once", partial(_reading, _EachOnce(layer)))
    if layer.name == "maxout>>layernorm":
        return Model("maxout_layernorm", partial(_reading, _MaxoutLayernorm(layer)))
    return layer


def _reading(
    lighter: Callable[[Any], Any], _layer: Layer, given: Any, **_training: bool
) -> tuple[Any, Callable[..., Any]]:
    """Give what the lighter layer makes of it, and what a network that never learns asks for."""
    return lighter(given), lambda gradient: gradient


class _EachOnce:
    """Vectors of the words of documents, made once for each of the different words."""

    def __init__(self, layer: Layer) -> None:
        self._layer = layer
        extract = next(node for node in layer.walk() if node.name == "extract_features")
        self._columns = list(extract.attrs["columns"])

    def __call__(self, docs: Sequence[Doc]) -> list[Floats]:
        if sum(map(len, docs)) < _FEW:
            return list(self._layer.predict(docs))
        words = _Distinct(docs, self._columns)
        (vectors,) = self._layer.predict([words])
        ends = np.cumsum([len(doc) for doc in docs])
        return np.split(vectors[words.numbers], ends[:-1])


class _Distinct:
    """The different words of documents, as a document is to layers that look at each alone."""

    def __init__(self, docs: Sequence[Doc], columns: list[Any]) -> None:
        self.vocab = docs[0].vocab
        asked = [*columns, getattr(self.vocab.vectors, "attr", ORTH)]
        rows = np.concatenate([doc.to_array(asked) for doc in docs])
        known: dict[bytes, int] = {}
        each = rows.view(f"V{rows.itemsize * len(asked)}").ravel().tolist()
        self.numbers = [known.setdefault(row, len(known)) for row in each]
        self._rows = np.frombuffer(b"".join(known), rows.dtype).reshape(-1, len(asked))

    def __len__(self) -> int:
        return len(self._rows)

    def to_array(self, asked: Any) -> npt.NDArray[np.uint64]:
        """Return what the features are made of, or by what the vectors are found."""
        return self._rows[:, :-1] if isinstance(asked, list) else self._rows[:, -1]


class _MaxoutLayernorm:
    """The largest of the pieces of each unit, and the row that they make, brought to norm.

    Each piece of all units stands in a block of its own, so that blocks can be compared whole.
    """

    def __init__(self, layer: Layer) -> None:
        maxout, norm = layer.layers
        weights: Any = maxout.get_param("W")
        bias: Any = maxout.get_param("b")
        units, self._pieces, width = weights.shape
        by_piece = weights.transpose(1, 0, 2).reshape(units * self._pieces, width)
        self._weights = np.ascontiguousarray(by_piece.T)
        self._bias = bias.T.ravel()
        self._scale: Any = norm.get_param("G")
        self._shift: Any = norm.get_param("b")

    def __call__(self, rows: Floats) -> Floats:
        pieces = rows @ self._weights
        pieces += self._bias
        blocks = np.split(pieces, self._pieces, axis=1)
        made: Floats = reduce(np.maximum, blocks)
        made -= made.mean(axis=1, keepdims=True)
        spread = np.square(made).mean(axis=1, keepdims=True)
        spread += 1e-08
        made *= spread**-0.5
        made *= self._scale
        made += self._shift
        return made
