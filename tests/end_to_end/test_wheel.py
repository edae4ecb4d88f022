"""The built wheel, installed where nothing else is, does the main job from an empty folder."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LACKING = """
import sys
try:
    __import__(sys.argv[1])
except ImportError as error:
    print(error)
"""


def run(*command: str | Path, folder: Path) -> str:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GRAPHMEM")}
    environment.pop("PYTHONPATH", None)
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT, folder=folder)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_what_the_engine_needs(wheel: Path):
    names = set(zipfile.ZipFile(wheel).namelist())
    for wanted in (
        "graphmem/py.typed",
        "graphmem/_schema/001_constraints.cypher",
        "graphmem/_cypher/browser/person_timeline.cypher",
        "graphmem/store/sqlite/schema.sql",
        "graphmem/language/MODEL_CARD.md",
        "graphmem/language/data/english/config.cfg",
        "graphmem/language/data/vectors/model.safetensors",
    ):
        assert wanted in names
    assert not [name for name in names if name.startswith(("tests/", "training/"))]
    assert wheel.stat().st_size < 60_000_000


def test_the_installed_wheel_remembers_and_answers(wheel: Path, tmp_path: Path):
    home = tmp_path / "venv"
    venv.create(home, with_pip=True)
    python = home / "bin" / "python"
    run(python, "-m", "pip", "install", "--quiet", wheel, folder=tmp_path)
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "note.txt").write_text("Ana Ruiz opened a pottery studio in Leeds on 20 June 2025.")
    graphmem = home / "bin" / "graphmem"
    run(graphmem, "remember", "note.txt", folder=empty)
    assert "Leeds" in run(graphmem, "ask", "Where did Ana Ruiz open a studio?", folder=empty)
    assert (empty / "graphmem.db").exists()
    brought = run(python, "-m", "pip", "list", "--format", "freeze", folder=empty)
    for package in ("neo4j-graphrag", "langchain", "langsmith", "llama"):
        assert package not in brought
    for extra in ("graphrag", "langchain", "llamaindex"):
        said = run(python, "-c", LACKING, f"graphmem.pipelines.{extra}", folder=empty)
        assert f"pip install 'graphmem[{extra}]'" in said
