"""What the checks look at: a source with all that was kept of it, and the graph over all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from shlex import quote

from graphmem.models.evidence import Episode, Source
from graphmem.models.graph import IndexedPassage, Node, Relationship, Sighting
from graphmem.models.workspace import Workspace
from graphmem.reconciler.anchors import tied


@dataclass(frozen=True, slots=True)
class Volume:
    """One source: its episodes in order, and what was read in each, by episode."""

    source: Source
    episodes: Sequence[Episode]
    workspaces: Mapping[str, Workspace]
    sightings: Mapping[str, Sequence[Sighting]]
    passages: Mapping[str, Sequence[IndexedPassage]]

    @property
    def mend(self) -> tuple[str, ...]:
        """What mends evidence that is not what was read: to let go of it and read it anew."""
        return (
            f"graphmem forget --source {quote(self.source.uri)}",
            "remember it again from where it came",
        )


@dataclass(slots=True)
class Outline:
    """What is known of all sources once each was looked at, without their texts."""

    lengths: dict[str, int] = field(default_factory=dict)  # of the text of each episode
    order: dict[str, list[str]] = field(default_factory=dict)  # the episodes of each source
    entities: dict[str, str] = field(default_factory=dict)  # each with a sighting of it
    corrected: set[str] = field(default_factory=set)  # blocks that sightings have of corrections

    def add(self, volume: Volume) -> None:
        """Take in what one source tells."""
        self.lengths.update((e.id, len(e.text)) for e in volume.episodes)
        self.order[volume.source.id] = [e.id for e in volume.episodes]
        for sightings in volume.sightings.values():
            self.entities.update((s.entity, s.id) for s in sightings)
            self.corrected.update(b for s in sightings for b in tied(s.blocks))

    def holds(self, episode: str, start: object, end: object) -> bool:
        """Return whether a span lies within the text of an episode that is there."""
        if not isinstance(start, int) or not isinstance(end, int):
            return False
        return 0 <= start < end <= self.lengths.get(episode, 0)


@dataclass(frozen=True, slots=True)
class Graph:
    """All nodes by id, evidence aside, all relationships, and who is who."""

    nodes: Mapping[str, Node]
    relationships: Sequence[Relationship]
    sightings: Sequence[Sighting] = ()
