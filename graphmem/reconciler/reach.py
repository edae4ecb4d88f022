"""How far a change of sightings reaches: the blocks to read, and those that may resolve anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from graphmem.models.graph import Sighting
from graphmem.reconciler.anchors import ONES, OTHERS, tied

_Blocks = frozenset[str]


def reach(
    changed: Sequence[Sighting], known: Iterable[Sighting], *, corrected: bool = False
) -> tuple[_Blocks, _Blocks]:
    """Return the blocks in which a sighting may resolve otherwise, and those that decide on it.

    A name that changes moves all who bear it; a full name that changes moves the single names
    that may stand for it or for its namesakes. It goes no further than that: a single name
    depends on the full names it may stand for and on their namesakes, but moves none of them.

    Where anything is `corrected`, whole entities must be in sight, as a correction moves all of
    one: what a correction ties to any name that decides may resolve anew, as far as names go.
    """
    known = list(known)
    here = list({s.id: s for s in (*known, *changed)}.values())
    if not corrected and not any(tied(s.blocks) for s in changed):
        dirty = _dirty(changed, here, frozenset())
        return dirty, _wanted(dirty, here)
    sides = (s for s in (*known, *changed) if tied(s.blocks))
    wide = _wide(sides, here)
    while True:
        dirty = _dirty(changed, here, wide)
        wanted = _whole(_wanted(dirty, here), here)
        beyond = [s for s in here if tied(s.blocks) and _beyond(s, dirty, wanted)]
        if not beyond:
            return dirty, wanted
        changed = [*changed, *beyond]


def _wide(tied_ones: Iterable[Sighting], here: Collection[Sighting]) -> _Blocks:
    """Return the keys from which a correction moves full names too.

    Those of what it ties, and of the narrators with a name on whom one without depends.
    """
    wide = {b for s in tied_ones for b in s.blocks if b[0] == ("=" if s.named else "t")}
    told = {f"f{b[1:]}" for b in wide if b[0] == "t"}
    wide.update(b for s in here if not told.isdisjoint(s.blocks) for b in s.blocks if b[0] == "=")
    return frozenset(wide)


def _dirty(changed: Iterable[Sighting], known: Iterable[Sighting], wide: _Blocks) -> _Blocks:
    """Return the blocks that changes move, also from single to full names for keys in `wide`."""
    by_block: dict[str, list[Sighting]] = {}
    for sighting in known:
        for block in sighting.blocks:
            by_block.setdefault(block, []).append(sighting)
    dirty: set[str] = set()
    followed: set[str] = set()
    waiting = {block for sighting in changed for block in _moved(sighting, wide)}
    while waiting:
        block = waiting.pop()
        dirty.add(block)
        for sighting in by_block.get(block, ()):
            if sighting.id not in followed:
                followed.add(sighting.id)
                waiting.update(_moved(sighting, wide))
        waiting -= dirty
    return frozenset(dirty)


def _wanted(dirty: _Blocks, here: Collection[Sighting]) -> _Blocks:
    """Return the blocks that decide on all that is in dirty ones."""
    borne = {block for s in here for block in s.blocks if block[0] == "t" and block in dirty}
    full = {f"f{block[1:]}" for block in borne}
    # A narrator may be known by a single name elsewhere, which depends on full names in its turn.
    borne = {b for s in here if not full.isdisjoint(s.blocks) for b in s.blocks if b[0] == "t"}
    wanted = {*dirty, *full, *borne, *(f"f{block[1:]}" for block in borne)}
    for sighting in here:
        if any(block[0] == "f" and block in wanted for block in sighting.blocks):
            wanted.update(block for block in sighting.blocks if block[0] in "=i")
    for sighting in here:
        if any(block[0] == "i" and block in wanted for block in sighting.blocks):
            wanted.update(block for block in sighting.blocks if block[0] == "=")
    return frozenset(wanted)


def _whole(wanted: _Blocks, here: Collection[Sighting]) -> _Blocks:
    """Return the blocks with those of the single names that may be of the same entities."""
    single = {
        f"t{block[1:]}"
        for s in here
        if not wanted.isdisjoint(s.blocks)
        for block in s.blocks
        if block[0] == "f"
    }
    whole = wanted | single
    names = {b for s in here if not whole.isdisjoint(s.blocks) for b in s.blocks if b[0] == "="}
    return whole | names


def _beyond(sighting: Sighting, dirty: _Blocks, wanted: _Blocks) -> bool:
    """Return whether a correction may move what is wanted, but is not followed yet."""
    return not wanted.isdisjoint(sighting.blocks) and not dirty.issuperset(tied(sighting.blocks))


def _moved(sighting: Sighting, wide: _Blocks) -> Iterable[str]:
    """Return the blocks that a sighting which may resolve otherwise moves."""
    for block in sighting.blocks:
        yield f"t{block[1:]}" if block[0] == "f" else block
    for block in tied(sighting.blocks):
        yield (OTHERS if block.startswith(ONES) else ONES) + block[2:]
    if not wide.isdisjoint(sighting.blocks):
        yield from (f"f{block[1:]}" for block in sighting.blocks if block[0] == "t")
