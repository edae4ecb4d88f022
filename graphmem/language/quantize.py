"""Unit vectors to bytes and back: a byte a dimension."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.float32]

SCALE = 127


def quantize(rows: Rows) -> list[bytes]:
    """Return each unit row as int8 bytes; a zero row as no bytes at all."""
    whole = np.clip(np.rint(rows * SCALE), -SCALE, SCALE).astype(np.int8)
    return [row.tobytes() if row.any() else b"" for row in whole]


def restore(vectors: Sequence[bytes], dim: int) -> Rows:
    """Return the unit rows of the bytes; a zero row where there are none."""
    rows = np.zeros((len(vectors), dim), dtype=np.float32)
    for row, vector in zip(rows, vectors, strict=True):
        if vector:
            row[:] = np.frombuffer(vector, dtype=np.int8)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    np.divide(rows, lengths, out=rows, where=lengths > 0)
    return rows


def cosines(vector: bytes, others: Sequence[bytes]) -> Rows:
    """Return the cosine of the vector with each of the others; 0 where either has no bytes."""
    if not vector:
        return np.zeros(len(others), dtype=np.float32)
    dim = len(vector)
    return np.asarray(restore(others, dim) @ restore([vector], dim)[0], dtype=np.float32)
