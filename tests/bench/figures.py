"""Print the engine's figures, each with a baseline in the same run.

    python tests/bench/figures.py [--data FOLDER]

Without a folder of benchmarks only what can be measured with the example book is printed.
Timings are of this process on this machine; trust the ratios, not the absolutes.
"""

import argparse
import json
import platform
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from graphmem import Memory
from graphmem.evaluation.epbench import run_epbench, run_own_book
from graphmem.evaluation.locomo import run_locomo
from graphmem.language.pipeline import load_pipeline
from graphmem.language.threads import ONE_THREAD
from graphmem.language.vectors import StaticEmbedder

ROOT = Path(__file__).resolve().parents[2]
BOOK = ROOT / "examples" / "book" / "book.jsonl"
QUESTIONS = Path(__file__).parent / "book_a_questions.jsonl"


def seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def loading() -> dict[str, float]:
    """Time the pipeline and the vectors, loaded into a process that has imported them."""
    return {"pipeline_s": seconds(load_pipeline), "vectors_s": seconds(StaticEmbedder)}


def reading() -> dict[str, float]:
    """Time `remember` of the book against the bare pipeline on the same text."""
    texts = [json.loads(line)["text"] for line in BOOK.read_text("utf-8").splitlines()]
    words = sum(len(text.split()) for text in texts)
    pipeline = load_pipeline()
    with ONE_THREAD:  # as `remember` does
        list(pipeline.pipe(texts))  # warm
        bare = seconds(lambda: list(pipeline.pipe(texts)))
    with tempfile.TemporaryDirectory() as folder, Memory(Path(folder) / "m.db") as memory:
        memory.inspect("Ana met Tom in Leeds.")  # warm
        whole = seconds(lambda: memory.remember_path(BOOK))
        layers = seconds(memory.consolidate)
        size = sum(file.stat().st_size for file in Path(folder).iterdir())
        recall = sorted(seconds(lambda t=t: memory.recall(t[:60])) for t in texts[:40])
    return {
        "words": words,
        "words_per_second": words / whole,
        "ratio_to_bare_pipeline": bare / whole,
        "consolidate_s": layers,
        "bytes_per_word": size / words,
        "recall_p50_ms": recall[len(recall) // 2] * 1000,
        "recall_p95_ms": recall[int(len(recall) * 0.95)] * 1000,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="the folder that holds epbench/ and locomo/")
    data = parser.parse_args().data
    figures: dict[str, object] = {
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "loading": loading(),
        "reading": reading(),
        "own questions": run_own_book(BOOK, QUESTIONS),
    }
    if data is None:
        figures["left out"] = "epbench and locomo: name their folder with --data"
    else:
        for book in ("short", "thriller"):
            figures[f"epbench {book}"] = run_epbench(data / "epbench" / book)
        figures["locomo"] = run_locomo(data / "locomo" / "locomo5.json")
    print(json.dumps(figures, indent=2, default=lambda value: round(value, 4)))


if __name__ == "__main__":
    main()
