"""What is exported and imported, or copied, is the same memory: it says the same."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from graphmem import Memory
from graphmem.cli import main
from graphmem.errors import ArchiveError, OtherPipeline, StoreBusy, StoreError
from graphmem.export import export
from graphmem.store import open_store
from tests.end_to_end.conftest import Opener, graph_of
from tests.store.deltas import join, story

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
TEXTS = {
    "letters": (
        "Captain Mara Lindqvist sailed from Bergen on 3 May 1921. Her mate, Jon Aas, was ill."
    ),
    "diary": (
        "Mara met Jon Aas in Bergen two days later. They opened a chart shop in the old town."
    ),
    "chat": "[1921-06-20 09:00] Mara: Jon is free \u2014 again! \U0001f642\n"
    "[1921-06-20 09:01] Zo\u00eb: Who set the fire?",
}
QUERIES = ("Where did Mara meet Jon Aas?", "chart shop", "Who set the fire?", "Bergen in May 1921")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Memory]:
    """A memory of three sources with its layers; for tests that only read."""
    with Memory(tmp_path_factory.mktemp("told") / "memory.db") as memory:
        for source, text in TEXTS.items():
            memory.remember(text, source=source)
        memory.consolidate()
        yield memory


@pytest.fixture(scope="module")
def archive(told: Memory, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("archive") / "memory.archive.jsonl"
    told.export("archive", path)
    return path


def test_an_import_says_what_the_memory_said(told: Memory, archive: Path, opened: Opener):
    other = opened(namespace="another \u00e9")
    report = other.import_archive(archive)
    stats = told.stats()
    assert (report.episodes_added, report.facts) == (stats["Episode"], stats["Fact"])
    assert other.stats() == stats
    assert graph_of(other) == graph_of(told)
    assert (other.export("archive") or "").encode() == archive.read_bytes()
    assert other.check(deep=True).well
    for query in QUERIES:
        assert other.ask(query) == told.ask(query)
        assert other.recall(query, explain=True) == told.recall(query, explain=True)


def test_an_import_goes_on_as_the_memory_would(archive: Path, opened: Opener):
    one, other = opened("one.db"), opened("other.db")
    for source, text in TEXTS.items():
        one.remember(text, source=source)
    one.consolidate()
    other.import_archive(archive)
    for memory in (one, other):
        memory.remember("Jon Aas sold the chart shop to Zo\u00eb in 1923.", source="news")
        memory.forget(source="letters")
        memory.consolidate()
    assert graph_of(other) == graph_of(one)
    other.rebuild()
    assert graph_of(other) == graph_of(one)


def test_an_archive_of_another_pipeline_is_refused_until_it_is_rebuilt(
    told: Memory, archive: Path, opened: Opener, tmp_path: Path
):
    first, *body, _ = archive.read_text("utf-8").splitlines(keepends=True)
    reader = json.loads(first)["archive"]["metadata"]["reader"]
    lines = [first.replace(reader, "another"), *body]
    end = json.loads(archive.read_text("utf-8").splitlines()[-1])
    end["end"]["sha256"] = sha256("".join(lines).encode()).hexdigest()
    path = tmp_path / "other.jsonl"
    path.write_text("".join(lines) + json.dumps(end, separators=(",", ":")) + "\n", "utf-8")
    other = opened()
    other.import_archive(path)
    with pytest.raises(OtherPipeline, match="another"):
        other.ask(QUERIES[0])
    other.rebuild()
    assert other.ask(QUERIES[0]).values == told.ask(QUERIES[0]).values


def test_a_failed_import_leaves_a_memory_as_new(archive: Path, opened: Opener, tmp_path: Path):
    broken = tmp_path / "broken.jsonl"
    broken.write_bytes(archive.read_bytes()[:-40])
    memory = opened()
    with pytest.raises(ArchiveError, match="line"):
        memory.import_archive(broken)
    assert memory.stats() == {}
    memory.import_archive(archive)
    with pytest.raises(StoreError, match="holds something already"):
        memory.import_archive(archive)
    assert (memory.export("archive") or "").encode() == archive.read_bytes()


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("archive-*.jsonl")), ids=lambda p: p.stem)
def test_archives_of_all_versions_are_read(path: Path, opened: Opener):
    memory = opened(namespace="zo\u00eb")
    memory.import_archive(path)
    if path.stem == "archive-1":  # of this version
        assert (memory.export("archive") or "").encode() == path.read_bytes()
    assert memory.stats()["Correction"] == 1
    memory.rebuild()  # as who keeps an archive for years will do
    answer = memory.ask("Where did Ana Ruiz open her studio?")
    assert answer.values == ("Leeds",)
    assert "pottery studio in Leeds" in answer.citations[0].quote


def writing(path: Path) -> bool:
    """Return whether another process is writing to a memory."""
    if not path.exists():
        return False
    with closing(open_store(str(path), timeout=0)) as store:
        try:
            store.set_metadata("nobody", {})
        except StoreBusy:
            return True
    return False


def test_an_import_that_is_killed_leaves_nothing(opened: Opener, tmp_path: Path):
    path = tmp_path / "memory.db"
    with closing(open_store(":memory:")) as store:
        store.apply(join(map(story, range(60))))
        data = (export(store, "", "archive") or "").encode()
    command = [sys.executable, "-m", "graphmem.cli", "--db", str(path), "import", "-"]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen(command, stdin=subprocess.PIPE, env=env)
    assert process.stdin
    process.stdin.write(data[: len(data) // 2])  # some hundred lines: more than one delta
    process.stdin.flush()
    while not writing(path):
        assert process.poll() is None
        time.sleep(0.05)
    process.kill()
    process.wait()
    process.stdin.close()
    memory = opened()
    assert memory.stats() == {}
    memory.import_archive(BytesIO(data))
    assert (memory.export("archive") or "").encode() == data


def test_the_bytes_on_standard_output_are_those_of_a_file(
    told: Memory, archive: Path, tmp_path: Path
):
    told.backup(tmp_path / "copy.db")
    command = [sys.executable, "-m", "graphmem.cli", "export", "--format", "archive"]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [*command, "--db", str(tmp_path / "copy.db")], env=env, capture_output=True, check=True
    )
    assert done.stdout == archive.read_bytes()


def test_a_backup_is_a_memory(told: Memory, opened: Opener, tmp_path: Path):
    told.backup(tmp_path / "copy.db")
    copy = opened("copy.db")
    for query in QUERIES:
        assert copy.ask(query) == told.ask(query)
    assert copy.export("archive") == told.export("archive")
    with pytest.raises(StoreError, match="nothing to back up"):
        opened("empty.db").backup(tmp_path / "no.db")
    assert not (tmp_path / "no.db").exists()


def test_from_the_command_line(
    told: Memory,
    archive: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
):
    def run(*args: object, code: int = 0) -> str:
        assert main([*map(str, args)]) == code
        printed, errors = capsys.readouterr()
        return printed + errors

    db, copy, again = tmp_path / "a.db", tmp_path / "b.db", tmp_path / "again.jsonl"
    episodes = f"{told.stats()['Episode']} episodes added"
    assert episodes in run("import", archive, "--db", db)
    assert "holds something already" in run("import", archive, "--db", db, code=3)
    assert "a copy of all namespaces" in run("backup", copy, "--db", db)
    assert "is there already" in run("backup", copy, "--db", db, code=3)
    assert json.loads(run("backup", copy, "--force", "--json", "--db", db))["bytes"] > 0
    missing = tmp_path / "missing.db"
    assert "is not there" in run("backup", tmp_path / "c.db", "--db", missing, code=3)
    assert not missing.exists()
    run("export", "--format", "archive", "-o", again, "--db", copy)
    assert again.read_bytes() == archive.read_bytes()
    assert run("export", "--format", "archive", "--db", copy).encode() == archive.read_bytes()
    report = json.loads(run("import", again, "--json", "--namespace", "two", "--db", db))
    assert report["episodes_added"] == told.stats()["Episode"]
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(archive.read_bytes())))
    assert episodes in run("import", "-", "--namespace", "piped", "--db", db)
    again.write_bytes(again.read_bytes()[:-1])
    assert "again.jsonl, line" in run("import", again, "--namespace", "three", "--db", db, code=3)
    assert "is a database" in run("export", "-o", db, "--db", db, code=3)
