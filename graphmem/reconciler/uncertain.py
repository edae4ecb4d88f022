"""The pairs of whom it is uncertain whether they are one: all that a judge is ever asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from graphmem.ids import content_id
from graphmem.models.graph import Sighting
from graphmem.reconciler.anchors import ONES, OTHERS, tied
from graphmem.reconciler.decide import unit_of
from graphmem.reconciler.likeness import bearer, likeness_keys, resemblance
from graphmem.reconciler.views import View, view_all

SHOWN = 5  # sightings of a side that are shown to the judge
_LOW = 0.7  # the highest score of a name that may as well be another's
_BARE = 0.8  # the score of a name of one word that sources share
_COMPANY = 2  # others met in both sources, by which a bare name is one's in both
_CROWD = 60  # who share a word with more than these are not told apart by it


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two who may be one: the sightings of either that are shown, and why it is asked.

    `joined` says that names make them one now. `shared` is how many others are met in the episodes
    of both, `mentions` how often the rarer of the two is mentioned.
    """

    ones: tuple[Sighting, ...]
    others: tuple[Sighting, ...]
    joined: bool
    why: str
    shared: int
    mentions: int

    @property
    def key(self) -> str:
        """What is asked, with all that is shown: the same as long as the evidence is."""
        return content_id("pa", *(s.id for s in self.ones), "", *(s.id for s in self.others))


@dataclass(frozen=True, slots=True)
class _Side:
    """Sightings of an entity, all of it or what a source calls so."""

    entity: str
    sightings: Sequence[Sighting]


def uncertain(
    sightings: Iterable[Sighting], *, most: int, answered: Collection[str] = ()
) -> list[Doubt]:
    """Return at most so many pairs, those first whose episodes share most company.

    They are names that were given to somebody though another may be meant, and entities apart
    whose names resemble. Not asked is what a person corrected or a judge decided, and what is
    `answered`, by the key of the doubt.
    """
    every = sorted(sightings, key=lambda s: s.id)
    by_entity: dict[str, list[Sighting]] = defaultdict(list)
    company: dict[str, set[str]] = defaultdict(set)
    for sighting in every:
        by_entity[sighting.entity].append(sighting)
        if sighting.named:
            company[sighting.episode].add(sighting.entity)
    views: dict[str, list[View]] = defaultdict(list)
    for view in view_all(s for s in every if s.named):
        views[view.sighting.entity].append(view)
    pairs = [*_joined(by_entity, views), *_apart(by_entity, views)]
    doubts = [
        _doubt(one, other, why, company)
        for one, other, why in pairs
        if not _settled(one.sightings, other.sightings)
    ]
    ranked = sorted(doubts, key=lambda d: (-d.shared, -d.mentions, d.key))
    return [d for d in ranked if d.key not in answered and not _vouched(d)][:most]


def _joined(
    by_entity: Mapping[str, Sequence[Sighting]], views: Mapping[str, Sequence[View]]
) -> Iterator[tuple[_Side, _Side, str]]:
    """Yield what was given to an entity with little certainty, and the rest of it."""
    for entity, held in by_entity.items():
        if not any(v.sort == "person" for v in views.get(entity, ())):
            continue
        units: dict[tuple[str, str], list[Sighting]] = defaultdict(list)
        for sighting in held:
            units[unit_of(sighting)].append(sighting)
        base = _base(units)
        for unit in sorted(units):
            low = [s for s in units[unit] if s.score <= _LOW and (s.named or s.reason)]
            bare = [s for s in units[unit] if s.named and s.score == _BARE]
            if low and (sure := [s for s in held if s.score > _LOW and s.named]):
                yield _Side(entity, low), _Side(entity, sure), low[0].reason
            elif bare and base and unit[0] != base[0]:
                yield _Side(entity, bare), _Side(entity, units[base]), bare[0].reason


def _base(units: Mapping[tuple[str, str], Sequence[Sighting]]) -> tuple[str, str] | None:
    """Return the source, and the name in it, by which a bare name is known most; None of a full."""
    if any(s.score > _BARE for held in units.values() for s in held):
        return None
    bare = {unit: held for unit, held in units.items() if held[0].named}
    return min(bare, key=lambda u: (-sum(s.mentions for s in bare[u]), u), default=None)


def _apart(
    by_entity: Mapping[str, Sequence[Sighting]], views: Mapping[str, Sequence[View]]
) -> Iterator[tuple[_Side, _Side, str]]:
    """Yield entities that names keep apart, and yet resemble each other."""
    bearers = {entity: bearer(entity, seen) for entity, seen in views.items()}
    alike: dict[str, list[str]] = defaultdict(list)
    for entity in sorted(bearers):
        for key in likeness_keys(bearers[entity]):
            alike[key].append(entity)
    pairs = {
        pair
        for entities in alike.values()
        if len(entities) <= _CROWD
        for pair in combinations(entities, 2)
    }
    for one, other in sorted(pairs):
        if why := resemblance(bearers[one], bearers[other]):
            yield _Side(one, by_entity[one]), _Side(other, by_entity[other]), why


def _settled(ones: Iterable[Sighting], others: Iterable[Sighting]) -> bool:
    """Return whether a correction or a decision speaks of both."""
    first = {block for s in ones for block in tied(s.blocks)}
    second = {block for s in others for block in tied(s.blocks)}
    return any((OTHERS if b.startswith(ONES) else ONES) + b[2:] in second for b in first)


def _vouched(doubt: Doubt) -> bool:
    """Return whether a bare name that sources share has the same company in both."""
    bare = doubt.joined and all(s.named and s.score == _BARE for s in doubt.ones)
    return bare and doubt.shared >= _COMPANY


def _doubt(one: _Side, other: _Side, why: str, company: Mapping[str, set[str]]) -> Doubt:
    selves = {one.entity, other.entity}
    met = [
        {e for s in side.sightings for e in company[s.episode]} - selves for side in (one, other)
    ]
    shared = met[0] & met[1]
    ones, others = (_shown(side.sightings, shared, company) for side in (one, other))
    mentions = min(sum(s.mentions for s in side.sightings) for side in (one, other))
    joined = one.entity == other.entity
    return Doubt(ones, others, joined, why, len(shared), mentions)


def _shown(
    sightings: Sequence[Sighting], shared: set[str], company: Mapping[str, set[str]]
) -> tuple[Sighting, ...]:
    """Return the sightings that tell most: named, in shared company, often mentioned; in order."""
    ranked = sorted(
        sightings,
        key=lambda s: (not s.named, -len(shared & company[s.episode]), -s.mentions, s.id),
    )
    return tuple(sorted(ranked[:SHOWN], key=lambda s: (s.source, s.ordinal, s.id)))
