"""A small town in a real store: six days, told in six episodes."""

from dataclasses import dataclass

from graphmem.ids import content_id
from graphmem.language.parse import Parser
from graphmem.language.pipeline import load_pipeline
from graphmem.language.quantize import quantize
from graphmem.language.terms import terms
from graphmem.language.vectors import StaticEmbedder
from graphmem.models.evidence import Episode, Passage, Source
from graphmem.models.graph import GraphDelta, IndexedPassage, Node, Relationship
from graphmem.models.recollection import Answer
from graphmem.protocols import GraphStore
from graphmem.qa import Shelf, answer, gather
from graphmem.retrieval import read_cue
from graphmem.settings import AnswerSettings
from graphmem.store import open_store

NAMESPACE = "default"
SOURCE = Source("src_town", "town")


@dataclass(frozen=True, slots=True)
class Day:
    """What one episode tells: an occasion with its day, place and people, who it is about first."""

    text: str
    label: str
    date: str
    place: str
    people: tuple[str, ...]


DAYS = (
    Day(
        "The charity auction filled the Mill Theatre on May 2, 2024. Ana Duarte sold a piano for"
        " ninety pounds. Ben Okafor bid against his own wife.",
        "charity auction",
        "2024-05-02",
        "Mill Theatre",
        ("Ana Duarte", "Ben Okafor"),
    ),
    Day(
        "Cleo Marsh lost the last game of the chess tournament at Port Library on June 9, 2024."
        " Her opponent, Dan Ito, hummed.",
        "chess tournament",
        "2024-06-09",
        "Port Library",
        ("Cleo Marsh", "Dan Ito"),
    ),
    Day(
        "On July 1, 2024 the lights failed at Mill Theatre. During the power outage Ana Duarte"
        " told stories by candle.",
        "power outage",
        "2024-07-01",
        "Mill Theatre",
        ("Ana Duarte",),
    ),
    Day(
        "A second chess tournament came to Mill Theatre on August 20, 2024, and Ben Okafor"
        " directed it with a whistle.",
        "chess tournament",
        "2024-08-20",
        "Mill Theatre",
        ("Ben Okafor",),
    ),
    Day(
        "Cleo Marsh ran the film screening at Quay Hall on September 3, 2024 with Eve Lund at the"
        " projector.",
        "film screening",
        "2024-09-03",
        "Quay Hall",
        ("Cleo Marsh", "Eve Lund"),
    ),
    Day(
        "At Port Library, on October 5, 2024, Dan Ito taught a fencing lesson to Eve Lund.",
        "fencing lesson",
        "2024-10-05",
        "Port Library",
        ("Dan Ito", "Eve Lund"),
    ),
)


class Town:
    """Asks the small town, the way the shell does."""

    def __init__(self, parser: Parser, embedder: StaticEmbedder) -> None:
        self._parser, self._embedder = parser, embedder
        self.store: GraphStore = open_store(":memory:")
        self.store.apply(_delta(embedder))
        self._shelf = Shelf(embedder)

    def ask(self, query: str) -> Answer:
        cue = read_cue(query, self._parser, self._embedder)
        evidence = gather(self.store, NAMESPACE, cue, self._embedder, self._shelf)
        return answer(cue, evidence, AnswerSettings())


def english() -> tuple[Parser, StaticEmbedder]:
    return Parser(load_pipeline()), StaticEmbedder()


def _delta(embedder: StaticEmbedder) -> GraphDelta:
    nodes: dict[str, Node] = {}
    ties: list[Relationship] = []
    episodes, passages = [], []
    for number, day in enumerate(DAYS):
        episode = Episode(f"ep_{number}", SOURCE.id, number, day.text, f"Chapter {number + 1}")
        episodes.append(episode)
        rows = embedder.embed([day.text])
        passage = Passage(content_id("pa", episode.id), episode.id, 0, len(day.text))
        passages.append(IndexedPassage(passage, terms(day.text), quantize(rows)[0]))
        for node, tie in _told(number, day, episode):
            nodes[node.id] = node
            ties.append(tie)
        event = f"ev_{number}"
        nodes[event] = Node(event, "Event", "", _event(day, episode))
    return GraphDelta(
        NAMESPACE,
        sources=(SOURCE,),
        episodes=tuple(episodes),
        passages=tuple(passages),
        nodes=tuple(nodes.values()),
        relationships=tuple(ties),
    )


def _event(day: Day, episode: Episode) -> dict[str, str | int]:
    return {
        "level": "occasion",
        "predicate": day.label,
        "phrase": day.label,
        "polarity": "positive",
        "modality": "actual",
        "episode": episode.id,
        "start": 0,
        "end": len(day.text),
        "ordinal": episode.ordinal,
    }


def _told(number: int, day: Day, episode: Episode) -> list[tuple[Node, Relationship]]:
    found = []
    for rank, name in enumerate(day.people):
        slot = "COMPANION" if rank else "AGENT"
        found.append((_entity(name, "Person"), slot, name, {"rank": max(0, rank - 1)}))
    found.append((_entity(day.place, "Place"), "AT", day.place, {"rank": 0}))
    year, month, date = map(int, day.date.split("-"))
    time = Node(
        f"tm_{day.date}",
        "Time",
        "",
        {"from": f"{day.date}T00:00:00", "to": f"{year}-{month:02}-{date + 1:02}T00:00:00"}
        | {"grain": "day"},
    )
    found.append((time, "DURING", str(year), {}))
    return [
        (node, _tie(slot, f"ev_{number}", node.id, episode, words, extra))
        for node, slot, words, extra in found
    ]


def _entity(name: str, kind: str) -> Node:
    id_ = content_id("en", name)
    return Node(id_, "Entity", kind, {"name": name, "aliases": [name], "named": True})


def _tie(
    slot: str, source: str, target: str, episode: Episode, words: str, extra: dict[str, int]
) -> Relationship:
    start = episode.text.index(words)
    span = {"start": start, "end": start + len(words)} | extra
    id_ = content_id("re", slot, source, target)
    return Relationship(id_, slot, source, target, episode.id, span)
