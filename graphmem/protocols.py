"""The seams: what has, or will have, more than one implementation."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol, Self, TypeVar

import numpy as np
import numpy.typing as npt

from graphmem.models.chat import Prompt, Reply, Usage
from graphmem.models.checkup import Finding
from graphmem.models.evidence import Correction, Decision, Episode, Source
from graphmem.models.graph import GraphDelta, Node, Relationship, Sighting, Stale, Subgraph
from graphmem.models.recollection import Candidate, Search, Statistics
from graphmem.models.workspace import Workspace

Result = TypeVar("Result")


class Operator(Protocol):
    """Text to workspace: a pure function of an episode and the window of those before it."""

    @property
    def reader(self) -> str:
        """Name and fingerprint of the reader; it is recorded in the memory."""

    def read(self, batch: Sequence[tuple[Episode, tuple[Episode, ...]]]) -> Iterator[Workspace]:
        """Yield a workspace for each (episode, window), in order; the window is oldest first."""


class Embedder(Protocol):
    """Text to unit vectors."""

    @property
    def name(self) -> str:
        """Name and fingerprint of the embedder; it is recorded in the memory."""

    @property
    def dim(self) -> int:
        """Length of a vector."""

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return an array (len(texts), dim) of unit rows; a zero row for a text without words."""


class ChatModel(Protocol):
    """A language model: prompts to replies, several at a time."""

    @property
    def name(self) -> str:
        """Name of the model; it is recorded with what it said."""

    @property
    def window(self) -> int:
        """Tokens that a prompt and its answer may have together."""

    def complete(self, prompts: Iterable[Prompt]) -> Iterator[Reply]:
        """Yield the reply to each prompt, in order; they are drawn as there is room for them.

        Raises:
            ModelError: the endpoint cannot be reached, refuses the key or the model, or what may
                be spent is spent. What came before was yielded.
        """

    def stream(self, prompt: Prompt) -> Iterator[str]:
        """Yield a free answer in pieces, as they come; raises as `complete` does."""

    def spent(self) -> Usage:
        """Return what was used by all prompts so far."""


class ReplyCache(Protocol):
    """What a language model said, by what it was asked; for many threads and processes.

    A `key` is long and secret: from what was asked it can be computed, and from nothing else.
    """

    def get(self, namespace: str, key: bytes) -> str | None:
        """Return the reply that is kept for a key of this namespace."""

    def put(self, namespace: str, key: bytes, text: str, *, episodes: Collection[str]) -> None:
        """Keep a reply that rests on these episodes, in place of one that was kept before."""

    def erase(self, namespace: str, episodes: Collection[str] | None) -> None:
        """Erase the replies that rest on any of these episodes, or all of the namespace."""

    def close(self) -> None:
        """Let go of the file; closing twice is harmless."""


