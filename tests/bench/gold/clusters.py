"""How well two partitions of mentions into entities agree: MUC, B-cubed and CEAF-e.

A clustering maps a mention, any value that compares equal where it is the same, to the entity that
it stands for. Counts add up over documents, as is usual.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Clustering = Mapping[Hashable, Hashable]


@dataclass
class Part:
    """A precision and a recall, each a sum over a sum."""

    right_told: float = 0.0
    told: float = 0.0
    right_wanted: float = 0.0
    wanted: float = 0.0

    def add(self, right_told: float, told: float, right_wanted: float, wanted: float) -> None:
        self.right_told, self.told = self.right_told + right_told, self.told + told
        self.right_wanted, self.wanted = self.right_wanted + right_wanted, self.wanted + wanted

    @property
    def precision(self) -> float:
        return self.right_told / self.told if self.told else 0.0

    @property
    def recall(self) -> float:
        return self.right_wanted / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass
class Agreement:
    """The metrics over all documents compared so far; `given` is B-cubed over common mentions."""

    mentions: Part = field(default_factory=Part)
    muc: Part = field(default_factory=Part)
    b_cubed: Part = field(default_factory=Part)
    ceaf_e: Part = field(default_factory=Part)
    given: Part = field(default_factory=Part)

    def compare(self, told: Clustering, wanted: Clustering) -> None:
        """Add one document."""
        common = told.keys() & wanted.keys()
        self.mentions.add(len(common), len(told), len(common), len(wanted))
        ours, theirs = sets_of(told), sets_of(wanted)
        _add_muc(self.muc, told, wanted, ours, theirs)
        _add_b_cubed(self.b_cubed, told, wanted, ours, theirs)
        _add_ceaf(self.ceaf_e, ours, theirs)
        ours = sets_of({m: told[m] for m in common})
        theirs = sets_of({m: wanted[m] for m in common})
        _add_b_cubed(self.given, told, wanted, ours, theirs)

    @property
    def conll(self) -> float:
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf_e.f1) / 3

    def cells(self) -> tuple[str, ...]:
        """Return F1 of mentions, MUC, B-cubed, CEAF-e and CoNLL, and B-cubed of common mentions."""
        values = (self.mentions.f1, self.muc.f1, self.b_cubed.f1, self.ceaf_e.f1, self.conll)
        given = (self.given.precision, self.given.recall, self.given.f1)
        return tuple(f"{value:.3f}" for value in (*values, *given))


COLUMNS = (
    "mentions F1", "MUC F1", "B³ F1", "CEAF-e F1", "CoNLL F1",
    "given mentions B³ P", "R", "F1",
)  # fmt: skip

Sets = Mapping[Hashable, set[Hashable]]


def sets_of(clustering: Clustering) -> dict[Hashable, set[Hashable]]:
    """Return the mentions of each entity."""
    found: dict[Hashable, set[Hashable]] = defaultdict(set)
    for mention, entity in clustering.items():
        found[entity].add(mention)
    return dict(found)


def _add_muc(part: Part, told: Clustering, wanted: Clustering, ours: Sets, theirs: Sets) -> None:
    """Count links (Vilain 1995): an entity of n mentions is n - 1, less one for each cut in it."""
    right_told, links_told = _links(ours.values(), wanted)
    right_wanted, links_wanted = _links(theirs.values(), told)
    part.add(right_told, links_told, right_wanted, links_wanted)


def _links(entities: Iterable[set[Hashable]], other: Clustering) -> tuple[int, int]:
    right = links = 0
    for mentions in entities:
        pieces = {other[m] for m in mentions if m in other}
        alone = sum(m not in other for m in mentions)
        right += len(mentions) - len(pieces) - alone
        links += len(mentions) - 1
    return right, links


def _add_b_cubed(
    part: Part, told: Clustering, wanted: Clustering, ours: Sets, theirs: Sets
) -> None:
    """Count for each mention the share of its entity that is right (Bagga and Baldwin 1998)."""
    right_told = right_wanted = 0.0
    for mention in told.keys() & wanted.keys():
        one, other = ours[told[mention]], theirs[wanted[mention]]
        both = len(one & other)
        right_told += both / len(one)
        right_wanted += both / len(other)
    total = [sum(len(mentions) for mentions in sets.values()) for sets in (ours, theirs)]
    part.add(right_told, total[0], right_wanted, total[1])


def _add_ceaf(part: Part, ours: Sets, theirs: Sets) -> None:
    """Count how alike entities are that are paired one to one as well as can be (Luo 2005)."""
    one, other = list(ours.values()), list(theirs.values())
    if not one or not other:
        part.add(0.0, len(one), 0.0, len(other))
        return
    alike = np.array([[2 * len(a & b) / (len(a) + len(b)) for b in other] for a in one])
    right = sum(alike[i, j] for i, j in enumerate(best_pairs(alike)) if j >= 0)
    part.add(right, len(one), right, len(other))


def best_pairs(worth: npt.NDArray[np.float64]) -> list[int]:
    """Return for each row the column it is paired with, -1 for none, so that the sum is largest.

    Shortest augmenting paths with potentials (Jonker and Volgenant).
    """
    if worth.shape[0] > worth.shape[1]:
        rows = [-1] * worth.shape[0]
        for column, row in enumerate(best_pairs(worth.T)):
            rows[row] = column
        return rows
    cost = worth.max() - worth
    count, width = cost.shape
    up, left = np.zeros(count + 1), np.zeros(width + 1)
    row_of = np.zeros(width + 1, dtype=int)  # of a column, counted from 1; 0 is none
    for row in range(1, count + 1):
        row_of[0], at = row, 0
        least = np.full(width + 1, np.inf)
        came_from = np.zeros(width + 1, dtype=int)
        used = np.zeros(width + 1, dtype=bool)
        while row_of[at]:
            used[at] = True
            reduced = cost[row_of[at] - 1] - up[row_of[at]] - left[1:]
            better = ~used[1:] & (reduced < least[1:])
            least[1:][better], came_from[1:][better] = reduced[better], at
            following = int(np.argmin(np.where(used[1:], np.inf, least[1:]))) + 1
            step = least[following]
            up[row_of[used]] += step
            left[used] -= step
            least[~used] -= step
            at = following
        while at:
            row_of[at], at = row_of[came_from[at]], int(came_from[at])
    pairs = [-1] * count
    for column in range(1, width + 1):
        if row_of[column]:
            pairs[row_of[column] - 1] = column - 1
    return pairs
