"""all-MiniLM-L6-v2 in NumPy, without torch: token ids to the mean of the last states."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file
from tokenizers import Tokenizer

HEADS = 12
EPSILON = 1e-12
BATCH = 256


class MiniLM:
    """The encoder, read from a folder with `model.safetensors` and `tokenizer.json`."""

    def __init__(self, folder: Path) -> None:
        self._tensors = load_file(folder / "model.safetensors")
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Return the mean states of texts, special tokens included as the model was trained."""
        return self.encode_ids([e.ids for e in self.tokenizer.encode_batch(list(texts))])

    def encode_ids(self, sequences: Sequence[Sequence[int]]) -> np.ndarray:
        """Return the mean of the last layer's states for each sequence of token ids."""
        by_length: dict[int, list[int]] = defaultdict(list)
        for i, ids in enumerate(sequences):
            by_length[len(ids)].append(i)
        out = np.zeros((len(sequences), 384), dtype=np.float32)
        for group in by_length.values():
            for start in range(0, len(group), BATCH):
                part = group[start : start + BATCH]
                out[part] = self._forward(np.array([sequences[i] for i in part]))
        return out

    def _forward(self, ids: np.ndarray) -> np.ndarray:
        t = self._tensors
        states = t["embeddings.word_embeddings.weight"][ids]
        states = states + t["embeddings.position_embeddings.weight"][: ids.shape[1]]
        states = states + t["embeddings.token_type_embeddings.weight"][0]
        states = self._norm(states, "embeddings.LayerNorm")
        for i in range(6):
            layer = f"encoder.layer.{i}"
            mixed = self._dense(self._attend(states, layer), f"{layer}.attention.output.dense")
            states = self._norm(states + mixed, f"{layer}.attention.output.LayerNorm")
            inner = _gelu(self._dense(states, f"{layer}.intermediate.dense"))
            mixed = self._dense(inner, f"{layer}.output.dense")
            states = self._norm(states + mixed, f"{layer}.output.LayerNorm")
        return states.mean(axis=1)

    def _attend(self, states: np.ndarray, layer: str) -> np.ndarray:
        n, length, width = states.shape

        def split(name: str) -> np.ndarray:
            flat = self._dense(states, f"{layer}.attention.self.{name}")
            return flat.reshape(n, length, HEADS, -1).transpose(0, 2, 1, 3)

        scores = split("query") @ split("key").transpose(0, 1, 3, 2)
        scores /= np.sqrt(width / HEADS)
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        scores /= scores.sum(axis=-1, keepdims=True)
        return (scores @ split("value")).transpose(0, 2, 1, 3).reshape(n, length, width)

    def _dense(self, states: np.ndarray, name: str) -> np.ndarray:
        weight = self._tensors[f"{name}.weight"]
        flat = states.reshape(-1, states.shape[-1]) @ weight.T + self._tensors[f"{name}.bias"]
        return flat.reshape(*states.shape[:-1], -1)

    def _norm(self, states: np.ndarray, name: str) -> np.ndarray:
        centred = states - states.mean(axis=-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + EPSILON)
        return scaled * self._tensors[f"{name}.weight"] + self._tensors[f"{name}.bias"]


def _gelu(x: np.ndarray) -> np.ndarray:
    """Return x times the normal distribution's cumulative function (Abramowitz-Stegun 7.1.26)."""
    z = np.abs(x) / np.sqrt(np.float32(2))
    t = 1 / (1 + np.float32(0.3275911) * z)
    series = (0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429)
    poly = np.zeros_like(t)
    for c in reversed(series):
        poly = (poly + np.float32(c)) * t
    erf = np.sign(x) * (1 - poly * np.exp(-z * z))
    return 0.5 * x * (1 + erf)
