"""A graph in a dictionary that obeys deltas, and the loop by which the shell drives."""

from graphmem.models.evidence import Episode
from graphmem.models.graph import GraphDelta
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
from graphmem.reconciler import Batch, Known, missing, reconcile

NS = "test"


def drive(store, batch):
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
    store.apply(delta)
    return known, delta


class Ledger:
    """What a store keeps, in dictionaries; it does no more than a delta says."""

    def __init__(self):
        self._episodes, self._workspaces, self._sightings = {}, {}, {}
        self._nodes, self._relationships = {}, {}
        self.read = 0

    def apply(self, delta: GraphDelta):
        erased = set(delta.erased_episodes)
        for one in erased:
            self._episodes.pop(one, None)
            self._workspaces.pop(one, None)
        for i, s in list(self._sightings.items()):
            if s.episode in erased:
                del self._sightings[i]
        self._episodes.update((e.id, e) for e in delta.episodes)
        self._workspaces.update((w.episode, w) for w in delta.workspaces)
        self._sightings.update((s.id, s) for s in delta.sightings)
        for i, r in list(self._relationships.items()):
            if r.episode in erased or i in delta.retired_relationships:
                del self._relationships[i]
        for i in delta.retired_nodes:
            self._nodes.pop(i, None)
        self._nodes.update((n.id, n) for n in delta.nodes)
        self._relationships.update((r.id, r) for r in delta.relationships)
        touched = {end for r in self._relationships.values() for end in (r.source, r.target)}
        for i in delta.loose:
            if i not in touched:
                self._nodes.pop(i, None)

    def sightings(self, namespace, *, blocks=None, episodes=None, entities=None):
        found = [
            s
            for s in self._sightings.values()
            if (blocks is None or not set(blocks).isdisjoint(s.blocks))
            and (episodes is None or s.episode in episodes)
            and (entities is None or s.entity in entities)
        ]
        self.read += len(found)
        return found

    def episodes(self, namespace, *, ids):
        return [self._episodes[i] for i in ids if i in self._episodes]

    def workspaces(self, namespace, ids):
        return {i: self._workspaces[i] for i in ids if i in self._workspaces}

    def nodes(self, namespace):
        return [self._nodes[i] for i in sorted(self._nodes)]

    def relationships(self, namespace):
        return [self._relationships[i] for i in sorted(self._relationships)]


def graph(store):
    return store.nodes(NS), store.relationships(NS)


def whole(pages):
    """Return the graph of all pages read at once."""
    store = Ledger()
    drive(store, batch_of(pages))
    return graph(store)


def batch_of(pages, erased=()):
    return Batch(NS, tuple(e for e, _ in pages), tuple(w for _, w in pages), tuple(erased))


def page(source, ordinal, *entities, events=(), **more):
    """Return an episode and its workspace; an entity is (name, kind, gender) or a name."""
    identity = f"ep_{source}{ordinal:04d}"
    read, at = [], 0
    for given in entities:
        name, kind, gender, named, count = [*_full(given)]
        spans = [(at + i * 40, at + i * 40 + len(name)) for i in range(count)]
        at += count * 40
        mentions = tuple(
            Mention(start=s, end=e, text=name, form="name" if named else "nominal", reason="read")
            for s, e in spans
        )
        read.append(ReadEntity(name=name, kind=kind, gender=gender, named=named, mentions=mentions))
    episode = Episode(identity, f"src_{source}", ordinal, "x" * (at + 1))
    return episode, Workspace(episode=identity, entities=tuple(read), events=events, **more)


def _full(given):
    parts = (given,) if isinstance(given, str) else given
    return (*parts, *("", "Person", "", True, 1)[len(parts) :])


def eventful(source, ordinal, *entities, role="captain", day="2024-05-01"):
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
