"""What the Reconciler is given: a batch, and what the graph already knows that bears on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from graphmem.models.evidence import Correction, Decision, Episode
from graphmem.models.graph import Sighting
from graphmem.models.workspace import Workspace
from graphmem.reconciler.anchors import Anchor, find_anchors
from graphmem.reconciler.correct import correct
from graphmem.reconciler.moves import Plan
from graphmem.reconciler.resolve import Resolution, resolve
from graphmem.reconciler.sight import sight


@dataclass(frozen=True)
class Batch:
    """Episodes to remember or to place anew, and ids of episodes to erase.

    An episode that has a workspace here is read for the first time or read again; one without
    is known already and its place in the source has changed, or what is corrected in it. One that
    is also to be erased is erased first, so that nothing of an earlier reading stays.
    `corrections` and `decisions` (of those that act) are all that hold once the batch is written.
    """

    namespace: str
    episodes: tuple[Episode, ...] = ()
    workspaces: tuple[Workspace, ...] = ()
    erased: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    decisions: tuple[Decision, ...] = ()

    @cached_property
    def anchors(self) -> Mapping[str, Sequence[Anchor]]:
        """Return what corrections and decisions hold on to, by episode."""
        return find_anchors((*self.corrections, *self.decisions))

    @property
    def corrected(self) -> bool:
        """Whether anybody is moved by more than a name."""
        return bool(self.corrections or self.decisions)

    @cached_property
    def sightings(self) -> Mapping[str, tuple[Sighting, ...]]:
        """Return the sightings that are read, by episode: kept, as each round compares them."""
        read = {w.episode: w for w in self.workspaces}
        return {
            e.id: sight(read[e.id], e, self.anchors.get(e.id, ()))
            for e in self.episodes
            if e.id in read
        }

    @cached_property
    def _again(self) -> dict[str, tuple[Sighting, ...]]:
        return {}

    def sight_again(self, episode: Episode, workspace: Workspace) -> tuple[Sighting, ...]:
        """Return the sightings of an episode that is known already; they are kept too."""
        if episode.id not in self._again:
            anchors = self.anchors.get(episode.id, ())
            self._again[episode.id] = sight(workspace, episode, anchors)
        return self._again[episode.id]

    @cached_property
    def _resolved(self) -> list[tuple[list[Sighting], Mapping[str, Resolution]]]:
        return []

    def resolve(self, near: list[Sighting]) -> Mapping[str, Resolution]:
        """Return who is who, as corrections and decisions have it.

        The last is kept: what the store answers last seldom bears on who is who.
        """
        if not self._resolved or self._resolved[0][0] != near:
            found = correct(resolve(near), near, self.corrections, self.decisions)
            self._resolved[:] = [(near, found)]
        return self._resolved[0][1]


@dataclass(frozen=True, slots=True)
class Need:
    """What to ask the store for next: sightings by block, by episode and by entity.

    Of the episodes the episodes themselves and their workspaces are needed too. After the
    `last` there is no other; `plan` is what the batch moves unless that brings another sighting.
    """

    blocks: frozenset[str] = frozenset()
    episodes: frozenset[str] = frozenset()
    entities: frozenset[str] = frozenset()
    last: bool = False
    plan: Plan | None = None

    def __bool__(self) -> bool:
        """Return whether anything is needed."""
        return bool(self.blocks or self.episodes or self.entities)


@dataclass(frozen=True, slots=True)
class Known:
    """What the store has answered so far, and what it was asked."""

    sightings: Mapping[str, Sighting] = field(default_factory=dict)
    episodes: Mapping[str, Episode] = field(default_factory=dict)
    workspaces: Mapping[str, Workspace] = field(default_factory=dict)
    asked: Need = Need()

    def adding(
        self,
        need: Need,
        sightings: Iterable[Sighting],
        episodes: Iterable[Episode],
        workspaces: Mapping[str, Workspace],
    ) -> Known:
        """Return this with the answers to a need."""
        seen = {**self.sightings, **{s.id: s for s in sightings}}
        return Known(
            seen,
            {**self.episodes, **{e.id: e for e in episodes}},
            {**self.workspaces, **workspaces},
            Need(
                self.asked.blocks | need.blocks,
                self.asked.episodes | need.episodes,
                self.asked.entities | need.entities,
                need.last,
                need.plan if seen == self.sightings else None,
            ),
        )
