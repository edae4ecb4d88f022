"""Facts that belong together, gathered into scenes."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graphmem.ids import content_id
from graphmem.layers.affinity import Weights, affinity
from graphmem.layers.facts import Fact, gather_facts
from graphmem.layers.partition import partition
from graphmem.layers.statements import Statement
from graphmem.protocols import Embedder
from graphmem.settings import LayerSettings

LARGEST = 4000  # facts that are parted at a time: what they mean is compared all with all
TOLD = 3  # central facts that make a summary
TITLE_LETTERS = 80


@dataclass(frozen=True, slots=True)
class Scene:
    """Facts of one community, the most central first, each with its share in the scene.

    The facts are as one stretch of a source tells them. Central is what is tied to much of it
    and says much. A share is the part of a fact's ties that stay inside.
    """

    id: str
    facts: tuple[Fact, ...]
    shares: tuple[float, ...]

    @property
    def title(self) -> str:
        """The happening that most of it is about, or the words of its most central fact."""
        told = next((f for f in self.facts if f.first.slot == "occasion"), self.facts[0])
        text = told.first.text
        if len(text) <= TITLE_LETTERS:
            return text
        return f"{text[:TITLE_LETTERS].rsplit(' ', 1)[0]} …"

    @property
    def summary(self) -> str:
        """The words of its most central facts, as one reads them."""
        central = sorted(self.facts[:TOLD], key=lambda fact: (fact.first.words, fact.id))
        return " ".join(f"{fact.first.text.rstrip('.')}." for fact in central)

    @property
    def occurred(self) -> tuple[str, str]:
        """When it began and ended, "" where no fact tells."""
        begins = [f.valid_from for f in self.facts if f.valid_from]
        ends = [f.valid_to or f.valid_from for f in self.facts if f.valid_from]
        return min(begins, default=""), max(ends, default="")

    @property
    def evidence(self) -> tuple[str, ...]:
        """The spans that its facts rest on."""
        return tuple(sorted({place for fact in self.facts for place in fact.evidence}))

    @property
    def cast(self) -> tuple[tuple[str, float], ...]:
        """Who and what is in it, each with the share of the facts that involve it."""
        times = Counter(entity for fact in self.facts for entity in fact.involved)
        ranked = sorted(times.items(), key=lambda item: (-item[1], item[0]))
        return tuple((entity, round(n / len(self.facts), 4)) for entity, n in ranked)


def gather_scenes(
    statements: Iterable[Statement], settings: LayerSettings, embedder: Embedder | None = None
) -> list[Scene]:
    """Return the scenes of what one block of a source states, by id.

    A fact that is tied to nothing is in none; one that is told in several blocks is in a scene
    of each.
    """
    scenes: list[Scene] = []
    for facts in _parts(gather_facts(statements)):
        weights = affinity(facts, embedder)
        membership = partition(
            weights, granularity=settings.granularity, rng_seed=settings.rng_seed
        )
        members: defaultdict[int, list[Fact]] = defaultdict(list)
        for fact in facts:
            if fact.id in membership:
                members[membership[fact.id]].append(fact)
        scenes += [_scene(group, weights) for group in members.values()]
    return sorted(scenes, key=lambda scene: scene.id)


def _parts(facts: Iterable[Fact]) -> Iterator[list[Fact]]:
    """Yield runs of facts as one reads them, about equally long."""
    run = sorted(facts, key=lambda fact: (fact.first.words, fact.id))
    count = -(-len(run) // LARGEST)
    for i in range(count):
        yield run[i * len(run) // count : (i + 1) * len(run) // count]


def _scene(group: Sequence[Fact], weights: Weights) -> Scene:
    inside, total = _degrees({fact.id for fact in group}, weights)
    ordered = sorted(
        group, key=lambda f: (-round(inside[f.id], 6), -f.support, f.first.words, f.id)
    )
    return Scene(
        content_id("sc", *sorted({place for fact in group for place in fact.evidence})),
        tuple(ordered),
        tuple(round(inside[f.id] / total[f.id], 4) for f in ordered),
    )


def _degrees(
    members: set[str], weights: Weights
) -> tuple[Mapping[str, float], Mapping[str, float]]:
    """Return the weight of each member's ties to other members, and to all."""
    inside: defaultdict[str, float] = defaultdict(float)
    total: defaultdict[str, float] = defaultdict(float)
    for (one, other), weight in weights.items():
        for end in {one, other} & members:
            total[end] += weight
            inside[end] += weight if one in members and other in members else 0.0
    return inside, total
