"""Freely worded questions over a book and the first chapters of novels, answered from the graph.

`free_questions.jsonl` holds them: what they are asked over, the values of the answer (forms of one
that count as the same stand beside each other, with a bar between), and the chapters that tell it.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from graphmem import Memory
from graphmem.evaluation.bm25 import Bm25
from graphmem.evaluation.scoring import ALIKE, likeness, normal_item
from graphmem.ids import normal_name
from graphmem.qa.pages import split_sentences
from tests.bench.gold.tables import Table

QUESTIONS = Path(__file__).parent.parent / "free_questions.jsonl"
# Novels by what is asked over: the file, and what the part of it begins with and ends before.
NOVELS = {
    "novel": ("72869-0.txt", "\nChapter I\n", "\nChapter III\n"),
    "village": ("69087-0.txt", " CHAPTER I\n\n", " CHAPTER III\n\n"),
    "manor": ("73042-0.txt", " CHAPTER 1\n", "From now on Stephen entered a completely new world"),
}
_GRADES = ("right", "partly", "wrong")


def measure(data: Path, part: str) -> list[Table]:
    """Return the counts; the part `dev` is every even question, `test` every odd one."""
    table = Table(
        f"Freely worded questions ({part} half)", ("over", "answered by", *_GRADES, "questions")
    )
    for over, text in texts(data):
        rows = [row for row in _questions() if row["over"] == over][part == "test" :: 2]
        ours, plain = _ask(text, rows)
        for name, grades in (("the graph", ours), ("the top line of BM25", plain)):
            counts = [str(grades[grade]) for grade in _GRADES]
            table.rows.append((over, name, *counts, str(len(rows))))
    table.note = (
        "Right: all values and no others. Partly: some of them, or a longer piece of text that "
        "holds one. A line of BM25 can hardly be more than partly right."
    )
    return [table]


def texts(data: Path) -> Iterator[tuple[str, str]]:
    """Yield what is asked over and its text."""
    yield "book_a", _book(data)
    for over in NOVELS:
        yield over, _novel(data, over)


def outcomes(data: Path) -> Iterator[tuple[dict[str, Any], tuple[str, ...], str]]:
    """Yield every question with the values that the graph gives and their grade."""
    for over, text in texts(data):
        with Memory(":memory:") as memory:
            memory.remember(text, source=over)
            for row in (r for r in _questions() if r["over"] == over):
                values = memory.ask(row["question"]).values
                yield row, values, grade(values, row["answers"])


def grade(values: Sequence[str], answers: Sequence[str]) -> str:
    """Return how right the values are; nothing is right where nothing is known."""
    gold = [answer.split("|") for answer in answers]
    if not gold or not values:
        return "right" if not gold and not values else "wrong"
    met = [any(_alike(v, form) for v in values for form in forms) for forms in gold]
    meant = [any(_alike(v, form) for forms in gold for form in forms) for v in values]
    if all(met) and all(meant):
        return "right"
    held = any(_holds(v, form) for v in values for forms in gold for form in forms)
    return "partly" if any(met) or held else "wrong"


def _ask(text: str, rows: Sequence[dict[str, Any]]) -> tuple[Counter[str], Counter[str]]:
    ours, plain = Counter[str](), Counter[str]()
    flat = "\n".join(" ".join(piece.split()) for piece in text.split("\n\n"))
    lines = [flat[s.start : s.end] for s in split_sentences(flat)]
    ranker = Bm25(lines)
    with Memory(":memory:") as memory:
        memory.remember(text, source="book")
        for row in rows:
            ours[grade(memory.ask(row["question"]).values, row["answers"])] += 1
            top = [lines[i] for i in ranker.rank(row["question"])[:1]]
            plain[grade(top, row["answers"])] += 1
    return ours, plain


def _alike(value: str, form: str) -> bool:
    return likeness(_bare(value), _bare(form)) >= ALIKE


def _bare(text: str) -> str:
    """Return a day as it is, and anything else without an article in front."""
    for article in ("the ", "a ", "an "):
        if text.lower().startswith(article):
            return text[len(article) :]
    return text


def _holds(value: str, form: str) -> bool:
    """Whether a longer value has all words of a form, in a row."""
    if form in ("yes", "no") or normal_item(form)[:4].isdigit():
        return False
    return f" {normal_name(_bare(form))} " in f" {normal_name(value)} "


def _questions() -> list[dict[str, Any]]:
    return [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]


def _book(data: Path) -> str:
    rows = map(json.loads, (data / "book_a" / "book.jsonl").read_text("utf-8").splitlines())
    return "\n\n".join(f"Chapter {row['chapter']}\n\n{row['text']}" for row in rows)


def _novel(data: Path, over: str) -> str:
    name, begin, end = NOVELS[over]
    text = (data / "booksort" / "full_text" / name).read_text("utf-8").replace("\r\n", "\n")
    first = text.index(begin)
    return text[first : text.index(end, first)].strip()
