"""Measure what a reader is handed for a question: tokens, and the share of the evidence in them.

Run with the folder of the data: `python -m tests.bench.context_tokens DATA [--every N]`; every Nth
question is asked. `recall` are the lines recalled within the budget; `reader` is all that a model
is given besides its instructions: the same lines, those of the first answers, changes, and marks;
`BM25` are passages (of a book) or turns (of a chat) by words alone, packed by the same rule. A
context carries evidence where it has the gold turn itself; of a book, any line of a gold chapter,
or, counted apart, the words of a gold answer (of those that stand in the book as they are, and no
dates, which stand in many forms).
"""

from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory

from graphmem.evaluation.bm25 import Bm25
from graphmem.evaluation.books import Book, BookQuestion, read_book
from graphmem.evaluation.chats import ADVERSARIAL, read_chats
from graphmem.evaluation.epbench import _number, remember_book
from graphmem.evaluation.locomo import _remembered, _turns_of
from graphmem.ids import normal_name
from graphmem.language.tokens import count_tokens
from graphmem.memory import Memory
from graphmem.memory.answering import Planning
from graphmem.memory.recall import Recall
from graphmem.models.recollection import Line, Search
from graphmem.qa import answer, gather
from graphmem.qa.prompts import answer_prompt
from graphmem.settings import AnswerSettings, RetrievalSettings

BUDGETS = (256, 512, 1024, 2048, 4096)
WAYS = ("recall", "reader", "BM25")
SPACE = "default"
_NO_ITEMS = ("Full event details", "detail", "Times")

Key = int | str  # of evidence: a chapter or a turn by its number, an answer by its words
Found = tuple[int, set[Key]]  # tokens, and the evidence that is in them
Keys = Callable[[Sequence[Line]], Iterable[Key]]
Scores = dict[tuple[int, str], list[tuple[int, float]]]


def handed(memory: Memory, query: str, keys: Keys) -> Iterator[tuple[int, str, Found]]:
    """Yield for each budget what is recalled, and what a model is given."""
    with memory._store.snapshot() as store:
        cue = memory._cue(query, store)
        evidence = gather(store, SPACE, cue, memory._senses.embedder, memory._shelf)
        first = answer(cue, evidence, AnswerSettings())
        planning = Planning(store, SPACE, memory._senses.embedder)
        for budget in BUDGETS:
            settings = RetrievalSettings(budget=budget)
            found = Recall(store, SPACE, settings).context(cue, budget)
            yield budget, "recall", (found.tokens, set(keys(found.lines)))
            brief = planning.plan(cue, evidence, first, settings, broad=False).brief
            lines = [given.line for given in brief.given] if brief else []
            tokens = count_tokens(answer_prompt(brief).user) if brief else 0
            yield budget, "reader", (tokens, set(keys(lines)))


class Plain:
    """BM25 over texts, each with the evidence that it holds."""

    def __init__(self, texts: Sequence[tuple[set[Key], str]]) -> None:
        self._texts = texts
        self._costs = [count_tokens(text) for _, text in texts]
        self._index = Bm25([text for _, text in texts])

    def handed(self, query: str) -> Iterator[tuple[int, str, Found]]:
        ranked = self._index.rank(query)
        for budget in BUDGETS:
            used, kept = 0, set()
            for i in ranked:
                if used + self._costs[i] <= budget:
                    used += self._costs[i]
                    kept |= self._texts[i][0]
            yield budget, "BM25", (used, kept)


def epbench(data: Path, every: int) -> dict[str, Scores]:
    book = read_book(data / "epbench" / "short")
    asked = [q for q in book.questions if q.chapters][::every]
    items = {q.text: _standing(q, book) for q in asked if q.asked not in _NO_ITEMS}
    told = {item for gold in items.values() for item in gold}
    with TemporaryDirectory() as folder, Memory(Path(folder) / "book.db") as memory:
        remember_book(memory, book)
        memory.consolidate()
        chapters = {e.id: _number(e) for e in memory.episodes()}
        found = memory._store.search(SPACE, Search(episodes=tuple(chapters)))
        texts = [
            (chapters[c.episode.id], c.episode.text[c.passage.start : c.passage.end]) for c in found
        ]
        by_chapter = _asked(
            memory,
            [(q.text, set(q.chapters)) for q in asked],
            lambda lines: {chapters[line.episode_ids[0]] for line in lines},
            Plain([({chapter}, text) for chapter, text in texts]),
        )
        by_item = _asked(
            memory,
            [(query, gold) for query, gold in items.items() if gold],
            lambda lines: _items(told, " ".join(line.quote for line in lines)),
            Plain([(_items(told, text), text) for _, text in texts]),
        )
    return {"EpBench short, chapters": by_chapter, "EpBench short, answers": by_item}


def _standing(question: BookQuestion, book: Book) -> set[Key]:
    """Return the gold answers that a gold chapter has in the same words."""
    return _items(question.answers, " ".join(book.chapters[n] for n in question.chapters))


def _items(told: Iterable[Key], text: str) -> set[Key]:
    """Return the gold answers that stand in a text."""
    words = normal_name(text)
    return {item for item in told if normal_name(str(item)) in words}


def locomo(data: Path, every: int) -> Scores:
    scores: Scores = {}
    for chat in read_chats(data / "locomo" / "locomo5.json"):
        asked = [(q.text, set(q.gold)) for q in chat.questions if q.category != ADVERSARIAL]
        texts = [f"[{turn.time[:10]} · {turn.speaker}] {turn.text}" for turn in chat.turns]
        with TemporaryDirectory() as folder, _remembered(chat, folder, None, None) as memory:
            told = _asked(
                memory,
                asked[::every],
                lambda lines, chat=chat: _turns_of(lines, chat),
                Plain([({n}, text) for n, text in enumerate(texts)]),
            )
        for key, some in told.items():
            scores.setdefault(key, []).extend(some)
    return scores


def _asked(
    memory: Memory, asked: Sequence[tuple[str, set[Key]]], keys: Keys, plain: Plain
) -> Scores:
    scores: Scores = {}
    for query, gold in asked:
        for budget, way, (tokens, there) in (
            *handed(memory, query, keys),
            *plain.handed(query),
        ):
            scores.setdefault((budget, way), []).append((tokens, len(gold & there) / len(gold)))
    return scores


def show(name: str, scores: Scores) -> None:
    asked = len(next(iter(scores.values())))
    print(f"\n{name}: {asked:,} questions\n")
    print("| budget | " + " | ".join(f"{way} tokens | {way} evidence" for way in WAYS) + " |")
    print("|---" * (1 + 2 * len(WAYS)) + "|")
    for budget in BUDGETS:
        told = [scores[budget, way] for way in WAYS]
        means = (f"{fmean(t for t, _ in w):,.0f} | {fmean(s for _, s in w):.3f}" for w in told)
        print(f"| {budget:,} | " + " | ".join(means) + " |")


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--every", type=int, default=1, help="ask every Nth question")
    args = parser.parse_args()
    for name, scores in epbench(args.data, args.every).items():
        show(name, scores)
    show("LoCoMo, 5 chats", locomo(args.data, args.every))
