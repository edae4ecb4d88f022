"""Early, middle and late: late May, the early 1920s; and halves and quarters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from graphmem.language.times.form import Form
from graphmem.language.times.place import place
from graphmem.language.times.stretch import Stretch, shift


@dataclass(frozen=True, slots=True)
class Third:
    """A third of a stretch: ten days of a month, four months of a year, days of the rest.

    With `parts` it is that share instead: the second half of 2019, the first quarter of the year.
    """

    form: Form
    which: int
    parts: int = 3

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
        edges = [whole.start, *_cuts(whole, self.parts), whole.end]
        return [Stretch(edges[self.which], edges[self.which + 1], "span")]


def _cuts(whole: Stretch, parts: int) -> list[datetime]:
    steps = range(1, parts)
    if whole.grain == "month" and parts == 3:
        return [shift(whole.start, "day", 10 * step) for step in steps]
    months = (whole.end.year - whole.start.year) * 12 + whole.end.month - whole.start.month
    if months >= 60:  # whole years: the late 1980s begin with 1987
        years = months / 12 / parts
        return [shift(whole.start, "year", round(years * step)) for step in steps]
    if whole.grain in ("season", "year") and months % parts == 0:
        return [shift(whole.start, "month", months // parts * step) for step in steps]
    days = (whole.end - whole.start).days
    return [shift(whole.start, "day", days * step // parts) for step in steps]
