"""Who says "I" throughout a source, and whom they have but one of ("my mother")."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from graphmem.models.evidence import Episode
from graphmem.models.graph import Sighting
from graphmem.models.workspace import ReadEntity

_NARRATOR = "narrator"
_KIN = ("the narrator's ", "the speaker's ")


class Told(NamedTuple):
    """Whose entity a sighting is of, how sure, why, and what it is known by without a name."""

    sighting: str
    score: float
    reason: str
    key: str


def teller_blocks(entity: ReadEntity, episode: Episode, *, named: bool) -> tuple[str, ...]:
    """Return the blocks of who narrates and of those who are something to who does, or speaks.

    They are `t:` and the source for one without a name, `f:` for one with a name: so an episode
    in which the narrator has no name depends on those in which there is one.
    """
    found = set()
    for mention in entity.mentions:
        if mention.reason == _NARRATOR:
            found.add(f"{episode.source}")
        elif mention.reason.startswith(_KIN):
            kin = mention.reason.partition("'s ")[2]
            found.add(f"{episode.source} {episode.speaker or ''} {kin}")
    return tuple(f"{'f' if named else 't'}:{block}" for block in sorted(found))


@dataclass(slots=True)
class _Telling:
    """The sightings of one block: `named`, by their place, and the others."""

    named: list[tuple[int, str]] = field(default_factory=list)
    unnamed: list[Sighting] = field(default_factory=list)


def find_tellers(sightings: Iterable[Sighting]) -> dict[str, Told]:
    """Return for each of these without a name the sighting whose entity it is.

    It is the one that is named, in the source, in the nearest episode before, or else after;
    without any, all of a block are one.
    """
    tellings: dict[str, _Telling] = {}
    for sighting in sightings:
        blocks = [b for b in sighting.blocks if b[2:].startswith(sighting.source)]
        for block in blocks if sighting.named else blocks[:1]:
            telling = tellings.setdefault(block[2:], _Telling())
            if sighting.named:
                telling.named.append((sighting.ordinal, sighting.id))
            else:
                telling.unnamed.append(sighting)
    found: dict[str, Told] = {}
    for block, telling in tellings.items():
        found.update(_one(block, telling))
    return found


def _one(block: str, telling: _Telling) -> Mapping[str, Told]:
    if not telling.unnamed:
        return {}
    if not telling.named:
        same = Told(min(s.id for s in telling.unnamed), 0.8, "the same in all of the source", block)
        return {s.id: same for s in telling.unnamed}
    named = sorted(telling.named)
    found = {}
    for sighting in telling.unnamed:
        at = max(0, bisect_right(named, (sighting.ordinal, "~")) - 1)
        found[sighting.id] = Told(named[at][1], 0.7, "the same, whom another episode names", "")
    return found
