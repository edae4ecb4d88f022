"""The graph as values: nodes and relationships, and the delta that a store applies."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from graphmem.models.evidence import Correction, Decision, Episode, Passage, Source
from graphmem.models.workspace import Kind, Workspace

# What consolidating builds on the rest, and what ties it.
LAYERS = ("Fact", "Scene", "Persona")
LAYER_TIES = ("SUPPORTS", "SUPERSEDES", "CONTRADICTS", "IN_SCENE", "SHAPES", "PORTRAYS")

Scalar: TypeAlias = str | int | float | bool | None
Property: TypeAlias = Scalar | list[str] | list[int] | list[float]


@dataclass(frozen=True, slots=True)
class Node:
    """A node: `label` is Entity, Event, Time, Role, State, Question, Fact, Scene or Persona.

    Episodes and sources are nodes too, but are written as `GraphDelta.episodes` and `.sources`.
    `kind` is a second label (Person, Place, …), "" when there is none.
    """

    id: str
    label: str
    kind: str = ""
    properties: Mapping[str, Property] = field(default_factory=dict)

    def texts(self, key: str) -> list[str]:
        """Return a property that is a list, as text; an empty one where the node has none."""
        value = self.properties.get(key)
        return [str(item) for item in value] if isinstance(value, list) else []

    def is_somebody(self) -> bool:
        """Return whether this is a person with a name."""
        return self.kind == "Person" and bool(self.properties.get("named"))

    def rests_on(self) -> set[str]:
        """Return the episodes that its `evidence` names, each written `episode:start:end`."""
        return {span.rsplit(":", 2)[0] for span in self.texts("evidence")}


@dataclass(frozen=True, slots=True)
class Relationship:
    """A typed, directed relationship.

    `episode` is the id of the episode it is evidenced by, "" for what the layers compute
    (theirs is reached through the facts). `id` comes from type, ends, episode and span.
    """

    id: str
    type: str
    source: str
    target: str
    episode: str = ""
    properties: Mapping[str, Property] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sighting:
    """An entity as one episode knows it, for the Reconciler: its names and what they share.

    `id` is the smallest mention id of it, `index` its place in the workspace, `blocks` the
    name blocks under which the store finds it, `entity` the node it resolves to now.
    `ordinal` orders sightings within a source; `mentions` counts them and `aliases` are the
    names among them, sorted.
    """

    id: str
    episode: str
    index: int
    source: str
    ordinal: int
    kind: Kind
    name: str
    gender: str
    named: bool
    blocks: tuple[str, ...]
    entity: str = ""
    score: float = 1.0
    reason: str = ""
    mentions: int = 1
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexedPassage:
    """A passage with what the indexes hold of it: stemmed terms in order, and a unit vector.

    `vector` is int8 bytes of `dim` values (scale 127), empty when the text has no known word.
    """

    passage: Passage
    terms: tuple[str, ...]
    vector: bytes


@dataclass(frozen=True, slots=True)
class Stale:
    """What changed below the layers since they were built, as ids.

    `episodes` read otherwise, stand elsewhere or lent their words to what was retired;
    `entities` have other mentions, and `renamed` another name or kind; `questions` may have
    lost their answer, or have another.
    """

    episodes: frozenset[str] = frozenset()
    entities: frozenset[str] = frozenset()
    renamed: frozenset[str] = frozenset()
    questions: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Return whether anything changed."""
        return bool(self.episodes or self.entities or self.renamed or self.questions)

    def __sub__(self, other: "Stale") -> "Stale":
        """Return what is in this and not in another."""
        return Stale(
            self.episodes - other.episodes,
            self.entities - other.entities,
            self.renamed - other.renamed,
            self.questions - other.questions,
        )


@dataclass(frozen=True, slots=True)
class GraphDelta:
    """What to merge into a namespace and what to retire from it, in one transaction.

    Merging is by id, so that applying twice changes nothing. Erasing an episode removes its
    row, workspace, sightings, passages, every relationship it evidences and every decision that
    rests on it; what is `retired_…` goes too, as do nodes in `loose` that no relationship touches.
    An episode that is erased and merged in one was read again, and its decisions stay.
    Relationships to retire are given whole, as a graph database finds them by their ends. What a
    delta changes below the layers becomes stale, unless it `settles` what was: then only that is,
    beside what was already, which it says is `stale`.
    """

    namespace: str
    sources: tuple[Source, ...] = ()
    episodes: tuple[Episode, ...] = ()
    workspaces: tuple[Workspace, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    passages: tuple[IndexedPassage, ...] = ()
    corrections: tuple[Correction, ...] = ()
    decisions: tuple[Decision, ...] = ()
    nodes: tuple[Node, ...] = ()
    relationships: tuple[Relationship, ...] = ()
    erased_episodes: tuple[str, ...] = ()
    retired_nodes: tuple[str, ...] = ()
    retired_relationships: tuple[Relationship, ...] = ()
    retired_corrections: tuple[str, ...] = ()
    retired_decisions: tuple[str, ...] = ()
    settles: Stale | None = None
    loose: tuple[str, ...] = ()
    stale: Stale = Stale()


@dataclass(frozen=True, slots=True)
class Subgraph:
    """A bounded piece of the graph, ids sorted, for spreading and for the layers."""

    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]
