"""Where targets work: a folder of their own, what is slow to make, and a shell."""

import io
import random
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from mutate import TOKENS, odd_bytes, odd_text

from graphmem import Memory
from graphmem.cli import main
from graphmem.language.parse import Parser
from graphmem.memory.senses import Senses
from graphmem.protocols import Embedder
from graphmem.settings import Settings

OPTIONS = ("--source", "--occurred-at", "--speaker", "--budget", "--as-of", "--format", "--file")
FLAGS = ("--json", "--quiet", "--explain", "--help", "-o", "--namespace", "--db", "--", "-", "--x")
PLACES = ("a.txt", "b.jsonl", "c.chat", "gone.txt", "memory.db", "other.db", ".", "folder", "")


@dataclass
class Workshop:
    """What the targets share: a folder of their own, and what is slow to make."""

    folder: Path

    @cached_property
    def parser(self) -> Parser:
        return self._senses.parser

    @cached_property
    def embedder(self) -> Embedder:
        return self._senses.embedder

    @cached_property
    def archive(self) -> list[str]:
        return (self.memory.export("archive") or "").splitlines()[:-1]

    @cached_property
    def memory(self) -> Memory:
        memory = Memory(self.folder / "told.db")
        memory.remember("Ana Ruiz met Tom at the harbour in Leeds on 3 May 2024.", source="told")
        memory.consolidate()
        return memory

    @cached_property
    def _senses(self) -> Senses:
        return Senses(Settings())

    def warm(self) -> None:
        """Load what is slow to load, so that no case has to wait for it."""
        self.memory.ask("Who met Tom?")

    def close(self) -> None:
        if "memory" in self.__dict__:
            self.memory.close()


def furnish(folder: Path, rng: random.Random) -> None:
    """Lay out a folder anew, so that what earlier commands left does not pile up."""
    for path in sorted(folder.rglob("*"), reverse=True) if folder.exists() else ():
        path.rmdir() if path.is_dir() else path.unlink()
    (folder / "folder").mkdir(parents=True, exist_ok=True)
    (folder / "a.txt").write_text("Ana met Tom in Leeds on 3 May 2024.")
    (folder / "b.jsonl").write_bytes(odd_bytes(rng))
    (folder / "c.chat").write_bytes(odd_bytes(rng))
    (folder / "folder" / "d.md").write_bytes(odd_bytes(rng))
    (folder / "other.db").write_bytes(odd_bytes(rng))


def argument(rng: random.Random) -> str:
    """Return an argument; what may be taken for a path stays in the folder."""
    word = rng.choice(
        (
            lambda: rng.choice(OPTIONS),
            lambda: rng.choice(FLAGS),
            lambda: rng.choice(PLACES),
            lambda: rng.choice(TOKENS).strip(" "),
            lambda: odd_text(rng, 60),
            lambda: rng.choice(
                ("2024-05-03", "someday", "5", "0", "json", "graphml", "Who is Ana?")
            ),
        )
    )()
    return word.replace("/", "").replace("..", "")


def run(argv: list[str], stdin: bytes, folder: Path) -> tuple[Any, str]:
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    before, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(stdin), "utf-8")
    try:
        with chdir(folder), redirect_stdout(out), redirect_stderr(err):
            code: Any = main(argv)
    except SystemExit as leaving:
        code = leaving.code or 0
    finally:
        sys.stdin = before
    err.seek(0)
    return code, err.read()
