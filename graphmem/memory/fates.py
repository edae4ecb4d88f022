"""What became of facts: what took their place, and what contradicts them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from graphmem.layers.matter import Fate
from graphmem.models.graph import Node, Relationship
from graphmem.protocols import GraphStore

_TIES = ("SUPERSEDES", "CONTRADICTS")
_SHOWN = ("text", "valid_from", "polarity", "modality")  # of a fact beside that which it concerns


class Fates:
    """What became of the facts of a namespace, as a change leaves it.

    The change is given by the facts that it computes, as they were `before` and are `after`, and
    all ties of these. What ties two facts is computed with both of them.
    """

    def __init__(
        self,
        store: GraphStore,
        namespace: str,
        before: Mapping[str, Node],
        after: Mapping[str, Node],
        ties: Iterable[Relationship],
    ) -> None:
        self._store = store
        self._space = namespace
        self._before = {key: node for key, node in before.items() if node.label == "Fact"}
        self._after = {key: node for key, node in after.items() if node.label == "Fact"}
        self._ties: defaultdict[str, list[Relationship]] = defaultdict(list)
        for tie in ties:
            if tie.type in _TIES:
                for end in (tie.source, tie.target):
                    self._ties[end].append(tie)

    def of(self, facts: Iterable[str]) -> dict[str, Fate]:
        """Return what became of facts, given by their ids, and of those that it names."""
        ids = set(facts)
        fates = self._now(ids)
        named = {n.id for fate in fates.values() for n in (*fate.replaced, *fate.disputed)}
        return fates | self._now(named - ids)

    def moved(self) -> set[str]:
        """Return the episodes that tell of facts of which another thing became than before."""
        computed = self._before.keys() | self._after.keys()
        then, now = self._then(computed), self._now(computed)
        moved = {key for key in computed if then.get(key) != now.get(key)}
        moved |= {key for key, fate in now.items() if moved & {n.id for n in fate.replaced}}
        nodes = [m[key] for key in moved for m in (self._before, self._after) if key in m]
        return {episode for node in nodes for episode in node.rests_on()}

    def _then(self, ids: Collection[str]) -> dict[str, Fate]:
        if not ids:
            return {}
        ties = self._store.relationships(self._space, types=_TIES, touching=ids)
        ends = {end for tie in ties for end in (tie.source, tie.target)}
        nodes = self._nodes(ends, self._before)
        return _fates(ids, ties, nodes)

    def _now(self, ids: Collection[str]) -> dict[str, Fate]:
        computed = self._before.keys() | self._after.keys()
        ties = {tie.id: tie for key in ids for tie in self._ties.get(key, ())}
        if standing := set(ids) - computed:
            stood = self._store.relationships(self._space, types=_TIES, touching=standing)
            ties |= {t.id: t for t in stood if computed.isdisjoint((t.source, t.target))}
        ends = {end for tie in ties.values() for end in (tie.source, tie.target)}
        return _fates(ids, ties.values(), self._nodes(ends, self._after))

    def _nodes(self, ids: Collection[str], known: Mapping[str, Node]) -> dict[str, Node]:
        missing = [key for key in ids if key not in known]
        read = self._store.nodes(self._space, ids=missing) if missing else []
        return {key: known[key] for key in ids if key in known} | {n.id: n for n in read}


def _fates(
    ids: Collection[str], ties: Iterable[Relationship], nodes: Mapping[str, Node]
) -> dict[str, Fate]:
    replaced: defaultdict[str, set[str]] = defaultdict(set)
    disputed: defaultdict[str, set[str]] = defaultdict(set)
    for tie in ties:
        if tie.source not in nodes or tie.target not in nodes:
            continue
        if tie.type == "SUPERSEDES":
            replaced[tie.target].add(tie.source)
        else:
            disputed[tie.source].add(tie.target)
            disputed[tie.target].add(tie.source)
    return {
        key: Fate(
            str(nodes[key].properties.get("valid_to") or "") if replaced[key] else "",
            tuple(_brief(nodes[other]) for other in sorted(replaced[key])),
            tuple(_brief(nodes[other]) for other in sorted(disputed[key])),
        )
        for key in ids
        if replaced[key] or disputed[key]
    }


def _brief(fact: Node) -> Node:
    """Return a fact as it is first told, so that to say it once more makes no other of it."""
    told = {key: fact.properties[key] for key in _SHOWN if key in fact.properties}
    return Node(fact.id, "Fact", properties={**told, "evidence": fact.texts("evidence")[:1]})