class GraphStore(Protocol):
    """One graph and its log. All reads and writes are within a namespace; ids sort as strings."""

    def snapshot(self) -> AbstractContextManager[Self]:
        """Give a store for reading that sees one state of the database throughout."""

    def transaction(self) -> AbstractContextManager[Self]:
        """Give a store whose changes are kept together at the end, or on any error not at all.

        Until then all others read what was there before, and nobody else writes.
        """

    def filling(self, namespaces: Collection[str]) -> AbstractContextManager[Self]:
        """Give a store to fill namespaces by; on any error they are as they were."""

    def transact(self, work: Callable[[Self], Result]) -> Result:
        """Run work in a transaction, and all of it again where a server asks for that."""

    def apply(self, delta: GraphDelta, *, based_on: int | None = None) -> bool:
        """Merge and retire in one transaction; on failure nothing is changed and it raises.

        With `based_on`, the sequence that the delta was computed from, nothing is written and
        False comes back when the namespace has changed since.
        """

    def sources(self, namespace: str, *, ids: Collection[str] | None = None) -> list[Source]:
        """Return sources by uri: all, or those of `ids`."""

    def episodes(
        self,
        namespace: str,
        *,
        source: str | None = None,
        ids: Collection[str] | None = None,
    ) -> list[Episode]:
        """Return episodes by (source, ordinal): all, those of a source id, or those of `ids`."""

    def workspaces(self, namespace: str, ids: Collection[str]) -> dict[str, Workspace]:
        """Return the workspaces of these episodes, by episode id."""

    def corrections(self, namespace: str) -> list[Correction]:
        """Return what a person corrected, by ordinal and id."""

    def decisions(
        self,
        namespace: str,
        *,
        ids: Collection[str] | None = None,
        sorts: Collection[str] | None = None,
    ) -> list[Decision]:
        """Return what a language model decided, by id: all, or those of `ids` and `sorts`."""

    def sightings(
        self,
        namespace: str,
        *,
        blocks: Collection[str] | None = None,
        episodes: Collection[str] | None = None,
        entities: Collection[str] | None = None,
    ) -> list[Sighting]:
        """Return the sightings in any of these blocks, episodes or entities; by id."""

    def nodes(
        self, namespace: str, *, label: str | None = None, ids: Collection[str] | None = None
    ) -> list[Node]:
        """Return nodes by id: all, those with a label, or those of `ids`."""

    def nodes_about(self, namespace: str, label: str, about: Collection[str]) -> list[Node]:
        """Return the events with these predicates, or the facts with these subjects, by id."""

    def nodes_resting_on(self, namespace: str, bases: Collection[str]) -> list[Node]:
        """Return the facts, scenes and personas that rest on any of these, by id.

        A layer's node rests on the episodes of its `evidence`, a scene also on its `cast`.
        """

    def stale(self, namespace: str) -> Stale:
        """Return what changed below the layers since they were last settled."""

    def relationships(
        self,
        namespace: str,
        *,
        types: Collection[str] | None = None,
        touching: Collection[str] | None = None,
        episodes: Collection[str] | None = None,
    ) -> list[Relationship]:
        """Return relationships by id that satisfy all given: type, an end, an episode."""

    def search(self, namespace: str, search: Search) -> list[Candidate]:
        """Return the passages that the indexes propose, by passage id, without ranking them.

        Words and vector propose up to `limit` each; names and times up to `limit` each.
        """

    def statistics(self, namespace: str, terms: Collection[str]) -> Statistics:
        """Return the corpus statistics that scoring needs."""

    def subgraph(self, namespace: str, ids: Iterable[str], hops: int, limit: int) -> Subgraph:
        """Return what lies within `hops` of the ids, breadth first, at most `limit` nodes.

        Nodes are visited in id order at each hop, so that the bound cuts the same everywhere.
        Sources are not walked over, nor is it walked on from a hub that is none of the ids.
        Episodes take part, as nodes labelled Episode without their text.
        """

    def years(self, namespace: str) -> list[int]:
        """Return the years in which anything is dated, in order."""

    def metadata(self, namespace: str) -> Mapping[str, str]:
        """Return what is recorded about the namespace: reader, embedder and the like."""

    def set_metadata(self, namespace: str, values: Mapping[str, str]) -> None:
        """Record values about the namespace."""

    def counts(self, namespace: str) -> dict[str, int]:
        """Return how many of each label, relationship type and evidence row there are."""

    def sequence(self, namespace: str) -> int:
        """Return a number that is another after every change, for caches to follow."""

    def namespaces(self) -> list[str]:
        """Return the namespaces that hold anything."""

    def clear(self, namespace: str, *, keep_evidence: bool) -> None:
        """Erase all that is computed of a namespace and, unless kept, its evidence too.

        Indexes go too, and rows that belong to nothing, so that a rebuild mends what it can.
        """

    def problems(self, namespace: str | None) -> Iterable[Finding]:
        """Return what is wrong in the indexes and rows of a namespace, as only the store sees it.

        Values that cannot be read, evidence that lacks what it belongs to, and whatever the
        store keeps of the evidence beside it. Of None, what is wrong with the database itself.
        """

    def deltas(self, namespace: str) -> Iterator[GraphDelta]:
        """Yield all that a namespace holds, as deltas of bounded size, each part by id.

        They come in the order of the fields of a delta, so that nothing comes before what it
        refers to; what the store keeps from the episodes is left out. Read them within a
        snapshot. To apply them one by one, give each the sources of its episodes besides.
        """

    def backup(self, target: Path, *, overwrite: bool = False) -> None:
        """Copy the whole database, as it stands at one moment, to a file of its own."""

    def close(self) -> None:
        """Let go of the database; closing twice is harmless."""
