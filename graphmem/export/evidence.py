"""Sources and episodes as nodes, with what holds them together."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from graphmem.ids import content_id
from graphmem.models.evidence import Episode, Source
from graphmem.models.graph import Node, Property, Relationship


def evidence_nodes(sources: Iterable[Source], episodes: Iterable[Episode]) -> Iterator[Node]:
    """Yield a node for each source and each episode."""
    for source in sources:
        yield Node(source.id, "Source", "", {"title": source.title, "uri": source.uri})
    for episode in episodes:
        yield Node(episode.id, "Episode", "", _properties(episode))


def evidence_relationships(episodes: Iterable[Episode]) -> Iterator[Relationship]:
    """Yield FROM for each episode, and NEXT between those that follow in a source."""
    ordered = sorted(episodes, key=lambda e: (e.source, e.ordinal))
    for episode in ordered:
        yield _relationship("FROM", episode.id, episode.source)
    for before, after in pairwise(ordered):
        if before.source == after.source:
            yield _relationship("NEXT", before.id, after.id)


def _relationship(kind: str, source: str, target: str) -> Relationship:
    return Relationship(content_id("re", kind, source, target, "", "", ""), kind, source, target)


def _properties(episode: Episode) -> dict[str, Property]:
    when = episode.occurred
    values: dict[str, Property] = {
        "ordinal": episode.ordinal,
        "text": episode.text,
        "heading": episode.heading,
        "speaker": episode.speaker,
        "occurred_from": when.start if when else None,
        "occurred_to": when.end if when else None,
        "recorded_at": episode.recorded_at,
    }
    return {key: value for key, value in values.items() if value not in (None, "")}
