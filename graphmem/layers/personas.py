"""What the scenes show of each person."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graphmem.ids import content_id
from graphmem.layers.facts import Fact
from graphmem.layers.ground import Ground
from graphmem.layers.scenes import Scene
from graphmem.settings import LayerSettings

FEW = 3  # roles, places, companions, facts and traits that are told
RECURRING = 2  # times from which something is a trait


@dataclass(frozen=True, slots=True)
class Persona:
    """A person as the memory shows them: `shapes` holds the scenes and how much each is of them."""

    id: str
    entity: str
    name: str
    summary: str
    traits: tuple[str, ...]
    shapes: tuple[tuple[str, float], ...]
    evidence: tuple[str, ...]


def draw_personas(
    ground: Ground, facts: Sequence[Fact], scenes: Sequence[Scene], settings: LayerSettings
) -> list[Persona]:
    """Return a persona of each person who is mentioned often enough, by id."""
    common = _often(facts)
    of_person = _by_entity(facts)
    scenes_of = _scenes_by_entity(scenes)
    personas = [
        _draw(ground, person.id, of_person.get(person.id, []), scenes_of.get(person.id, []), common)
        for person in ground.labelled("Entity")
        if person.kind == "Person" and person.properties.get("named")
        if ground.number(person.id, "mentions") >= settings.persona_mentions
    ]
    return sorted((p for p in personas if p is not None), key=lambda persona: persona.id)


def _draw(
    ground: Ground,
    person: str,
    facts: Sequence[Fact],
    scenes: Sequence[tuple[Scene, float]],
    common: Mapping[str, int],
) -> Persona | None:
    own = [fact for fact in facts if fact.first.subject == person]
    if not own:
        return None
    return Persona(
        id=content_id("pe", person),
        entity=person,
        name=ground.text(person, "name"),
        summary=_summary(ground, person, own, facts),
        traits=_traits(own, common),
        shapes=tuple((scene.id, share) for scene, share in scenes),
        evidence=tuple(sorted({place for fact in own for place in fact.evidence})),
    )


def _summary(ground: Ground, person: str, own: Sequence[Fact], facts: Sequence[Fact]) -> str:
    """Return what stands out: roles, states, places, company, and what is best supported."""
    current = [f for f in own if not f.valid_to and f.first.polarity == "positive"]
    said = {
        slot: [f.first.value for f in _best(f for f in current if f.first.slot == slot)]
        for slot in ("role", "state")
    }
    places = Counter(place for fact in own for s in fact.statements for place in s.places)
    company = Counter(
        other
        for fact in facts
        for other in {e for s in fact.statements for e in s.involved} - {person}
        if ground.nodes[other].kind == "Person" and ground.nodes[other].properties.get("named")
    )
    deeds = [f for f in own if f.first.slot not in said and f.first.polarity == "positive"]
    name = ground.text(person, "name")
    parts = [
        f"{name}{': ' if said['role'] else ''}{', '.join(said['role'])}",
        f"Is {', '.join(said['state'])}" if said["state"] else "",
        _listed("Seen at", ground, places),
        _listed("With", ground, company),
        *(fact.first.text.removeprefix(f"{name}: ") for fact in _best(deeds)),
    ]
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)


def _best(facts: Iterable[Fact]) -> list[Fact]:
    """Return the few best supported, happenings before deeds, what says most first."""
    ordered = sorted(facts, key=lambda f: f.id)
    ordered.sort(key=lambda f: f.valid_from, reverse=True)
    ordered.sort(key=lambda f: (-f.support, f.first.slot != "occasion", -f.substance))
    return ordered[:FEW]


def _listed(words: str, ground: Ground, counted: Counter[str]) -> str:
    """Return the names of the few most frequent, those of equal count by name."""
    names = [(-count, ground.text(id_, "name")) for id_, count in counted.items()]
    listed = ", ".join(name for _, name in sorted(names)[:FEW] if name)
    return f"{words} {listed}" if listed else ""


def _traits(own: Sequence[Fact], common: Mapping[str, int]) -> tuple[str, ...]:
    """Return what the person does again and again, and others do less."""
    times = _often(f for f in own if f.first.slot not in ("role", "state", "occasion"))
    again = [(slot, n) for slot, n in times.items() if n >= RECURRING]
    again.sort(key=lambda item: (-item[1] / (common[item[0]] + RECURRING), -item[1], item[0]))
    return tuple(slot for slot, _ in again[:FEW])


def _often(facts: Iterable[Fact]) -> Counter[str]:
    """Return in how many episodes each slot is told of."""
    told = {(f.first.slot, s.words.episode) for f in facts for s in f.statements}
    return Counter(slot for slot, _ in told)


def _by_entity(facts: Sequence[Fact]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        for entity in fact.involved:
            found.setdefault(entity, []).append(fact)
    return found


def _scenes_by_entity(scenes: Sequence[Scene]) -> dict[str, list[tuple[Scene, float]]]:
    """Return the scenes of each entity, with the share of the facts that involve it."""
    found: dict[str, list[tuple[Scene, float]]] = {}
    for scene in scenes:
        times = Counter(entity for fact in scene.facts for entity in fact.involved)
        for entity, count in sorted(times.items()):
            found.setdefault(entity, []).append((scene, round(count / len(scene.facts), 4)))
    return found
