"""What the README shows, runs as it is shown."""

import re
import shlex
from pathlib import Path

import pytest

from graphmem.cli import main

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_python_of_the_readme_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    (code,) = re.findall(r"```python\n(.+?)```", README, re.DOTALL)
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102
    said = capsys.readouterr().out
    assert "('Leeds',)" in said
    assert "kiln" in said


def test_the_commands_of_the_readme_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GRAPHMEM_URL", raising=False)
    (tmp_path / "notes").mkdir()
    note = "Ana Ruiz opened a pottery studio in Leeds on 20 June 2025."
    (tmp_path / "notes" / "june.md").write_text(note, "utf-8")
    (tmp_path / "chat.txt").write_text(
        "[2025-06-21 09:00] Tom: Ana was at the market\n"
        "[2025-06-21 09:01] Eva: Did she sell pots?\n"
        "[2025-06-21 09:02] Tom: All of them\n"
        "[2025-06-21 09:03] Eva: How nice\n",
        "utf-8",
    )
    commands = re.findall(r"^    (graphmem .+)$", README, re.MULTILINE)
    assert len(commands) >= 6
    for command in commands:
        assert main(shlex.split(command)[1:]) in (0, 1), command
    assert (tmp_path / "memory.graphml").exists()


def test_the_readme_names_only_commands_that_the_makefile_has():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"^    make (\w+)", README, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)
