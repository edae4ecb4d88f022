"""What a memory is asked to do while something happens to it."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from graphmem import GraphmemError, Memory
from graphmem.settings import KeepingSettings
from tests.faults.injector import Verb

Fresh = Callable[[], Path]

DIARY = """# Monday

Ana Ruiz opened her studio in Leeds on 2 June 2025.

# Tuesday

Tom Ruiz carried the kiln. He was tired.

# Wednesday

Ana Ruiz met Eva Lund in Paris on 4 June 2025.
"""
ARCHIVE = Path(__file__).resolve().parents[1] / "fixtures" / "archive-1.jsonl"
EDITED = DIARY.replace("Tom Ruiz carried", "Max Lund sold").replace("# Wednesday", "# Thursday")


@dataclass(frozen=True)
class Case:
    """A verb, and what had been done before it."""

    before: tuple[Verb, ...]
    verb: Verb


def remember(text: str, source: str) -> Verb:
    return lambda memory: memory.remember(text, source=source, occurred_at="2025-06-25")


def write_and_read(path: Path, text: str) -> Verb:
    def verb(memory: Memory) -> None:
        path.write_text(text)
        memory.remember_path(path)

    return verb


def import_archive(memory: Memory) -> None:
    if not memory.stats():  # once it is in, it is refused
        memory.import_archive(ARCHIVE)


def forget_words(words: str) -> Verb:
    def verb(memory: Memory) -> None:
        for episode in memory.episodes():
            if words in episode.text:
                memory.forget(episode=episode.id)

    return verb


def in_turn(*verbs: Verb) -> Verb:
    def verb(memory: Memory) -> None:
        for each in verbs:
            each(memory)

    return verb


def once(verb: Verb, refusal: str) -> Verb:
    """Return a verb that may be refused so where it was done already."""

    def again(memory: Memory) -> None:
        try:
            verb(memory)
        except GraphmemError as error:
            if refusal not in str(error):
                raise

    return again


def consolidate_in_steps(memory: Memory, *, anew: bool = False) -> None:
    """Consolidate an episode a transaction."""
    steps = {"keeping": KeepingSettings(step=1)}
    memory._settings = memory._settings.model_copy(update=steps)
    memory.consolidate(anew=anew)


def cases(folder: Path) -> dict[str, Case]:
    """Return the cases, by name; the files that they read lie in a folder."""
    diary = write_and_read(folder / "diary.md", DIARY)
    letter = remember("Ana Ruiz wrote to Tom from Paris. She was happy.", "letter")
    edit = write_and_read(folder / "diary.md", EDITED)
    base: tuple[Verb, ...] = (diary, letter, Memory.consolidate)
    return {
        "remember": Case((), letter),
        "append": Case(base, remember("Tom met Max Lund in Leeds on Friday.", "letter")),
        # Which layers are left after an edit follows what was read again; `consolidate` levels it.
        "edit": Case(base, in_turn(edit, Memory.consolidate)),
        "forget": Case(base, lambda memory: memory.forget(source="letter")),
        "forget in the middle": Case(base, forget_words("kiln")),
        "consolidate": Case(base[:2], Memory.consolidate),
        "consolidate in steps": Case(base[:2], consolidate_in_steps),
        "anew in steps": Case(base, lambda memory: consolidate_in_steps(memory, anew=True)),
        "rebuild": Case(base, Memory.rebuild),
        "merge": Case(
            base, once(lambda memory: memory.merge("Ana Ruiz", "Eva Lund"), "are one already")
        ),
        "split": Case(
            base,
            once(lambda memory: memory.split("Ana Ruiz", source="letter"), "may be 2"),
        ),
        "rename": Case(base, lambda memory: memory.rename("Ana Ruiz", "Ana Lund")),
        "revert": Case(
            (*base, lambda memory: memory.rename("Ana Ruiz", "Ana Lund")),
            lambda memory: [memory.revert(each.id) for each in memory.corrections()],
        ),
        "import": Case((), import_archive),
    }


NAMES = tuple(cases(Path()))


def prepared(case: Case, folder: Path) -> Fresh:
    """Return a way to get the file as it was before the verb, as often as it is wanted."""
    before = folder / "before.db"
    with Memory(before) as memory:
        for verb in case.before:
            verb(memory)

    def copy() -> Path:
        path = folder / "memory.db"
        for left in folder.glob("memory.db*"):
            left.unlink()
        shutil.copy(before, path)
        return path

    return copy
