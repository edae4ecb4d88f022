"""What a model is given for a question: recalled lines, first answers and changes, with names."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from graphmem.language.tokens import count_each
from graphmem.models.graph import Node, Relationship
from graphmem.models.recollection import Answer, Candidate, Citation, Line, Search
from graphmem.models.times import Interval
from graphmem.protocols import GraphStore
from graphmem.qa.given import Brief, Change, Given, Stand, number_lines
from graphmem.retrieval.line import line_of

MOST_HINTS = 40  # values of a first answer that are given
MOST_CHANGES = 8
_REVISING = ("SUPERSEDES", "CONTRADICTS")

_Span = tuple[str, int, int]
What = TypeVar("What")


class Briefing:
    """Makes briefs from one state of a store; with `within` only these episodes count."""

    def __init__(
        self, store: GraphStore, namespace: str, within: Collection[str] | None = None
    ) -> None:
        self._store = store
        self._space = namespace
        self._within = within
        self._sources = {source.id: source for source in store.sources(namespace)}

    def brief(self, query: str, lines: Sequence[Line], first: Answer, budget: int) -> Brief:
        """Return the lines with those that a first answer rests on, within half of the budget more.

        Lines that tell the other side of a change come in besides.
        """
        kept = [line for line in lines if self._counts(line.episode_ids[0])]
        given = number_lines([*kept, *self._resting(first, kept, budget // 2)])
        ties, facts = self._revising(given)
        given = number_lines([*(g.line for g in given), *self._other_sides(ties, facts, given)])
        changes = tuple(_changes(ties, facts, given))[:MOST_CHANGES]
        return Brief(query, self.described(given), changes, tuple(_hints(first, given)))

    def changes(self, given: Sequence[Given]) -> tuple[Change, ...]:
        """Return the changes of which both sides stand in these lines."""
        ties, facts = self._revising(given)
        return tuple(_changes(ties, facts, given))[:MOST_CHANGES]

    def described(self, given: Sequence[Given]) -> tuple[Given, ...]:
        """Return the lines with whom they speak of and when what they tell of was."""
        episodes = {each.episode for each in given}
        names, times = self._names(episodes), self._times(episodes)
        return tuple(
            replace(
                each,
                names=tuple(dict.fromkeys(_over(each, names))),
                times=tuple(dict.fromkeys(_over(each, times))),
            )
            for each in given
        )

    def passages(self, spans: Sequence[_Span]) -> dict[_Span, Line]:
        """Return for each span the line in which it begins."""
        wanted = {episode for episode, _, _ in spans if self._counts(episode)}
        if not wanted:
            return {}
        found: defaultdict[str, list[Candidate]] = defaultdict(list)
        for each in self._store.search(self._space, Search(episodes=tuple(sorted(wanted)))):
            found[each.episode.id].append(each)
        lines = {}
        for span in spans:
            holding = (c for c in found[span[0]] if c.passage.start <= span[1] < c.passage.end)
            if (held := next(holding, None)) is not None:
                lines[span] = self._line(held)
        return lines

    def _line(self, held: Candidate) -> Line:
        source = self._sources.get(held.episode.source)
        return line_of(held.episode, source, held.passage.start, held.passage.end)

    def _counts(self, episode: str) -> bool:
        return self._within is None or episode in self._within

    def _resting(self, first: Answer, kept: Sequence[Line], budget: int) -> Iterator[Line]:
        """Yield the words that a first answer rests on where no line has them."""
        given = number_lines(kept)
        cited = [c for c in first.citations[:MOST_HINTS] if not _covering(c, given)]
        episodes = self._store.episodes(self._space, ids={c.episode for c in cited})
        by_id = {episode.id: episode for episode in episodes}
        lines = [
            line_of(by_id[c.episode], self._sources.get(by_id[c.episode].source), c.start, c.end)
            for c in cited
            if c.episode in by_id
        ]
        for line, cost in zip(lines, count_each([line.text for line in lines]), strict=True):
            budget -= cost
            if budget < 0:
                return
            yield line

    def _revising(self, given: Sequence[Given]) -> tuple[list[Relationship], dict[str, Node]]:
        """Return what supersedes or contradicts a fact that these lines tell, with the facts."""
        resting = self._store.nodes_resting_on(self._space, {g.episode for g in given})
        where = _by_episode(given)
        told = {n.id: n for n in resting if n.label == "Fact" and _numbers(n, where)}
        ties = self._store.relationships(self._space, types=_REVISING, touching=told)
        others = {end for tie in ties for end in (tie.source, tie.target)} - told.keys()
        told |= {n.id: n for n in self._store.nodes(self._space, ids=others)} if others else {}
        return ties, told

    def _other_sides(
        self, ties: Iterable[Relationship], facts: Mapping[str, Node], given: Sequence[Given]
    ) -> list[Line]:
        ends = dict.fromkeys(end for tie in ties for end in (tie.target, tie.source))
        where = _by_episode(given)
        missing = [facts[end] for end in ends if end in facts and not _numbers(facts[end], where)]
        spans = [spans[0] for fact in missing[:MOST_CHANGES] if (spans := spans_of(fact))]
        return list(self.passages(spans).values())

    def _names(self, episodes: Collection[str]) -> Mapping[str, list[tuple[int, int, str]]]:
        """Return by episode where somebody or something is mentioned, with each of its names."""
        store, space = self._store, self._space
        ties = store.relationships(space, types=("MENTIONED_IN",), episodes=episodes)
        entities = {n.id: n for n in store.nodes(space, ids={tie.source for tie in ties})}
        found: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for tie in ties:
            node = entities.get(tie.source)
            if node is not None and node.properties.get("named"):
                for name in (str(node.properties["name"]), *node.texts("aliases")):
                    found[tie.episode].append((*_span(tie), name))
        return found

    def _times(self, episodes: Collection[str]) -> Mapping[str, list[tuple[int, int, Interval]]]:
        """Return by episode where something happens that has a time, the longest stretch first."""
        store, space = self._store, self._space
        told = store.relationships(space, types=("EVIDENCED_BY",), episodes=episodes)
        during = store.relationships(space, types=("DURING",), episodes=episodes)
        when = {n.id: _interval(n) for n in store.nodes(space, ids={tie.target for tie in during})}
        spans = {tie.source: _span(tie) for tie in told}
        found: defaultdict[str, list[tuple[int, int, Interval]]] = defaultdict(list)
        for tie in during:
            start, end = spans.get(tie.source, _span(tie))
            found[tie.episode].append((start, end, when[tie.target]))
        for there in found.values():
            there.sort(key=lambda at: (at[0] - at[1], at[0], at[2]))
        return found


def spans_of(node: Node) -> list[_Span]:
    """Return the spans that a node of a layer rests on."""
    return [read_span(text) for text in node.texts("evidence")]


def read_span(text: str) -> _Span:
    """Return the span that is written `episode:start:end`."""
    episode, start, end = text.rsplit(":", 2)
    return episode, int(start), int(end)


def _over(given: Given, there: Mapping[str, list[tuple[int, int, What]]]) -> Iterator[What]:
    """Yield what lies over any words of a line."""
    for start, end, what in there.get(given.episode, ()):
        if start < given.line.end and given.line.start < end:
            yield what


def _by_episode(given: Iterable[Given]) -> Mapping[str, list[Given]]:
    where: defaultdict[str, list[Given]] = defaultdict(list)
    for each in given:
        where[each.episode].append(each)
    return where


def _numbers(fact: Node, where: Mapping[str, list[Given]]) -> tuple[int, ...]:
    """Return the numbers of the lines that tell a fact."""
    spans = spans_of(fact)
    told = {g.number for span in spans for g in where.get(span[0], ()) if g.covers(*span)}
    return tuple(sorted(told))


def _covering(citation: Citation, given: Sequence[Given]) -> tuple[int, ...]:
    spot = (citation.episode, citation.start, citation.end)
    return tuple(g.number for g in given if g.covers(*spot))


def _hints(first: Answer, given: Sequence[Given]) -> Iterator[tuple[str, tuple[int, ...]]]:
    values, citations = first.values[:MOST_HINTS], first.citations[:MOST_HINTS]
    if len(values) == len(citations):
        for value, citation in zip(values, citations, strict=True):
            yield value, _covering(citation, given)
        return
    every = dict.fromkeys(n for citation in citations for n in _covering(citation, given))
    for value in values:
        yield value, tuple(every)


def _changes(
    ties: Iterable[Relationship], facts: Mapping[str, Node], given: Sequence[Given]
) -> Iterator[Change]:
    """Yield the changes whose sides both stand in the lines, the best line's first."""
    found = []
    where = _by_episode(given)
    for tie in ties:
        if tie.source not in facts or tie.target not in facts:
            continue
        before, after = _stand(facts[tie.target], where), _stand(facts[tie.source], where)
        conflict = tie.type == "CONTRADICTS"
        if conflict and (after.begun, after.text) < (before.begun, before.text):
            before, after = after, before
        # Of what came after, how long it was done is told, not how long it held.
        after = replace(after, ended="")
        before = replace(before, ended="") if conflict else before
        if before.numbers and after.numbers:
            found.append((min(*before.numbers, *after.numbers), tie.id, before, after, conflict))
    for _, _, before, after, conflict in sorted(found, key=lambda each: each[:2]):
        yield Change(before, after, conflict)


def _stand(fact: Node, where: Mapping[str, list[Given]]) -> Stand:
    told = {key: str(fact.properties.get(key) or "") for key in ("text", "value", "valid_from")}
    return Stand(
        told["text"],
        told["value"],
        told["valid_from"],
        str(fact.properties.get("valid_to") or ""),
        _numbers(fact, where),
    )


def _span(tie: Relationship) -> tuple[int, int]:
    start, end = tie.properties.get("start"), tie.properties.get("end")
    return (start if isinstance(start, int) else 0, end if isinstance(end, int) else 0)


def _interval(time: Node) -> Interval:
    told = time.properties
    return Interval(str(told["from"]), str(told["to"]), str(told.get("grain") or "span"))
