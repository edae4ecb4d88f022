"""Freely worded questions over a book and the first chapters of novels, answered from the graph.

`free_questions.jsonl` holds them: what they are asked over, the values of the answer (forms of one
that count as the same stand beside each other, with a bar between), and the chapters that tell it.
`novel_questions.jsonl` holds as many more, over the first chapters of novels by five other authors.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from graphmem import Memory
from graphmem.evaluation.bm25 import Bm25
from graphmem.evaluation.scoring import ALIKE, likeness, normal_item
from graphmem.ids import normal_name
from graphmem.models.recollection import Answer
from graphmem.qa.pages import split_sentences
from tests.bench.gold.tables import Table
from tests.bench.gold.texts import read_litbank

QUESTIONS = Path(__file__).parent.parent / "free_questions.jsonl"
NOVEL_QUESTIONS = Path(__file__).parent.parent / "novel_questions.jsonl"
# Novels by what is asked over: the file, and what the part of it begins with and ends before.
NOVELS = {
    "novel": ("72869-0.txt", "\nChapter I\n", "\nChapter III\n"),
    "village": ("69087-0.txt", " CHAPTER I\n\n", " CHAPTER III\n\n"),
    "manor": ("73042-0.txt", " CHAPTER 1\n", "From now on Stephen entered a completely new world"),
    "money": ("72972-0.txt", " CHAPTER I\n", " CHAPTER II\n"),
}
# What LitBank has of others, by the number it knows them by.
LITBANK = {"room": "2641", "staircase": "434", "tenant": "969", "letters": "238"}
_GRADES = ("right", "partly", "nothing", "wrong")


def measure(data: Path, part: str) -> list[Table]:
    """Return the counts; the part `dev` is every even question, `test` every odd one."""
    return [
        _table(f"Freely worded questions ({part} half)", QUESTIONS, data, part),
        _table(f"Questions over five other novels ({part} half)", NOVEL_QUESTIONS, data, part),
    ]


def texts(data: Path, overs: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield what is asked over and its text."""
    for over in overs:
        if over == "book_a":
            yield over, _book(data)
        elif over in NOVELS:
            yield over, _novel(data, over)
    wanted = {f"{LITBANK[over]}_": over for over in overs if over in LITBANK}
    for document in read_litbank(data, "dev") if wanted else ():
        for number, over in wanted.items():
            if document.name.startswith(number):
                yield over, document.text


def outcomes(
    data: Path, questions: Path = QUESTIONS
) -> Iterator[tuple[dict[str, Any], Answer, str]]:
    """Yield every question with what the graph answers and its grade."""
    rows = _questions(questions)
    for over, text in texts(data, _overs(rows)):
        with Memory(":memory:") as memory:
            memory.remember(text, source=over)
            for row in (r for r in rows if r["over"] == over):
                answer = memory.ask(row["question"])
                yield row, answer, grade(answer.values, row["answers"])


def grade(values: Sequence[str], answers: Sequence[str]) -> str:
    """Return how right the values are; to say nothing is right where nothing is known."""
    gold = [answer.split("|") for answer in answers]
    if not values:
        return "nothing" if gold else "right"
    if not gold:
        return "wrong"
    met = [any(_alike(v, form) for v in values for form in forms) for forms in gold]
    meant = [any(_alike(v, form) for forms in gold for form in forms) for v in values]
    if all(met) and all(meant):
        return "right"
    held = any(_holds(v, form) for v in values for forms in gold for form in forms)
    return "partly" if any(met) or held else "wrong"


def _table(title: str, questions: Path, data: Path, part: str) -> Table:
    table = Table(title, ("over", "answered by", *_GRADES, "questions"))
    asked = _questions(questions)
    for over, text in texts(data, _overs(asked)):
        rows = [row for row in asked if row["over"] == over][part == "test" :: 2]
        ours, plain = _ask(text, rows)
        for name, grades in (("the graph", ours), ("the top line of BM25", plain)):
            counts = [str(grades[grade]) for grade in _GRADES]
            table.rows.append((over, name, *counts, str(len(rows))))
    table.note = (
        "Right: all values and no others. Partly: some of them, or a longer piece of text that "
        "holds one. Nothing: no value is told. A line of BM25 can hardly be more than partly right."
    )
    return table


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


def _questions(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _overs(rows: Sequence[dict[str, Any]]) -> list[str]:
    return list(dict.fromkeys(row["over"] for row in rows))


def _book(data: Path) -> str:
    rows = map(json.loads, (data / "book_a" / "book.jsonl").read_text("utf-8").splitlines())
    return "\n\n".join(f"Chapter {row['chapter']}\n\n{row['text']}" for row in rows)


def _novel(data: Path, over: str) -> str:
    name, begin, end = NOVELS[over]
    text = (data / "booksort" / "full_text" / name).read_text("utf-8").replace("\r\n", "\n")
    first = text.index(begin)
    return text[first : text.index(end, first)].strip()
