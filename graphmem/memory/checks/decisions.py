"""Decisions of a language model rest on texts that are there."""

from collections.abc import Iterable, Iterator

from graphmem.memory.checks.shelf import Outline
from graphmem.models.checkup import REBUILD, Finding, found
from graphmem.models.evidence import Decision

ABOUT = "evidence"


def check_decisions(decisions: Iterable[Decision], outline: Outline) -> Iterator[Finding]:
    """Yield the decisions that rest on texts that are gone, or on none."""
    for each in decisions:
        there = bool(each.ones) and each.episodes() <= outline.lengths.keys()
        lost = [] if there else [each.id]
        yield from found(ABOUT, "decisions that rest on texts that are not there", REBUILD, lost)
