"""Early, middle and late: late May, the early 1920s."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from graphmem.language.times.form import Form
from graphmem.language.times.place import place
from graphmem.language.times.stretch import Stretch, shift


@dataclass(frozen=True, slots=True)
class Third:
    """A third of a stretch: ten days of a month, four months of a year, days of the rest."""

    form: Form
    which: int

    @property
    def anchor(self) -> str:
        """Return the anchor of the whole."""
        return self.form.anchor

    def candidates(self, anchor: Stretch | None) -> Sequence[Stretch]:
        """Return the third; a day or two are not divided."""
        whole = place(self.form, anchor)
        if whole is None:
            return []
        if whole.grain == "day" or whole.end - whole.start < timedelta(days=3):
            return [whole]
        edges = [whole.start, *_cuts(whole), whole.end]
        return [Stretch(edges[self.which], edges[self.which + 1], "span")]


def _cuts(whole: Stretch) -> list[datetime]:
    if whole.grain == "month":
        return [shift(whole.start, "day", count) for count in (10, 20)]
    if whole.grain in ("season", "year"):
        count = 1 if whole.grain == "season" else 4
        return [shift(whole.start, "month", count * times) for times in (1, 2)]
    days = (whole.end - whole.start).days
    return [shift(whole.start, "day", days * times // 3) for times in (1, 2)]
