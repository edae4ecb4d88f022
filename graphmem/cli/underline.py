"""A text with what was read in it below its lines."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from graphmem.cli.output import columns
from graphmem.models.workspace import ReadEvent, Workspace

LEGEND = (
    "Below the text: ─1 whom or what (1 of the list), ═e1 what happens, ┄t1 when; and in e1 as "
    "what: ag agent, pa patient, re recipient, ex experiencer, in instrument, co companion, to "
    "topic, at where, on when."
)
_SHORT = {
    "AGENT": "ag", "PATIENT": "pa", "RECIPIENT": "re", "EXPERIENCER": "ex", "INSTRUMENT": "in",
    "COMPANION": "co", "TOPIC": "to",
}  # fmt: skip
_INDENT = "  "


class _Mark(NamedTuple):
    """A stretch of the text, the line below it, and the label that this begins with."""

    start: int
    end: int
    line: str
    label: str


def underline(text: str, workspace: Workspace) -> str:
    """Return the lines of a text, each with rows below it for what was read in it."""
    marks = sorted(_marks(text, workspace), key=lambda m: (m.start - m.end, m.start))
    parts = sorted(set(_parts(workspace)))
    shown = []
    for start, end in _lines(text):
        line = "".join(" " if c.isspace() else c for c in text[start:end])
        rows = [line, _row(start, end, marks)]
        rows += _labels((at - start, label) for at, label in parts if start <= at < end)
        shown += [f"{_INDENT}{row}".rstrip() for row in rows if row.strip()]
    return "\n".join(shown)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a text is cut so that it fits the terminal, at white space."""
    width = columns() - len(_INDENT)
    for paragraph in re.finditer(r"(?:.*\S.*\n?)+", text):
        start = end = None
        for word in re.finditer(r"\S+", paragraph[0]):
            at, after = paragraph.start() + word.start(), paragraph.start() + word.end()
            if start is not None and end is not None and after - start > width:
                yield start, end
                start = None
            start, end = at if start is None else start, after
        if start is not None and end is not None:
            yield start, end


def _marks(text: str, workspace: Workspace) -> Iterator[_Mark]:
    for number, entity in enumerate(workspace.entities, 1):
        for mention in entity.mentions:
            yield _Mark(mention.start, mention.end, "─", str(number))
    for number, time in enumerate(workspace.times, 1):
        yield _Mark(time.start, time.end, "┄", f"t{number}")
    for number, event in enumerate(workspace.events, 1):
        if event.level == "action":
            yield _Mark(*_verb(text, event), "═", f"e{number}")


def _verb(text: str, event: ReadEvent) -> tuple[int, int]:
    """Return where the word for what happens stands, which a reading does not tell.

    It is one like the predicate ("open", "opened"), or else the first that is nobody's.
    """
    taken = [(p.start, p.end) for p in event.participants]
    taken += [(p.start, p.end) for p in event.places] + [(p.start, p.end) for p in event.times]
    words = [word.span() for word in re.compile(r"\w+").finditer(text, event.start, event.end)]
    free = [w for w in words if not any(start <= w[0] < end for start, end in taken)]
    stem = event.predicate[:3]
    like = [w for w in free if stem and text[w[0] : w[1]].lower().startswith(stem)]
    return (like or free or words or [(event.start, event.end)])[0]


def _parts(workspace: Workspace) -> Iterator[tuple[int, str]]:
    """Yield who takes which part in which action, and where this stands, as far as it does."""
    for number, event in enumerate(workspace.events, 1):
        if event.level == "action":
            for part in event.participants:
                yield part.start, f"{_SHORT[part.slot]}{number}"
            places = (place for place in event.places if not place.inferred)
            times = (dating for dating in event.times if not dating.inferred)
            yield from ((place.start, f"at{number}") for place in places)
            yield from ((dating.start, f"on{number}") for dating in times)


def _row(start: int, end: int, marks: Iterable[_Mark]) -> str:
    """Return the row that underlines a line, the longest marks first, so that all are seen."""
    row = [" "] * (end - start)
    for mark in marks:
        first, last = max(mark.start, start), min(mark.end, end)
        if first < last:
            row[first - start : last - start] = mark.line * (last - first)
    for mark in marks:
        if start <= mark.start < end:
            at = mark.start - start
            row[at : at + len(mark.label)] = mark.label
    return "".join(row)


def _labels(labels: Iterable[tuple[int, str]]) -> list[str]:
    """Return as few rows as hold all labels, each below where it belongs."""
    rows: list[str] = []
    for at, label in labels:
        free = (n for n, row in enumerate(rows) if len(row) < at or not row)
        n = next(free, None)
        if n is None:
            n, rows = len(rows), [*rows, ""]
        rows[n] = rows[n].ljust(at) + label
    return rows
