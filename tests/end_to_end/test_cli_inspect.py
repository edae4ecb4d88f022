"""`graphmem inspect`: what was read stands below the words that it was read in."""

from pathlib import Path

import pytest

from tests.end_to_end.test_cli import Shell

DIARY = """# Monday

Ana Ruiz opened her studio in Leeds on 2 June 2025. Tom carried the kiln.

# Tuesday

Nobody came. Ana baked bread with Tom.
"""


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def test_inspect_keeps_nothing(shell: Shell):
    text = "Yesterday Ana met Tom in Leeds."
    (reading,) = shell.json("inspect", text, "--occurred-at", "2025-06-25")["readings"]
    assert {"Ana", "Tom", "Leeds"} <= {entity["name"] for entity in reading["entities"]}
    shown = shell.text("inspect", text, "--occurred-at", "2025-06-25")
    for words in ("Entities", "Ana", "(Person)", "Events", "2025-06-24"):
        assert words in shown
    assert shell.json("stats").get("Episode", 0) == 0


def test_inspect_underlines_what_was_read_in_each_episode_of_a_file(shell: Shell):
    (shell.folder / "diary.txt").write_text(DIARY, "utf-8")
    readings = shell.json("inspect", "diary.txt")["readings"]
    shown = shell.text("inspect", "diary.txt").splitlines()
    assert max(map(len, shown)) <= 100
    for reading in readings:
        (entity, *_) = reading["entities"]
        mention = entity["mentions"][0]
        at = next(n for n, line in enumerate(shown) if mention["text"] in line)
        below = shown[at + 1][shown[at].index(mention["text"]) :]
        assert below.startswith("1" + "\u2500" * (len(mention["text"]) - 1))
    assert shell.json("stats").get("Episode", 0) == 0


def test_inspect_takes_no_slip_in_a_name_for_a_text(shell: Shell):
    assert "no such file" in shell.run("inspect", "diray.txt", code=3)[1]
    (shell.folder / "diary.txt").write_text(DIARY, "utf-8")
    _, error = shell.run("inspect", "diary.txt", "--speaker", "Ana", code=3)
    assert "of a text only" in error


def test_inspect_shows_the_part_of_a_day_and_the_hours(shell: Shell):
    text = "In the morning of 1 October 1659 Ana left Leeds. She rested from noon to 2 pm."
    shown = shell.text("inspect", text)
    assert "1659-10-01, morning" in shown
    assert "1659-10-01 12:00 to 14:00" in shown
    assert "1659-10-01 to 1659-10-01" not in shown
