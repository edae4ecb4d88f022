"""Who is who within a text, on LitBank and GUM, and whom a pronoun stands for, on GAP."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from graphmem import Memory, Settings
from graphmem.language.parse import Parser
from graphmem.language.pipeline import load_pipeline
from graphmem.models.evidence import Episode
from graphmem.models.workspace import Workspace
from graphmem.operator.spacy_operator import SpacyOperator
from graphmem.settings import OperatorSettings, ReadingSettings
from tests.bench.gold.clusters import COLUMNS, Agreement
from tests.bench.gold.pronouns import measure_pronouns
from tests.bench.gold.tables import Table
from tests.bench.gold.texts import Document, Span, by_head, read_gum, read_litbank

NOVELS = 25
CHARACTERS = 1000  # of an episode, where a text is cut as a memory cuts it
# The kinds that are marked in each corpus, and what the Operator calls these.
_NOVEL_KINDS = ("Person", "Group", "Creature", "Organization", "Place")
_THINGS = (*_NOVEL_KINDS, "Object", "Work")
_GUM_KINDS = frozenset(("person", "place", "organization", "object", "animal", "plant"))
_PEOPLE = ("Person", "Group", "Creature")
_NOTE = (
    "A mention is right by its span, or by its head word. Appositions and copulas count as one "
    "with what they are said of. Given mentions are those that are marked and were read. The "
    "corpora mark single mentions too; the Operator keeps a noun phrase only where something is "
    "told of it."
)


@dataclass(frozen=True, slots=True)
class Told:
    """A mention as it was read; `entity` is that of the workspace or of the graph."""

    start: int
    end: int
    form: str
    kind: str
    entity: str


def measure(data: Path, part: str) -> list[Table]:
    """Return the tables of LitBank, GUM and GAP."""
    operator = SpacyOperator(Parser(load_pipeline()), OperatorSettings(window=0))
    novels = list(islice(read_litbank(data, part), NOVELS))
    gum = list(read_gum(data, part))
    novels_read = {
        "one episode": list(read_whole(operator, novels)),
        f"episodes of {CHARACTERS:,} characters": [read_in_memory(d) for d in novels],
    }
    novel = f"LitBank ({len(novels)} {'even' if part == 'dev' else 'odd'}-numbered novels)"
    return [
        _table(novel, novels, novels_read, _NOVEL_KINDS, None),
        _table(f"{novel}, people", novels, novels_read, _PEOPLE, frozenset(("PER",))),
        *_gum_tables(operator, gum, part),
        measure_pronouns(operator, data, part),
    ]


def _gum_tables(operator: SpacyOperator, gum: Sequence[Document], part: str) -> Iterator[Table]:
    read = {"one episode": list(read_whole(operator, gum))}
    yield _table(f"GUM ({part})", gum, read, _THINGS, _GUM_KINDS)
    yield _table(f"GUM ({part}), people", gum, read, _PEOPLE, frozenset(("person",)))


def read_whole(operator: SpacyOperator, documents: Iterable[Document]) -> Iterator[list[Told]]:
    """Yield what is read of each document as one episode."""
    episodes = [Episode(d.name, "src", i, d.text) for i, d in enumerate(documents)]
    for workspace in operator.read([(e, ()) for e in episodes]):
        yield list(mentions_of(workspace))


def mentions_of(workspace: Workspace) -> Iterator[Told]:
    """Yield the mentions of a workspace; where several figures share one, the surest has it."""
    best: dict[Span, tuple[float, Told]] = {}
    for number, entity in enumerate(workspace.entities):
        for m in entity.mentions:
            told = Told(m.start, m.end, m.form, entity.kind, str(number))
            if (m.start, m.end) not in best or best[m.start, m.end][0] < m.score:
                best[m.start, m.end] = (m.score, told)
    yield from (told for _, told in best.values())


def read_in_memory(document: Document) -> list[Told]:
    """Return what a memory makes of a document that it cuts into episodes."""
    settings = Settings(reading=ReadingSettings(episode_chars=CHARACTERS))
    with Memory(":memory:", settings=settings) as memory:
        memory.remember(document.text, source=document.name)
        store, space = memory._store, memory._namespace
        places = _places(document.text, store.episodes(space))
        kinds = {node.id: node.kind for node in store.nodes(space, label="Entity")}
        best: dict[Span, tuple[float, Told]] = {}
        for one in store.relationships(space, types=("MENTIONED_IN",)):
            start, end, at = one.properties["start"], one.properties["end"], places[one.target]
            span = at[start], at[end - 1] + 1
            score, form = float(one.properties["score"]), str(one.properties["form"])
            if span not in best or best[span][0] < score:
                best[span] = (score, Told(*span, form, kinds[one.source], one.source))
    return [told for _, told in best.values()]


def _places(text: str, episodes: Iterable[Episode]) -> dict[str, list[int]]:
    """Return for each episode where its characters stand in the text; white space may differ."""
    written = iter([i for i, c in enumerate(text) if not c.isspace()])
    return {
        e.id: [next(written) if not c.isspace() else -1 for c in e.text]
        for e in sorted(episodes, key=lambda e: e.ordinal)
    }


def _table(
    title: str,
    documents: Sequence[Document],
    read: dict[str, list[list[Told]]],
    kinds: Sequence[str],
    wanted: frozenset[str] | None,
) -> Table:
    table = Table(
        f"Who is who: {title}",
        ("read as", "mentions by", "who is who", *COLUMNS),
        note=_NOTE,
    )
    for way, tellings in read.items():
        for matching, placed in (("span", _by_span), ("head", by_head)):
            for name, joined in (("Operator", _as_read), ("same names", _same_names)):
                agreement = Agreement()
                for document, told in zip(documents, tellings, strict=True):
                    ours = [t for t in told if t.kind in kinds]
                    gold = [m for m in document.marked if wanted is None or m.kind in wanted]
                    agreement.compare(
                        placed(joined(ours, document.text), document.text),
                        placed({(m.start, m.end): m.entity for m in gold}, document.text),
                    )
                table.rows.append((way, matching, name, *agreement.cells()))
    return table


Clusters = dict[Span, object]
_by_span: Callable[[Clusters, str], Clusters] = lambda told, _: told  # noqa: E731


def _as_read(told: Iterable[Told], _: str) -> Clusters:
    return {(t.start, t.end): t.entity for t in told}


def _same_names(told: Iterable[Told], text: str) -> Clusters:
    """Return the same mentions with names joined that are equal, and nothing else."""
    return {
        (t.start, t.end): text[t.start : t.end] if t.form == "name" else (t.start, t.end)
        for t in told
    }
