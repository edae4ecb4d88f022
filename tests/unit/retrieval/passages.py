"""Small passages, cues and graphs, made by hand."""

from collections import Counter

from graphmem.ids import content_id, normal_name
from graphmem.language.terms import terms
from graphmem.models.evidence import Episode, Passage
from graphmem.models.graph import Node, Property, Relationship, Subgraph
from graphmem.models.recollection import Candidate, Cue, CueName, Statistics
from graphmem.models.times import Interval


def day(text: str) -> Interval:
    return Interval(f"{text}T09:00:00", f"{text}T09:00:01", "second")


def turn(
    ordinal: int, speaker: str | None, text: str, on: str = "2024-03-01", source: str = "chat"
) -> Candidate:
    episode = Episode(f"ep_{source}_{ordinal:03}", source, ordinal, text, "", speaker, day(on))
    key = content_id("pa", episode.id, 0, len(text))
    passage = Passage(key, episode.id, 0, len(text), dated="yesterday" in text)
    return Candidate(passage, episode, terms(f"{speaker or ''} {text}"), b"", ("words",))


def asked(query: str, *names: str, asks: str = "value", **given: object) -> Cue:
    found = tuple(CueName(name, normal_name(name), 0, 0) for name in names)
    return Cue(query, asks, names=found, terms=terms(query), **given)  # type: ignore[arg-type]


def counted(candidates: list[Candidate]) -> Statistics:
    frequency = Counter(term for c in candidates for term in set(c.terms))
    mean = sum(len(c.terms) for c in candidates) / len(candidates)
    return Statistics(len(candidates), mean, dict(frequency))


def node(id_: str, label: str = "Entity", **properties: Property) -> Node:
    return Node(id_, label, "", properties)


def tie(
    type_: str, source: str, target: str, episode: str = "", **properties: Property
) -> Relationship:
    id_ = content_id("re", type_, source, target, episode)
    return Relationship(id_, type_, source, target, episode, properties)


def graph(nodes: list[Node], ties: list[Relationship]) -> Subgraph:
    return Subgraph(
        tuple(sorted(nodes, key=lambda n: n.id)), tuple(sorted(ties, key=lambda r: r.id))
    )
