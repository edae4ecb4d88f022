"""Print how reading, recall and consolidation cost at a thousand episodes, ten and a hundred.

    python tests/bench/scale.py FOLDER [--sizes 1000 10000 100000] [--keep FILE]

FOLDER holds novels as .txt; the episodes are their passages and paraphrases of these (see
`novels.py`). For each size the memory grows to it, is consolidated, grows by one percent more and
is consolidated again; then it is asked. "wall" is what a user waits, "cpu" what the process used:
on a machine that does other things trust the second.
"""

import argparse
import json
import platform
import resource
import time
from collections.abc import Iterator
from itertools import groupby, islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from novels import episodes

from graphmem import Memory
from graphmem.language.pipeline import load_pipeline
from graphmem.language.threads import ONE_THREAD

QUERIES = 200


class Clock:
    """Wall and CPU seconds since it was made."""

    def __init__(self) -> None:
        self._wall, self._cpu = time.perf_counter(), time.process_time()

    def figures(self) -> dict[str, float]:
        return {
            "wall_s": time.perf_counter() - self._wall,
            "cpu_s": time.process_time() - self._cpu,
        }


def show(what: str, **figures: object) -> None:
    """Print figures at once, so that a run that is broken off has told what it knew."""
    print(json.dumps({what: figures}, default=lambda value: round(value, 4)), flush=True)


def grow(memory: Memory, told: Iterator[tuple[str, str]], count: int, folder: Path) -> list[str]:
    """Remember so many more episodes, and return their texts."""
    texts: list[str] = []
    for source, group in groupby(islice(told, count), key=lambda pair: pair[0]):
        path = folder / f"{source} {len(list(folder.iterdir()))}.jsonl"
        said = [text for _, text in group]
        path.write_text("".join(json.dumps({"text": text}) + "\n" for text in said), "utf-8")
        memory.remember_path(path)
        texts += said
    return texts


def questions(texts: list[str], names: list[str], rng: Random) -> Iterator[str]:
    """Yield questions that name somebody and tell some words of a passage."""
    forms = (
        "What did {who} say about {words}?",
        "Where was {who} when {words}?",
        "When did {who} see {words}?",
        "Who {words}?",
        "{words}",
    )
    for number in range(QUERIES):
        words = rng.choice(texts).split()
        at = rng.randrange(max(1, len(words) - 5))
        some = " ".join(word.strip(".,;:!?\u201c\u201d") for word in words[at : at + 5])
        yield forms[number % len(forms)].format(who=rng.choice(names), words=some)


def people(memory: Memory) -> list[str]:
    """Return the names of the persons in a memory."""
    return [e.name for e in memory.entities() if e.named and e.kind == "Person"]


def ask(memory: Memory, asked: list[str]) -> dict[str, float]:
    """Time recall with the parsing of the query, warm, and the first of all apart."""
    started = time.perf_counter()
    memory.recall(asked[0])
    first = time.perf_counter() - started
    wall, cpu = [], []
    for query in asked:
        clock = Clock()
        memory.recall(query)
        figures = clock.figures()
        wall.append(figures["wall_s"] * 1000)
        cpu.append(figures["cpu_s"] * 1000)
    found = {"first_ms": first * 1000}
    for name, times in (("wall", sorted(wall)), ("cpu", sorted(cpu))):
        found[f"p50_{name}_ms"] = times[len(times) // 2]
        found[f"p95_{name}_ms"] = times[int(len(times) * 0.95)]
    return found


def bare(texts: list[str]) -> float:
    """Return the CPU seconds of the pipeline alone on these texts, on one core as in `remember`."""
    pipeline = load_pipeline()
    with ONE_THREAD:
        list(pipeline.pipe(texts))  # what it keeps of words is kept from here on, for both
        clock = Clock()
        list(pipeline.pipe(texts))
        return clock.figures()["cpu_s"]


def measure(memory: Memory, path: Path, told: Iterator[tuple[str, str]], size: int) -> None:
    folder, held = path.parent, len(memory.episodes())
    clock = Clock()
    texts = grow(memory, told, size - held, folder)
    words = sum(len(text.split()) for text in texts)
    spent = clock.figures()
    show(f"reading to {size}", **spent, words=words, words_per_cpu_second=words / spent["cpu_s"])
    asked = list(questions(texts, people(memory), Random(1)))
    show(f"recall at {size}, before consolidating", **ask(memory, asked))
    clock = Clock()
    memory.consolidate(anew=True)
    whole = clock.figures()
    show(f"consolidating {size} from nothing", **whole)
    grow(memory, told, size // 100, folder)
    clock = Clock()
    memory.consolidate()
    more = clock.figures()
    ratio = more["cpu_s"] / whole["cpu_s"]
    show(f"consolidating {size // 100} more", **more, part_of_the_whole=ratio)
    show(f"recall at {size}", **ask(memory, asked))
    held_words = sum(len(e.text.split()) for e in memory.episodes())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    show(
        f"size at {size}",
        bytes_per_word=path.stat().st_size / held_words,
        peak_memory_mb=peak / 1024,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10000, 100000])
    parser.add_argument("--keep", type=Path, help="where the memory is left")
    args = parser.parse_args()
    show("machine", machine=platform.machine(), python=platform.python_version())
    told = episodes(args.folder)
    sample = [text for _, text in islice(episodes(args.folder), 3000)]
    with TemporaryDirectory() as folder, Memory(":memory:") as memory:
        memory.inspect("Ana met Tom.")
        alone = bare(sample)
        clock = Clock()
        grow(memory, iter([("sample", text) for text in sample]), len(sample), Path(folder))
        whole = clock.figures()["cpu_s"]
        show("reading", cpu_s=whole, bare_pipeline_cpu_s=alone, ratio=alone / whole)
    with TemporaryDirectory() as folder:
        path = args.keep or Path(folder) / "memory.db"
        with Memory(path) as memory:
            for size in args.sizes:
                measure(memory, path, told, size)


if __name__ == "__main__":
    main()
