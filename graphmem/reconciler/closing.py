"""Which open questions a later text answers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graphmem.ids import content_id
from graphmem.models.graph import Node, Relationship

_SLOTS = ("AGENT", "PATIENT", "RECIPIENT", "EXPERIENCER", "INSTRUMENT", "COMPANION", "TOPIC")
FILLING = (*_SLOTS, "AT", "DURING")
# What fills the slot when the question itself does not name one of an event.
_FILLED_BY = {"who": "AGENT", "whom": "PATIENT", "what": "PATIENT", "where": "AT", "when": "DURING"}


def close_questions(
    nodes: Sequence[Node],
    relationships: Sequence[Relationship],
    sources: Mapping[str, str],
    among: Collection[str] | None = None,
) -> list[Relationship]:
    """Return `ANSWERED_BY` from each question to what fills its slot, evidenced where it does.

    The answer is an event of the same predicate that happened as told, later in the source, or
    anywhere when the two share someone named; no slot that both fill may disagree. `nodes` are
    entities, events and questions, `relationships` those of the events, `sources` the source of
    each episode; where `among` is given, only these events answer. The result is a function of
    the graph, in whatever order it is handed over.
    """
    happenings = _happenings(nodes, relationships, sources)
    names = {n.id: str(n.properties["name"]) for n in nodes if n.properties.get("named")}
    answering = (h for key, h in happenings.items() if among is None or key in among)
    index = _index(answering, names)
    raised = {r.target: r.source for r in relationships if r.type == "RAISES"}
    found = []
    for question in sorted((n for n in nodes if n.label == "Question"), key=lambda n: n.id):
        event = happenings.get(raised.get(question.id, ""))
        slot = _slot(question)
        if event is None or not slot:
            continue
        answer = _answer(event, slot, index, names)
        found += _answers(question, slot, answer, names) if answer else []
    return found


@dataclass(slots=True)
class _Happening:
    """An event with what fills its slots, and its place: (source, ordinal, start, id)."""

    node: Node
    place: tuple[str, int, int, str]
    filled: dict[str, list[Relationship]] = field(default_factory=dict)

    def named(self, slot: str, names: Mapping[str, str]) -> set[str]:
        """Return what is named in a slot: people and things by name, times as they are."""
        targets = {r.target for r in self.filled.get(slot, ())}
        return targets if slot == "DURING" else targets & names.keys()


_Index = dict[tuple[str, str], list[_Happening]]


def _happenings(
    nodes: Iterable[Node], relationships: Iterable[Relationship], sources: Mapping[str, str]
) -> dict[str, _Happening]:
    found: dict[str, _Happening] = {}
    for node in nodes:
        if node.label == "Event" and node.properties["predicate"]:
            p = node.properties
            source = sources[str(p["episode"])]
            place = (source, int(str(p["ordinal"])), int(str(p["start"])), node.id)
            found[node.id] = _Happening(node, place)
    for each in relationships:
        if each.source in found and each.type in FILLING:
            found[each.source].filled.setdefault(each.type, []).append(each)
    return found


def _index(happenings: Iterable[_Happening], names: Mapping[str, str]) -> _Index:
    """Return what may answer, by predicate and source, and by predicate and who is in it."""
    index: _Index = {}
    for each in happenings:
        p = each.node.properties
        if p["modality"] != "actual" or p["polarity"] != "positive":
            continue
        slots = each.filled.keys() & _SLOTS
        took_part = {tie.target for slot in slots for tie in each.filled[slot]}
        for key in {each.place[0], *(took_part & names.keys())}:
            index.setdefault((str(p["predicate"]), key), []).append(each)
    return index


def _slot(question: Node) -> str:
    slot = str(question.properties["slot"]).upper()
    if slot in FILLING:
        return slot
    return _FILLED_BY.get(str(question.properties["asks"]), "")


def _answer(
    event: _Happening, slot: str, index: _Index, names: Mapping[str, str]
) -> _Happening | None:
    """Return the event that answers: the next in the source, or else the first elsewhere."""
    predicate = str(event.node.properties["predicate"])
    source, ordinal, *_ = event.place
    later = [h for h in index.get((predicate, source), ()) if h.place[1] > ordinal]
    elsewhere = [
        h
        for shared in {e for s in _SLOTS if s != slot for e in event.named(s, names)}
        for h in index.get((predicate, shared), ())
        if h.place[0] != source
    ]
    for candidates in (later, elsewhere):
        fitting = [h for h in candidates if _fits(event, h, slot, names)]
        if fitting:
            return min(fitting, key=lambda h: h.place)
    return None


def _fits(event: _Happening, other: _Happening, slot: str, names: Mapping[str, str]) -> bool:
    """Return whether an event fills the slot and agrees in all that both say."""
    if (
        not other.named(slot, names)
        or event.node.properties["level"] != other.node.properties["level"]
    ):
        return False
    for each in FILLING:
        said, filled = event.named(each, names), other.named(each, names)
        if each != slot and said and filled and said.isdisjoint(filled):
            return False
    return True


def _answers(
    question: Node, slot: str, answer: _Happening, names: Mapping[str, str]
) -> list[Relationship]:
    found = {}
    for each in answer.filled[slot]:
        if slot != "DURING" and each.target not in names:
            continue
        start, end = each.properties["start"], each.properties["end"]
        identity = content_id(
            "re", "ANSWERED_BY", question.id, each.target, each.episode, start, end
        )
        text = str(each.properties.get("text") or names.get(each.target, ""))
        found[identity] = Relationship(
            identity,
            "ANSWERED_BY",
            question.id,
            each.target,
            each.episode,
            {"start": start, "end": end, "text": text},
        )
    return [found[identity] for identity in sorted(found)]
