"""How far a change of sightings reaches: the blocks to read, and those that may resolve anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graphmem.models.graph import Sighting


def reach(
    changed: Sequence[Sighting], known: Iterable[Sighting]
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the blocks in which a sighting may resolve otherwise, and those that decide on it.

    A name that changes moves all who bear it; a full name that changes moves the single names
    that may stand for it or for its namesakes. It goes no further than that: a single name
    depends on the full names it may stand for and on their namesakes, but moves none of them.
    """
    here = {s.id: s for s in (*known, *changed)}.values()
    dirty = _dirty(changed, here)
    borne = {block for s in here for block in s.blocks if block[0] == "t" and block in dirty}
    wanted = {*dirty, *(f"f{block[1:]}" for block in borne)}
    for sighting in here:
        if any(block[0] == "f" and block in wanted for block in sighting.blocks):
            wanted.update(block for block in sighting.blocks if block[0] in "=i")
    for sighting in here:
        if any(block[0] == "i" and block in wanted for block in sighting.blocks):
            wanted.update(block for block in sighting.blocks if block[0] == "=")
    return dirty, frozenset(wanted)


def _dirty(changed: Iterable[Sighting], known: Iterable[Sighting]) -> frozenset[str]:
    by_block: dict[str, list[Sighting]] = {}
    for sighting in known:
        for block in sighting.blocks:
            by_block.setdefault(block, []).append(sighting)
    dirty: set[str] = set()
    followed: set[str] = set()
    waiting = {_single(block) for sighting in changed for block in sighting.blocks}
    while waiting:
        block = waiting.pop()
        dirty.add(block)
        for sighting in by_block.get(block, ()):
            if sighting.id not in followed:
                followed.add(sighting.id)
                waiting.update(map(_single, sighting.blocks))
        waiting -= dirty
    return frozenset(dirty)


def _single(block: str) -> str:
    """Return the block of the single names that a full name may move, for a word of it."""
    return f"t{block[1:]}" if block[0] == "f" else block
