"""Other people's pipelines, as they come, call nobody and leave the environment as it was."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
# What asks or tells another machine anything, or starts a program that might.
REACHES_OUT = (
    "socket.connect",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.sendto",
    "socket.sendmsg",
    "subprocess.Popen",
    "os.system",
)
WATCH = f"""
import os, runpy, sys

def watch(event, arguments):
    if event in {REACHES_OUT!r}:
        os.write(2, f"{{event}} {{arguments}}\\n".encode())

before = dict(os.environ)
sys.addaudithook(watch)
runpy.run_path(sys.argv[1], run_name="__main__")
after = dict(os.environ)
for name in sorted(before.keys() | after.keys()):
    if before.get(name) != after.get(name):
        print(f"{{name}} was {{before.get(name)}} and is {{after.get(name)}}", file=sys.stderr)
"""
TRACING = ("LANGSMITH", "LANGCHAIN", "LLAMA", "OPENAI")
OURS = {"KMP_INIT_AT_FORK": "FALSE"}  # threadpoolctl sets it, without a pipeline too


def watched(program: Path, folder: Path) -> str:
    """Run a program and return what it reached for, and what it changed in the environment."""
    environment = {name: v for name, v in os.environ.items() if not name.startswith(TRACING)}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", WATCH, program],
        cwd=folder,
        env=environment | OURS | {"HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


def test_who_reaches_out_is_seen(tmp_path: Path):
    program = tmp_path / "program.py"
    program.write_text(
        "import os, socket\n"
        "os.environ['LANGSMITH_TRACING'] = 'true'\n"
        "with socket.socket() as out:\n"
        "    out.connect_ex(('127.0.0.1', 9))\n"
    )
    seen = watched(program, tmp_path)
    assert "('127.0.0.1', 9)" in seen
    assert "LANGSMITH_TRACING was None and is true" in seen


@pytest.mark.parametrize("name", ["graphrag", "langchain", "llamaindex"])
def test_the_examples_of_the_pipelines_reach_nobody(name: str, tmp_path: Path):
    assert watched(EXAMPLES / f"{name}_retriever.py", tmp_path) == ""
    assert list(tmp_path.iterdir()) == []
