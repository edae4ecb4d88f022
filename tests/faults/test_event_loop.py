"""An event loop goes on while a memory works on threads."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time

from graphmem import Memory
from tests.faults.test_sharing import PLACES, QUERIES, TEXTS
from tests.faults.verbs import remember

# Of the processor's time, so that what else the machine does is not counted.
LONGEST = 1.0


async def beat(gaps: list[float], done: asyncio.Event) -> None:
    """Note how much work was done between one turn of the loop and the next."""
    while not done.is_set():
        before = process_time()
        await asyncio.sleep(0.005)
        gaps.append(process_time() - before)


async def beside(jobs: Sequence[Callable[[], object]]) -> tuple[list[object], list[float]]:
    """Return what the jobs give, all begun at once, and the gaps in the beat beside them."""
    gaps: list[float] = []
    done = asyncio.Event()
    heart = asyncio.create_task(beat(gaps, done))
    found = await asyncio.gather(*(asyncio.to_thread(job) for job in jobs))
    done.set()
    await heart
    return found, gaps


def test_fifty_recalls_at_once_do_not_hold_up_the_loop(tmp_path: Path):
    with Memory(tmp_path / "memory.db") as memory:
        for source, text in TEXTS.items():
            more = " ".join(f"Then Ana Ruiz went to {place} with Eva Lund." for place in PLACES)
            remember(f"{text} {more}", source)(memory)
        memory.consolidate()
        queries = (QUERIES * 50)[:50]
        alone = {query: memory.recall(query) for query in QUERIES}
        found, gaps = asyncio.run(beside([lambda q=q: memory.recall(q) for q in queries]))
        assert found == [alone[query] for query in queries]
        work = [memory.consolidate, memory.rebuild, lambda: memory.export("json")]
        _, others = asyncio.run(beside(work))
    print(
        f"longest the loop waited: {max(gaps) * 1000:.0f} ms beside 50 recalls, "
        f"{max(others) * 1000:.0f} ms beside consolidate, rebuild and export"
    )
    assert max(*gaps, *others) < LONGEST
