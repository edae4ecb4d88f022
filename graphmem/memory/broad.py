"""The scenes and personas that a question about a whole memory is answered from."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import numpy as np

from graphmem.memory.briefing import Briefing, read_span, spans_of
from graphmem.models.graph import Node
from graphmem.models.recollection import Line
from graphmem.protocols import Embedder, GraphStore
from graphmem.qa.broad import Digest
from graphmem.qa.given import Brief, Given, number_lines

MOST_SCENES = 256  # the best that are looked at; the others are counted
MOST_PERSONAS = 16
MOST_LINES = 3  # of each
_SIZE = 0.05  # what a scene twice as large is worth, of full nearness to the question

_Span = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Whole:
    """What a broad question is answered from: the best scenes and personas, and how many are."""

    brief: Brief
    digests: tuple[Digest, ...]
    known: int


class Surveying:
    """Surveys one state of a store; with `within` only what rests on these episodes counts."""

    def __init__(
        self,
        store: GraphStore,
        namespace: str,
        embedder: Embedder,
        within: Collection[str] | None = None,
    ) -> None:
        self._store = store
        self._space = namespace
        self._embedder = embedder
        self._within = within
        self._briefing = Briefing(store, namespace, within)

    def survey(self, query: str, named: Collection[str]) -> Whole:
        """Return what is known as a whole, or of those entities that are named; best first."""
        scenes = self._layer("Scene")
        if named:
            scenes = [node for node in scenes if not set(node.texts("cast")).isdisjoint(named)]
        personas = self._personas(named)
        best = _in_turn(personas[:MOST_PERSONAS], self._ranked(query, scenes)[:MOST_SCENES])
        told = self._told_facts(best)
        spans = {node.id: _spans(node, told.get(node.id, ())) for node in best}
        where = self._briefing.passages([span for each in spans.values() for span in each])
        lines = {key: _first(where[s] for s in each if s in where) for key, each in spans.items()}
        given = number_lines(line for each in lines.values() for line in each)
        numbers = {(g.episode, g.line.start): g.number for g in given}
        digests = tuple(
            _digest(node, [numbers[line.episode_ids[0], line.start] for line in lines[node.id]])
            for node in best
            if lines[node.id]
        )
        return Whole(self._brief(query, given), digests, len(personas) + len(scenes))

    def _brief(self, query: str, given: Sequence[Given]) -> Brief:
        return Brief(query, self._briefing.described(given), self._briefing.changes(given))

    def _layer(self, label: str) -> list[Node]:
        nodes = self._store.nodes(self._space, label=label)
        if self._within is None:
            return nodes
        return [node for node in nodes if node.rests_on() <= set(self._within)]

    def _personas(self, named: Collection[str]) -> list[Node]:
        """Return the personas of those who are named, else of all, of whom most is told first."""
        nodes = self._layer("Persona")
        if named:
            ties = self._store.relationships(self._space, types=("PORTRAYS",), touching=named)
            theirs = {tie.source for tie in ties}
            nodes = [node for node in nodes if node.id in theirs]
        return sorted(nodes, key=lambda node: (-len(node.texts("evidence")), node.id))

    def _ranked(self, query: str, scenes: Sequence[Node]) -> list[Node]:
        """Return scenes by nearness to the query, and by how much they hold."""
        if not scenes:
            return []
        texts = [f"{_text(n, 'title')} {_text(n, 'summary')}" for n in scenes]
        near = self._embedder.embed(texts) @ self._embedder.embed([query])[0]
        size = np.log2([1 + len(n.texts("evidence")) for n in scenes])
        scores = (near + _SIZE * size).round(6).tolist()
        order = sorted(zip(scores, scenes, strict=True), key=lambda pair: (-pair[0], pair[1].id))
        return [node for _, node in order]

    def _told_facts(self, nodes: Sequence[Node]) -> Mapping[str, list[Node]]:
        """Return for each of them the facts whose words its summary has."""
        told: defaultdict[str, list[Node]] = defaultdict(list)
        for key, fact in self._facts_of(nodes):
            told[key.id] += [fact] if _tells(key, fact) else []
        return told

    def _facts_of(self, nodes: Sequence[Node]) -> Iterator[tuple[Node, Node]]:
        """Yield the facts in the scenes, and those about whom the personas portray."""
        by_id = {node.id: node for node in nodes}
        types = ("IN_SCENE", "PORTRAYS")
        ties = self._store.relationships(self._space, types=types, touching=by_id)
        inside = [tie for tie in ties if tie.type == "IN_SCENE" and tie.target in by_id]
        facts = self._store.nodes(self._space, ids={tie.source for tie in inside})
        known = {fact.id: fact for fact in facts}
        yield from ((by_id[t.target], known[t.source]) for t in inside if t.source in known)
        whose = {tie.target: by_id[tie.source] for tie in ties if tie.source in by_id}
        for fact in self._store.nodes_about(self._space, "Fact", whose):
            yield whose[_text(fact, "subject")], fact


def _in_turn(personas: Sequence[Node], scenes: Sequence[Node]) -> list[Node]:
    """Return one of each in turn, and then the rest."""
    pairs = zip_longest(scenes, personas)
    return [node for pair in pairs for node in pair if node is not None]


def _tells(node: Node, fact: Node) -> bool:
    """Return whether a summary has the words of a fact."""
    words = _text(fact, "text").removeprefix(f"{_text(node, 'name')}: ").rstrip(".")
    return bool(words) and words in _text(node, "summary")


def _spans(node: Node, told: Iterable[Node]) -> list[_Span]:
    """Return where to look for its lines: what its summary rests on, then all else."""
    cited = [read_span(s) for cites in node.texts("summary_cites") for s in cites.split()]
    return [*cited, *(spans_of(fact)[0] for fact in told if spans_of(fact)), *spans_of(node)]


def _first(lines: Iterable[Line]) -> list[Line]:
    once: dict[tuple[str, int], Line] = {}
    for line in lines:
        once.setdefault((line.episode_ids[0], line.start), line)
    return list(once.values())[:MOST_LINES]


def _digest(node: Node, numbers: Sequence[int]) -> Digest:
    title = _text(node, "title") or _text(node, "name")
    ends = (_text(node, "occurred_from")[:10], _text(node, "occurred_to")[:10])
    when = " to ".join(dict.fromkeys(filter(None, ends)))
    return Digest(title, when, _text(node, "summary"), tuple(numbers))


def _text(node: Node, key: str) -> str:
    value = node.properties.get(key)
    return "" if value is None else str(value)
