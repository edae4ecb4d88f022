"""Small graphs of events, as the Reconciler writes them."""

from dataclasses import dataclass, field

from graphmem.ids import content_id
from graphmem.models.graph import GraphDelta, Node, Property, Relationship
from graphmem.settings import LayerSettings

SETTINGS = LayerSettings(persona_mentions=2)


@dataclass
class World:
    """A graph that grows by what is said in it."""

    nodes: dict[str, Node] = field(default_factory=dict)
    ties: list[Relationship] = field(default_factory=list)

    def said(self, source: str, ordinal: int, on: str = "") -> str:
        """Add an episode and return its id."""
        id_ = f"ep_{source}_{ordinal:03}"
        time: dict[str, Property] = {"occurred_from": f"{on}T00:00:00"} if on else {}
        self.nodes[id_] = Node(id_, "Episode", "", {"ordinal": ordinal, **time})
        self.tie("FROM", id_, source)
        return id_

    def entity(self, name: str, kind: str = "Person") -> str:
        """Add an entity and return its id."""
        id_ = f"en_{name}"
        self.nodes[id_] = Node(id_, "Entity", kind, {"name": name, "named": True, "mentions": 5})
        return id_

    def tie(self, type_: str, source: str, target: str, episode: str = "", **properties: Property):
        id_ = content_id("re", type_, source, target, episode, properties.get("start", ""))
        self.ties.append(Relationship(id_, type_, source, target, episode, properties))

    def event(
        self,
        episode: str,
        start: int,
        who: list[str],
        predicate: str,
        phrase: str,
        **more: Property,
    ) -> str:
        """Add an event with its agent and patients, `at` a place and `on` a day; return its id."""
        at, on = more.pop("at", ""), more.pop("on", "")
        level = more.get("level", "action")
        id_ = content_id("ev", episode, level, start, predicate)
        time: dict[str, Property] = {"occurred_from": f"{on}T00:00:00"} if on else {}
        words = {"episode": episode, "start": start, "end": start + len(phrase), "phrase": phrase}
        self.nodes[id_] = Node(
            id_, "Event", "", {"level": level, "predicate": predicate, **words, **time, **more}
        )
        for i, name in enumerate(who):
            slot = "PATIENT" if i else "AGENT"
            self.tie(slot, id_, self.entity(name), episode, start=start, rank=0)
        if at:
            self.tie("AT", id_, self.entity(str(at), "Place"), episode, start=start, rank=0)
        return id_

    def claim(self, episode: str, start: int, who: str, type_: str, value: str, **more: Property):
        """Add a role or a state."""
        id_ = f"cl_{value}"
        self.nodes[id_] = Node(id_, "Role" if type_ == "HAS_ROLE" else "State", "", {"name": value})
        span = {"start": start, "end": start + len(value)}
        self.tie(type_, self.entity(who), id_, episode, **span, **more)


def texts(delta: GraphDelta) -> set[str]:
    return {str(n.properties["text"]) for n in delta.nodes if n.label == "Fact"}


def fact(delta: GraphDelta, text: str) -> Node:
    return next(n for n in delta.nodes if n.properties.get("text") == text)


def ties(delta: GraphDelta, type_: str) -> list[tuple[str, str]]:
    words = {n.id: str(n.properties.get("text", n.id)) for n in delta.nodes}
    return sorted(
        (words.get(r.source, r.source), words.get(r.target, r.target))
        for r in delta.relationships
        if r.type == type_
    )
