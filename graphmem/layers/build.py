"""Build the layers as a delta: facts, scenes and personas, and what they take the place of."""

from collections.abc import Iterable, Iterator, Sequence

from graphmem.ids import content_id
from graphmem.layers.facts import Fact, gather_facts
from graphmem.layers.ground import LAYER_TIES, LAYERS, lay_ground
from graphmem.layers.personas import Persona, draw_personas
from graphmem.layers.scenes import Scene, gather_scenes
from graphmem.layers.statements import find_statements
from graphmem.layers.supersede import Revision, revise
from graphmem.models.graph import GraphDelta, Node, Property, Relationship
from graphmem.protocols import Embedder
from graphmem.settings import LayerSettings


def build_layers(
    namespace: str,
    nodes: Sequence[Node],
    relationships: Sequence[Relationship],
    settings: LayerSettings,
    embedder: Embedder | None = None,
) -> GraphDelta:
    """Return the layers over a graph, and retire what an earlier run left that no longer holds.

    The layers are computed from what lies below them, so that the same graph always has the
    same ones; earlier layers among the nodes are only looked at to retire them. With an
    embedder, what facts mean ties them too.
    """
    ground = lay_ground(nodes, relationships)
    revision = revise(gather_facts(find_statements(ground)))
    scenes = gather_scenes(revision.facts, settings, embedder)
    personas = draw_personas(ground, revision.facts, scenes, settings)
    made = [
        *map(_fact_node, revision.facts),
        *map(_scene_node, scenes),
        *map(_persona_node, personas),
    ]
    ties = [*_fact_ties(revision), *_scene_ties(scenes), *_persona_ties(personas)]
    left = retire_layers(namespace, nodes, relationships)
    return GraphDelta(
        namespace,
        nodes=tuple(made),
        relationships=tuple(ties),
        retired_nodes=_without(left.retired_nodes, (node.id for node in made)),
        retired_relationships=_without(left.retired_relationships, (tie.id for tie in ties)),
    )


def retire_layers(
    namespace: str, nodes: Iterable[Node], relationships: Iterable[Relationship]
) -> GraphDelta:
    """Return what takes all layers from a graph."""
    return GraphDelta(
        namespace,
        retired_nodes=tuple(sorted(n.id for n in nodes if n.label in LAYERS)),
        retired_relationships=tuple(sorted(r.id for r in relationships if r.type in LAYER_TIES)),
    )


def _without(ids: Iterable[str], kept: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(ids) - set(kept)))


def _fact_node(fact: Fact) -> Node:
    first = fact.first
    recorded = [s.words.recorded for s in fact.statements if s.words.recorded]
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
            evidence=list(fact.evidence),
        ),
    )


def _scene_node(scene: Scene) -> Node:
    begun, ended = scene.occurred
    return Node(
        scene.id,
        "Scene",
        properties=_told(
            title=scene.title,
            summary=scene.summary,
            occurred_from=begun,
            occurred_to=ended,
            evidence=list(scene.evidence),
        ),
    )


def _persona_node(persona: Persona) -> Node:
    return Node(
        persona.id,
        "Persona",
        properties=_told(
            name=persona.name,
            summary=persona.summary,
            traits=list(persona.traits),
            evidence=list(persona.evidence),
        ),
    )


def _told(**properties: Property) -> dict[str, Property]:
    """Return the properties without those that the texts do not tell."""
    return {key: value for key, value in properties.items() if value != ""}


def _fact_ties(revision: Revision) -> Iterator[Relationship]:
    for fact in revision.facts:
        for event in sorted({s.event for s in fact.statements if s.event}):
            yield _tie("SUPPORTS", event, fact.id)
    for newer, older in revision.supersedes:
        yield _tie("SUPERSEDES", newer, older)
    for one, other in revision.contradicts:
        yield _tie("CONTRADICTS", one, other)


def _scene_ties(scenes: Iterable[Scene]) -> Iterator[Relationship]:
    for scene in scenes:
        for fact, share in zip(scene.facts, scene.shares, strict=True):
            yield _tie("IN_SCENE", fact.id, scene.id, weight=share)


def _persona_ties(personas: Iterable[Persona]) -> Iterator[Relationship]:
    for persona in personas:
        yield _tie("PORTRAYS", persona.id, persona.entity)
        for scene, share in persona.shapes:
            yield _tie("SHAPES", scene, persona.id, weight=share)


def _tie(type_: str, source: str, target: str, **properties: Property) -> Relationship:
    id_ = content_id("re", type_, source, target, "", "", "")
    return Relationship(id_, type_, source, target, "", properties)
