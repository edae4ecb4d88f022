"""Kill a process that writes, again and again at random, and see that nothing is lost or doubled.

    python -m tests.faults.soak [--kills 100] [--rng-seed 0] [--no-walk]

A process remembers, forgets, consolidates and rebuilds, and writes into a journal what it begins
and what it was told is done. It is killed at a random moment; the file must hold what was done, and
what was begun wholly or not at all; the next process begins where the journal ends. Before that,
each verb is killed at every statement with which it writes.
"""

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from graphmem import Memory
from graphmem.memory import pending
from tests.faults.injector import State, Verb, forked, kill_everywhere, state_of
from tests.faults.verbs import cases, prepared

PEOPLE = ("Ana Ruiz", "Tom Ruiz", "Eva Lund", "Max Lund", "Tom", "Ana Lima")
PLACES = ("Leeds", "Paris", "Porto", "Lisbon", "Oslo")
SOURCES = 6


@dataclass(slots=True)
class Tally:
    """What happened in a soak."""

    kills: int = 0
    acknowledged: int = 0
    whole: int = 0  # of what was not acknowledged when the kill came: it was there
    absent: int = 0  # it was not there at all


@dataclass(frozen=True, slots=True)
class Step:
    """The n-th thing that is done; always the same for the same seed."""

    name: str
    source: str
    text: str

    @classmethod
    def of(cls, number: int, rng_seed: int) -> "Step":
        rng = random.Random(rng_seed * 1_000_003 + number)
        name = rng.choices(("remember", "forget", "consolidate", "rebuild"), (12, 2, 3, 1))[0]
        who, other = rng.sample(PEOPLE, 2)
        day = f"{rng.randrange(1, 29)} May {2000 + number % 25}"
        text = f"{who} met {other} in {rng.choice(PLACES)} on {day}. It was meeting {number}."
        return cls(name, f"source {rng.randrange(SOURCES)}", text)

    def do(self, memory: Memory) -> None:
        """Do it to a memory."""
        verbs: dict[str, Verb] = {
            "remember": lambda m: m.remember(self.text, source=self.source),
            "forget": lambda m: m.forget(source=self.source),
            "consolidate": Memory.consolidate,
            "rebuild": Memory.rebuild,
        }
        verbs[self.name](memory)


def soak(folder: Path, *, kills: int, rng_seed: int) -> Tally:
    """Kill so often, or until a step was done; AssertionError where anything is amiss."""
    rng = random.Random(rng_seed)
    path, journal = folder / "memory.db", folder / "journal"
    journal.touch()
    beat, tally = _beat(), Tally()
    while tally.kills < kills or (not tally.acknowledged and tally.kills < 10 * kills):
        child = forked(lambda: _work(path, journal, rng_seed))
        time.sleep(rng.expovariate(1 / 8) * beat)  # now and then long enough for any step
        os.kill(child, signal.SIGKILL)
        assert os.WIFSIGNALED(os.waitpid(child, 0)[1]), "the writer failed by itself"
        tally.kills += 1
        _check(folder, tally, rng_seed)
        if tally.kills % 10 == 0:
            print(f"  {tally.kills} kills, {tally.acknowledged} steps acknowledged", flush=True)
    return tally


def _beat() -> float:
    """Load what reads, so that each process has it, and return how long a step takes here."""
    with Memory(":memory:") as memory:
        for number in range(6):
            started = time.perf_counter()
            Step("remember", "warm", f"Ana Ruiz met Tom in Leeds {number} times.").do(memory)
            Step("consolidate", "", "").do(memory)
    return time.perf_counter() - started


def _work(path: Path, journal: Path, rng_seed: int) -> None:
    number = len(_lines(journal, "done"))
    with Memory(path) as memory, journal.open("a") as log:
        while True:
            print("begin", number, file=log, flush=True)
            Step.of(number, rng_seed).do(memory)
            print("done", number, file=log, flush=True)
            number += 1


def _lines(journal: Path, word: str) -> list[str]:
    # A kill may cut the last line short.
    lines = journal.read_text().splitlines(keepends=True)
    return [line for line in lines if line.startswith(word) and line.endswith("\n")]


def _check(folder: Path, tally: Tally, rng_seed: int) -> None:
    path, journal = folder / "memory.db", folder / "journal"
    done = len(_lines(journal, "done"))
    begun = any(int(line.split()[1]) == done for line in _lines(journal, "begin"))
    steps = [Step.of(number, rng_seed) for number in range(done + 1)]
    # Looked at in a copy, so that the next process meets the file as the kill left it.
    found = _evidence(_copied(folder, path))
    without, with_it = _expected(steps[:-1]), _expected(steps)
    assert found in ((without, with_it) if begun else (without,)), f"after step {done}"
    tally.acknowledged = done
    if without != with_it:
        tally.whole += found == with_it
        tally.absent += found == without
    kept = _after(folder, path, Memory.consolidate)
    assert kept == _after(folder, path, Memory.rebuild, Memory.consolidate), f"after step {done}"


def _expected(steps: Sequence[Step]) -> dict[str, list[str]]:
    held: dict[str, list[str]] = {}
    for step in steps:
        if step.name == "remember" and step.text not in held.get(step.source, []):
            held.setdefault(step.source, []).append(step.text)
        if step.name == "forget":
            held.pop(step.source, None)
    return held


def _evidence(path: Path) -> dict[str, list[str]]:
    state_of(path)  # sound
    held: dict[str, list[str]] = {}
    with Memory(path) as memory:
        for number in range(SOURCES):
            name = f"source {number}"
            if told := [episode.text for episode in memory.episodes(name)]:
                held[name] = told
    return held


def _after(folder: Path, path: Path, *verbs: Verb) -> State:
    copy = _copied(folder, path)
    with Memory(copy) as memory:
        for verb in verbs:
            verb(memory)
    return state_of(copy)


def _copied(folder: Path, path: Path) -> Path:
    for end in ("", "-wal", "-shm"):
        part, copy = Path(f"{path}{end}"), folder / f"copy.db{end}"
        copy.unlink(missing_ok=True)
        if part.exists():
            shutil.copy(part, copy)
    return folder / "copy.db"


def walk(folder: Path) -> int:
    """Kill each verb at every statement with which it writes; return how often."""
    pending.BATCH = 2  # so that a verb has several transactions
    struck = 0
    for name in cases(folder):
        place = folder / name
        place.mkdir()
        case = cases(place)[name]
        struck += kill_everywhere(prepared(case, place), case.verb, every=1)
        print(f"  {name}: killed at every point, {struck} in all", flush=True)
    return struck


def main() -> int:
    """Walk and soak, and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--rng-seed", type=int, default=0)
    parser.add_argument("--no-walk", action="store_true", help="only the random kills")
    args = parser.parse_args()
    if not args.no_walk:
        with tempfile.TemporaryDirectory() as folder:
            walk(Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        tally = soak(Path(folder), kills=args.kills, rng_seed=args.rng_seed)
    print(
        f"{tally.kills} random kills of a writer (--rng-seed {args.rng_seed}): "
        f"{tally.acknowledged} steps acknowledged, all there, none twice; of what was under way "
        f"{tally.whole} were there whole and {tally.absent} not at all; "
        "the graph was each time the one that its evidence gives."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
