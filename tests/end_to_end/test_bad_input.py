"""What a memory is given that it cannot take, or that looks so: an error that says what, or a
clean result; and what was there before is still there."""

import io
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from graphmem import Memory
from graphmem.cli import main
from graphmem.errors import (
    ExportError,
    GraphmemError,
    NewerDatabase,
    NotOurDatabase,
    OtherPipeline,
    QueryError,
    ReadingError,
    StoreError,
)
from tests.end_to_end.conftest import graph_of

TOLD = "Ana Ruiz opened her pottery studio in Leeds on 3 May 2024. Her brother Tom came too."


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    """A memory that holds something, in the present folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        patch.delenv("GRAPHMEM_URL", raising=False)
        with Memory("graphmem.db") as opened:
            opened.remember(TOLD, source="told")
            opened.consolidate()
            yield opened


def cli(*args: str, given: bytes = b"", code: int = 3) -> str:
    """Run the command line; return the one line of its error."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), "utf-8"))
        assert main(args) == code, err.getvalue()
    assert err.getvalue().count("\n") == (code == 3), err.getvalue()
    return err.getvalue()


BAD_FILES = [
    ("latin.txt", b"caf\xe9 au lait", "latin.txt is not valid UTF-8 at byte 3: convert it"),
    ("cut.txt", b"\xff\xfeA", "cut.txt is not valid UTF-16"),
    ("photo.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "photo.txt is binary, not text"),
    ("nul.txt", b"Ana\0Tom", "nul.txt is binary, not text"),
    ("bad.json", b'{"text": ', "bad.json is not JSON"),
    ("deep.json", b"[" * 100_000, "deep.json is not JSON"),
    ("bad.jsonl", b'{"text": "one"}\n{"text": \n', "bad.jsonl, line 2: not a JSON object"),
    ("date.jsonl", b'{"text": "a", "date": "2023-02-30"}', "cannot read the time '2023-02-30'"),
    ("half.jsonl", b'{"text": "\\ud800"}', "half.jsonl, line 1: the text holds half"),
    ("name.jsonl", b'{"text": "a", "speaker": "\\ud800"}', "line 1: the speaker holds half"),
    ("long.jsonl", b'{"text": "a", "name": "%s"}' % (b"x" * 600), "the speaker has 600 characters"),
]


@pytest.mark.parametrize(("name", "data", "says"), BAD_FILES, ids=[f[0] for f in BAD_FILES])
def test_a_file_that_is_no_text_is_named_and_changes_nothing(
    memory: Memory, name: str, data: bytes, says: str
):
    before = graph_of(memory)
    Path(name).write_bytes(data)
    with pytest.raises(ReadingError) as raised:
        memory.remember_path(name)
    assert says in str(raised.value)
    assert "\n" not in str(raised.value)
    assert graph_of(memory) == before


def test_the_command_line_says_the_same_in_one_line(memory: Memory):
    before = graph_of(memory)
    Path("latin.txt").write_bytes(b"caf\xe9 au lait")
    assert "latin.txt is not valid UTF-8 at byte 3: convert it" in cli("remember", "latin.txt")
    assert "standard input is binary" in cli("remember", "-", given=b"\0\1")
    assert "gone.txt: no such file or folder" in cli("remember", "gone.txt")
    assert "graphmem.db is binary" in cli("remember", "graphmem.db")
    assert "half of a surrogate pair" in cli("ask", "\udcff")
    assert graph_of(memory) == before


def test_a_missing_path_and_what_is_no_file_are_named(memory: Memory):
    os.mkfifo("pipe")
    for path, says in (("gone", "no such file"), ("pipe", "neither"), ("a\0b", "no such file")):
        with pytest.raises(ReadingError, match=says):
            memory.remember_path(path)


def test_a_file_whose_name_is_no_text_is_named(memory: Memory):
    name = os.fsdecode(b"caf\xe9.txt")
    try:
        Path(name).write_text(TOLD)
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    for path in (name, "."):
        with pytest.raises(ReadingError, match=r"caf.*rename it"):
            memory.remember_path(path)


def test_nothing_to_read_is_no_error_and_nothing_to_say_is(memory: Memory):
    before = graph_of(memory)
    for name, data in (("a.txt", b""), ("b.md", b" \n\t\n"), ("c.jsonl", b"\n"), ("d.json", b"[]")):
        Path(name).write_bytes(data)
        assert memory.remember_path(name).episodes_added == 0
    Path("folder").mkdir()
    assert memory.remember_path("folder").episodes_added == 0
    cli("remember", "a.txt", code=0)
    for text in ("", " \n", "\ufeff"[:0]):
        with pytest.raises(ReadingError, match="no text"):
            memory.remember(text)
    assert "no text to remember" in cli("remember", "-")
    assert graph_of(memory) == before


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"text": "a\ud800"}, "the text holds half of a surrogate pair at 1"),
        ({"text": "a\0"}, "the text holds a NUL character at 1"),
        ({"text": "a", "source": "\udce9"}, "the source holds half"),
        ({"text": "a", "speaker": "\udce9"}, "the speaker holds half"),
        ({"text": "a", "speaker": "x" * 501}, "the speaker has 501 characters"),
        ({"text": "a", "occurred_at": "0000-01-01"}, "cannot read the time '0000-01-01'"),
        ({"text": "a", "occurred_at": "10000-01-01"}, "cannot read the time '10000-01-01'"),
        ({"text": "a", "occurred_at": "2023-02-31"}, "cannot read the time '2023-02-31'"),
        ({"text": "a", "occurred_at": "2023-02-29"}, "cannot read the time '2023-02-29'"),
        ({"text": "a", "occurred_at": "-44-03-15"}, "cannot read the time '-44-03-15'"),
        ({"text": "a", "occurred_at": "44 BC"}, "cannot read the time '44 BC'"),
        ({"text": "a", "occurred_at": "1" * 50}, "cannot read the time"),
    ],
)
def test_what_cannot_be_kept_is_refused_as_a_whole(
    memory: Memory, given: dict[str, str], says: str
):
    before = graph_of(memory)
    with pytest.raises(ReadingError, match=says):
        memory.remember(**given)
    assert graph_of(memory) == before


