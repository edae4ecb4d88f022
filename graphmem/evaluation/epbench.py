"""The Episodic Memory Benchmark: books of dated happenings, and questions that name parts of them.

An answer's values are scored against the gold items (`scoring`), a full account by the chapter it
cites. The baseline hands the same answerer only the five chapters that BM25 ranks first for the
question, so that it measures what finding by the graph adds to reading by it. The floor answers
nothing to everything.
"""

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphmem.evaluation.bm25 import Bm25
from graphmem.evaluation.books import Book, BookQuestion, read_book, read_own_book
from graphmem.evaluation.scoring import Score, align, kendall_tau, score_items
from graphmem.memory import Memory
from graphmem.models.evidence import Episode
from graphmem.models.recollection import Answer
from graphmem.settings import Settings

Progress = Callable[[int, int], None]
BINS = ("0", "1", "2", "3-5", "6+")
BASELINE_CHAPTERS = 5
_BY_CHAPTER = frozenset({"Full event details", "detail"})


def run_epbench(
    folder: Path,
    *,
    settings: Settings | None = None,
    progress: Progress | None = None,
    half: str | None = None,
) -> dict[str, Any]:
    """Read a book into a fresh memory, ask its questions, and return the figures.

    `half` ("even" or "odd") asks only the questions of every other template.
    """
    return _run(read_book(folder), settings, progress, half)


def run_own_book(
    chapters: Path,
    questions: Path,
    *,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Do the same for a book of JSON lines and freely worded questions over it."""
    return _run(read_own_book(chapters, questions), settings, progress, None)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question with what was answered, and the chapters the answer cites."""

    question: BookQuestion
    values: tuple[str, ...]
    cited: frozenset[int]
    tokens: int = 0

    @property
    def score(self) -> Score:
        """The items matched; a full account is one item, right when its chapter is cited."""
        gold = self.question
        if gold.asked not in _BY_CHAPTER:
            return score_items(self.values, gold.answers)
        return Score(len(self.cited & set(gold.chapters)), len(self.cited), len(set(gold.chapters)))


def _run(
    book: Book, settings: Settings | None, progress: Progress | None, half: str | None
) -> dict[str, Any]:
    with (
        tempfile.TemporaryDirectory() as folder,
        Memory(Path(folder) / "book.db", settings=settings) as memory,
    ):
        remember_book(memory, book)
        return ask_book(memory, book, progress=progress, half=half)


def remember_book(memory: Memory, book: Book) -> None:
    """Remember the chapters as one source, each under the heading "Chapter N"."""
    text = "\n\n".join(f"Chapter {n}\n\n{body}" for n, body in sorted(book.chapters.items()))
    memory.remember(text, source=book.name)


def ask_book(
    memory: Memory,
    book: Book,
    *,
    progress: Progress | None = None,
    half: str | None = None,
) -> dict[str, Any]:
    """Ask the questions of a book that is remembered already, and return the figures."""
    asker = _Asker(memory, book)
    questions = book.half(half)
    ours, baseline = [], []
    for number, question in enumerate(questions, 1):
        whole, part = asker.ask(question)
        ours.append(whole)
        baseline.append(part)
        if progress is not None:
            progress(number, len(questions))
    floor = [Outcome(question, (), frozenset()) for question in questions]
    return {
        "book": book.name,
        "chapters": len(book.chapters),
        "half": half or "all",
        **summarise(ours),
        "baseline": summarise(baseline),
        "floor": summarise(floor),
    }


class _Asker:
    """Answers from the whole graph, and from the chapters that BM25 ranks first."""

    def __init__(self, memory: Memory, book: Book) -> None:
        self._memory = memory
        self._chapters = {e.id: _number(e) for e in memory.episodes()}
        self._numbers = sorted(book.chapters)
        self._ranker = Bm25([book.chapters[number] for number in self._numbers])

    def ask(self, question: BookQuestion) -> tuple[Outcome, Outcome]:
        """Return what the graph answers, and what its part that BM25 finds does."""
        ranked = self._ranker.rank(question.text)[:BASELINE_CHAPTERS]
        best = {self._numbers[i] for i in ranked}
        part = {e for e, number in self._chapters.items() if number in best}
        return (
            self._outcome(question, self._memory.ask(question.text)),
            self._outcome(question, self._memory.ask(question.text, within=part)),
        )

    def _outcome(self, question: BookQuestion, given: Answer) -> Outcome:
        cited = {self._chapters.get(citation.episode, 0) for citation in given.citations}
        return Outcome(question, given.values, frozenset(cited), given.tokens)


def summarise(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Return means over the questions, by bin and by what is asked.

    `simple_recall` is the mean of the lenient F1 of the five bins, as it is published.
    """
    plain = [o for o in outcomes if o.question.order == "all"]
    bins = [_mean(o.score.lenient for o in plain if o.question.bin == b) for b in BINS]
    return {
        "questions": len(outcomes),
        "strict_f1": _mean(o.score.strict for o in outcomes),
        "lenient_f1": _mean(o.score.lenient for o in outcomes),
        "simple_recall": _mean(b for b in bins if b is not None),
        "by_bin": {b: _mean(o.score.strict for o in outcomes if o.question.bin == b) for b in BINS},
        "by_asked": _grouped(outcomes),
        "latest": _mean(o.score.strict for o in outcomes if o.question.order == "latest"),
        "chronological": _chronological(outcomes),
        "tokens_per_question": _mean(float(o.tokens) for o in outcomes),
    }


def _number(episode: Episode) -> int:
    """Return the number of a chapter from its heading, 0 where it has none."""
    number = episode.heading.rpartition(" ")[2]
    return int(number) if number.isdigit() else 0


def _grouped(outcomes: Iterable[Outcome]) -> dict[str, float | None]:
    groups: dict[str, list[float]] = defaultdict(list)
    for outcome in outcomes:
        groups[outcome.question.asked].append(outcome.score.strict)
    return {asked: _mean(scores) for asked, scores in sorted(groups.items())}


def _chronological(outcomes: Iterable[Outcome]) -> dict[str, float | None]:
    """Return the share with the full set right, the mean tau of those, and their product."""
    asked = [
        o for o in outcomes if o.question.order == "chronological" and len(o.question.answers) > 1
    ]
    taus = list(_taus(asked))
    full, tau = (len(taus) / len(asked) if asked else None), _mean(taus)
    product = None if full is None else full * max(0.0, tau or 0.0)
    return {"full": full, "tau": tau, "score": product}


def _taus(outcomes: Iterable[Outcome]) -> Iterator[float]:
    for outcome in outcomes:
        matches = align(outcome.values, outcome.question.answers)
        if len(matches) == len(outcome.question.answers) == len(outcome.values):
            yield kendall_tau([matches[i] for i in sorted(matches)])


def _mean(values: Iterable[float]) -> float | None:
    kept = list(values)
    return round(sum(kept) / len(kept), 4) if kept else None
