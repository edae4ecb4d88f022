"""What a person corrected, over who is who by name and by what a language model decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graphmem.models.evidence import Correction, Decision
from graphmem.models.graph import Sighting
from graphmem.reconciler.anchors import ONES, OTHERS, tied
from graphmem.reconciler.decide import decide
from graphmem.reconciler.groups import Groups, group
from graphmem.reconciler.resolve import Resolution

_MERGED = "a person says that they are one"
_SPLIT = "a person says that it is another"


def correct(
    found: Mapping[str, Resolution],
    sightings: Iterable[Sighting],
    corrections: Iterable[Correction],
    decisions: Iterable[Decision] = (),
) -> dict[str, Resolution]:
    """Return resolutions as corrections, in their order, change them.

    A merge joins all groups that hold an anchor of either side; a split takes out of a group
    that holds anchors of both sides what is of the first; a rename names the groups that hold
    an anchor of it, unless a split took that out later. What no anchor is in stays as it was,
    and a correction whose anchors hold nothing any more does nothing. What a language model
    decided comes before all of them, so that a person has the last word.
    """
    by_id = {s.id: s for s in sightings}
    held: dict[str, list[str]] = {}
    for sighting in by_id.values():
        for block in tied(sighting.blocks):
            held.setdefault(block, []).append(sighting.id)
    if not held:
        return dict(found)
    groups = group(found, (i for ids in held.values() for i in ids))
    decide(groups, held, by_id, decisions)
    for each in sorted(corrections, key=lambda c: (c.ordinal, c.id)):
        ones, others = held.get(ONES + each.id, []), held.get(OTHERS + each.id, [])
        if each.kind == "merge":
            _merge(groups, ones, others)
        elif each.kind == "split":
            _split(groups, each.id, ones, others, by_id)
        else:
            groups.rename(ones, (each.ordinal, each.id, each.name))
    return dict(found) | groups.resolutions(found)


def _merge(groups: Groups, ones: Sequence[str], others: Sequence[str]) -> None:
    held = groups.holding([*ones, *others])
    if ones and others and len(held) > 1:
        groups.join(held, _MERGED)


def _split(
    groups: Groups,
    correction: str,
    ones: Sequence[str],
    others: Sequence[str],
    sightings: Mapping[str, Sighting],
) -> None:
    out, left = set(ones) - set(others), set(others)
    for each in groups.holding(ones):
        if not each.members & out or not each.members & left:
            continue
        sources = {sightings[i].source for i in each.members & out}
        sources -= {sightings[i].source for i in each.members & left}
        went = {i for i in each.members if i in out or sightings[i].source in sources}
        groups.take_out(each, went, correction, _SPLIT)
