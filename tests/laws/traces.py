"""Whether all that a memory holds leads to an episode, and to words there that say it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from graphmem import Memory
from graphmem.language.terms import terms
from graphmem.models.evidence import Episode
from graphmem.models.graph import Node, Relationship

SLOTS = {"AGENT", "PATIENT", "RECIPIENT", "EXPERIENCER", "INSTRUMENT", "COMPANION", "TOPIC", "AT"}
CLAIMS = {"HAS_ROLE", "IN_STATE"}
LAYER_TIES = {"SUPPORTS", "SUPERSEDES", "CONTRADICTS", "IN_SCENE", "SHAPES", "PORTRAYS"}
# What leads from a node towards the words: (type, whether the node is the source of it).
LEADS = {
    "Source": ("FROM", False),
    "Episode": ("FROM", True),
    "Entity": ("MENTIONED_IN", True),
    "Event": ("EVIDENCED_BY", True),
    "Time": ("DURING", False),
    "Role": ("HAS_ROLE", False),
    "State": ("IN_STATE", False),
    "Question": ("RAISES", False),
    "Scene": ("IN_SCENE", False),
    "Persona": ("PORTRAYS", True),
}
# Words that the layers put around what the text says.
_ADDED = set(terms("is not a an at with seen Is Seen With"))
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Traced:
    """A memory's graph with the texts it came from."""

    episodes: dict[str, Episode]
    nodes: dict[str, Node]
    relationships: list[Relationship]

    @classmethod
    def of(cls, memory: Memory) -> Traced:
        store, space = memory._store, memory._namespace
        return cls(
            {e.id: e for e in store.episodes(space)},
            {n.id: n for n in store.nodes(space)},
            store.relationships(space),
        )

    @cached_property
    def ties(self) -> set[tuple[str, str, bool]]:
        """Each end of a relationship: (node, type, whether it is the source)."""
        ends = {(r.source, r.type, True) for r in self.relationships}
        return ends | {(r.target, r.type, False) for r in self.relationships}

    @cached_property
    def mentions(self) -> dict[tuple[str, int, int], set[str]]:
        """The entities that are mentioned at each span."""
        found: dict[tuple[str, int, int], set[str]] = {}
        for r in self.relationships:
            if r.type == "MENTIONED_IN":
                found.setdefault((r.episode, *_span(r)), set()).add(r.source)
        return found

    @cached_property
    def names(self) -> set[str]:
        """The terms of all names, which a fact may put for a pronoun or a nickname."""
        return {t for n in self.nodes.values() if n.label == "Entity" for t in _names(n)}

    def words(self, place: str) -> str | None:
        """Return the words at `episode:start:end`, None when there are none."""
        episode, start, end = place.split(":")
        known = self.episodes.get(episode)
        if known is None or not 0 <= int(start) < int(end) <= len(known.text):
            return None
        return known.text[int(start) : int(end)]


def untraced(memory: Memory) -> Iterator[str]:
    """Yield what does not lead to words that say it, in words."""
    graph = Traced.of(memory)
    for node in graph.nodes.values():
        lead = LEADS.get(node.label)
        if lead and (node.id, *lead) not in graph.ties:
            yield f"{node.id}: a {node.label} without {lead[0]}"
        for complaint in _NODES.get(node.label, _nothing)(graph, node):
            yield f"{node.id} {node.label} {dict(node.properties)}: {complaint}"
    for tie in graph.relationships:
        for complaint in _of_tie(graph, tie):
            yield f"{tie}: {complaint}"


def _nothing(_: Traced, __: Node) -> Iterator[str]:
    return iter(())


def _of_event(graph: Traced, event: Node) -> Iterator[str]:
    p = event.properties
    words = graph.words(f"{p['episode']}:{p['start']}:{p['end']}")
    if words is None:
        yield "its span is not in its episode"
    elif not set(terms(str(p["phrase"]))) <= set(terms(words)):
        yield "its phrase is not what stands there"


def _of_question(graph: Traced, question: Node) -> Iterator[str]:
    raised = [r for r in graph.relationships if r.target == question.id and r.type == "RAISES"]
    said = {t for r in raised for t in terms(graph.words(_place(r)) or "")}
    if not set(terms(str(question.properties["text"]))) <= said | graph.names:
        yield f"its words are not what stands there: {said}"


def _of_fact(graph: Traced, fact: Node) -> Iterator[str]:
    yield from _evidence(graph, fact)
    said = {t for place in _places(fact) for t in terms(_sentences(graph, place))}
    text = _DAY.sub("", str(fact.properties["text"]))
    if unsaid := set(terms(text)) - said - graph.names - _ADDED:
        yield f"the words {sorted(unsaid)} are not in its evidence"
    if str(fact.properties["subject"]) not in graph.nodes:
        yield "its subject is not in the graph"


