"""Forgetting and correcting from the command line."""

from pathlib import Path

import pytest

from tests.end_to_end.test_cli import Shell

TEXTS = {
    "diary": "Ana Ruiz opened a studio in Leeds. Tom Hall carried the kiln.",
    "news": "Tom Hall won the chess cup in Oslo.",
}


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    shell = Shell(tmp_path)
    for source, text in TEXTS.items():
        time = ("--occurred-at", "2024-05-03") if source == "diary" else ()
        shell.run("remember", "-", "--source", source, *time, given=text)
    return shell


def test_a_person_corrects_and_takes_it_back(shell: Shell):
    assert "Tom Hall (Person, 2 mentions in diary, news)" in shell.text("entities", "tom")
    assert "another's" in shell.text("split", "Tom Hall", "--source", "news")
    assert "may be 2" in shell.run("rename", "Tom Hall", "Tommy", code=3)[1]
    toms = shell.json("entities", "Tom Hall")["entities"]
    shell.run("rename", toms[0]["id"], "Tommy Hall")
    shell.run("merge", "Ana Ruiz", "Tommy Hall", "--quiet")
    made = shell.json("corrections")["corrections"]
    assert [each["kind"] for each in made] == ["split", "rename", "merge"]
    for each in made:
        assert each["id"] in shell.text("corrections")
        assert shell.json("revert", each["id"])["id"] == each["id"]
    assert "Nothing was corrected" in shell.text("corrections", code=1)
    assert len(shell.json("entities", "Tom Hall")["entities"]) == 1
    assert "no correction" in shell.run("revert", made[0]["id"], code=3)[1]
    assert "called so" in shell.text("entities", "Nils", code=1)


def test_forgetting_is_tried_before_it_is_done(shell: Shell):
    told = shell.text("forget", "--from", "2024", "--person", "Tom Hall", "--dry-run")
    assert told == "1 episode would be erased; 1 without a time stay\n"
    assert shell.json("stats")["Episode"] == 2
    report = shell.json("forget", "--person", "Tom Hall", "--to", "2024-05-03")
    assert (report["episodes_removed"], report["episodes_kept"]) == (1, 1)
    assert shell.json("stats")["Episode"] == 1
    (episode,) = {
        each["id"] for each in shell.json("export")["nodes"] if "Episode" in each["labels"]
    }
    assert "0 episodes" in shell.text("forget", "--source", "news", "--episode", "x", code=1)
    assert shell.json("forget", "--episode", episode)["episodes_removed"] == 1
    assert "say what to forget" in shell.run("forget", code=3)[1]
