"""What the README shows, runs as it is shown."""

import re
import shlex
from pathlib import Path

import pytest
from honest_model import reply

from graphmem.cli import main
from tests.openai_server import OpenAIServer

ROOT = Path(__file__).resolve().parents[2]
MODEL = "\n## Use it with a language model\n"
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


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with notes and a chat, and no database."""
    monkeypatch.chdir(tmp_path)
    for name in ("GRAPHMEM_URL", "NEO4J_URI", "GRAPHMEM_MODEL"):
        monkeypatch.delenv(name, raising=False)
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
    return tmp_path


def commands(readme: str) -> list[list[str]]:
    """Return the arguments of the commands that a part of the README shows."""
    found = re.findall(r"^    graphmem (.+)$", readme, re.MULTILINE)
    return [shlex.split(line, comments=True) for line in found]


def test_the_commands_of_the_readme_run(notes: Path):
    before, _, rest = README.partition(MODEL)
    listed = commands(before) + commands(rest.partition("\n## ")[2])
    assert len(listed) >= 6
    for command in listed:
        assert main(command) in (0, 1), command
    assert (notes / "memory.graphml").exists()


def test_the_commands_with_a_language_model_run(notes: Path, monkeypatch: pytest.MonkeyPatch):
    listed = commands(README.partition(MODEL)[2].partition("\n## ")[0])
    assert len(listed) >= 4
    with OpenAIServer(reply) as server:
        monkeypatch.setenv("GRAPHMEM_MODEL", "your-model")
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        for command in listed:
            assert main(command) in (0, 1), command
        assert server.calls


def test_the_readme_names_only_commands_that_the_makefile_has():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"^    make (\w+)", README, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)