def test_queries_that_cannot_be_asked_are_refused(memory: Memory):
    for query, says in (("", "empty"), ("a\ud800", "surrogate"), ("word " * 900, "fewer words")):
        for ask in (memory.recall, memory.ask):
            with pytest.raises(QueryError, match=says):
                ask(query)
    with pytest.raises(QueryError, match="at least one token"):
        memory.recall("Ana", budget=0)
    with pytest.raises(QueryError, match="cannot read the time"):
        memory.recall("Ana", as_of="31 February 2024")
    assert memory.recall("1 " * 1999).lines == memory.recall("1 " * 1999).lines
    with pytest.raises(ReadingError, match="more than the 100,000"):
        memory.inspect("word " * 30_000)


def test_a_database_that_is_not_ours_is_refused_untouched(memory: Memory):
    Path("notes.db").write_text("no database, but long enough to look like one\n" * 100)
    with closing(sqlite3.connect("other.db")) as other:
        other.execute("CREATE TABLE things (x)")
    for name in ("notes.db", "other.db"):
        before = Path(name).read_bytes()
        with pytest.raises(NotOurDatabase, match=name):
            Memory(name)
        assert name in cli("stats", "--db", name)
        assert Path(name).read_bytes() == before
    assert "is a folder" in cli("stats", "--db", ".")
    assert "folder exists" in cli("stats", "--db", "no/memory.db")


def test_a_database_of_a_later_version_says_to_upgrade(memory: Memory):
    Memory("later.db").close()
    with closing(sqlite3.connect("later.db")) as later:
        later.execute("PRAGMA user_version = 99")
    with pytest.raises(NewerDatabase, match="upgrade graphmem"):
        Memory("later.db")
    assert "upgrade graphmem" in cli("stats", "--db", "later.db")


def test_a_damaged_database_says_so(memory: Memory):
    memory.remember("Tom Low sold a vase in York. " * 400, source="more")
    memory.close()
    data = bytearray(Path("graphmem.db").read_bytes())
    data[4096 * 2 :] = b"\xa5" * (len(data) - 4096 * 2)
    Path("graphmem.db").write_bytes(data)
    with pytest.raises(StoreError, match=r"graphmem\.db"), Memory("graphmem.db") as damaged:
        damaged.ask("Who sold a vase?")
    assert "graphmem.db" in cli("export")


def test_a_memory_read_with_another_pipeline_says_to_rebuild_and_is_kept(memory: Memory):
    before = graph_of(memory)
    memory.close()
    with closing(sqlite3.connect("graphmem.db")) as database, database:
        database.execute("UPDATE metadata SET value = 'spacy/other' WHERE name = 'reader'")
    with Memory("graphmem.db") as other:
        for use in (lambda: other.remember("New."), lambda: other.ask("Who?")):
            with pytest.raises(OtherPipeline, match="rebuild"):
                use()
        assert "rebuild" in cli("ask", "Where is Ana?")
        assert graph_of(other) == before
        other.rebuild()
        assert graph_of(other) == before
        assert other.ask("Where did Ana Ruiz open her studio?").values


