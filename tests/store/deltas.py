"""Deltas to try a store with; deterministic in their arguments."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from graphmem.ids import content_id
from graphmem.models.evidence import Correction, Decision, Episode, Passage, Source
from graphmem.models.graph import GraphDelta, IndexedPassage, Node, Relationship, Sighting
from graphmem.models.times import Interval
from graphmem.models.workspace import Workspace
from graphmem.protocols import GraphStore

PEOPLE = ("Ana Lima", "Ben Ode", "Cleo Marsh", "Dan Frost", "Eve Stone")
WORDS = ("boat", "river", "song", "lamp", "bread", "storm", "letter", "garden", "bell", "coin")
DIM = 256


def source(name: str = "book") -> Source:
    return Source(content_id("src", name), name, f"The {name}")


def day(number: int, days: int = 1) -> Interval:
    first = np.datetime64("2021-01-01") + number
    return Interval(f"{first}T00:00:00", f"{first + days}T00:00:00", "day")


def vector(*seed: int) -> bytes:
    row = np.random.default_rng(seed).normal(size=DIM)
    return (row / np.linalg.norm(row) * 127).astype(np.int8).tobytes()


def relate(kind: str, start: str, end: str, episode: str, span: tuple[int, int]) -> Relationship:
    key = content_id("re", kind, start, end, episode, *span)
    properties = {"start": span[0], "end": span[1]}
    return Relationship(key, kind, start, end, episode, properties)


def person(name: str) -> Node:
    key = content_id("en", name)
    return Node(key, "Entity", "Person", {"name": name, "aliases": [name], "gender": ""})


def story(number: int, namespace: str = "", of: str = "book") -> GraphDelta:
    """One episode in which a person does something on a day, with all that is read in it."""
    who, what = PEOPLE[number % 5], WORDS[number % 7 : number % 7 + 3]
    text = f"{who} saw a {what[0]} on day {number}. Then came {what[1]} and {what[-1]} {number}."
    cut = text.index(".") + 1
    origin, when = source(of), day(number)
    key = content_id("ep", origin.id, number, text)
    episode = Episode(key, origin.id, number, text, "", who, when, f"2022-01-01T00:00:{number:02}")
    actor = person(who)
    event = Node(
        content_id("ev", key),
        "Event",
        "",
        {"predicate": "see", "occurred_from": when.start, "occurred_to": when.end},
    )
    time = Node(
        content_id("tm", when.start, when.end),
        "Time",
        "",
        {"from": when.start, "to": when.end, "grain": "day"},
    )
    spans = ((0, cut), (cut + 1, len(text)))
    passages = tuple(
        IndexedPassage(
            Passage(content_id("pa", key, *span), key, *span),
            tuple(text[slice(*span)].lower().replace(".", "").split()),
            vector(number, span[0]),
        )
        for span in spans
    )
    sighting = Sighting(
        *(content_id("mn", key), key, 0, origin.id, number, "Person", who, "", True),
        tuple(who.lower().split()),
        *(actor.id, 0.75, "same name", 2, (who,)),
    )
    relationships = (
        relate("MENTIONED_IN", actor.id, key, key, (0, len(who))),
        relate("AGENT", event.id, actor.id, key, (0, len(who))),
        relate("DURING", event.id, time.id, key, (cut - 6, cut)),
        relate("EVIDENCED_BY", event.id, key, key, (0, cut)),
    )
    at = (f"{key}:0:{len(who)}",)
    correction = Correction(content_id("co", key), "rename", number, at, (), "A", when.start)
    told = (f'"{who}"', f"of {what[0]}", "test", when.start)
    decision = Decision(content_id("de", key), "scene", f"sc_{number}", at, (), *told)
    return GraphDelta(
        namespace,
        (origin,),
        (episode,),
        (Workspace(episode=key, reader="test", passages=spans),),
        (sighting,),
        passages,
        (correction,),
        (decision,),
        (actor, event, time),
        relationships,
    )


def join(deltas: Iterable[GraphDelta], namespace: str = "") -> GraphDelta:
    """Return one delta that merges what these merge."""
    together = GraphDelta(namespace)
    evidence = ("sources", "episodes", "workspaces", "sightings", "passages", "corrections")
    parts = (*evidence, "decisions", "nodes", "relationships")
    for delta in deltas:
        joined = {part: getattr(together, part) + getattr(delta, part) for part in parts}
        together = replace(together, **joined)
    return together


def erasing(deltas: Iterable[GraphDelta], namespace: str = "") -> GraphDelta:
    """Return the delta that erases the episodes of these, and what only they hold up."""
    gone = list(deltas)
    return GraphDelta(
        namespace,
        erased_episodes=tuple(e.id for d in gone for e in d.episodes),
        loose=tuple(sorted({n.id for d in gone for n in d.nodes})),
        retired_corrections=tuple(c.id for d in gone for c in d.corrections),
    )


def contents(store: GraphStore, namespace: str = "") -> dict[str, object]:
    """Return all that a store tells of a namespace."""
    episodes = store.episodes(namespace)
    words = {term for number in range(60) for p in story(number).passages for term in p.terms}
    return {
        "sources": store.sources(namespace),
        "episodes": episodes,
        "workspaces": store.workspaces(namespace, [e.id for e in episodes]),
        "sightings": store.sightings(namespace),
        "corrections": store.corrections(namespace),
        "decisions": store.decisions(namespace),
        "nodes": store.nodes(namespace),
        "relationships": store.relationships(namespace),
        "statistics": store.statistics(namespace, words),
        "counts": store.counts(namespace),
        "metadata": store.metadata(namespace),
        "namespaces": store.namespaces(),
    }
