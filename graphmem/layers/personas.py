"""What the facts about a person add up to."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graphmem.language.terms import terms
from graphmem.models.graph import Node

FEW = 3  # roles, places, companions, facts and traits that are told
RECURRING = 2  # times from which something is a trait
ENOUGH = 8  # terms that say enough, whatever follows

# What everybody does all the time tells nothing of anybody.
EVERYDAY = frozenset(
    """
    answer ask be become begin bring call come do feel find get give go have hear help hold keep
    know leave let like live look make mean meet need put reply say see seem send show sit speak
    stand start stay take talk tell think try turn use want
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Persona:
    """A person as their facts show them."""

    entity: str
    name: str
    summary: str
    traits: tuple[str, ...]
    evidence: tuple[str, ...]


def is_portrayed(entity: Node, mentions: int) -> bool:
    """Return whether an entity is a person with a name who is mentioned so often."""
    told = entity.properties
    count = told.get("mentions")
    often = isinstance(count, int) and count >= mentions
    return entity.is_somebody() and often


def draw_persona(person: Node, facts: Sequence[Node]) -> Persona | None:
    """Return the persona of a person from the facts about them, None where there are none."""
    own = sorted(facts, key=lambda fact: fact.id)
    if not own:
        return None
    return Persona(
        entity=person.id,
        name=_text(person, "name"),
        summary=_summary(_text(person, "name"), own),
        traits=_traits(own),
        evidence=tuple(sorted({span for fact in own for span in fact.texts("evidence")})),
    )


def _summary(name: str, own: Sequence[Node]) -> str:
    """Return what stands out: roles, states, places, company, and what is best supported."""
    positive = [fact for fact in own if _text(fact, "polarity") == "positive"]
    current = [fact for fact in positive if not _text(fact, "valid_to")]
    said = {
        slot: [_text(f, "value") for f in _best(f for f in current if _text(f, "slot") == slot)]
        for slot in ("role", "state")
    }
    deeds = (fact for fact in positive if _text(fact, "slot") not in said)
    parts = [
        f"{name}{': ' if said['role'] else ''}{', '.join(said['role'])}",
        f"Is {', '.join(said['state'])}" if said["state"] else "",
        _listed("Seen at", own, "where"),
        _listed("With", own, "whom"),
        *(_text(fact, "text").removeprefix(f"{name}: ") for fact in _best(deeds)),
    ]
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)


def by_weight(facts: Iterable[Node]) -> list[Node]:
    """Return facts in the order in which they are worth telling of a person.

    Those best supported come first, happenings before deeds, what says most before the rest.
    """
    ordered = sorted(facts, key=lambda f: _text(f, "valid_from"), reverse=True)
    ordered.sort(key=_weight)
    return ordered


def _best(facts: Iterable[Node]) -> list[Node]:
    return by_weight(facts)[:FEW]


def _weight(fact: Node) -> tuple[int, bool, int]:
    support = fact.properties.get("support")
    substance = min(len(terms(_text(fact, "text"))), ENOUGH)
    return (
        -support if isinstance(support, int) else 0,
        _text(fact, "slot") != "occasion",
        -substance,
    )


def _listed(words: str, own: Sequence[Node], key: str) -> str:
    """Return the few most frequent names of a list in the facts, those of equal count by name."""
    counted = Counter(name for fact in own for name in fact.texts(key))
    ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    listed = ", ".join(name for name, _ in ranked[:FEW])
    return f"{words} {listed}" if listed else ""


def _traits(own: Sequence[Node]) -> tuple[str, ...]:
    """Return what the person does again and again, everyday things left out."""
    deeds = [f for f in own if _text(f, "slot") not in ("role", "state", "occasion", *EVERYDAY)]
    told = {(_text(f, "slot"), e.split(":")[0]) for f in deeds for e in f.texts("evidence")}
    times = Counter(slot for slot, _ in told)
    again = sorted((-n, slot) for slot, n in times.items() if n >= RECURRING)
    return tuple(slot for _, slot in again[:FEW])


def _text(node: Node, key: str) -> str:
    value = node.properties.get(key)
    return "" if value is None else str(value)
