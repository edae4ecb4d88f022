"""Build the layers of a whole graph as a delta: what `consolidate` comes to, step by step."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from graphmem.layers.blocks import cut_blocks
from graphmem.layers.facts import gather_facts
from graphmem.layers.ground import Ground, lay_ground
from graphmem.layers.nodes import (
    fact_node,
    fact_ties,
    persona_node,
    persona_ties,
    scene_node,
    scene_ties,
)
from graphmem.layers.personas import draw_persona, is_portrayed
from graphmem.layers.scenes import gather_scenes
from graphmem.layers.statements import Statement, find_statements
from graphmem.layers.supersede import revise
from graphmem.models.graph import LAYER_TIES, LAYERS, GraphDelta, Node, Relationship, Stale
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
    statements = find_statements(ground)
    revision = revise(gather_facts(statements))
    scenes = [
        scene
        for block in _blocks(ground, statements)
        for scene in gather_scenes(block, settings, embedder)
    ]
    made = [*map(fact_node, revision.facts), *sorted(map(scene_node, scenes), key=lambda n: n.id)]
    ties = [*fact_ties(revision), *scene_ties(scenes)]
    for node, own in _personas(ground, made, settings):
        made.append(node)
        ties += own
    left = retire_layers(namespace, nodes, relationships)
    kept = {tie.id for tie in ties}
    return GraphDelta(
        namespace,
        nodes=tuple(made),
        relationships=tuple(ties),
        retired_nodes=tuple(sorted(set(left.retired_nodes) - {node.id for node in made})),
        retired_relationships=tuple(r for r in left.retired_relationships if r.id not in kept),
        settles=Stale(),
    )


def retire_layers(
    namespace: str, nodes: Iterable[Node], relationships: Iterable[Relationship]
) -> GraphDelta:
    """Return what takes all layers from a graph."""
    ties = (r for r in relationships if r.type in LAYER_TIES)
    return GraphDelta(
        namespace,
        retired_nodes=tuple(sorted(n.id for n in nodes if n.label in LAYERS)),
        retired_relationships=tuple(sorted(ties, key=lambda tie: tie.id)),
    )


def _blocks(ground: Ground, statements: Iterable[Statement]) -> Iterator[list[Statement]]:
    """Yield what each block of each source states."""
    told: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        told[statement.words.episode].append(statement)
    sources: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for episode in ground.labelled("Episode"):
        place = (ground.number(episode.id, "ordinal"), episode.id)
        sources[ground.source(episode.id)].append(place)
    for _, places in sorted(sources.items()):
        outline = ((key, ground.number(key, "length")) for _, key in sorted(places))
        for block in cut_blocks(outline):
            yield [statement for episode in block for statement in told[episode]]


def _personas(
    ground: Ground, made: Iterable[Node], settings: LayerSettings
) -> Iterator[tuple[Node, list[Relationship]]]:
    facts: defaultdict[str, list[Node]] = defaultdict(list)
    scenes: defaultdict[str, list[Node]] = defaultdict(list)
    for node in made:
        facts[str(node.properties.get("subject", ""))].append(node)
        for entity in node.texts("cast"):
            scenes[entity].append(node)
    for person in ground.labelled("Entity"):
        if is_portrayed(person, settings.persona_mentions):
            persona = draw_persona(person, facts[person.id])
            if persona is not None:
                yield persona_node(persona), list(persona_ties(persona, scenes[person.id]))
