"""The page on reading shows what `graphmem inspect` prints, and names files that are there."""

import re
from pathlib import Path

import pytest

from graphmem import Memory
from graphmem.cli import main

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "reading.md").read_text("utf-8")
JOURNAL = ROOT / "examples" / "journal.txt"


def test_the_page_shows_what_inspect_prints(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")
    ((command, shown),) = re.findall(r"```\n\$ graphmem ([^\n]+)\n(.+?)\n```", PAGE, re.DOTALL)
    assert main([*command.split(), "--db", ":memory:"]) == 0
    assert capsys.readouterr().out.strip() == shown


def test_who_tells_a_journal_is_one_in_all_of_it():
    with Memory(":memory:") as memory:
        memory.remember_path(JOURNAL)
        assert len(memory.episodes()) == 2
        (teller,) = memory.entities("Robinson Crusoe")
        mentions = memory._store.relationships(
            "default", types=("MENTIONED_IN",), touching=[teller.id]
        )
        assert {tie.episode for tie in mentions} == {episode.id for episode in memory.episodes()}
