"""How well each passage matches a cue, by words and by meaning, alone and with its neighbours."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from graphmem.language.quantize import restore
from graphmem.language.terms import terms
from graphmem.models.recollection import Candidate, Cue, Statistics
from graphmem.retrieval.bm25 import bm25, count

Values = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]


def match(
    cue: Cue, ordered: Sequence[Candidate], before: Sequence[int], statistics: Statistics
) -> Mapping[str, Values]:
    """Return how well passages, in reading order, match: each part as z-scores.

    `words` and `meaning` are of the passage, `window` and `around` of it with the passages right
    before and after, which hold what it leaves unsaid.
    """
    place = np.array(before, dtype=np.intp)
    asked = sorted(set(terms(cue.query)) | set(cue.terms))
    counts = count([c.terms for c in ordered], asked)
    lengths = np.array([len(c.terms) for c in ordered], dtype=float)
    wide, long = beside(counts, place), beside(lengths[:, None], place)[:, 0]
    # A window of three passages is not a long passage: its length is its members' mean.
    members = beside(np.ones((len(ordered), 1)), place)[:, 0]
    vectors, query = _vectors(cue, ordered)
    near = beside(vectors, place)
    norm = np.linalg.norm(near, axis=1)
    return {
        "words": standard(bm25(counts, lengths, asked, statistics)),
        "window": standard(bm25(wide, long / members, asked, statistics)),
        "meaning": standard(vectors @ query),
        "around": standard((near @ query) / np.where(norm > 0, norm, 1.0)),
    }


def beside(rows: Values, before: Places) -> Values:
    """Return the sum of each row with the row before it and the row after it, if they adjoin."""
    total = rows.copy()
    here = np.flatnonzero(before >= 0)
    total[here] += rows[before[here]]
    total[before[here]] += rows[here]
    return total


def standard(values: Values) -> Values:
    """Return z-scores; zeros when all are alike, or there are none."""
    spread = values.std() if len(values) else 0.0
    if spread < 1e-9:
        return np.zeros_like(values)
    return np.asarray((values - values.mean()) / spread)


def _vectors(cue: Cue, ordered: Sequence[Candidate]) -> tuple[Values, Values]:
    dim = len(cue.vector) or max((len(c.vector) for c in ordered), default=0)
    rows = restore([c.vector for c in ordered], dim).astype(float)
    return rows, restore([cue.vector], dim)[0].astype(float)
