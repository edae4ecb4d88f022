"""Books with questions, as a benchmark lays them out, to values."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphmem.errors import ReadingError


@dataclass(frozen=True, slots=True)
class BookQuestion:
    """A question over a book with its gold items and the numbers of its gold chapters.

    `family` is the template it was made from, `asked` the kind of answer wanted, `order` all,
    latest, first or chronological.
    """

    text: str
    family: int
    asked: str
    order: str
    answers: tuple[str, ...]
    chapters: tuple[int, ...]

    @property
    def bin(self) -> str:
        """How many chapters match: 0, 1, 2, 3-5 or 6+."""
        count = len(self.chapters)
        return str(count) if count < 3 else "3-5" if count < 6 else "6+"


@dataclass(frozen=True, slots=True)
class Book:
    """Numbered chapters and what is asked about them."""

    name: str
    chapters: dict[int, str]
    questions: tuple[BookQuestion, ...]

    def half(self, which: str | None) -> tuple[BookQuestion, ...]:
        """Return the questions of even or odd families, or all."""
        if which is None:
            return self.questions
        return tuple(q for q in self.questions if (q.family % 2 == 0) == (which == "even"))


def read_book(folder: Path) -> Book:
    """Read a book of the Episodic Memory Benchmark, in either of its layouts."""
    packed = folder / "book.json"
    if packed.exists():
        data = json.loads(packed.read_text("utf-8"))
        chapters = {int(number): text for number, text in data["chapters"].items()}
        return Book(folder.name, chapters, tuple(map(_question, data["qa"])))
    if not (folder / "book.txt").exists():
        raise ReadingError(f"{folder} holds neither book.json nor book.txt")
    chapters = dict(_split((folder / "book.txt").read_text("utf-8")))
    return Book(folder.name, chapters, tuple(map(_question, _lines(folder / "qa.jsonl"))))


def read_own_book(chapters: Path, questions: Path) -> Book:
    """Read a book of JSON lines (`chapter`, `text`) and questions of our own over it."""
    asked = tuple(
        BookQuestion(
            row["question"],
            number,
            row["asks"],
            row["order"],
            tuple(row["answers"]),
            tuple(row["chapters"]),
        )
        for number, row in enumerate(_lines(questions))
    )
    return Book(chapters.stem, {row["chapter"]: row["text"] for row in _lines(chapters)}, asked)


def _question(row: dict[str, Any]) -> BookQuestion:
    return BookQuestion(
        row["question"],
        int(row["q_idx"]),
        row["retrieval_type"],
        row["get"],
        tuple(row["correct_answer"]),
        tuple(row["correct_answer_chapters"]),
    )


def _split(text: str) -> Iterator[tuple[int, str]]:
    pieces = re.split(r"^Chapter (\d+)[ \t]*$", text, flags=re.MULTILINE)
    for number, body in zip(pieces[1::2], pieces[2::2], strict=True):
        yield int(number), body.strip()


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)
