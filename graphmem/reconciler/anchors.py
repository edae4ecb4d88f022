"""Where corrections and decisions hold on to the texts: spans of mentions, and their sightings.

A sighting that one of them speaks of carries a block for it, `1:` (of its `ones`) or `2:` (of
its `others`) before its id. So the store finds what it ties together as
it finds what shares a name, and the spans themselves are evidence that outlives any reading.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graphmem.models.evidence import Correction, Decision
from graphmem.models.workspace import Mention, ReadEntity

ONES, OTHERS = "1:", "2:"
Said = Correction | Decision


@dataclass(frozen=True, slots=True)
class Anchor:
    """A span of an episode, and the block that the sighting there carries."""

    block: str
    start: int
    end: int


def find_anchors(said: Iterable[Said]) -> dict[str, list[Anchor]]:
    """Return the anchors of corrections and decisions by episode."""
    found: dict[str, list[Anchor]] = {}
    for each in said:
        for side, spans in ((ONES, each.ones), (OTHERS, each.others)):
            for span in spans:
                episode, start, end = span.rsplit(":", 2)
                anchor = Anchor(side + each.id, int(start), int(end))
                found.setdefault(episode, []).append(anchor)
    return found


def moved_anchors(before: Iterable[Said], after: Iterable[Said]) -> frozenset[str]:
    """Return the episodes whose anchors are others after a change of what was said."""
    was, will = find_anchors(before), find_anchors(after)
    ids = was.keys() | will.keys()
    return frozenset(i for i in ids if set(was.get(i, ())) != set(will.get(i, ())))


def write_span(episode: str, mention: Mention) -> str:
    """Return a mention as an anchor is written."""
    return f"{episode}:{mention.start}:{mention.end}"


def bind(
    anchors: Sequence[Anchor], entities: Sequence[ReadEntity], own: Mapping[int, Mention]
) -> dict[int, set[str]]:
    """Return the blocks that anchors give the entities of a workspace, by index.

    An anchor holds the entity whose own mention (`own`, by index) it is, else the one that has
    such a mention, else the one whose mention overlaps it most: another reading may move spans.
    One that overlaps nothing holds nothing.
    """
    found: dict[int, set[str]] = {}
    for anchor in anchors:
        fits = [
            (_overlap(anchor, m), _exact(anchor, m), own.get(index) == m, -index)
            for index, entity in enumerate(entities)
            for m in entity.mentions
        ]
        best = max((f for f in fits if f[0] > 0), key=lambda f: (*f[1:3], f[0], f[3]), default=None)
        if best is not None:
            found.setdefault(-best[3], set()).add(anchor.block)
    return found


def without(correction: Said, episodes: Collection[str]) -> Said | None:
    """Return what is left of a correction without episodes; None when a side of it has gone.

    Nothing is left of a decision that rests on any of them.
    """
    gone = set(episodes)
    if isinstance(correction, Decision):
        return None if gone & correction.episodes() else correction
    ones, others = (
        tuple(span for span in side if episode_of(span) not in gone)
        for side in (correction.ones, correction.others)
    )
    if not ones or (correction.kind != "rename" and not others):
        return None
    return replace(correction, ones=ones, others=others)


def episode_of(span: str) -> str:
    """Return the episode that an anchor is in."""
    return span.rsplit(":", 2)[0]


def tied(blocks: Iterable[str]) -> list[str]:
    """Return the blocks among these by which a correction ties."""
    return [block for block in blocks if block[:2] in (ONES, OTHERS)]


def _exact(anchor: Anchor, mention: Mention) -> bool:
    return (anchor.start, anchor.end) == (mention.start, mention.end)


def _overlap(anchor: Anchor, mention: Mention) -> int:
    return min(anchor.end, mention.end) - max(anchor.start, mention.start)
