"""A time that is known to lie before or after its anchor: we met on Friday, in July, we will."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from graphmem.language.times.chosen import Chosen
from graphmem.language.times.expression import TimeExpression
from graphmem.language.times.form import Form
from graphmem.language.times.hours import Hours
from graphmem.language.times.offset import Offset
from graphmem.language.times.place import place
from graphmem.language.times.recurring import Recurring
from graphmem.language.times.stretch import Stretch
from graphmem.language.times.yearly import Yearly


@dataclass(frozen=True, slots=True)
class Lean:
    """The nearest that began by the anchor (-1), or that had not ended by then (1)."""

    form: Form
    which: int

    @property
    def anchor(self) -> str:
        """Return the anchor of what leans."""
        return self.form.anchor

    def candidates(self, anchor: Stretch | None) -> Sequence[Stretch]:
        """Return that one, or what the form gives where none lies there."""
        found = self.form.candidates(anchor)
        if anchor is None:
            return found
        return [stretch for stretch in found if self._lies(stretch, anchor)] or found

    def _lies(self, stretch: Stretch, anchor: Stretch) -> bool:
        return stretch.start <= anchor.start if self.which < 0 else stretch.end > anchor.start


def _is_this(form: Offset) -> bool:
    return form.unit == "weekend" and form.low == form.high == 0 and form.origin is None


def recurs(expression: TimeExpression) -> bool:
    """Return whether it comes again each week, month or year, so that a tense tells which."""
    return leaning(expression.form, 1) is not expression.form


def leaning(form: Form, which: int) -> Form:
    """Return the form as it is meant where the tense is known; only what recurs can lean."""
    if isinstance(form, Hours) and form.day is not None:
        day = leaning(form.day, which)
        return form if day is form.day else replace(form, day=day)
    if which < 0 and isinstance(form, Offset) and _is_this(form):
        return Lean(Recurring(5, days=2, anchor=form.wants), which)  # the weekend just past
    if which < 0 and isinstance(form, Chosen) and form.which == 0 and form.anchor == "episode":
        return Lean(form.form, which)
    again = isinstance(form, Recurring | Yearly) and form.anchor == "narrative"
    return Lean(form, which) if again and place(form, None) is None else form
