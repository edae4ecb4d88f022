"""Small workspaces made by hand, and the loop by which the shell drives the Reconciler."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from graphmem.models.evidence import Episode, Source
from graphmem.models.graph import GraphDelta, Node, Relationship
from graphmem.models.times import Interval
from graphmem.models.workspace import (
    Claim,
    Containment,
    Dating,
    Mention,
    OpenQuestion,
    Participant,
    ReadEntity,
    ReadEvent,
    ReadTime,
    Whereabouts,
    Workspace,
)
from graphmem.protocols import GraphStore
from graphmem.reconciler import Batch, Known, missing, reconcile
from graphmem.store.sqlite.store import SqliteStore

NS = "test"
Page: TypeAlias = tuple[Episode, Workspace]
Named: TypeAlias = str | tuple[str | bool | int, ...]


def drive(store: GraphStore, batch: Batch) -> tuple[Known, GraphDelta]:
    """Reconcile a batch with what a store knows, and apply it: the shell's loop."""
    known = Known()
    while need := missing(batch, known):
        known = known.adding(
            need,
            [
                *store.sightings(NS, blocks=need.blocks),
                *store.sightings(NS, episodes=need.episodes),
                *store.sightings(NS, entities=need.entities),
            ],
            store.episodes(NS, ids=need.episodes),
            store.workspaces(NS, need.episodes),
        )
    delta = reconcile(batch, known)
    sources = sorted({e.source for e in batch.episodes})
    store.apply(replace(delta, sources=tuple(Source(s, s) for s in sources)))
    return known, delta


def graph(store: GraphStore) -> tuple[list[Node], list[Relationship]]:
    """Return all nodes and relationships."""
    return store.nodes(NS), store.relationships(NS)


def driven(*batches: Batch) -> tuple[list[Node], list[Relationship]]:
    """Return the graph that batches make, one after the other, in a new store."""
    store = SqliteStore(":memory:")
    for batch in batches:
        drive(store, batch)
    made = graph(store)
    store.close()
    return made


def batch_of(pages: Sequence[Page], erased: Sequence[str] = ()) -> Batch:
    """Return pages and erasures as a batch."""
    return Batch(NS, tuple(e for e, _ in pages), tuple(w for _, w in pages), tuple(erased))


def page(source: str, ordinal: int, *entities: Named, **more: Any) -> Page:
    """Return an episode and its workspace; an entity is (name, kind, gender, …) or a name."""
    identity = f"ep_{source}{ordinal:04d}"
    read: list[ReadEntity] = []
    at = 0
    for given in entities:
        name, kind, gender, named, count, reason = _full(given)
        spans = [(at + i * 40, at + i * 40 + len(name)) for i in range(count)]
        at += count * 40
        mentions = tuple(
            Mention(start=s, end=e, text=name, form="name" if named else "nominal", reason=reason)
            for s, e in spans
        )
        read.append(ReadEntity(name=name, kind=kind, gender=gender, named=named, mentions=mentions))
    episode = Episode(identity, f"src_{source}", ordinal, "x" * (at + 1))
    return episode, Workspace(episode=identity, entities=tuple(read), **more)


def _full(given: Named) -> tuple[Any, ...]:
    parts = (given,) if isinstance(given, str) else given
    return (*parts, *("", "Person", "", True, 1, "read")[len(parts) :])


def eventful(
    source: str, ordinal: int, *entities: Named, role: str = "captain", day: str = "2024-05-01"
) -> Page:
    """Return a page with one event of all its entities, a time, a role and a question."""
    count = len(entities)
    event = ReadEvent(
        level="action",
        predicate="meet",
        phrase="met",
        start=0,
        end=3,
        participants=tuple(
            Participant(slot="AGENT" if i == 0 else "PATIENT", entity=i, start=i, end=i + 1)
            for i in range(count)
        ),
        places=(Whereabouts(entity=count - 1, start=1, end=2),),
        times=(Dating(time=0, start=2, end=3),),
    )
    interval = Interval(f"{day}T00:00:00", f"{day[:-1]}2T00:00:00", "day")
    return page(
        source,
        ordinal,
        *entities,
        events=(event,),
        times=(ReadTime(start=2, end=3, text="then", interval=interval),),
        claims=(Claim(sort="role", entity=0, name=role, start=0, end=1),),
        containment=(Containment(part=0, whole=count - 1, start=0, end=1),),
        questions=(
            OpenQuestion(event=0, asks="who", slot="AGENT", text="Who met?", start=0, end=1),
        ),
    )
