"""What is forgotten is nowhere: not in a byte of a file, not in an export, not in the process."""

import gc
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphmem import Memory
from graphmem.export import FORMATS
from tests.laws.histories import FILES, POOL, SOURCES, Forget, Step, Tell, Write, play, steps
from tests.laws.passages import ROOT, Passage
from tests.laws.trying import Opener, sequences

# Not in one piece, so that the process knows them only from the memory; in lower case.
SECRETS = [
    ("quill", "feather"),  # a name in the text, and in what is read after it
    ("xylo", "zumpt"),  # a noun and a verb
    ("brax", "imond"),  # who speaks
    ("vort", "hollow"),  # a place
    ("krell", "heading"),  # over the text
    ("zub", "title"),  # of the source
    ("gnar", "file"),  # the name of it
    ("1483", "-02-17"),  # when it happened
]
QUERIES = ("Who met {0} in {3}?", "What did {2} say about the {1}?", "{0}")


def secrets() -> list[str]:
    return ["".join(parts) for parts in SECRETS]


def page() -> str:
    """Return a file of three parts, the first two with secrets."""
    name, noun, speaker, place, heading, title, _, day = (s.capitalize() for s in secrets())
    return (
        f"---\ntitle: {title}\n---\n\n# {heading}\n\n"
        f"On {day} Zacharias {name}, the captain of the {noun}, sailed to {place} with {speaker}. "
        f"{name} {noun.lower()}ed the boat. Nobody knew who had set the fire in {place}.\n\n"
        f"# After {heading}\n\nHe met {speaker} in {place} the next day. Jon Aas set the fire.\n\n"
        "# Coda\n\nHe went home. She stayed there. Ana Ruiz opened a studio in Leeds.\n"
    )


def left_of(folder: Path) -> list[str]:
    """Return the secrets that a folder holds, in the names of its files or in their bytes."""
    held = b"".join(path.name.encode() + path.read_bytes() for path in sorted(folder.iterdir()))
    return [secret for secret in secrets() if secret.encode() in held.lower()]


def told_of(memory: Memory) -> list[str]:
    """Return the secrets that a memory tells, in any format."""
    texts = [str(memory.export(form)) for form in FORMATS]
    texts += [str(memory.stats()), str(memory.episodes()), str(memory._store.namespaces())]
    return [secret for secret in secrets() if secret in " ".join(texts).lower()]


def by_forgetting(memory: Memory, folder: Path) -> None:
    file = folder / f"{secrets()[6]}.md"
    memory.forget(source=file)
    file.unlink()


def by_editing(memory: Memory, folder: Path) -> None:
    file = folder / f"{secrets()[6]}.md"
    other = file.with_name("plain.md")
    other.write_text("# Coda\n\n" + page().partition("# Coda\n\n")[2], "utf-8")
    memory.remember_path(other)
    memory.forget(source=file)
    file.unlink()


def live(opened: Opener, folder: Path, texts: Path, forgetting: Callable[..., None]) -> Memory:
    """Return a memory that has learnt secrets, was asked about them, and has forgotten them."""
    memory = opened(str(folder / "memory.db"))
    for number, passage in enumerate(POOL[:6]):
        memory.remember(passage.text, source=f"plain {number}", occurred_at=passage.occurred_at)
    file = texts / f"{secrets()[6]}.md"
    file.write_text(page(), "utf-8")
    memory.remember_path(file)
    said = f"I saw Zacharias {secrets()[0].capitalize()} at the station."
    memory.remember(said, source=str(file), speaker=secrets()[2].capitalize())
    memory.consolidate()
    for query in QUERIES:
        memory.ask(query.format(*secrets()))
        memory.recall(query.format(*secrets()), explain=True)
    assert len(left_of(folder)) == len(told_of(memory)) == len(SECRETS)
    forgetting(memory, texts)
    return memory


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "kept").mkdir()
    return tmp_path / "kept"


@pytest.mark.parametrize("forgetting", [by_forgetting, by_editing])
def test_what_is_forgotten_is_in_no_file_and_no_export(
    opened: Opener, folder: Path, tmp_path: Path, forgetting: Callable[..., None]
):
    with closing(live(opened, folder, tmp_path, forgetting)) as memory:
        assert left_of(folder) == []
        assert told_of(memory) == []
        memory.consolidate()
        memory.rebuild()
        assert left_of(folder) == []
    assert left_of(folder) == []


def test_a_file_that_no_longer_says_it_leaves_none_of_it(opened: Opener, folder: Path):
    file = folder.parent / "book.md"
    with closing(opened(str(folder / "memory.db"))) as memory:
        file.write_text(page(), "utf-8")
        memory.remember_path(file)
        memory.consolidate()
        assert len(left_of(folder)) == len(SECRETS) - 1
        file.write_text("# Coda\n\n" + page().partition("# Coda\n\n")[2], "utf-8")
        memory.remember_path(file)
        assert left_of(folder) == []
        assert told_of(memory) == []


@sequences(8)
@given(
    history=steps,
    source=st.sampled_from(("letters", "diary.md")),
    place=st.integers(0, 12),
    by=st.sampled_from(("forget", "write", "forget all")),
)
def test_no_history_leaves_a_byte_of_it(
    opened: Opener, tried, history: list[Step], source: str, place: int, by: str
):
    tried()
    ends: dict[str, list[Step]] = {
        "forget": [Forget(source)],
        "write": [Write(source, tuple(POOL[:2]))],
        "forget all": [Forget(each) for each in (*SOURCES, *FILES)],
    }
    secret = Passage(page().partition("#")[2], "1921-07-03", secrets()[2].capitalize())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with closing(opened(str(folder / "memory.db"))) as memory:
            play(memory, [*history[:place], Tell(source, secret), *history[place:]])
            memory.consolidate()
            play(memory, ends[by])
            assert left_of(folder) == []
            assert told_of(memory) == []
        assert left_of(folder) == []


def test_the_process_knows_no_more_of_it(folder: Path):
    """A process that was told holds it in no value that Python can reach.

    spaCy's own vocabulary is not among those: it keeps single words until the process ends.
    """
    program = "from tests.laws.test_laws_residue import tell_and_forget; tell_and_forget()"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "KEPT": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def tell_and_forget() -> None:
    """Print who still holds a secret in this process after it was forgotten."""
    folder = Path(os.environ["KEPT"])
    with closing(Memory(folder / "memory.db")) as memory:
        live(lambda _: memory, folder, folder.parent, by_forgetting)
        for secret, where in holders().items():
            print(secret, *where, sep="\n  ")


def holders() -> dict[str, list[str]]:
    """Return where values that hold a secret stand, by the secret."""
    gc.collect()
    wanted = secrets()
    found: dict[str, list[str]] = {}
    seen: set[int] = set()
    stack: list[object] = gc.get_objects()
    while stack:
        holder = stack.pop()
        if id(holder) in seen:
            continue
        seen.add(id(holder))
        for held in gc.get_referents(holder):
            if isinstance(held, str | bytes):
                for secret in _in(held, wanted):
                    found.setdefault(secret, []).append(f"{type(holder)}: {str(holder)[:200]}")
            elif not gc.is_tracked(held):
                stack.append(held)
    return found


def _in(held: str | bytes, wanted: list[str]) -> Iterator[str]:
    text = held if isinstance(held, str) else held.decode("utf-8", "replace")
    lower = text.lower()
    return (secret for secret in wanted if secret in lower and text is not secret)
