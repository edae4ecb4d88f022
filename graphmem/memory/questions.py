"""The open questions of a namespace: which may have another answer since a change, and which."""

from collections.abc import Collection, Iterable, Mapping

from graphmem.models.graph import Node, Relationship
from graphmem.protocols import GraphStore
from graphmem.reconciler.closing import FILLING, close_questions

_BELOW = (*FILLING, "FROM")

Answers = dict[str, dict[str, Relationship]]  # by question and id


class Questions:
    """Looks at all questions, of which there are few, and at the events that may answer them.

    The answer of a question is a function of its own event and of all events with the same
    predicate. Where neither the event nor the episode of the answer changed, it is another one
    only if an event that changed answers better.
    """

    def __init__(self, store: GraphStore, namespace: str) -> None:
        self._store = store
        self._space = namespace
        self._questions = store.nodes(namespace, label="Question")
        self._raised = store.relationships(namespace, types=("RAISES",))
        self._answers = _by_question(store.relationships(namespace, types=("ANSWERED_BY",)))
        asking = store.nodes(namespace, ids={tie.source for tie in self._raised})
        self._asking = {event.id: event for event in asking}
        self._predicates = {_predicate(event) for event in asking} - {""}
        self._told: dict[str, Node] = {}
        self._ties: dict[str, Relationship] = {}

    def every(self) -> set[str]:
        """Return all questions, by their ids."""
        return {question.id for question in self._questions}

    def hear(self, nodes: Iterable[Node], ties: Iterable[Relationship]) -> None:
        """Take note of what episodes tell that may answer a question."""
        known = {node.id: node for node in nodes}
        told = {n.id for n in known.values() if n.label == "Event" and self._is_asked(n)}
        kept = [t for t in ties if t.type == "FROM" or (t.source in told and t.type in FILLING)]
        self._ties.update((tie.id, tie) for tie in kept)
        ends = {tie.target for tie in kept}
        self._told.update((key, node) for key, node in known.items() if key in told | ends)

    def touched(self, changed: Collection[str]) -> set[str]:
        """Return the questions to look at anew since episodes changed: they, or their answer."""
        touched = {tie.target for tie in self._raised if tie.episode in changed}
        answers = ((q, tie) for q, ties in self._answers.items() for tie in ties.values())
        return touched.union(question for question, tie in answers if tie.episode in changed)

    def bettered(self, touched: Collection[str]) -> Answers:
        """Return the answers of questions, other than those touched, that what was heard betters.

        Whatever else may answer these was there before, and did not do better than their answer.
        """
        asked = [question for question in self._questions if question.id not in touched]
        if not asked:
            return {}
        answers = [tie for q in asked for tie in self._answers.get(q.id, {}).values()]
        episodes = {_episode(event) for event in self._asking.values()}
        about = self._store.relationships(
            self._space, types=_BELOW, episodes=episodes.union(tie.episode for tie in answers)
        )
        known = self._store.nodes(self._space, ids={e for t in about for e in (t.source, t.target)})
        nodes = {node.id: node for node in known} | self._asking | self._told
        answered = {tie.episode for tie in answers}
        among = self._told.keys() | {t.source for t in about if t.episode in answered}
        now = self._close(asked, nodes, {tie.id: tie for tie in about} | self._ties, among=among)
        return {q: found for q, found in now.items() if found != self._answers.get(q)}

    def close(self, touched: Collection[str]) -> Answers:
        """Return the answers of these questions, looked for among all events."""
        store, space = self._store, self._space
        if not touched:
            return {}
        asked = [question for question in self._questions if question.id in touched]
        raising = {tie.source for tie in self._raised if tie.target in touched}
        predicates = {_predicate(self._asking[event]) for event in raising} - {""}
        events = store.nodes_about(space, "Event", predicates) if predicates else []
        ties = store.relationships(space, types=FILLING, touching={e.id for e in events})
        ends = store.nodes(space, ids={tie.target for tie in ties})
        told = {_episode(event) for event in events}
        ties += store.relationships(space, types=("FROM",), touching=told)
        nodes = {node.id: node for node in (*events, *ends)}
        found = self._close(asked, nodes, {tie.id: tie for tie in ties})
        return {question: found.get(question, {}) for question in touched}

    def change(self, now: Answers) -> tuple[list[Relationship], list[Relationship]]:
        """Return which of the answers of questions are new, and which hold no more."""
        known = {key: tie for q in now for key, tie in self._answers.get(q, {}).items()}
        found = {key: tie for ties in now.values() for key, tie in ties.items()}
        fresh = [tie for key, tie in sorted(found.items()) if known.get(key) != tie]
        return fresh, [tie for key, tie in sorted(known.items()) if key not in found]

    def _close(
        self,
        questions: Iterable[Node],
        nodes: Mapping[str, Node],
        ties: Mapping[str, Relationship],
        among: Collection[str] | None = None,
    ) -> Answers:
        """Return the answers, by question and id."""
        sources = {tie.source: tie.target for tie in ties.values() if tie.type == "FROM"}
        known = [*questions, *nodes.values()]
        found = close_questions(known, [*self._raised, *ties.values()], sources, among)
        return _by_question(found)

    def _is_asked(self, event: Node) -> bool:
        return _predicate(event) in self._predicates


def _by_question(ties: Iterable[Relationship]) -> Answers:
    answers: Answers = {}
    for tie in ties:
        answers.setdefault(tie.source, {})[tie.id] = tie
    return answers


def _predicate(event: Node) -> str:
    return str(event.properties["predicate"])


def _episode(event: Node) -> str:
    return str(event.properties["episode"])
