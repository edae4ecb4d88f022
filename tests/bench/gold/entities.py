"""Which words name or describe somebody or something, of which kind, and which tell of events."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from graphmem.language.parse import Parsed, Parser
from graphmem.language.pipeline import load_pipeline
from graphmem.models.evidence import Episode
from graphmem.models.workspace import Workspace
from graphmem.operator.spacy_operator import SpacyOperator
from graphmem.settings import OperatorSettings
from tests.bench.gold.coreference import mentions_of
from tests.bench.gold.tables import Score, Table
from tests.bench.gold.texts import Document, by_head, read_gum, read_litbank

# What the kinds of the corpora, of the Operator and of the pipeline have in common.
_MARKED = {
    "PER": "person", "person": "person", "animal": "person", "ORG": "organization",
    "organization": "organization", "FAC": "place", "GPE": "place", "LOC": "place",
    "place": "place", "object": "object", "VEH": "object",
}  # fmt: skip
_READ = {
    "Person": "person", "Creature": "person", "Group": "person", "Organization": "organization",
    "Place": "place", "Object": "object",
}  # fmt: skip
_PIPED = {"PERSON": "person", "GROUP": "person", "ORG": "organization", "PLACE": "place"}
_NOTE = (
    "The pipeline learnt names from GUM's training part and from the novels of the part for tuning."
)
# Of each part every sixth novel: for the report those that no name was learnt from.
_NOVELS = {"dev": (0, None), "test": (2, None)}


def measure(data: Path, part: str) -> list[Table]:
    """Return the tables of mentions on LitBank and GUM, and of events on LitBank."""
    parser = Parser(load_pipeline())
    operator = SpacyOperator(parser, OperatorSettings(window=0))
    novels = list(islice(read_litbank(data, part), *_NOVELS[part], 6))
    gum = list(read_gum(data, part))
    tables, read = [], []
    for name, documents in (("LitBank", novels), ("GUM", gum)):
        episodes = [Episode(d.name, "src", i, d.text) for i, d in enumerate(documents)]
        workspaces = list(operator.read([(e, ()) for e in episodes]))
        parsed = list(parser.parse(d.text for d in documents))
        read.append((workspaces, parsed))
        tables.append(_mentions(f"{name} ({part})", documents, workspaces, parsed))
    return [*tables, _events(f"LitBank ({part})", novels, *read[0])]


def _mentions(
    title: str,
    documents: Sequence[Document],
    workspaces: Sequence[Workspace],
    parsed: Sequence[Parsed],
) -> Table:
    scores: dict[tuple[str, ...], Score] = {}
    for document, workspace, page in zip(documents, workspaces, parsed, strict=True):
        told = list(mentions_of(workspace))
        readers = {
            "Operator": [(t.form, (t.start, t.end), _READ.get(t.kind, "")) for t in told],
            "pipeline": [("name", *name) for name in _names(page)],
        }
        marked = [(m.form, (m.start, m.end), _MARKED.get(m.kind, "")) for m in document.marked]
        for which in ("names", "all mentions"):
            gold = {s: k for f, s, k in marked if k and (f == "name" or which != "names")}
            for reader, found in readers.items():
                ours = {s: k for f, s, k in found if k and (f == "name" or which != "names")}
                for matching, one, other in (
                    ("span", ours, gold),
                    ("head", by_head(ours, document.text), by_head(gold, document.text)),
                ):
                    for what, a, b in (
                        ("place", set(one), set(other)),
                        ("kind", one.items(), other.items()),
                    ):
                        scores.setdefault((which, matching, what, reader), Score()).compare(a, b)
    table = Table(
        f"Mentions: {title}",
        note=_NOTE,
        columns=("mentions", "by", "right", "reader", "P", "R", "F1"),
    )
    table.rows = [(*key, *score.cells()) for key, score in scores.items()]
    return table


def _names(page: Parsed) -> Iterator[tuple[tuple[int, int], str]]:
    for name in page.names:
        span = page.tokens[name.start].start, page.tokens[name.end - 1].end
        yield span, _PIPED.get(name.kind, "")


def _events(
    title: str,
    documents: Sequence[Document],
    workspaces: Sequence[Workspace],
    parsed: Sequence[Parsed],
) -> Table:
    """Compare the words for events that happen: of actions told as real, and of every verb."""
    ours, verbs = Score(), Score()
    for document, workspace, page in zip(documents, workspaces, parsed, strict=True):
        ours.compare(_triggers(workspace, page), document.triggers)
        verbs.compare(((t.start, t.end) for t in page.tokens if t.pos == "VERB"), document.triggers)
    table = Table(f"Events: {title}", ("reader", "P", "R", "F1"))
    table.rows = [("Operator", *ours.cells()), ("every verb", *verbs.cells())]
    return table


def _triggers(workspace: Workspace, page: Parsed) -> set[tuple[int, int]]:
    """Return the words that stand for actions told as real: the first of one's predicate."""
    found = set()
    for e in workspace.events:
        if e.level != "action" or e.modality != "actual" or e.polarity != "positive":
            continue
        words = e.predicate.split()
        word = (words[-1] if e.nominal else words[0]).lower() if words else ""
        for token in page.tokens:
            if e.start <= token.start < e.end and word in (token.lemma.lower(), token.text.lower()):
                found.add((token.start, token.end))
                break
    return found