def _of_scene(graph: Traced, scene: Node) -> Iterator[str]:
    yield from _evidence(graph, scene)
    own = {r.source for r in graph.relationships if r.target == scene.id and r.type == "IN_SCENE"}
    facts = [graph.nodes[fact] for fact in own]
    if not set(_places(scene)) <= {p for fact in facts for p in _places(fact)}:
        yield "its evidence is not that of its facts"
    texts = [str(fact.properties["text"]) for fact in facts]
    if not any(
        text.startswith(str(scene.properties["title"]).removesuffix(" …")) for text in texts
    ):
        yield "its title is no fact's"
    if left := _without(str(scene.properties["summary"]), texts):
        yield f"its summary says {left!r}, which no fact of it says"


def _of_persona(graph: Traced, persona: Node) -> Iterator[str]:
    yield from _evidence(graph, persona)
    portrayed = [r.target for r in graph.relationships if r.source == persona.id]
    facts = [
        n
        for n in graph.nodes.values()
        if n.label == "Fact" and n.properties["subject"] in portrayed
    ]
    if {p for fact in facts for p in _places(fact)} != set(_places(persona)):
        yield "its evidence is not that of the facts about it"
    said = {
        t for fact in facts for key in ("text", "value") for t in terms(str(fact.properties[key]))
    }
    said |= {t for fact in facts for t in terms(str(fact.properties["slot"]))}
    told = " ".join([str(persona.properties["summary"]), *_list(persona, "traits")])
    if unsaid := set(terms(_DAY.sub("", told))) - said - graph.names - _ADDED:
        yield f"the words {sorted(unsaid)} are in no fact of it"


_NODES: dict[str, Callable[[Traced, Node], Iterator[str]]] = {
    "Event": _of_event,
    "Question": _of_question,
    "Fact": _of_fact,
    "Scene": _of_scene,
    "Persona": _of_persona,
}


def _of_tie(graph: Traced, tie: Relationship) -> Iterator[str]:
    if tie.source not in graph.nodes or tie.target not in graph.nodes:
        yield "one of its ends is missing"
    elif tie.type in LAYER_TIES:
        yield from _of_layer_tie(graph, tie)
    elif tie.type not in {"FROM", "NEXT"}:
        words = graph.words(_place(tie))
        if words is None:
            yield "its span is not in its episode"
        else:
            yield from _of_words(graph, tie, words)


def _of_words(graph: Traced, tie: Relationship, words: str) -> Iterator[str]:
    text = tie.properties.get("text")
    if tie.type in {"MENTIONED_IN", "DURING"} and text != words:
        yield f"{words!r} stands there"
    named = tie.type in SLOTS or (tie.type == "ANSWERED_BY" and tie.target.startswith("en_"))
    if named and tie.target not in graph.mentions.get((tie.episode, *_span(tie)), ()):
        yield f"{words!r} is no mention of its target"
    if tie.type in CLAIMS:
        name = str(graph.nodes[tie.target].properties["name"])
        if not set(terms(name)) <= set(terms(words)):
            yield f"{words!r} does not say {name!r}"


def _of_layer_tie(graph: Traced, tie: Relationship) -> Iterator[str]:
    source, target = graph.nodes[tie.source], graph.nodes[tie.target]
    if tie.type == "SUPPORTS":
        p = source.properties
        if f"{p['episode']}:{p['start']}:{p['end']}" not in _places(target):
            yield "the fact does not name the event's span as evidence"
    # A fact that several sources tell may be in a scene of each.
    if tie.type == "IN_SCENE" and set(_places(source)).isdisjoint(_places(target)):
        yield "the scene does not name the fact's evidence"
    if tie.type in {"SUPERSEDES", "CONTRADICTS"} and len({_subject(source), _subject(target)}) > 1:
        yield "the facts are about two"


def _subject(fact: Node) -> str:
    return str(fact.properties["subject"])


def _evidence(graph: Traced, node: Node) -> Iterator[str]:
    if not _places(node):
        yield "it has no evidence"
    for place in _places(node):
        if graph.words(place) is None:
            yield f"there are no words at {place}"


def _sentences(graph: Traced, place: str) -> str:
    """Return the words of a span, from the start of its line to the end of it."""
    episode, start, end = place.split(":")
    text = graph.episodes[episode].text
    begun = max((text.rfind(mark, 0, int(start)) for mark in (". ", "\n")), default=-1) + 1
    ended = min(
        (at for mark in (". ", "\n") if (at := text.find(mark, int(end))) >= 0), default=len(text)
    )
    return text[begun:ended]


def _without(summary: str, texts: list[str]) -> str:
    for text in sorted(texts, key=len, reverse=True):
        summary = summary.replace(f"{text.rstrip('.')}.", "")
    return summary.strip()


def _places(node: Node) -> list[str]:
    return _list(node, "evidence")


def _list(node: Node, key: str) -> list[str]:
    value = node.properties.get(key)
    return [str(each) for each in value] if isinstance(value, list) else []


def _names(node: Node) -> Iterator[str]:
    for name in (str(node.properties["name"]), *_list(node, "aliases")):
        yield from terms(name)


def _span(tie: Relationship) -> tuple[int, int]:
    return int(str(tie.properties["start"])), int(str(tie.properties["end"]))


def _place(tie: Relationship) -> str:
    return f"{tie.episode}:{tie.properties.get('start')}:{tie.properties.get('end')}"
