"""LoCoMo: how many of the turns that answer a question are among those recalled."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory
from typing import Any

from graphmem.evaluation.bm25 import Bm25
from graphmem.evaluation.chats import (
    ADVERSARIAL,
    CATEGORIES,
    TEMPORAL,
    Chat,
    ChatQuestion,
    Turn,
    read_chats,
)
from graphmem.evaluation.dated import named_time, same_days
from graphmem.language.tokens import count_tokens
from graphmem.memory import Memory
from graphmem.models.recollection import Line
from graphmem.settings import Settings

FIRST = 10
BUDGET = 1024

Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Recalled:
    """Of one question, the recall among the first turns and among those within the budget.

    `dated` says whether the answer named the right days: None where none are asked for, and where
    no turn that tells them was recalled.
    """

    category: int
    at_first: float
    at_budget: float
    dated: bool | None = None


def run_locomo(
    file: Path, *, settings: Settings | None = None, progress: Progress | None = None
) -> dict[str, Any]:
    """Return recall of evidence turns, over all questions and by category, beside BM25's.

    Each chat is read into a memory of its own, turn by turn, and consolidated. Adversarial
    questions, to which the chat holds no answer, stand apart.
    """
    ours: list[Recalled] = []
    plain: list[Recalled] = []
    for chat in read_chats(file):
        baseline = _Plain(chat)
        with (
            TemporaryDirectory() as folder,
            _remembered(chat, folder, settings, progress) as memory,
        ):
            for number, question in enumerate(chat.questions, 1):
                lines = memory.recall(question.text, budget=BUDGET).lines
                turns = _turns_of(lines, chat)
                score = _score(question.category, question.gold, turns)
                ours.append(replace(score, dated=_dated(memory, question, chat, turns)))
                plain.append(
                    _score(question.category, question.gold, baseline.turns(question.text))
                )
                if progress is not None:
                    progress(f"asking {chat.name}", number)
    return {**_figures(ours), "baseline": _figures(plain)}


def _remembered(
    chat: Chat, folder: str, settings: Settings | None, progress: Progress | None
) -> Memory:
    lines = (
        json.dumps({"speaker": turn.speaker, "text": turn.text, "time": turn.time}).encode() + b"\n"
        for turn in chat.turns
    )
    memory = Memory(Path(folder) / "chat.db", settings=settings)
    # Under a name of its own: ids come from it, and where ids break ties they decide a figure.
    memory.remember_stream(lines, source=chat.name)
    memory.consolidate(progress=progress)
    return memory


def _turns_of(lines: Iterable[Line], chat: Chat) -> list[int]:
    """Return the numbers of the turns that lines are of, each once."""
    said: defaultdict[tuple[str, str | None], list[int]] = defaultdict(list)
    for number, turn in enumerate(chat.turns):
        said[turn.time, turn.speaker].append(number)
    found = (_turn_of(line, said, chat.turns) for line in lines)
    return list(dict.fromkeys(number for number in found if number is not None))


def _turn_of(
    line: Line, said: Mapping[tuple[str, str | None], Sequence[int]], turns: Sequence[Turn]
) -> int | None:
    when = line.time.start if line.time else ""
    among = said.get((when, line.speaker), ())
    return next((i for i in among if line.quote in turns[i].text), None)


def _dated(memory: Memory, question: ChatQuestion, chat: Chat, turns: Sequence[int]) -> bool | None:
    """Return whether the answer to a question of time names the days that the gold answer names."""
    if question.category != TEMPORAL or not question.gold & set(turns):
        return None
    said = chat.turns[min(question.gold)].time
    gold = named_time(question.answer, said)
    if gold is None:  # "four years", "her mother"
        return None
    values = memory.ask(question.text).values
    return bool(values) and same_days(named_time(values[0], said), gold)


class _Plain:
    """BM25 over turns with their day and speaker, packed by the same rule."""

    def __init__(self, chat: Chat) -> None:
        self._texts = [f"[{turn.time[:10]} · {turn.speaker}] {turn.text}" for turn in chat.turns]
        self._index = Bm25(self._texts)

    def turns(self, query: str) -> list[int]:
        """Return the best turns that fit in the budget."""
        return list(self._fitting(self._index.rank(query)))

    def _fitting(self, ranked: Iterable[int]) -> Iterator[int]:
        left = BUDGET
        for number in ranked:
            cost = count_tokens(self._texts[number])
            if cost <= left:
                left -= cost
                yield number


def _score(category: int, gold: frozenset[int], turns: Sequence[int]) -> Recalled:
    return Recalled(
        category,
        len(gold & set(turns[:FIRST])) / len(gold),
        len(gold & set(turns)) / len(gold),
    )


def _figures(scores: Sequence[Recalled]) -> dict[str, Any]:
    answerable = [score for score in scores if score.category != ADVERSARIAL]
    by_category = {
        name: _means([score for score in answerable if score.category == number])
        for number, name in CATEGORIES.items()
    }
    adversarial = [score for score in scores if score.category == ADVERSARIAL]
    return {
        **_means(answerable),
        "by_category": {name: means for name, means in by_category.items() if means["questions"]},
        "adversarial": _means(adversarial),
    }


def _means(scores: Sequence[Recalled]) -> dict[str, float | int]:
    dated = [score.dated for score in scores if score.dated is not None]
    return {
        **(
            {"right_date_if_recalled": round(fmean(dated), 4), "dates": len(dated)} if dated else {}
        ),
        "recall_at_10": round(fmean([s.at_first for s in scores]), 4) if scores else 0.0,
        "recall_at_1024_tokens": round(fmean([s.at_budget for s in scores]), 4) if scores else 0.0,
        "questions": len(scores),
    }
