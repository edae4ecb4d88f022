"""The example programs run as they are, and what they print is what the texts say."""

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def run(name: str, folder: Path) -> str:
    program = subprocess.run(
        [sys.executable, EXAMPLES / name],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert program.returncode == 0, program.stderr
    return program.stdout


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("diary.py", ["Petra", "Anchor Inn", "13 June 2025"]),
        ("asynchronous.py", ["Rui", "April 11, 2025", "For the next reply"]),
        ("chat.py", ["Rui", "Lisbon", "Forgotten: 7 messages."]),
        ("book.py", ["60 chapters", "Harbourfront Library", "Amara Okonkwo"]),
        ("graphrag_retriever.py", ["of 150 tokens", "ran aground on the Needles", "query_text"]),
        ("langchain_retriever.py", ["[1] [2025-03-03 · Ines] Yes, Rui", "Lisbon", "chat, ep_"]),
        ("llamaindex_retriever.py", ["Dr. Petra Lund", "barometer", "diary.md, 2025-06-21, 0:"]),
    ],
)
def test_examples_run_and_keep_nothing(name: str, says: list[str], tmp_path: Path):
    printed = run(name, tmp_path)
    for words in says:
        assert words in printed
    assert list(tmp_path.iterdir()) == []
