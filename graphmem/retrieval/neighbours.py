"""Which passages stand next to each other, and which belong to one sitting."""

from collections.abc import Collection, Sequence

from graphmem.models.graph import Relationship
from graphmem.models.recollection import Candidate


def neighbours(candidates: Sequence[Candidate], links: Collection[Relationship]) -> tuple[str, ...]:
    """Return the episodes next to those of the candidates, by the NEXT relationships given.

    Only in a chat does one episode go on from the other. A candidate that is but part of its
    episode needs the rest of it too, so its own episode is among them.
    """
    held = {candidate.episode.id for candidate in candidates}
    spoken = {c.episode.id for c in candidates if c.episode.speaker}
    pairs = [(link.source, link.target) for link in links if link.type == "NEXT"]
    beside = {end for pair in pairs if not spoken.isdisjoint(pair) for end in pair}
    parts = {c.episode.id for c in candidates if not _is_whole(c)}
    return tuple(sorted((beside - held) | parts))


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


def _is_whole(candidate: Candidate) -> bool:
    rest = candidate.episode.text[candidate.passage.end :]
    return not (candidate.episode.text[: candidate.passage.start] + rest).strip()
