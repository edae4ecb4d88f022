"""Use a memory from asyncio: each call on a thread, while the event loop goes on.

Run it with `python examples/asynchronous.py`; it keeps nothing on disk.
"""

import asyncio
import tempfile
from pathlib import Path

from graphmem import Memory

NOTES = (
    "Ines started at the aquarium in Porto on 10 March 2025. She looks after the otters.",
    "Marek ran ten kilometres with Ola on 11 April 2025.",
    "Rui feeds the sharks at the aquarium. He is the brother of Ines.",
)
QUERIES = ("Who feeds the sharks?", "Where did Ines start?", "When did Marek run with Ola?")


async def remember(memory: Memory, notes: asyncio.Queue[str | None]) -> None:
    """Remember what comes in, one note after the other."""
    number = 0
    while (note := await notes.get()) is not None:
        number += 1
        await asyncio.to_thread(memory.remember, note, source=f"note {number}")


async def converse(memory: Memory) -> None:
    """Put notes into a queue, and ask all at once when they are read."""
    notes: asyncio.Queue[str | None] = asyncio.Queue()
    reader = asyncio.create_task(remember(memory, notes))
    for note in (*NOTES, None):
        await notes.put(note)
    await reader
    await asyncio.to_thread(memory.consolidate)
    answers = await asyncio.gather(*(asyncio.to_thread(memory.ask, q) for q in QUERIES))
    for query, answer in zip(QUERIES, answers, strict=True):
        print(f"{query}\n  {answer.text}")
    context = await asyncio.to_thread(memory.recall, "the aquarium", budget=100)
    print(f"\nFor the next reply:\n{context.text}")


def main() -> None:
    """Share one memory between all threads, and close it in the end."""
    with tempfile.TemporaryDirectory() as folder, Memory(Path(folder) / "memory.db") as memory:
        asyncio.run(converse(memory))


if __name__ == "__main__":
    main()
