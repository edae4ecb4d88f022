"""Facts, scenes and personas as nodes, and what ties them."""

from collections.abc import Iterable, Iterator, Sequence

from graphmem.ids import content_id
from graphmem.layers.facts import Fact
from graphmem.layers.personas import Persona
from graphmem.layers.scenes import Scene
from graphmem.layers.supersede import Revision, exclusive
from graphmem.models.graph import Node, Property, Relationship


def fact_node(fact: Fact) -> Node:
    """Return the node of a fact."""
    first, statements = fact.first, fact.statements
    recorded = [s.words.recorded for s in statements if s.words.recorded]
    return Node(
        fact.id,
        "Fact",
        properties=_told(
            subject=first.subject,
            slot=first.slot,
            value=first.value,
            text=first.text,
            polarity=first.polarity,
            modality=first.modality,
            valid_from=fact.valid_from,
            valid_to=fact.valid_to,
            recorded_at=min(recorded, default=""),
            confidence=fact.confidence,
            support=fact.support,
            where=[spot for s in statements for spot in s.spots],
            whom=[name for s in statements for name in s.company],
            lines=sorted({line for s in statements for line in exclusive(s)}),
            evidence=list(fact.evidence),
        ),
    )


def scene_node(scene: Scene) -> Node:
    """Return the node of a scene."""
    begun, ended = scene.occurred
    return Node(
        scene.id,
        "Scene",
        properties=_told(
            title=scene.title,
            summary=scene.summary,
            occurred_from=begun,
            occurred_to=ended,
            cast=[entity for entity, _ in scene.cast],
            shares=[share for _, share in scene.cast],
            evidence=list(scene.evidence),
        ),
    )


def persona_node(persona: Persona) -> Node:
    """Return the node of a persona."""
    return Node(
        persona_id(persona.entity),
        "Persona",
        properties=_told(
            name=persona.name,
            summary=persona.summary,
            traits=list(persona.traits),
            evidence=list(persona.evidence),
        ),
    )


def persona_id(entity: str) -> str:
    """Return the id of the persona of a person."""
    return content_id("pe", entity)


def fact_ties(revision: Revision) -> Iterator[Relationship]:
    """Yield what supports, supersedes and contradicts facts."""
    for fact in revision.facts:
        for event in sorted({s.event for s in fact.statements if s.event}):
            yield _tie("SUPPORTS", event, fact.id)
    for newer, older in revision.supersedes:
        yield _tie("SUPERSEDES", newer, older)
    for one, other in revision.contradicts:
        yield _tie("CONTRADICTS", one, other)


def scene_ties(scenes: Iterable[Scene]) -> Iterator[Relationship]:
    """Yield what ties facts to their scenes."""
    for scene in scenes:
        for fact, share in zip(scene.facts, scene.shares, strict=True):
            yield _tie("IN_SCENE", fact.id, scene.id, weight=share)


def persona_ties(persona: Persona, scenes: Sequence[Node]) -> Iterator[Relationship]:
    """Yield what ties a persona to its person, and to it the scenes that the person is in."""
    key = persona_id(persona.entity)
    yield _tie("PORTRAYS", key, persona.entity)
    for scene in scenes:
        share = _shares(scene).get(persona.entity)
        if share is not None:
            yield _tie("SHAPES", scene.id, key, weight=share)


def _shares(scene: Node) -> dict[str, float]:
    cast, shares = scene.properties.get("cast"), scene.properties.get("shares")
    if not isinstance(cast, list) or not isinstance(shares, list):
        return {}
    pairs = zip(cast, shares, strict=True)
    return {str(entity): share for entity, share in pairs if isinstance(share, float | int)}


def _told(**properties: Property) -> dict[str, Property]:
    """Return the properties without those that the texts do not tell."""
    return {key: value for key, value in properties.items() if value not in ("", [])}


def _tie(type_: str, source: str, target: str, **properties: Property) -> Relationship:
    id_ = content_id("re", type_, source, target, "", "", "")
    return Relationship(id_, type_, source, target, "", properties)
