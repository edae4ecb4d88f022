"""Measure recall of passages for questions of several hops, BM25 beside it.

Run with the folder of the data: `python tests/bench/multihop.py DATA [--others N]`. Passages are
those that the questions need and N others (all, when not given); with `--no-graph` nothing
spreads. Evaluate only: the weight of activation was chosen with 2wiki in sight.
"""

import json
from argparse import ArgumentParser
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory

from graphmem.evaluation.bm25 import Bm25
from graphmem.memory import Memory
from graphmem.models.recollection import Context
from graphmem.settings import RetrievalSettings, Settings

FIRST = 5

Passages = dict[str, str]
Questions = list[tuple[str, set[str]]]


def wiki(data: Path) -> tuple[Passages, Questions]:
    folder = data / "multihop/2wiki"
    passages = {p["title"]: p["text"] for p in json.loads((folder / "corpus.json").read_text())}
    asked = json.loads((folder / "questions_101_gold.json").read_text())
    return passages, [(q["question"], set(q["gold_titles"])) for q in asked]


def musique(data: Path) -> tuple[Passages, Questions]:
    folder = data / "multihop/musique"
    rows = [json.loads(x) for x in (folder / "musique_corpus.jsonl").read_text().splitlines()]
    asked = [json.loads(x) for x in (folder / "musique_questions.jsonl").read_text().splitlines()]
    # Two passages may have one title, so a passage is known by both.
    names = {row["id"]: f"{row['title']} ({row['id']})" for row in rows}
    passages = {names[row["id"]]: row["text"] for row in rows}
    return passages, [(q["question"], {names[i] for i in q["gold_ids"]}) for q in asked]


def pool(passages: Passages, questions: Questions, others: int | None) -> Passages:
    """Return the passages that are needed and the first `others` that are not."""
    needed = {title for _, gold in questions for title in gold}
    rest = [title for title in passages if title not in needed]
    kept = needed | set(rest if others is None else rest[:others])
    return {title: text for title, text in passages.items() if title in kept}


def remembered(passages: Passages, folder: Path, settings: Settings) -> Memory:
    path = folder / "passages.jsonl"
    lines = (json.dumps({"title": t, "text": x}) for t, x in passages.items())
    path.write_text("\n".join(lines))
    memory = Memory(folder / "memory.db", settings=settings)
    memory.remember_path(path)
    memory.consolidate()
    return memory


def headings(context: Context) -> list[str]:
    """Return the titles of the passages of a context, each once, best first."""
    fronts = (line.text.partition("] ")[0].removeprefix("[") for line in context.lines)
    return list(dict.fromkeys(front.split(" · ")[-1] for front in fronts))


def measure(
    passages: Passages, questions: Questions, settings: Settings
) -> tuple[list[float], list[float]]:
    index, titles = Bm25([f"{t} {x}" for t, x in passages.items()]), list(passages)
    ours, plain = [], []
    with TemporaryDirectory() as folder, remembered(passages, Path(folder), settings) as memory:
        for query, gold in questions:
            found = headings(memory.recall(query, budget=2000))[:FIRST]
            ours.append(len(gold & set(found)) / len(gold))
            first = {titles[number] for number in index.rank(query)[:FIRST]}
            plain.append(len(gold & first) / len(gold))
    return ours, plain


def main() -> None:
    parser = ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--others", type=int)
    parser.add_argument("--no-graph", action="store_true")
    args = parser.parse_args()
    hops = 0 if args.no_graph else RetrievalSettings().hops
    settings = Settings(retrieval=RetrievalSettings(hops=hops))
    for name, read in (("2wiki", wiki), ("musique", musique)):
        passages, questions = read(args.data)
        passages = pool(passages, questions, args.others)
        ours, plain = measure(passages, questions, settings)
        print(
            f"{name}: {len(passages)} passages, {len(questions)} questions, "
            f"recall@{FIRST} {fmean(ours):.3f}, BM25 {fmean(plain):.3f}; "
            f"all found {fmean(r == 1 for r in ours):.3f}, BM25 {fmean(r == 1 for r in plain):.3f}"
        )


if __name__ == "__main__":
    main()