@contextmanager
def nobody() -> Iterator[None]:
    """Give up the rights of root for a while; root may write anywhere."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_what_may_only_be_read_says_so_and_stays(monkeypatch: pytest.MonkeyPatch):
    with TemporaryDirectory() as folder:
        monkeypatch.chdir(folder)
        with Memory("graphmem.db") as memory:
            memory.remember(TOLD, source="told")
            before = graph_of(memory)
        held = Path("graphmem.db").read_bytes()
        Path("secret.txt").write_text(TOLD)
        Path("secret.txt").chmod(0o000)
        Path("graphmem.db").chmod(0o444)
        Path(folder).chmod(0o555)
        with nobody():
            assert "read-only" in cli("remember", "-", given=b"New.")
            assert "its folder exists and can be written" in cli("stats", "--db", "new.db")
            assert "secret.txt: Permission denied" in cli(
                "inspect", "secret.txt", "--db", ":memory:"
            )
        Path("graphmem.db").chmod(0o644)
        Path(folder).chmod(0o755)
        assert Path("graphmem.db").read_bytes() == held
        with Memory("graphmem.db") as memory, nobody():
            assert "cannot write graph.json: Permission denied" in refusal(memory, "graph.json")
            assert graph_of(memory) == before


def refusal(memory: Memory, target: str) -> str:
    with pytest.raises(ExportError) as raised:
        memory.export("json", target)
    return str(raised.value)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if os.name != "posix" or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no small disk can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_says_so_and_loses_nothing(small_disk: Path):
    path, filler = small_disk / "memory.db", small_disk / "filler"
    days = (f"On {n % 28 + 1} May 2024 Tom Low sold vase {n} to Zoe Hill." for n in range(60))
    text = "\n\n".join(days)
    with Memory(path) as memory:
        memory.remember(TOLD, source="told")
        before = graph_of(memory)
        disk = os.statvfs(small_disk)
        filler.write_bytes(b"x" * (disk.f_bavail * disk.f_bsize - 40_000))
        with pytest.raises(StoreError, match="the disk is full; nothing was lost, make room"):
            memory.remember(text, source="more")
        assert graph_of(memory) == before
        (small_disk / "more").write_bytes(b"x" * (os.statvfs(small_disk).f_bavail * disk.f_bsize))
        with pytest.raises(ExportError, match=r"cannot write .*graph\.json: No space left"):
            memory.export("json", small_disk / "graph.json")
        said = cli("--db", str(path), "remember", "-", "--source", "more", given=text.encode())
        assert "the disk is full" in said
        assert memory.recall("pottery").lines
        filler.unlink()
        assert not list(small_disk.glob("graph*"))
    with Memory(path) as memory:
        assert graph_of(memory) == before
        assert memory.remember("Tom Low sold a vase to Zoe Hill.", source="more").episodes_added
        memory.forget(source="more")
        assert graph_of(memory) == before


def test_places_that_lie_in_one_another_end_nowhere_endless(memory: Memory):
    memory.remember("Leeds is in York. York is in Leeds. Ana met Tom in Leeds.", source="circle")
    memory.remember("Hull is in Hull. Hull is in York.", source="itself")
    memory.consolidate()
    before = graph_of(memory)
    assert memory.recall("Where is Leeds?").lines
    assert "Leeds" in " ".join(memory.ask("Where did Ana meet Tom?").values)
    memory.ask("Where is York?")
    memory.rebuild()
    assert graph_of(memory) == before
    for form in ("jsonl", "graphml"):
        assert memory.export(form)
    memory.forget(source="circle")
    memory.forget(source="itself")
    memory.consolidate()
    with Memory(":memory:") as never:
        never.remember(TOLD, source="told")
        never.consolidate()
        assert graph_of(memory) == graph_of(never)


def test_every_error_is_one_that_can_be_caught(memory: Memory):
    with pytest.raises(GraphmemError):
        memory.export("json", "a\0b")
    with pytest.raises(GraphmemError):
        Memory("a\0b.db")
    with pytest.raises(GraphmemError):
        Memory(":memory:", namespace="\ud800").remember("Ana came.")
    assert json.loads(memory.export("json") or "")
