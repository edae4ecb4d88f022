"""Measure which of two names a pronoun goes to, on the GAP contexts (development or another part).

Run with the folder of the data: `python tests/bench/read_pronouns.py DATA [part]`.
"""

import csv
import sys
from pathlib import Path

from graphmem.language.parse import Parser
from graphmem.language.pipeline import load_pipeline
from graphmem.models.evidence import Episode
from graphmem.operator.spacy_operator import SpacyOperator
from graphmem.settings import OperatorSettings


def rows(path: Path, most: int) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))[:most]


def stands_for(workspace, pronoun: int, name: tuple[int, int]) -> bool:
    for entity in workspace.entities:
        spans = [(m.start, m.end) for m in entity.mentions]
        if any(s == pronoun for s, _ in spans):
            return any(s < name[1] and name[0] < e for s, e in spans)
    return False


def main() -> None:
    part = sys.argv[2] if len(sys.argv) > 2 else "development"
    table = rows(Path(sys.argv[1]) / f"language/gap/gap-{part}.tsv", 600)
    operator = SpacyOperator(Parser(load_pipeline()), OperatorSettings(window=0))
    episodes = [Episode(row["ID"], "src", i, row["Text"]) for i, row in enumerate(table)]
    hit = told = wanted = 0
    for row, workspace in zip(table, operator.read([(e, ()) for e in episodes]), strict=True):
        for letter in "AB":
            start = int(row[f"{letter}-offset"])
            said = stands_for(
                workspace, int(row["Pronoun-offset"]), (start, start + len(row[letter]))
            )
            true = row[f"{letter}-coref"] == "TRUE"
            hit, told, wanted = hit + (said and true), told + said, wanted + true
    precision, recall = hit / max(1, told), hit / max(1, wanted)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"{part} n {len(table)}  precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")


if __name__ == "__main__":
    main()
