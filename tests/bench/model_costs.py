"""Print what reading costs with a language model: calls and tokens a thousand words, in Markdown.

    python -m tests.bench.model_costs DATA [--words 12000]

Prompts are those that would be sent, counted with the tokenizer that ships; the schema of the
answer is counted with each, as instructions; as it counts each mark of JSON, a model's own
tokenizer counts fewer. No model is asked: a reply is taken to be as long as the pipeline's own
reading of the same words, written in the schema of an answer.

Beside it stands what two others send for the same text. Of their tokens only the words that a
method must send or have written again are counted, not what it tells the model to do: they are the
least.

* GSW: a rewriting of each chapter; of each three sentences a situating call with the chapter, a
  reading, and a call for space and time with that reading; one that closes open questions for
  each three sentences that name somebody known; one an entity with what is known of it.
* Graphiti, by its prompts of commit 02f2955: for each episode its entities, whom they are the same
  as, and the facts between them, each with the ten episodes before it; one call a fact, to compare
  it with others, and one an entity, to summarise it.

Entities are those with a name, facts the events with two of them, as our pipeline reads both, so
that all count the same.
"""

import argparse
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path

from graphmem.evaluation.books import read_book
from graphmem.evaluation.chats import read_chats
from graphmem.language.tokens import count_tokens
from graphmem.memory.senses import Senses
from graphmem.models.evidence import Episode
from graphmem.models.workspace import ReadEvent, Workspace
from graphmem.operator.llm_operator import LlmOperator
from graphmem.operator.prompting import schema
from graphmem.protocols import Operator
from graphmem.reading import read_path, read_stream, read_text
from graphmem.settings import ModelSettings, Settings
from tests.unit.operator.as_answer import as_answer
from tests.unit.operator.scripted_model import Scripted

CHAT = 2  # the measure of what is unsure was fitted to the two before it
SENTENCES = 3  # a chunk of GSW
BEFORE = 10  # episodes that Graphiti sends along
WINDOW = Settings().operator.window
Windowed = tuple[Episode, tuple[Episode, ...]]


@dataclass(frozen=True, slots=True)
class Text:
    """A text as it is read: episodes with their windows, and what the pipeline read in each."""

    name: str
    batch: Sequence[Windowed]
    workspaces: Sequence[Workspace]

    @property
    def words(self) -> int:
        return sum(len(e.text.split()) for e, _ in self.batch)


@dataclass(frozen=True, slots=True)
class Cost:
    """Calls, and tokens: of the text and what is known of it, of the answers, of what to do."""

    calls: int = 0
    sent: int = 0
    received: int = 0
    told: int = 0

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(
            self.calls + other.calls,
            self.sent + other.sent,
            self.received + other.received,
            self.told + other.told,
        )


def novel(data: Path, words: int) -> list[Episode]:
    """Return the first episodes of a novel, about so many words."""
    file = min((data / "booksort/full_text").glob("*.txt"))
    taken: list[Episode] = []
    for episode in next(iter(read_path(file, Settings()))).episodes:
        taken.append(episode)
        if sum(len(e.text.split()) for e in taken) >= words:
            break
    return taken


def chat(data: Path, number: int) -> list[Episode]:
    told = read_chats(data / "locomo/locomo5.json")[number]
    lines = [
        json.dumps({"speaker": t.speaker, "text": t.text, "time": t.time}).encode() + b"\n"
        for t in told.turns
    ]
    return list(read_stream(lines, source=told.name, settings=Settings()).episodes)


def book(data: Path) -> list[list[Episode]]:
    chapters = read_book(data / "epbench/short").chapters
    return [
        list(read_text(text, source=f"chapter {n}", settings=Settings()).episodes)
        for n, text in sorted(chapters.items())
    ]


def laid_out(name: str, sources: Iterable[Sequence[Episode]], operator: Operator) -> Text:
    batch = [
        (e, tuple(episodes[max(0, i - WINDOW) : i]))
        for episodes in sources
        for i, e in enumerate(episodes)
    ]
    return Text(name, batch, list(operator.read(batch)))


class Read:
    """An Operator that gives what was read already, so that each text is parsed once."""

    def __init__(self, text: Text, reader: str) -> None:
        self._read = {w.episode: w for w in text.workspaces}
        self.reader = reader

    def read(self, batch: Sequence[Windowed]) -> Iterator[Workspace]:
        yield from (self._read[e.id] for e, _ in batch)


def ours(text: Text, mode: str, reader: str) -> tuple[Cost, float]:
    """Return what a mode costs, and the share of the characters that are sent."""
    settings = ModelSettings.model_validate({"name": "any", "reading": mode})
    operator = LlmOperator(Read(text, reader), Scripted(lambda _: {}), settings)
    cost, sent = Cost(), 0
    for plan in operator._plans(text.batch):
        for prompt, piece in zip(plan.prompts, plan.pieces, strict=True):
            sent += sum(end - start for start, end in piece)
            told = count_tokens(prompt.system) + count_tokens(schema())
            received = answer(plan.episode, plan.workspace, piece)
            cost += Cost(1, count_tokens(prompt.user), received, told)
    return cost, sent / sum(len(e.text) for e, _ in text.batch)


