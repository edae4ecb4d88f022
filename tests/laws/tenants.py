"""Two tenants of one database who know the same names, and every verb that one of them can use."""

import json
import re
from collections.abc import Callable
from dataclasses import asdict, is_dataclass
from pathlib import Path

from graphmem import Memory
from tests.laws.histories import POOL, tell
from tests.laws.states import held_by, said_by

OURS, THEIRS = "ours", "theirs"
PLACE = "Zubrowka"  # only they know it
QUERIES = ("Who was the mayor of Ashby?", f"What happened in {PLACE}?", "John Carter")
_WHEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00")  # as the memory records it
SOURCES = ("letters", "book.md")


def settle(memory: Memory, secret: str = "") -> None:
    """Tell a memory of people in Ashby, or in a place that only it knows."""
    for number, passage in enumerate(POOL[:10]):
        tell(memory, SOURCES[number % 2], passage)
    if secret:
        text = f"John Carter, the mayor of Ashby, hid {secret} gold in {secret}. {secret} burned."
        for source in SOURCES:
            memory.remember(text, source=source, speaker="Ellen Moss")
        memory.merge("Liz Carter", "Mary Carter")
    memory.consolidate()


def whole_of(memory: Memory) -> object:
    """Return all that a tenant has, to the byte, and what it is told."""
    return held_by(memory), memory.export("jsonl"), said_by(memory, QUERIES[1:2])


def seen(result: object) -> str:
    """Return what a verb gave back, without how long it took and when."""
    if is_dataclass(result) and not isinstance(result, type):
        result = asdict(result)
    told = json.dumps(_plain(result), default=str, sort_keys=True)
    return _WHEN.sub("", told)


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        value = asdict(value)
    if isinstance(value, dict):
        timeless = ((k, v) for k, v in value.items() if k not in ("seconds", "recorded_at"))
        return {str(k): _plain(v) for k, v in timeless}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value


def _remember_path(memory: Memory, folder: Path) -> object:
    file = folder / "notes.md"
    file.write_text("# Notes\n\nJohn Carter met Tom Reed in Ashby.", "utf-8")
    return memory.remember_path(file).episodes_added


def _import_archive(memory: Memory, folder: Path) -> object:
    # Into a memory that is empty; theirs lies in the same file.
    archive = folder / "ours.archive"
    memory.export("archive", archive)
    for source in {e.source for e in memory.episodes()}:
        for episode in memory.episodes():
            if episode.source == source:
                memory.forget(episode=episode.id)
    return memory.import_archive(archive)


def _revert(memory: Memory, _: Path) -> object:
    return [memory.revert(correction.id).kind for correction in memory.corrections()]


# Each public verb of a memory, in the order in which they are tried.
VERBS: dict[str, Callable[[Memory, Path], object]] = {
    "remember": lambda m, _: m.remember("Tom Reed was ill.", source="letters"),
    "remember_path": _remember_path,
    "remember_stream": lambda m, _: m.remember_stream([b"Tom Reed met Mary Carter."], source="-"),
    "inspect": lambda m, _: m.inspect(f"John Carter left {PLACE[:4]}."),
    "inspect_path": lambda m, folder: [w.entities for _, w in m.inspect_path(folder / "notes.md")],
    "recall": lambda m, _: [m.recall(query, explain=True) for query in QUERIES[::2]],
    "ask": lambda m, _: [m.ask(query, broad=broad) for query in QUERIES[::2] for broad in (0, 1)],
    "episodes": lambda m, _: [*m.episodes(), *m.episodes("letters"), *m.episodes("book.md")],
    "entities": lambda m, _: [*m.entities(), *m.entities("Carter")],
    "stats": lambda m, _: m.stats(),
    "merge": lambda m, _: m.merge("Mary Carter", "Elizabeth Carter"),
    "rename": lambda m, _: m.rename("Tom Reed", "Thomas Reed"),
    "split": lambda m, _: m.split("Ashby", source="book.md"),
    "corrections": lambda m, _: m.corrections(),
    "decisions": lambda m, _: m.decisions(),
    "consolidate": lambda m, _: m.consolidate(),
    "check": lambda m, _: m.check(deep=True).findings,
    "export": lambda m, _: [m.export(form) for form in ("json", "jsonl", "graphml")],
    "revert": _revert,
    "rebuild": lambda m, _: m.rebuild(),
    "backup": lambda m, folder: m.backup(folder / "copy.db", overwrite=True),
    "copy_to": lambda m, folder: m.copy_to(folder / "copied.db", overwrite=True),
    "import_archive": _import_archive,
    "forget": lambda m, _: [m.forget(person="Tom Reed"), m.forget(source="letters")],
    "estimate": lambda m, folder: [
        m.estimate(),
        m.estimate(folder / "notes.md"),
        m.estimate(query=QUERIES[0]),
    ],
    "dropped": lambda m, _: m.dropped(),
    "spent": lambda m, _: m.spent(),
    "close": lambda m, _: m.close(),
}
