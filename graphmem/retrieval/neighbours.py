"""Which passages stand next to each other, and which belong to one sitting."""

from collections.abc import Sequence

from graphmem.models.recollection import Candidate


def in_reading_order(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return each passage once, as one reads them: by source, episode and place in its text."""
    once = {candidate.passage.id: candidate for candidate in reversed(candidates)}
    return sorted(
        once.values(),
        key=lambda c: (c.episode.source, c.episode.ordinal, c.passage.start, c.passage.id),
    )


def previous(ordered: Sequence[Candidate]) -> list[int]:
    """Return for each passage the place of the one right before it in its sitting, or -1."""
    before = [-1] * len(ordered)
    for i in range(1, len(ordered)):
        if _adjoin(ordered[i - 1], ordered[i]):
            before[i] = i - 1
    return before


def sittings(ordered: Sequence[Candidate]) -> list[int]:
    """Return for each passage the number of its sitting: one source, heading and day."""
    numbers: dict[tuple[str, str, str], int] = {}
    return [numbers.setdefault(_sitting(c), len(numbers)) for c in ordered]


def _adjoin(left: Candidate, right: Candidate) -> bool:
    if left.episode.id == right.episode.id:
        return not left.episode.text[left.passage.end : right.passage.start].strip()
    return (
        _sitting(left) == _sitting(right)
        and right.episode.ordinal == left.episode.ordinal + 1
        and not left.episode.text[left.passage.end :].strip()
        and not right.episode.text[: right.passage.start].strip()
    )


def _sitting(candidate: Candidate) -> tuple[str, str, str]:
    episode = candidate.episode
    day = episode.occurred.start[:10] if episode.occurred else ""
    return episode.source, episode.heading, day
