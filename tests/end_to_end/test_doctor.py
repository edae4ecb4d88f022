"""A sound memory is found sound; each kind of damage is found, named, and mended as it says."""

import shlex
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from graphmem import Memory
from graphmem.cli import main
from graphmem.models.checkup import Checkup, Finding
from tests.end_to_end.test_laws import TEXTS, chapters

CHAT = "[1921-07-01 10:00] Ole: Who set the fire?\n[1921-07-01 10:01] Mara: The mate was ill."


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a memory of letters, a chat and chapters, consolidated and closed."""
    path = tmp_path_factory.mktemp("sound") / "memory.db"
    with Memory(path) as memory:
        for source, text in {**TEXTS, "second chat": CHAT}.items():
            memory.remember(text, source=source)
        for number, text in enumerate(chapters(0, 2)):
            memory.remember(text, source=f"chapter {number}")
        memory.consolidate()
    return path


@pytest.fixture
def damaged(sound: Path, tmp_path: Path) -> Path:
    """A copy of the sound memory, to be damaged."""
    return Path(shutil.copy(sound, tmp_path / "memory.db"))


def damage(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            assert connection.execute(statement).rowcount != 0, f"changed nothing: {statement}"


def check(path: Path, *, deep: bool = False) -> Checkup:
    with Memory(path, read_only=True) as memory:
        return memory.check(deep=deep)


def harm(path: Path, *, deep: bool = False) -> list[Finding]:
    return [finding for finding in check(path, deep=deep).findings if finding.harm]


def mend(path: Path, findings: list[Finding], sound: Path) -> None:
    """Do what the findings say, once each."""
    for step in dict.fromkeys(step for finding in findings for step in finding.mend):
        command = shlex.split(step)
        if command[0] == "graphmem":
            assert main([*command[1:], "--db", str(path), "--quiet"]) == 0, step
        elif step.startswith("put a copy"):
            shutil.copy(sound, path)
