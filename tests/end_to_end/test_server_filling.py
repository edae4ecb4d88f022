"""A copy into a server is done in steps: cut short it is no memory, and comes whole next time."""

import subprocess
import sys
from pathlib import Path

import pytest

from graphmem import Memory
from graphmem.errors import StoreBusy, StoreError

PEOPLE = ("Ana Ruiz", "Tom Reed", "Ellen Moss")
CUT = """
import os, sys
from graphmem import Memory
told = []
def progress(what, done):
    told.append(done)
    if len(told) == 4:
        os._exit(9)
Memory(sys.argv[1]).copy_to(sys.argv[2], progress=progress)
"""

pytestmark = pytest.mark.neo4j


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    path = tmp_path / "memory.db"
    with Memory(path) as memory:
        for number in range(9):
            one, two = PEOPLE[number % 3], PEOPLE[(number + 1) % 3]
            text = f"On {number + 1} May 2021 {one} met {two} in Leeds. {one} gave her a letter."
            memory.remember(text, source=f"letter {number % 2}")
        memory.consolidate()
    return path


@pytest.fixture
def cut_short(empty_server: str, origin: Path) -> str:
    done = subprocess.run([sys.executable, "-c", CUT, str(origin), empty_server], check=False)
    assert done.returncode == 9
    return empty_server


def test_a_copy_that_is_cut_short_is_refused_as_a_memory_until_it_is_done_again(
    cut_short: str, origin: Path
):
    with Memory(cut_short) as server, Memory(origin) as memory:
        assert server._store.counts("default")
        for use in (
            lambda: server.ask("Who met Tom Reed?"),
            lambda: server.recall("Tom Reed"),
            lambda: server.remember("Tom Reed left."),
        ):
            with pytest.raises(StoreError, match="cut short"):
                use()
        for bring in (lambda: server.export("archive"), lambda: server.copy_to(":memory:")):
            with pytest.raises(StoreError, match="cut short"):
                bring()
        memory.copy_to(cut_short)
        assert server.export("archive") == memory.export("archive")
        assert server.ask("Who met Tom Reed?") == memory.ask("Who met Tom Reed?")


def test_an_archive_comes_into_what_was_cut_short(cut_short: str, origin: Path, tmp_path: Path):
    archive = tmp_path / "memory.archive"
    with Memory(origin) as memory, Memory(cut_short) as server:
        memory.export("archive", archive)
        server.import_archive(archive)
        assert server.export("archive") == memory.export("archive")


def test_two_do_not_fill_one_namespace_at_once(empty_server: str, origin: Path):
    refused = []

    def meanwhile(what: str, done: int) -> None:
        if not refused:
            with pytest.raises(StoreBusy, match="somebody else") as error:
                other.copy_to(empty_server)
            refused.append(error)

    with Memory(origin) as memory, Memory(origin) as other, Memory(empty_server) as server:
        memory.copy_to(empty_server, progress=meanwhile)
        assert refused
        assert server.export("archive") == memory.export("archive")


def test_a_copy_that_fails_leaves_nothing(empty_server: str, origin: Path):
    def fail(what: str, done: int) -> None:
        if done > 20:
            raise KeyboardInterrupt

    with Memory(origin) as memory, Memory(empty_server) as server:
        with pytest.raises(KeyboardInterrupt):
            memory.copy_to(empty_server, progress=fail)
        assert not server._store.counts("default")
        assert server.remember("Tom Reed left.", source="notes").episodes_added == 1
