"""A time as one rule found it, before it is joined to its neighbours."""

from __future__ import annotations

from dataclasses import dataclass

from graphmem.language.times.form import Form


@dataclass(frozen=True, slots=True)
class Piece:
    """Where it stands, what it means and how it joins (see `Rule`).

    The `bound` is set where the word that opens it stands within: tomorrow before five.
    """

    start: int
    end: int
    sort: str
    role: str
    form: Form
    weak: bool = False
    bound: str = ""