def answer(episode: Episode, workspace: Workspace, piece: Sequence[tuple[int, int]]) -> int:
    return count_tokens(json.dumps(as_answer(episode, workspace, piece)))


def gsw(text: Text, operator: Operator) -> Cost:
    cost = Cost()
    both = zip(text.batch, text.workspaces, strict=True)
    for _, group in groupby(both, key=lambda pair: _chapter(pair[0][0])):
        chapter = list(group)
        whole = sum(count_tokens(e.text) for (e, _), _ in chapter)
        cost += Cost(1, whole, whole)
        known: set[str] = set()
        for (episode, _), workspace in chapter:
            for chunk in chunks(episode, operator):
                size = count_tokens(episode.text[slice(*chunk)])
                reading = answer(episode, workspace, [chunk])
                cost += Cost(3, (whole + size) + size + (size + reading), reading)
                named = _named(workspace, [chunk])
                if known & named:
                    cost += Cost(1, size, 0)
                known |= named
            about = count_tokens(json.dumps(as_answer(episode, workspace, workspace.passages)))
            cost += Cost(len(_named(workspace, workspace.passages)), about, 0)
    return cost


def _chapter(episode: Episode) -> tuple[object, ...]:
    """Return what the episodes of a chapter share; of a chat, those of a session."""
    return episode.source, episode.heading, episode.occurred if episode.speaker else None


def chunks(episode: Episode, operator: Operator) -> list[tuple[int, int]]:
    """Return three sentences at a time, as our pipeline parts them."""
    parsed = operator._parser.parse_one(episode.text)  # type: ignore[attr-defined]
    starts = [parsed.tokens[s].start for s, _ in parsed.sentences][::SENTENCES]
    return [(a, b) for a, b in pairwise([*starts, len(episode.text)]) if a < b]


def graphiti(text: Text, _: Operator) -> Cost:
    cost = Cost()
    seen: list[Episode] = []
    for (episode, _window), workspace in zip(text.batch, text.workspaces, strict=True):
        near = [e for e in seen if e.source == episode.source][-BEFORE:]
        size = sum(count_tokens(e.text) for e in (*near, episode))
        names = _named(workspace, workspace.passages)
        listed = count_tokens(json.dumps(sorted(names)))
        facts = [e.phrase for e in workspace.events if _is_fact(e, workspace)]
        told = sum(map(count_tokens, facts))
        # The entities of prose are asked for without what came before.
        first = size if episode.speaker else count_tokens(episode.text)
        cost += Cost(3, first + 2 * size + 2 * listed, listed + told)
        cost += Cost(len(facts), told, 0)
        cost += Cost(len(names), size * len(names), 0)
        seen.append(episode)
    return cost


def _named(workspace: Workspace, piece: Sequence[tuple[int, int]]) -> set[str]:
    return {
        e.name
        for e in workspace.entities
        if e.named and any(a <= m.start < b for m in e.mentions for a, b in piece)
    }


def _is_fact(event: ReadEvent, workspace: Workspace) -> bool:
    whom = {p.entity for p in (*event.participants, *event.places)}
    named = [n for n in whom if workspace.entities[n].named]
    return event.level == "action" and len(named) > 1


def row(text: Text, name: str, cost: Cost, sent: str = "") -> str:
    def each(count: int) -> str:
        return f"{1000 * count / text.words:,.0f}"

    calls = f"{1000 * cost.calls / text.words:,.1f}"
    told = each(cost.told) if sent else "not counted"
    total = each(cost.sent + cost.received + cost.told)
    return (
        f"| {text.name} | {name} | {calls} | {each(cost.sent)} | {told} | {each(cost.received)} "
        f"| {total} | {sent} |"
    )


def measure(data: Path, words: int) -> Iterator[str]:
    operator = Senses(Settings()).operator
    texts = (
        laid_out("novel", [novel(data, words)], operator),
        laid_out("chat", [chat(data, CHAT)], operator),
        laid_out("19 chapters", book(data), operator),
    )
    others: tuple[tuple[str, Callable[[Text, Operator], Cost]], ...] = (
        ("GSW, at least", gsw),
        ("Graphiti, at least", graphiti),
    )
    yield "| text | read by | calls | text | instructions | answers | together | share read |"
    yield "|---|---|--:|--:|--:|--:|--:|--:|"
    for text in texts:
        yield row(text, f"none ({text.words:,} words)", Cost(), ".000")
        for mode in ("hybrid", "full"):
            cost, share = ours(text, mode, operator.reader)
            yield row(text, mode, cost, f"{share:.3f}")
        for name, count in others:
            yield row(text, name, count(text, operator))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--words", type=int, default=12_000, help="of the novel")
    args = parser.parse_args()
    for line in measure(args.data, args.words):
        print(line, flush=True)


if __name__ == "__main__":
    main()
