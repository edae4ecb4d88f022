"""Score an answer's items against gold items, without a judge."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from graphmem.ids import normal_name

ALIKE = 0.8  # token F1 from which two names or contents count as one
_DATE_FORMS = ("%B %d, %Y", "%d %B %Y", "%b %d, %Y", "%d %b %Y", "%Y-%m-%d", "%A, %B %d, %Y")


@dataclass(frozen=True, slots=True)
class Score:
    """How many of the predicted items are gold items, one to one."""

    matched: int
    predicted: int
    gold: int

    @property
    def recall(self) -> float:
        """Share of gold items that were given; 1 when there are none and none were given."""
        return self.matched / self.gold if self.gold else float(not self.predicted)

    @property
    def strict(self) -> float:
        """F1 with every surplus item counted against precision."""
        return self._f1(self.predicted)

    @property
    def lenient(self) -> float:
        """F1 with precision over at most as many items as there are gold ones."""
        return self._f1(min(self.predicted, self.gold))

    def _f1(self, counted: int) -> float:
        if not self.gold or not self.predicted:
            return float(self.gold == self.predicted)
        precision, recall = self.matched / counted, self.matched / self.gold
        return 2 * precision * recall / (precision + recall) if self.matched else 0.0


def score_items(predicted: Sequence[str], gold: Sequence[str]) -> Score:
    """Match predicted to gold items one to one, the most alike first, and count the matches."""
    given, wanted = _distinct(predicted), _distinct(gold)
    return Score(len(align(given, wanted)), len(given), len(wanted))


def align(predicted: Sequence[str], gold: Sequence[str]) -> dict[int, int]:
    """Return which predicted item (by index) is which gold item, the most alike first."""
    pairs = sorted(
        (-likeness(a, b), i, j)
        for i, a in enumerate(predicted)
        for j, b in enumerate(gold)
        if likeness(a, b) >= ALIKE
    )
    matches: dict[int, int] = {}
    for _, i, j in pairs:
        if i not in matches and j not in matches.values():
            matches[i] = j
    return matches


def likeness(a: str, b: str) -> float:
    """Return 1 for equal items, the token F1 of words otherwise; dates are equal or not."""
    first, second = normal_item(a), normal_item(b)
    if first == second:
        return 1.0
    return 0.0 if _is_day(first) or _is_day(second) else token_f1(first.split(), second.split())


def token_f1(predicted: Sequence[str], gold: Sequence[str]) -> float:
    """Return the F1 of two bags of tokens."""
    left = list(gold)
    shared = 0
    for token in predicted:
        if token in left:
            left.remove(token)
            shared += 1
    return 2 * shared / (len(predicted) + len(gold)) if shared else 0.0


def kendall_tau(order: Sequence[int]) -> float:
    """Return Kendall's tau of a permutation with ascending order; 1 for fewer than two items."""
    pairs = [(a, b) for i, a in enumerate(order) for b in order[i + 1 :]]
    if not pairs:
        return 1.0
    return sum(1 if a < b else -1 for a, b in pairs) / len(pairs)


def normal_item(text: str) -> str:
    """Return a day as YYYY-MM-DD, anything else in the normal form of names."""
    plain = " ".join(text.split())
    for form in _DATE_FORMS:
        try:
            return datetime.strptime(plain, form).date().isoformat()
        except ValueError:
            continue
    return normal_name(plain)


def _is_day(normal: str) -> bool:
    return len(normal) == 10 and normal[4] == normal[7] == "-"


def _distinct(items: Sequence[str]) -> list[str]:
    seen: dict[str, str] = {}
    for item in items:
        seen.setdefault(normal_item(item), item)
    return list(seen.values())
