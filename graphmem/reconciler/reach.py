"""How far a change of sightings reaches: the blocks to read, and those that may resolve anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graphmem.models.graph import Sighting


def wanted_blocks(changed: Sequence[Sighting], known: Iterable[Sighting]) -> frozenset[str]:
    """Return the blocks that decide on the changed sightings and on all that they may move."""
    here = {s.id: s for s in (*known, *changed)}
    dirty = dirty_blocks(changed, here.values())
    wanted = set(dirty)
    for sighting in here.values():
        # a single name depends on the full names it may stand for, those on their namesakes
        if any(block[0] in "ta" and block in dirty for block in sighting.blocks):
            wanted.update(block for block in sighting.blocks if block[0] in "=i")
    for sighting in here.values():
        if any(block[0] == "i" and block in wanted for block in sighting.blocks):
            wanted.update(block for block in sighting.blocks if block[0] == "=")
    return frozenset(wanted)


def dirty_blocks(changed: Iterable[Sighting], known: Iterable[Sighting]) -> frozenset[str]:
    """Return the blocks in which a sighting may resolve otherwise than before.

    A name that changes moves all who bear it; a full name that changes moves the single names
    that may stand for it or for its namesakes. It goes no further than that.
    """
    by_block: dict[str, list[Sighting]] = {}
    for sighting in known:
        for block in sighting.blocks:
            by_block.setdefault(block, []).append(sighting)
    dirty: set[str] = set()
    waiting = [block for sighting in changed for block in sighting.blocks]
    while waiting:
        block = waiting.pop()
        if block in dirty:
            continue
        dirty.add(block)
        for sighting in by_block.get(block, ()):
            waiting.extend(b for b in _follows(block, sighting) if b not in dirty)
    return frozenset(dirty)


def _follows(block: str, sighting: Sighting) -> Iterable[str]:
    """Return the blocks of a sighting that change when one of them does."""
    if block[0] in "=i":
        return sighting.blocks
    full = " " in next(b for b in sighting.blocks if b[0] == "=")
    return () if full else sighting.blocks
