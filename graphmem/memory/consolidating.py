"""Bring the layers up to date: only what a change reaches is computed anew.

What comes out is what `build_layers` makes of the whole graph. A fact depends on the statements
of the episodes that say it, and on the facts of its subject that exclude it; a scene on one block
of one source; a persona on the facts about its person. So from the episodes that changed follow
the facts, blocks and people to compute, and all else stays as it stands.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graphmem.ids import content_id
from graphmem.layers.blocks import cut_blocks
from graphmem.layers.facts import fact_id, gather_facts
from graphmem.layers.ground import lay_ground
from graphmem.layers.matter import Matter, persona_matter, scene_matter
from graphmem.layers.nodes import (
    fact_node,
    fact_ties,
    persona_id,
    persona_node,
    persona_ties,
    scene_node,
    scene_ties,
)
from graphmem.layers.personas import draw_persona, is_portrayed
from graphmem.layers.scenes import Scene, gather_scenes
from graphmem.layers.statements import Statement, find_statements
from graphmem.layers.supersede import exclusive, revise
from graphmem.memory.fates import Fates
from graphmem.memory.questions import Answers, Questions
from graphmem.memory.wordings import Wordings
from graphmem.models.graph import LAYER_TIES, LAYERS, GraphDelta, Node, Relationship, Stale
from graphmem.protocols import Embedder, GraphStore
from graphmem.settings import LayerSettings

_VERSION = 1  # of how layers are built: another one builds all of them anew
_AT_ONCE = 256  # episodes whose graph is read at a time
_PEOPLE = 8  # times as many entities as episodes are looked at in one step


def fingerprint(settings: LayerSettings) -> str:
    """Return what is recorded of how layers are built: settings and version."""
    return content_id("la", _VERSION, settings.model_dump_json())


@dataclass(slots=True)
class _Change:
    """What was computed anew, and what of it stood there before."""

    before: dict[str, Node] = field(default_factory=dict)
    after: dict[str, Node] = field(default_factory=dict)
    ties: dict[str, Relationship] = field(default_factory=dict)

    def add(self, nodes: Iterable[Node], ties: Iterable[Relationship]) -> None:
        self.after.update((node.id, node) for node in nodes)
        self.ties.update((tie.id, tie) for tie in ties)


class Consolidation:
    """Computes the layers of one namespace from one state of it, and returns what changes."""

    def __init__(
        self, store: GraphStore, namespace: str, settings: LayerSettings, embedder: Embedder
    ) -> None:
        self._store = store
        self._space = namespace
        self._settings = settings
        self._embedder = embedder
        self._questions = Questions(store, namespace)
        self._wordings = Wordings(store, namespace)
        self._told: dict[str, list[Statement]] = {}
        self._change = _Change()

    def anew(self, stale: Stale) -> GraphDelta:
        """Return what to write so that the layers are as they should be, however they stand."""
        store, space = self._store, self._space
        standing = (node for label in LAYERS for node in store.nodes(space, label=label))
        self._change.before.update((node.id, node) for node in standing)
        episodes = frozenset(episode.id for episode in store.episodes(space))
        self._facts(episodes)
        self._scenes(episodes)
        self._personas({node.id for node in store.nodes(space, label="Entity")} | self._involved())
        delta = self._delta(store.relationships(space, types=LAYER_TIES))
        answers = self._questions.close(self._questions.every())
        return self._closing(replace(delta, settles=stale), answers)

    def step(self, stale: Stale, most: int) -> tuple[GraphDelta, Stale]:
        """Return what to write so that `most` of the episodes are not stale any more, or all.

        Also what is stale then. People and questions wait until all facts and scenes stand.
        """
        spread = self._spread(stale)
        page = self._page(spread.episodes, most)
        if page:
            self._facts(page)
            self._scenes(page)
        waiting = spread.entities | self._involved()
        asked = spread.questions | self._questions.touched(page)
        if rest := spread.episodes - page:
            left = Stale(rest, waiting, questions=asked)
            people, closing = frozenset[str](), frozenset[str]()
        else:
            people, closing = frozenset(sorted(waiting)[: most * _PEOPLE]), asked
            left = Stale(entities=waiting - people)
        self._personas(people)
        computed = self._change.before.keys() | self._change.after.keys()
        touching = self._store.relationships(self._space, types=LAYER_TIES, touching=computed)
        # What ties a fact to a scene that stays as it stands, stays too.
        delta = self._delta(tie for tie in touching if _owner(tie) in computed)
        delta = replace(delta, settles=stale - left, stale=left - stale)
        bettered = self._questions.bettered(asked) if page else {}
        return self._closing(delta, bettered | self._questions.close(closing)), left

    def matters(self, nodes: Collection[Node]) -> dict[str, Matter]:
        """Return what there is to word of scenes and personas that stand, by their ids.

        Call it only where nothing is stale: what stands is then what all is computed from.
        """
        found: dict[str, Matter] = {}
        wanted = {node.id: node for node in nodes}
        scenes = (node for node in nodes if node.label == "Scene")
        episodes = {episode for scene in scenes for episode in scene.rests_on()}
        for source in sorted({e.source for e in self._store.episodes(self._space, ids=episodes)}):
            for block in self._blocks(source):
                if not episodes.isdisjoint(block):
                    told = gather_scenes(self._statements(block), self._settings, self._embedder)
                    found |= self._matters_in([scene for scene in told if scene.id in wanted])
        ties = self._store.relationships(self._space, types=("PORTRAYS",), touching=wanted)
        entities = {tie.target for tie in ties}
        people = self._store.nodes(self._space, label="Entity", ids=entities) if entities else []
        return found | self._matters_of(people, *self._about(people))

    def _spread(self, stale: Stale) -> Stale:
        """Return what is stale, with where those are mentioned who are called otherwise now."""
        if not stale.renamed:
            return stale
        mentions = self._store.relationships(
            self._space, types=("MENTIONED_IN",), touching=stale.renamed
        )
        episodes = stale.episodes | {tie.episode for tie in mentions}
        return Stale(episodes, stale.entities | stale.renamed, questions=stale.questions)

    def _page(self, episodes: frozenset[str], most: int) -> frozenset[str]:
        """Return the episodes if they are few, or else those of the first blocks that have any."""
        if len(episodes) <= most:
            return episodes
        some = self._store.episodes(self._space, ids=sorted(episodes)[:most])
        page: set[str] = set()
        for source in sorted({episode.source for episode in some}):
            for block in self._blocks(source):
                page |= episodes.intersection(block)
                if len(page) >= most:
                    return frozenset(page)
        return frozenset(page) or frozenset(sorted(episodes)[:most])

    def _blocks(self, source: str) -> Iterator[tuple[str, ...]]:
        told = self._store.episodes(self._space, source=source)
        return cut_blocks((e.id, len(e.text)) for e in told)

    def _closing(self, delta: GraphDelta, answers: Answers) -> GraphDelta:
        """Return a delta that closes questions too, or opens them again."""
        fresh, gone = self._questions.change(answers)
        return replace(
            delta,
            relationships=(*delta.relationships, *fresh),
            retired_relationships=(*delta.retired_relationships, *gone),
        )

    def _facts(self, changed: frozenset[str]) -> None:
        store, space, change = self._store, self._space, self._change
        fresh = self._statements(changed)
        ids = {fact_id(statement) for statement in fresh}
        resting = store.nodes_resting_on(space, changed)
        known = [*resting, *store.nodes(space, label="Fact", ids=ids)]
        change.before.update((node.id, node) for node in known if node.label == "Fact")
        self._add_excluded(fresh)
        ids |= change.before.keys()
        others = {e for node in change.before.values() for e in node.rests_on()}
        told = [s for s in self._statements(changed | others) if fact_id(s) in ids]
        revision = revise(gather_facts(told))
        change.add(map(fact_node, revision.facts), fact_ties(revision))

    def _add_excluded(self, fresh: Iterable[Statement]) -> None:
        """Add the facts that share an exclusive slot with those that change, and so on."""
        before = self._change.before
        lines = {(s.subject, line) for s in fresh for line in exclusive(s)}
        lines |= {line for node in before.values() for line in _lines(node)}
        subjects = {subject for subject, _ in lines}
        about = self._store.nodes_about(self._space, "Fact", subjects)
        waiting = [node for node in about if node.id not in before and _lines(node)]
        while joined := [node for node in waiting if not lines.isdisjoint(_lines(node))]:
            before.update((node.id, node) for node in joined)
            lines |= {line for node in joined for line in _lines(node)}
            waiting = [node for node in waiting if node.id not in before]

    def _scenes(self, changed: frozenset[str]) -> None:
        store, space, change = self._store, self._space, self._change
        if self._wordings:  # a scene that is worded says what became of its facts
            changed |= self._fates().moved()
        for source in sorted({e.source for e in store.episodes(space, ids=changed)}):
            for block in self._blocks(source):
                if changed.isdisjoint(block):
                    continue
                known = store.nodes_resting_on(space, block)
                change.before.update((n.id, n) for n in known if _is_scene_of(n, block))
                scenes = gather_scenes(self._statements(block), self._settings, self._embedder)
                change.add(self._scene_nodes(scenes), scene_ties(scenes))

    def _scene_nodes(self, scenes: Sequence[Scene]) -> list[Node]:
        nodes = [scene_node(scene) for scene in scenes]
        if not self._wordings:
            return nodes
        matters = self._matters_in(scenes)
        return [self._wordings.dress(node, matters[node.id]) for node in nodes]

    def _matters_in(self, scenes: Sequence[Scene]) -> dict[str, Matter]:
        became = self._fates().of(fact.id for scene in scenes for fact in scene.facts)
        return {scene.id: scene_matter(scene, became) for scene in scenes}

    def _fates(self) -> Fates:
        change = self._change
        return Fates(self._store, self._space, change.before, change.after, change.ties.values())

    def _involved(self) -> set[str]:
        """Return whom the facts and scenes are about that change."""
        computed = (*self._change.before.values(), *self._change.after.values())
        return set().union(*map(_involved, computed))

    def _personas(self, touched: Collection[str]) -> None:
        store, space, change = self._store, self._space, self._change
        if not touched:
            return
        known = store.nodes(space, ids={persona_id(entity) for entity in touched})
        change.before.update((node.id, node) for node in known if node.label == "Persona")
        people = [
            node
            for node in store.nodes(space, label="Entity", ids=touched)
            if is_portrayed(node, self._settings.persona_mentions)
        ]
        facts, scenes = self._about(people)
        matters = self._matters_of(people, facts, scenes) if self._wordings else {}
        for person in people:
            persona = draw_persona(person, facts[person.id])
            if persona is not None:
                node = persona_node(persona)
                if node.id in matters:
                    node = self._wordings.dress(node, matters[node.id])
                change.add([node], persona_ties(persona, scenes[person.id]))

    def _matters_of(
        self,
        people: Iterable[Node],
        facts: Mapping[str, Sequence[Node]],
        scenes: Mapping[str, Sequence[Node]],
    ) -> dict[str, Matter]:
        told = [person for person in people if facts.get(person.id)]
        became = self._fates().of(fact.id for p in told for fact in facts[p.id])
        of = (persona_matter(p, facts[p.id], became, scenes.get(p.id, ())) for p in told)
        return {matter.node: matter for matter in of}

    def _about(
        self, people: Collection[Node]
    ) -> tuple[defaultdict[str, list[Node]], defaultdict[str, list[Node]]]:
        """Return the facts about each of these people, and the scenes they are in, as they are."""
        ids = {person.id for person in people}
        stored = [
            *self._store.nodes_about(self._space, "Fact", ids),
            *(n for n in self._store.nodes_resting_on(self._space, ids) if n.label == "Scene"),
        ]
        now = {node.id: node for node in stored if node.id not in self._change.before}
        now |= self._change.after
        facts: defaultdict[str, list[Node]] = defaultdict(list)
        scenes: defaultdict[str, list[Node]] = defaultdict(list)
        for _, node in sorted(now.items()):
            for entity in ids.intersection(_involved(node)):
                (facts if node.label == "Fact" else scenes)[entity].append(node)
        return facts, scenes

    def _delta(self, standing: Iterable[Relationship]) -> GraphDelta:
        before, after, ties = self._change.before, self._change.after, self._change.ties
        known = {tie.id: tie for tie in standing}
        return GraphDelta(
            self._space,
            nodes=tuple(n for key, n in sorted(after.items()) if before.get(key) != n),
            relationships=tuple(t for key, t in sorted(ties.items()) if known.get(key) != t),
            retired_nodes=tuple(sorted(before.keys() - after.keys())),
            retired_relationships=tuple(t for key, t in sorted(known.items()) if key not in ties),
        )

    def _statements(self, episodes: Iterable[str]) -> list[Statement]:
        """Return what episodes state, each read when it is first needed."""
        asked = sorted(set(episodes))
        missing = [episode for episode in asked if episode not in self._told]
        for at in range(0, len(missing), _AT_ONCE):
            self._read(missing[at : at + _AT_ONCE])
        return [statement for episode in asked for statement in self._told[episode]]

    def _read(self, episodes: list[str]) -> None:
        ties = self._store.relationships(self._space, episodes=episodes)
        ends = {end for tie in ties for end in (tie.source, tie.target)}
        nodes = self._store.nodes(self._space, ids=ends.union(episodes))
        self._questions.hear(nodes, ties)
        self._told.update((episode, []) for episode in episodes)
        for statement in find_statements(lay_ground(nodes, ties)):
            self._told[statement.words.episode].append(statement)


def _is_scene_of(node: Node, block: Collection[str]) -> bool:
    """Return whether a scene tells of a block, and not only names it as what became of a fact."""
    if node.label != "Scene":
        return False
    beside = node.texts("beside")
    if not beside:
        return True
    own = set(node.texts("evidence")).difference(beside)
    return any(span.rsplit(":", 2)[0] in block for span in own)


def _lines(node: Node) -> set[tuple[str, str]]:
    return {(str(node.properties.get("subject")), line) for line in node.texts("lines")}


def _involved(node: Node) -> set[str]:
    """Return the subject of a fact, the cast of a scene."""
    subject = node.properties.get("subject")
    return {*node.texts("cast"), *([str(subject)] if subject else ())}


def _owner(tie: Relationship) -> str:
    """Return the node of the layers with which a tie is computed."""
    return tie.source if tie.type == "PORTRAYS" else tie.target
