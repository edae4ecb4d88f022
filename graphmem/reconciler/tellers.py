"""Who says "I" throughout a source that nobody else speaks in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graphmem.models.graph import Sighting
from graphmem.models.workspace import ReadEntity

NARRATOR = "narrator"


def teller_block(entity: ReadEntity, source: str, *, named: bool) -> tuple[str, ...]:
    """Return the block of one who narrates: `t:` and the source without a name, `f:` with one.

    So an episode in which the narrator has no name depends on those in which there is one.
    """
    if not any(m.reason == NARRATOR for m in entity.mentions):
        return ()
    return (f"f:{source}",) if named else (f"t:{source}",)


@dataclass(slots=True)
class _Telling:
    """The sightings of those who narrate a source: `named`, by their place, and the others."""

    named: list[tuple[int, str]] = field(default_factory=list)
    unnamed: list[Sighting] = field(default_factory=list)


def find_tellers(sightings: Iterable[Sighting]) -> dict[str, tuple[str, float, str]]:
    """Return for each narrator without a name the sighting whose entity it is, how sure, and why.

    It is the narrator who is named, in the source, in the nearest episode before, or else after;
    without any, all of a source are one.
    """
    tellings: dict[str, _Telling] = {}
    for sighting in sightings:
        if f"f:{sighting.source}" in sighting.blocks:
            telling = tellings.setdefault(sighting.source, _Telling())
            telling.named.append((sighting.ordinal, sighting.id))
        elif f"t:{sighting.source}" in sighting.blocks:
            tellings.setdefault(sighting.source, _Telling()).unnamed.append(sighting)
    found = {}
    for telling in tellings.values():
        found.update(_one(telling))
    return found


def _one(telling: _Telling) -> Mapping[str, tuple[str, float, str]]:
    if not telling.unnamed:
        return {}
    if not telling.named:
        first = min(s.id for s in telling.unnamed)
        same = (first, 0.8, "the narrator of the source")
        return {s.id: same for s in telling.unnamed}
    named = sorted(telling.named)
    found = {}
    for sighting in telling.unnamed:
        at = max(0, bisect_right(named, (sighting.ordinal, "~")) - 1)
        found[sighting.id] = (named[at][1], 0.7, "the narrator, whom another episode names")
    return found
