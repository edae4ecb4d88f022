"""Who is where and who has what: short stories in plain lines, with questions as they grow."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from graphmem import Memory
from graphmem.ids import normal_name
from graphmem.language.terms import terms
from tests.bench.gold.tables import Table

TASKS = {
    1: "where somebody went last",
    2: "where a thing is that somebody carried",
    3: "where a thing was before",
    5: "who gave what to whom",
    7: "how many things somebody has",
    8: "which things somebody has",
    11: "who is meant by he and she",
    13: "who is meant by they",
    14: "what came before what, by times of the day",
}
QUESTIONS = 100  # a task
DAY = "2026-05-04"  # of every line, as in a diary: "yesterday" needs one
_LINE = re.compile(r"(\d+) (.*)")
_NUMBERS = "none one two three four five six seven eight nine ten".split()  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the lines told since the one before, and its gold values."""

    lines: tuple[str, ...]
    question: str
    gold: frozenset[str]


def measure(data: Path, part: str) -> list[Table]:
    """Return one table; the part `dev` is every even story, `test` every odd one."""
    title = f"Places and things in short stories (bAbI, {part} half, {QUESTIONS} questions a task)"
    table = Table(title, ("task", "accuracy", "baseline", "needs"))
    for task, needs in TASKS.items():
        file = next((data / "babi").glob(f"qa{task}_*_test.txt"))
        stories = list(_stories(file))[part == "test" :: 2]
        right, plain, asked = _ask(stories)
        table.rows.append((str(task), f"{right / asked:.3f}", f"{plain / asked:.3f}", needs))
    table.note = (
        "Baseline: the last noun of the line that shares most words with the question, "
        "the latest of equals. Who has nothing has no values; a count of none must be told."
    )
    return [table]


def _ask(stories: list[list[Asked]]) -> tuple[int, int, int]:
    """Return how many answers are right, of ours and of the baseline, and how many were asked."""
    right = plain = asked = 0
    for story in stories:
        with Memory(":memory:") as memory:
            told: list[str] = []
            for each in islice(story, QUESTIONS - asked):
                if each.lines:
                    memory.remember("\n".join(each.lines), source="story", occurred_at=DAY)
                told += each.lines
                given = memory.ask(each.question).values
                right += _values(given) == each.gold
                plain += _values([_last_noun(each.question, told)]) == each.gold
                asked += 1
        if asked >= QUESTIONS:
            break
    return right, plain, asked


def _values(texts: list[str] | tuple[str, ...]) -> frozenset[str]:
    """Return values without articles and with numbers as words; "nothing" is no value."""
    bare = [re.sub(r"^(?:the|a|an) ", "", normal_name(text)) for text in texts]
    said = [_NUMBERS[int(b)] if b.isdigit() and int(b) < len(_NUMBERS) else b for b in bare]
    return frozenset(said) - {"nothing"}


def _last_noun(question: str, told: list[str]) -> str:
    asked = set(terms(question))
    best = max(range(len(told)), key=lambda i: (len(asked & set(terms(told[i]))), i))
    return told[best].rstrip(".").split()[-1]


def _stories(file: Path) -> Iterator[list[Asked]]:
    story: list[Asked] = []
    lines: list[str] = []
    for row in file.read_text("utf-8").splitlines():
        found = _LINE.match(row)
        if found is None:
            continue
        if found[1] == "1" and story:
            yield story
            story, lines = [], []
        question, tab, rest = found[2].partition("\t")
        if not tab:
            lines.append(question.strip())
            continue
        gold = _values(rest.partition("\t")[0].split(","))
        story.append(Asked(tuple(lines), question.strip(), gold))
        lines = []
    yield story
