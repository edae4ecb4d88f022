"""The command line, as a person or a script meets it: real processes, real files."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from graphmem import Memory
from graphmem.cli import main
from graphmem.cli.measure import show_figures

DIARY = """\
Sunday, 1 June 2025

Ana Ruiz opened her pottery studio in Leeds. Her brother Tom carried the kiln.

Friday, 13 June 2025

Ana sold a blue vase to Zoë Müller at the studio.
"""
QUERY = "Where did Ana Ruiz open her studio?"


class Shell:
    """Runs `graphmem` in a folder of its own: in this process, or in one of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *args: str, code: int = 0, given: str = "") -> tuple[str, str]:
        """Return what was printed on stdout and stderr."""
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            patch.chdir(self.folder)
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode()), "utf-8"))
            try:
                returned = main(args)
            except SystemExit as leaving:
                returned = int(leaving.code or 0)
        printed = []
        for stream in (out, err):
            stream.seek(0)
            printed.append(stream.read())
        assert returned == code, printed
        return printed[0], printed[1]

    def text(self, *args: str, code: int = 0, given: str = "") -> str:
        return self.run(*args, code=code, given=given)[0]

    def json(self, *args: str, code: int = 0, given: str = "") -> Any:
        return json.loads(self.text(*args, "--json", code=code, given=given))

    def process(self, *args: str, code: int = 0, given: bytes = b"", **env: str) -> bytes:
        done = subprocess.run(
            [sys.executable, "-m", "graphmem.cli", *args],
            cwd=self.folder,
            input=given,
            capture_output=True,
            check=False,
            env=environment(**env),
        )
        assert done.returncode == code, (done.stdout + done.stderr).decode()
        assert b"Traceback" not in done.stderr
        return done.stdout + done.stderr


