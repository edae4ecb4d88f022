"""Who does what to whom, where and when: the Operator's events beside PropBank and QA-SRL.

`training/propbank.py` says how roles become slots, `qasrl` which slots answer a question. An
argument counts by (word of the predicate, slot, head of the argument), and so do the arguments of
events that only one side has. The baseline says that each verb is an event, with its subject as
AGENT, its object as PATIENT and its indirect object as RECIPIENT, in the same trees.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from tests.bench.gold.qasrl import measure_questions
from tests.bench.gold.tables import Score, Table
from tests.bench.gold.told_events import Event, read_events
from training.propbank import Argument, Document, Predicate, read_documents

_SLOTS = (
    "AGENT", "PATIENT", "RECIPIENT", "EXPERIENCER", "INSTRUMENT", "COMPANION", "TOPIC", "PLACE",
    "TIME",
)  # fmt: skip
_HEAD = ("P", "R", "F1", "baseline P", "R", "F1", "gold")
_REALITIES = ("actual", "planned", "possible")


def measure(data: Path, part: str) -> list[Table]:
    """Return the tables of a part, `dev` or `test`."""
    documents = list(read_documents(data, part))
    read = list(read_events(d.text for d in documents))
    ours = list(zip(documents, (told for told, _, _ in read), strict=True))
    plain = list(zip(documents, (told for _, told, _ in read), strict=True))
    known = {id(d): entities for d, (_, _, entities) in zip(documents, read, strict=True)}

    def among_known(pairs: Pairs) -> Scores:
        return _arguments([_keep(d, told, known[id(d)]) for d, told in pairs], nominal=True)

    tables = [
        _table("Events", ours, plain, _events),
        _table("Arguments", ours, plain, lambda pairs: _arguments(pairs, nominal=False)),
        _table("Arguments that are nouns, names, pronouns or numbers", ours, plain, _nominal),
        _table("Arguments whose words stand for an entity", ours, plain, among_known),
        _table("What is denied, and what may be", ours, plain, _reality),
    ]
    for table in tables:
        table.title += f", PropBank on EWT {part} ({len(documents)} documents)"
    return [*tables, measure_questions(data, part)]


Pairs = Sequence[tuple[Document, list[Event]]]
Scores = dict[str, Score]


def _table(title: str, ours: Pairs, plain: Pairs, score: Callable[[Pairs], Scores]) -> Table:
    table = Table(title, ("", *_HEAD))
    beside = score(plain)
    for name, each in score(ours).items():
        base = beside.get(name, Score())
        table.rows.append((name, *each.cells(), *base.cells(), f"{each.wanted:.0f}"))
    return table


def _keep(
    document: Document, told: list[Event], known: frozenset[int]
) -> tuple[Document, list[Event]]:
    """Return both with only the arguments that have an entity, and times."""

    def kept(arguments: list[Argument]) -> list[Argument]:
        return [a for a in arguments if a.head in known or a.slot == "TIME"]

    predicates = [replace(p, arguments=kept(p.arguments)) for p in document.predicates]
    events = [replace(e, arguments=kept(e.arguments)) for e in told]
    return Document(document.text, predicates), events


def pair_up(document: Document, told: Iterable[Event]) -> list[tuple[Predicate | None, Event]]:
    """Return each told event with the predicate that it stands at; of two at one, joined."""
    where = {at: p for p in document.predicates for at in p.at}
    found: list[tuple[Predicate | None, Event]] = []
    at_predicate: dict[int, Event] = {}
    for event in told:
        predicate = where.get(event.at)
        if predicate is not None and id(predicate) in at_predicate:
            at_predicate[id(predicate)].arguments.extend(event.arguments)
            continue
        if predicate is not None:
            at_predicate[id(predicate)] = event
        found.append((predicate, event))
    return found


def _is_being(document: Document, event: Event) -> bool:
    """Return whether an event is a form of "be", which is left out on both sides."""
    word = document.text[event.at : event.at + 6].split()[0].lower().strip(".,!?;:)\"'")
    return word in ("be", "is", "was", "are", "were", "am", "been", "being", "s", "m", "re")


def _events(pairs: Pairs) -> Scores:
    scores = {name: Score() for name in ("all", "verb", "noun", "adjective")}
    for document, told in pairs:
        for predicate in document.predicates:
            for name in ("all", predicate.part):
                scores.setdefault(name, Score()).add(0, 0, 1)
        for predicate, event in pair_up(document, told):
            if _is_being(document, event):
                continue
            own = predicate.part if predicate else "noun" if event.noun else "verb"
            for name in ("all", own):
                scores.setdefault(name, Score()).add(predicate is not None, 1, 0)
    return scores


def _nominal(pairs: Pairs) -> Scores:
    return _arguments(pairs, nominal=True)


def _arguments(pairs: Pairs, *, nominal: bool) -> Scores:
    scores = {name: Score() for name in ("all", *_SLOTS, "any slot")}
    for document, told in pairs:
        for predicate in document.predicates:
            for slot, _ in wanted_of(predicate, nominal=nominal):
                for name in ("all", slot, "any slot"):
                    scores[name].add(0, 0, 1)
        for predicate, event in pair_up(document, told):
            if _is_being(document, event):
                continue
            wanted = wanted_of(predicate, nominal=nominal) if predicate else []
            if predicate:  # the noun of a light verb is part of what happens
                event.arguments = [a for a in event.arguments if a.head not in predicate.at]
            _count(event, wanted, scores, nominal=nominal)
    return scores


def _count(
    event: Event, wanted: Sequence[tuple[str, int]], scores: Scores, *, nominal: bool
) -> None:
    """Count the arguments of an event, and which of them are wanted."""
    for argument in dict.fromkeys(event.arguments):
        if nominal and not argument.nominal:
            continue
        slots = [slot for slot, head in wanted if argument.stands_at(head)]
        scores["any slot"].add(bool(slots), 1, 0)
        for name in ("all", argument.slot):
            scores[name].add(argument.slot in slots, 1, 0)


def wanted_of(predicate: Predicate, *, nominal: bool) -> list[tuple[str, int]]:
    """Return the slots and heads of a predicate, each once."""
    kept: list[Argument] = [a for a in predicate.arguments if a.nominal or not nominal]
    return list(dict.fromkeys((a.slot, a.head) for a in kept))


def _reality(pairs: Pairs) -> Scores:
    """Compare which events are denied, and which have a modal.

    An infinitive is left out: it has what stands at the verb above. Of the modals only those
    count where the Operator sees no condition, question or order.
    """
    scores: dict[str, Score] = defaultdict(Score)
    for document, told in pairs:
        for predicate, event in pair_up(document, told):
            if predicate is None or predicate.infinitive:
                continue
            both = predicate.negative and event.negative
            scores["negative"].add(both, event.negative, predicate.negative)
            if event.modality in _REALITIES:
                unreal = event.modality != "actual"
                scores["planned or possible"].add(
                    predicate.modal and unreal, unreal, predicate.modal
                )
    return scores
