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
    nothing = bytes(dim)
    joined = b"".join(vector or nothing for vector in vectors)
    rows = np.frombuffer(joined, dtype=np.int8).reshape(len(vectors), dim).astype(np.float32)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    np.divide(rows, lengths, out=rows, where=lengths > 0)
    return rows


def cosines(vector: bytes, others: Sequence[bytes]) -> Rows:
    """Return the cosine of the vector with each of the others; 0 where either has no bytes."""
    if not vector:
        return np.zeros(len(others), dtype=np.float32)
    dim = len(vector)
    return np.asarray(restore(others, dim) @ restore([vector], dim)[0], dtype=np.float32)
