"""Which of two names a pronoun stands for, on the contexts of GAP."""

import csv
from pathlib import Path

from graphmem.language.names import given_gender
from graphmem.models.evidence import Episode
from graphmem.models.workspace import Workspace
from graphmem.operator.spacy_operator import SpacyOperator
from tests.bench.gold.tables import Score, Table

CONTEXTS = 600
_PARTS = {"dev": "development", "test": "test"}
_FEMALE = ("she", "her", "hers", "herself")


def measure_pronouns(operator: SpacyOperator, data: Path, part: str) -> Table:
    """Return how often a pronoun goes to the right names, for all, for her and for him.

    The baseline is the nearest name before it, of the two, that is of no other gender.
    """
    path = data / f"language/gap/gap-{_PARTS[part]}.tsv"
    with path.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))[:CONTEXTS]
    scores = {
        (reader, whom): Score()
        for whom in ("all", "her", "him")
        for reader in ("Operator", "nearest name that agrees")
    }
    episodes = [Episode(row["ID"], "src", i, row["Text"]) for i, row in enumerate(rows)]
    for row, workspace in zip(rows, operator.read([(e, ()) for e in episodes]), strict=True):
        wanted = {x for x in "AB" if row[f"{x}-coref"] == "TRUE"}
        her = row["Pronoun"].lower() in _FEMALE
        for reader, told in (
            ("Operator", {x for x in "AB" if _stands_for(workspace, row, x)}),
            ("nearest name that agrees", _nearest(row, her=her)),
        ):
            for whom in ("all", "her" if her else "him"):
                scores[reader, whom].compare(told, wanted)
    table = Table(f"Pronouns: GAP ({part}, {len(rows)} contexts)", ("pronouns", "reader", *"PR"))
    table.columns = ("pronouns", "reader", "precision", "recall", "F1")
    table.rows = [(whom, reader, *score.cells()) for (reader, whom), score in scores.items()]
    return table


def _stands_for(workspace: Workspace, row: dict[str, str], letter: str) -> bool:
    pronoun, start = int(row["Pronoun-offset"]), int(row[f"{letter}-offset"])
    end = start + len(row[letter])
    for entity in workspace.entities:
        spans = [(m.start, m.end) for m in entity.mentions]
        if any(s == pronoun for s, _ in spans):
            return any(s < end and start < e for s, e in spans)
    return False


def _nearest(row: dict[str, str], *, her: bool) -> set[str]:
    pronoun = int(row["Pronoun-offset"])
    fits = [
        (pronoun - int(row[f"{x}-offset"]), x)
        for x in "AB"
        if given_gender(row[x].split()[0].lower()) != ("m" if her else "f")
        and int(row[f"{x}-offset"]) < pronoun
    ]
    return {min(fits)[1]} if fits else set()
