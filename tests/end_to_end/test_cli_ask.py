"""`graphmem ask --stream` and `--broad`, with no model and with one over HTTP."""

from pathlib import Path

import pytest

from graphmem import Memory
from graphmem.cli.show import show_answer, show_evidence
from tests.end_to_end.test_cli import Shell
from tests.unit.qa.scripted import Scripted, number_of, shaped, speak

TEXTS = (
    "Ana Ruiz met Tom Reed in Leeds on 20 June 2025. Ana sold Tom a small boat.",
    "On 27 June 2025 Ana Ruiz opened a pottery studio in Leeds. Tom Reed painted the door.",
)
QUERY = "Who met Ana Ruiz?"


@pytest.fixture
def told(tmp_path: Path) -> Shell:
    shell = Shell(tmp_path)
    (shell.folder / "notes.md").write_text("\n\n".join(TEXTS), "utf-8")
    shell.text("remember", "notes.md")
    shell.text("consolidate")
    return shell


def test_without_a_model_a_stream_prints_the_same(told: Shell):
    assert told.text("ask", QUERY, "--stream") == told.text("ask", QUERY)
    assert told.json("ask", QUERY, "--stream") == told.json("ask", QUERY)
    unknown = ("ask", "Who won the regatta in 1912?")
    assert told.text(*unknown, "--stream", code=1) == told.text(*unknown, code=1)


def test_a_broad_question_is_answered_from_the_scenes(told: Shell):
    answer = told.json("ask", "What are the main themes?", "--broad")
    assert answer["values"]
    assert answer["citations"]
    shown = told.text("ask", "What are the main themes?", "--broad")
    assert all(c["quote"].split()[0] in shown for c in answer["citations"])
    told.run("ask", "What are the main themes?", code=1)  # nothing says that it is broad


def test_what_a_model_said_is_shown_with_the_numbers_of_its_evidence():
    def script(prompt) -> str:
        said = [("Ana sold Tom a small boat.", "boat"), ("Ana sold Tom a car.", "boat")]
        return shaped([(text, [number_of(prompt, word)]) for text, word in said])

    with Memory(":memory:") as memory:
        for text in TEXTS:
            memory.remember(text, source="notes")
        speak(memory, Scripted(script))
        answer = memory.ask("What did Ana sell?")
    shown = show_answer(answer)
    assert shown.splitlines()[0] == "Ana sold Tom a small boat [1]."
    assert "\n  [1]  2025-06-20  notes\n" in shown
    assert "1 sentence left out" in shown
    assert shown.endswith(show_evidence(answer))