def environment(**env: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("GRAPHMEM")}
    return {**kept, "PYTHONIOENCODING": "utf-8", **env}


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GRAPHMEM_URL", raising=False)
    monkeypatch.setenv("COLUMNS", "200")


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A shell whose memory holds the diary; for tests that only read."""
    shell = Shell(tmp_path_factory.mktemp("told"))
    (shell.folder / "diary.txt").write_text(DIARY, "utf-8")
    shell.run("remember", "diary.txt")
    shell.run("consolidate")
    return shell


def test_a_first_session_in_processes_of_its_own(shell: Shell):
    (shell.folder / "diary.txt").write_text(DIARY, "utf-8")
    assert b"2 episodes added" in shell.process("remember", "diary.txt")
    assert b"consolidated" in shell.process("consolidate")
    assert b"Leeds" in shell.process("ask", QUERY)
    context = shell.process("recall", "Zo\u00eb M\u00fcller", "--json", PYTHONIOENCODING="ascii")
    assert "Zo\u00eb" in json.loads(context.decode("ascii"))["text"]
    assert b"Zo\\xeb" in shell.process("recall", "Zo\u00eb", PYTHONIOENCODING="ascii")
    assert b"2 episodes erased" in shell.process("forget", "--source", "diary.txt")
    shell.process("ask", QUERY, code=1)
    assert b"invalid choice" in shell.process("dance", code=2)
    assert b"no such file" in shell.process("remember", "gone.txt", code=3)


def test_remember_says_what_was_read(shell: Shell):
    (shell.folder / "diary.txt").write_text(DIARY, "utf-8")
    first = shell.json("remember", "./diary.txt")
    assert first["episodes_added"] == 2
    assert first["words"] > 20
    assert first["entities"] >= 3
    assert first["events"] >= 3
    again = shell.json("remember", "diary.txt")
    assert (again["episodes_added"], again["episodes_kept"]) == (0, 2)
    said = shell.text("remember", "diary.txt")
    assert "2 unchanged" in said


def test_an_edited_file_replaces_what_it_said(shell: Shell):
    path = shell.folder / "diary.txt"
    path.write_text(DIARY, "utf-8")
    shell.run("remember", "diary.txt")
    path.write_text(DIARY.replace("Leeds", "York"), "utf-8")
    report = shell.json("remember", "diary.txt")
    changes = (report["episodes_added"], report["episodes_removed"], report["episodes_kept"])
    assert changes == (1, 1, 1)


def test_ask_prints_the_answer_then_its_evidence(told: Shell):
    answer = told.json("ask", QUERY)
    assert "Leeds" in " ".join(answer["values"])
    assert "Leeds" in answer["citations"][0]["quote"]
    first, *evidence = told.text("ask", QUERY).splitlines()
    assert "Leeds" in first
    assert any("2025-06-01" in line and "diary.txt" in line for line in evidence)
    assert any("\u201c" in line for line in evidence)


def test_nothing_known_is_exit_code_1(told: Shell, shell: Shell):
    answer = told.json("ask", "Who won the regatta in 1912?", code=1)
    assert answer["values"] == []
    assert told.text("ask", "Who won the regatta in 1912?", code=1).strip()
    assert shell.json("recall", "pottery", code=1)["lines"] == []
    assert shell.text("recall", "pottery", code=1).strip() == "Nothing found."


def test_recall_keeps_to_its_budget_and_explains(told: Shell):
    context = told.json("recall", "pottery studio", "--budget", "40", "--explain")
    assert context["lines"]
    assert context["tokens"] <= context["budget"] == 40
    assert all(line["why"] for line in context["lines"])
    assert "diary.txt" in told.text("recall", "pottery studio")


def test_letters_of_all_alphabets_go_in_and_come_out(told: Shell):
    assert "Zo\u00eb M\u00fcller" in told.text("recall", "Zo\u00eb M\u00fcller")


def test_lines_are_at_most_100_columns_wide(told: Shell):
    for args in (("recall", "pottery", "--explain"), ("ask", QUERY), ("stats",)):
        assert max(map(len, told.text(*args).splitlines())) <= 100


def test_forget_erases_a_source_and_says_when_it_is_not_known(shell: Shell):
    (shell.folder / "diary.txt").write_text(DIARY, "utf-8")
    shell.run("remember", "diary.txt")
    assert "not known" in shell.text("forget", "--source", "other.txt", code=1)
    assert shell.json("forget", "--source", "./diary.txt")["episodes_removed"] == 2
    assert shell.json("stats").get("Entity", 0) == 0
    shell.run("ask", QUERY, code=1)


def test_namespaces_are_apart_and_options_stand_where_they_like(shell: Shell):
    shell.run("--namespace", "one", "remember", "-", given="Ana lives in Leeds.")
    shell.run("remember", "-", "--namespace", "two", given="Tom lives in York.")
    assert shell.json("stats", "--namespace", "one")["Episode"] == 1
    assert shell.json("--namespace", "two", "stats")["Episode"] == 1
    assert shell.json("stats").get("Episode", 0) == 0


def test_the_memory_is_where_db_or_the_environment_says(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
):
    shell.run("remember", "-", "--db", "a.db", given="Ana lives in Leeds.")
    monkeypatch.setenv("GRAPHMEM_URL", "b.db")
    shell.run("remember", "-", given="Tom lives in York.")
    names = {path.name for path in shell.folder.iterdir()}
    assert {"a.db", "b.db"} <= names
    assert "graphmem.db" not in names


def test_standard_input_has_a_source_a_time_and_a_speaker(shell: Shell):
    options = ("--source", "notes", "--occurred-at", "2025-06-25", "--speaker", "Ana")
    shell.run("remember", "-", *options, given="I sold a vase yesterday.")
    graph = json.loads(shell.text("export"))
    (episode,) = [n["properties"] for n in graph["nodes"] if n["labels"] == ["Episode"]]
    assert (episode["speaker"], episode["occurred_from"][:10]) == ("Ana", "2025-06-25")
    assert shell.json("forget", "--source", "notes")["episodes_removed"] == 1


def test_export_in_every_format(told: Shell):
    graph = json.loads(told.text("export", "--format", "json"))
    lines = told.text("export", "--format", "jsonl").splitlines()
    assert len(lines) == len(graph["nodes"]) + len(graph["relationships"])
    told.run("export", "--format", "graphml", "-o", "graph.xml")
    assert (told.folder / "graph.xml").read_text("utf-8").startswith("<graphml")
    assert "cannot write" in told.run("export", "-o", "missing/graph.json", code=3)[1]


def test_rebuild_comes_out_the_same(shell: Shell):
    (shell.folder / "diary.txt").write_text(DIARY, "utf-8")
    shell.run("remember", "diary.txt")
    before = shell.text("export")
    shell.run("rebuild")
    assert shell.text("export") == before


def test_quiet_says_nothing_but_what_was_asked_for(shell: Shell):
    assert shell.run("remember", "-", "--quiet", given="Ana lives in Leeds.") == ("", "")
    assert shell.run("consolidate", "--quiet") == ("", "")
    assert shell.text("recall", "Ana", "--quiet").strip()


def test_nothing_but_errors_on_stderr_when_it_is_no_terminal(shell: Shell):
    (shell.folder / "diary.txt").write_text(DIARY * 20, "utf-8")
    assert shell.run("remember", "diary.txt")[1] == ""


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        ((), 2, "COMMAND"),
        (("dance",), 2, "invalid choice"),
        (("recall", "x", "--budget", "0"), 2, "whole number from 1"),
        (("inspect",), 2, "required"),
        (("remember", "gone.txt"), 3, "gone.txt: no such file"),
        (("remember", "binary.txt"), 3, "binary.txt is binary"),
        (("remember", "latin.txt"), 3, "latin.txt is not valid UTF-8 at byte 3"),
        (("remember", "bad.jsonl"), 3, "bad.jsonl, line 2"),
        (("stats", "--db", "binary.txt"), 3, "binary.txt"),
        (("recall", "x", "--as-of", "someday"), 3, "someday"),
    ],
)
def test_errors_say_what_to_do(shell: Shell, args: tuple[str, ...], code: int, says: str):
    (shell.folder / "binary.txt").write_bytes(b"\x00\x01\x02")
    (shell.folder / "latin.txt").write_bytes(b"caf\xe9")
    (shell.folder / "bad.jsonl").write_text('{"text": "one"}\n{"text": \n')
    printed, errors = shell.run(*args, code=code)
    assert (printed, says in errors) == ("", True), errors


def test_every_command_has_help_with_an_example(shell: Shell):
    listed = shell.text("--help")
    commands = (
        "remember consolidate recall ask forget inspect stats export import backup rebuild eval "
        "copy entities merge split rename corrections revert doctor"
    )
    for command in commands.split():
        assert command in listed
        shown = shell.text(command, "--help")
        assert f"  graphmem {command}" in shown or f"graphmem {command}" in shown
        assert "examples:" in shown


def test_figures_stand_beside_their_baseline():
    figures = {
        "questions": 2,
        "by_bin": {"0": 1.0, "1": None},
        "baseline": {"questions": 2, "by_bin": {"0": 0.5}},
    }
    assert show_figures(figures).splitlines() == [
        "             graphmem    baseline",
        "questions           2           2",
        "by bin: 0       1.000       0.500",
        "by bin: 1",
    ]


def held(database: Path) -> int:
    """Return how many episodes a memory holds that another process is writing."""
    if not database.exists():
        return 0
    with Memory(database) as memory:
        return memory.stats().get("Episode", 0)


def test_interrupting_says_what_was_kept_and_it_goes_on_from_there(shell: Shell):
    folder = shell.folder / "notes"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number:03}.txt").write_text(f"Ana Ruiz sold vase {number} in Leeds. " * 25)
    process = subprocess.Popen(
        [sys.executable, "-m", "graphmem.cli", "remember", "notes"],
        cwd=shell.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        # whoever runs the tests in the background has them ignore it
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    while process.poll() is None and not held(shell.folder / "graphmem.db"):
        time.sleep(0.1)
    assert process.poll() is None, "it was too quick to interrupt"
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert b"kept" in errors
    assert b"Traceback" not in errors
    kept = shell.json("stats").get("Episode", 0)
    assert kept < 60
    report = shell.json("remember", "notes")
    assert report["episodes_kept"] == kept
    assert report["episodes_added"] == 60 - kept
