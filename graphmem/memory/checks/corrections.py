"""Corrections hold on to words that are there."""

from collections.abc import Iterable, Iterator

from graphmem.memory.checks.shelf import Outline
from graphmem.models.checkup import Finding, found
from graphmem.models.evidence import Correction
from graphmem.reconciler import find_anchors

ABOUT = "evidence"


def check_corrections(corrections: Iterable[Correction], outline: Outline) -> Iterator[Finding]:
    """Yield the corrections of texts that are gone, and those that nobody is found for."""
    for each in corrections:
        mend = (f"graphmem revert {each.id}",)
        anchors = find_anchors([each])
        lost = any(
            not outline.holds(episode, anchor.start, anchor.end)
            for episode, held in anchors.items()
            for anchor in held
        )
        what = "corrections of words that are not there"
        yield from found(ABOUT, what, mend, [each.id] if lost or not anchors else [])
        blocks = {anchor.block for held in anchors.values() for anchor in held}
        idle = [each.id] if not lost and blocks - outline.corrected else []
        what = "corrections of words in which nobody is read any more"
        yield from found(ABOUT, what, mend, idle, harm=False)
