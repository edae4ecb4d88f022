"""A server that goes, and others who write at the same time: nothing is lost, nothing doubled."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from graphmem import Memory
from graphmem.errors import StoreError
from tests.neo4j_server.server import Server, kill, restart, start

PEOPLE = ("Ana Ruiz", "Tom Reed", "Ellen Moss", "Mary Carter")
READ = "import sys; from graphmem import Memory; Memory(sys.argv[1]).remember_path(sys.argv[2])"

pytestmark = pytest.mark.neo4j


def write_days(folder: Path, days: range) -> None:
    """Write texts that name the same people again and again, one a file."""
    folder.mkdir(exist_ok=True)
    for day in days:
        one, two = PEOPLE[day % 4], PEOPLE[(day + 1) % 4]
        text = f"On {day + 1} May 2021 {one} met {two} in Leeds. {one} gave her a letter."
        (folder / f"{day:02}.txt").write_text(text, "utf-8")


def held(memory: Memory) -> tuple[object, ...]:
    store, space = memory._store, memory._namespace
    nodes = {(n.id, n.label, n.kind) for n in store.nodes(space)}
    return nodes, {r.id for r in store.relationships(space)}, memory.stats()


def expected(folder: Path) -> tuple[object, ...]:
    with Memory(":memory:") as memory:
        memory.remember_path(folder)
        return held(memory)


def test_two_processes_that_read_the_same_texts_make_each_thing_once(
    empty_server: str, tmp_path: Path
):
    write_days(tmp_path / "days", range(8))
    command = [sys.executable, "-c", READ, empty_server, str(tmp_path / "days")]
    both = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(2)]
    for process in both:
        _, said = process.communicate(timeout=300)
        assert process.returncode == 0, said.decode()
    with Memory(empty_server) as memory:
        assert held(memory) == expected(tmp_path / "days")


@pytest.fixture
def mortal(tmp_path: Path, neo4j_server: object) -> Server:
    server = start(tmp_path / "server")
    yield server
    kill(server)


def test_a_server_that_is_killed_while_it_is_written_to_loses_nothing(
    mortal: Server, tmp_path: Path
):
    folder = tmp_path / "days"
    write_days(folder, range(20))
    command = [sys.executable, "-c", READ, mortal.uri, str(folder)]
    reader = subprocess.Popen(command, stderr=subprocess.PIPE)
    with Memory(mortal.uri) as memory:
        while len(memory.episodes()) < 3 and reader.poll() is None:
            time.sleep(0.05)
        kept = {episode.id for episode in memory.episodes()}
        kill(mortal)
        _, said = reader.communicate(timeout=300)
        assert reader.returncode != 0, "it was done before the server went"
        assert StoreError.__name__ in said.decode()
        with pytest.raises(StoreError, match="cannot be reached"):
            memory.episodes()
    again = restart(mortal)
    try:
        with Memory(again.uri) as memory:
            assert kept <= {episode.id for episode in memory.episodes()}
            memory.remember_path(folder)
            assert held(memory) == expected(folder)
    finally:
        kill(again)
