"""Several at one memory at once: processes that write, threads that read and write."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from time import monotonic

import pytest

from graphmem import Memory, Settings, StoreError
from graphmem.memory import senses
from tests.end_to_end.conftest import graph_of
from tests.faults.injector import forked, state_of
from tests.faults.verbs import remember

PLACES = ("Leeds", "Paris", "Porto", "Lisbon", "Oslo", "Malmo")
TEXTS = {
    f"letter {n}": f"Ana Ruiz met {who} in {PLACES[n]} on {n + 1} May 2024. {who} was tired."
    for n, who in enumerate(("Tom Ruiz", "Eva Lund", "Max Lund", "Tom", "Ana Lima", "Eva"))
}
QUERIES = ("Where did Ana Ruiz meet Tom Ruiz?", "Who met Eva Lund?", "When was Ana Ruiz in Paris?")


def write(memory: Memory, sources: list[str], chat: str) -> None:
    """Remember some sources and forget one, and say something in a chat that others are in."""
    memory.remember("Ana Ruiz sold a boat to Tom Ruiz in Oslo.", source=f"gone {chat}")
    for number, source in enumerate(sources):
        remember(TEXTS[source], source)(memory)
        memory.remember(f"{chat} saw Ana Ruiz {number} times.", source="chat", speaker=chat)
        memory.consolidate()
    memory.forget(source=f"gone {chat}")


def alone(path: Path, like: Memory) -> Memory:
    """Return a memory to which one writer said the same, in the order in which it was heard."""
    memory = Memory(path)
    for episode in like.episodes("chat"):
        memory.remember(episode.text, source="chat", speaker=episode.speaker)
    for source, text in TEXTS.items():
        remember(text, source)(memory)
    memory.consolidate()
    return memory


def look(memory: Memory) -> None:
    """Read in all ways, and see that what is read fits together."""
    for query in QUERIES:
        for line in memory.recall(query).lines:
            assert line.text
            assert line.source
        for citation in memory.ask(query).citations:
            assert citation.quote
            assert citation.source
    graph = graph_of(memory)
    ids = {node["id"] for node in graph["nodes"]}
    assert all(edge["start"] in ids and edge["end"] in ids for edge in graph["relationships"])


@contextmanager
def readers(memory: Memory, number: int) -> Iterator[None]:
    """Have threads read until the work is done, and then see that all went well."""
    done = Event()

    def read() -> int:
        rounds = 0
        while not done.is_set() or not rounds:
            look(memory)
            rounds += 1
        return rounds

    with ThreadPoolExecutor(number) as pool:
        reads = [pool.submit(read) for _ in range(number)]
        try:
            yield
        finally:
            done.set()
        assert all(future.result() for future in reads)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_two_processes_write_while_eight_threads_read(tmp_path: Path):
    path, names = tmp_path / "memory.db", sorted(TEXTS)

    def work(sources: list[str], chat: str) -> Callable[[], None]:
        def run() -> None:
            with Memory(path) as memory:
                write(memory, sources, chat)

        return run

    with Memory(":memory:") as memory:
        memory.inspect("Loads what reads.")
    children = [forked(work(names[::2], "Ina")), forked(work(names[1::2], "Ola"))]
    with Memory(path) as memory:
        with readers(memory, 8):
            assert [os.waitpid(child, 0)[1] for child in children] == [0, 0]
            memory.rebuild()
        memory.consolidate()
        with alone(tmp_path / "alone.db", memory):
            assert state_of(path) == state_of(tmp_path / "alone.db")


@pytest.mark.parametrize("name", ["memory.db", ":memory:"])
def test_one_memory_is_shared_by_eight_threads(name: str, tmp_path: Path):
    names = sorted(TEXTS)
    with Memory(name if name == ":memory:" else tmp_path / name) as memory:
        with readers(memory, 4), ThreadPoolExecutor(4) as pool:
            writes = [pool.submit(write, memory, names[n::3], f"Ina{n}") for n in range(3)]
            writes.append(pool.submit(memory.rebuild))
            assert not any(isinstance(future.result(), Exception) for future in writes)
        memory.consolidate()
        with alone(tmp_path / "alone.db", memory) as expected:
            assert graph_of(memory) == graph_of(expected)
            assert memory.stats() == expected.stats()


def test_threads_are_told_what_one_would_be(tmp_path: Path):
    texts = [f"{text} {other}" for text in TEXTS.values() for other in TEXTS.values()]
    with alone(tmp_path / "memory.db", Memory(":memory:")) as memory:
        jobs: list[Callable[[], object]] = [
            *(lambda q=q: (memory.ask(q), memory.recall(q, explain=True)) for q in QUERIES * 6),
            *(lambda t=t: memory.inspect(t, occurred_at="2024-06-01") for t in texts),
        ]
        expected = [job() for job in jobs]
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(lambda job: job(), jobs)) == expected


def test_threads_that_come_first_at_once_load_one_pipeline():
    senses._parser.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        parsers = list(pool.map(lambda _: senses.Senses(Settings()).parser, range(8)))
    assert all(parser is parsers[0] for parser in parsers)


def test_closed_under_their_hands_threads_are_told_so(tmp_path: Path):
    def read(memory: Memory) -> str:
        while True:
            try:
                look(memory)
            except StoreError as error:
                return str(error)

    for name in (tmp_path / "memory.db", ":memory:"):
        memory = Memory(name)
        remember(TEXTS["letter 0"], "letter 0")(memory)
        with ThreadPoolExecutor(4) as pool:
            reads = [pool.submit(read, memory) for _ in range(4)]
            wait(reads, timeout=0.3)
            began = monotonic()
            memory.close()
            assert monotonic() - began < 10
            assert {future.result() for future in reads} == {f"{name} is closed"}
