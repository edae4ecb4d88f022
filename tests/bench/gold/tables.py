"""Tables of figures, each row beside its baseline."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass
class Score:
    """Counts of what was told, what was wanted, and how much of both is right."""

    hit: float = 0.0
    told: float = 0.0
    wanted: float = 0.0

    def add(self, hit: float, told: float, wanted: float) -> None:
        self.hit, self.told, self.wanted = self.hit + hit, self.told + told, self.wanted + wanted

    def compare(self, told: Iterable[object], wanted: Iterable[object]) -> None:
        """Count two sets of things that compare equal where they are the same."""
        ours, theirs = set(told), set(wanted)
        self.add(len(ours & theirs), len(ours), len(theirs))

    @property
    def precision(self) -> float:
        return self.hit / self.told if self.told else 0.0

    @property
    def recall(self) -> float:
        return self.hit / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def cells(self) -> tuple[str, str, str]:
        """Return precision, recall and F1 as they are printed."""
        return f"{self.precision:.3f}", f"{self.recall:.3f}", f"{self.f1:.3f}"


@dataclass
class Table:
    """What is measured on which part of which data, as rows of cells; and what to know of it."""

    title: str
    columns: Sequence[str]
    rows: list[Sequence[str]] = field(default_factory=list)
    note: str = ""

    def markdown(self) -> str:
        """Return the table as Markdown, first column to the left and numbers to the right."""
        head = "| " + " | ".join(self.columns) + " |"
        line = "|---" + "|--:" * (len(self.columns) - 1) + "|"
        body = ["| " + " | ".join(row) + " |" for row in self.rows]
        return (
            "\n".join([f"### {self.title}", "", head, line, *body, "", self.note]).rstrip() + "\n"
        )
