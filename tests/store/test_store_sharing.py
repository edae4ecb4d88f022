import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from deltas import contents, join, story

from graphmem.models.recollection import Search
from graphmem.protocols import GraphStore
from graphmem.store import open_store

WRITER = """
import sys
from deltas import story
from graphmem.store import open_store
store = open_store(sys.argv[1])
for number in range(int(sys.argv[2]), 12, 2):
    store.apply(story(number))
store.close()
"""


def test_threads_read_while_one_writes(store: GraphStore):
    def read(number: int) -> int:
        asked = story(number).passages[0]
        found = store.search("", Search(terms=asked.terms, vector=asked.vector))
        return len(found) - len({candidate.passage.id for candidate in found})

    with ThreadPoolExecutor(4) as pool:
        reads = [pool.submit(read, number) for number in range(20)]
        for number in range(10):
            store.apply(story(number))
        assert not any(future.result(timeout=60) for future in reads)
    assert len(store.episodes("")) == 10


def test_two_processes_write_one_memory(tmp_path: Path):
    path = str(tmp_path / "memory.db")
    command = [sys.executable, "-c", WRITER, path]
    writers = [
        subprocess.Popen([*command, str(first)], cwd=Path(__file__).parent) for first in (0, 1)
    ]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0]
    alone = open_store(":memory:")
    alone.apply(join(map(story, range(12))))
    shared = open_store(path)
    assert contents(shared) == contents(alone)
    alone.close()
    shared.close()


def test_a_tracer_is_told_each_statement(tmp_path: Path):
    told: list[tuple[str, float]] = []
    store = open_store(str(tmp_path / "memory.db"), tracer=lambda sql, ms: told.append((sql, ms)))
    store.sources("")
    store.close()
    assert any("FROM source" in sql and ms >= 0 for sql, ms in told)
