"""What a book's events are asked for in many words: forty wordings of ours, filled from its gold.

An event of a book of the Episodic Memory Benchmark is a date, a place, a person and a kind. Each
wording names some of these and asks for another; the answer is that of all events which have what
is named. The wordings are ours, none is the benchmark's.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random

from graphmem import Memory
from graphmem.evaluation.bm25 import Bm25
from graphmem.evaluation.books import Book, read_book
from graphmem.evaluation.epbench import remember_book
from graphmem.evaluation.scoring import score_items
from tests.bench.gold.tables import Table

_EACH = 6  # questions of a wording
# What is asked, of which events (all, the first, the last), and how: {who} a person, {at} a place,
# {kind} and {a_kind} what happens, {day}, {month} and {year} when.
_WORDINGS = (
    "place all Where was {who} on {day}?",
    "place all Which places did {who} visit in {month}?",
    "place all Where could {who} be found in {month}?",
    "place all Where did {who} go in {year}?",
    "place all I need a list of the places where {who} turns up.",
    "place all What were {who}'s whereabouts over time?",
    "place all {who} on {day}: where?",
    "place all Where was {who} for the {kind}?",
    "place all I remember {who} going to {a_kind}, but where was that?",
    "place all In which places has there been {a_kind}?",
    "place all Where was the {kind} held on {day}?",
    "place last Where was {who} last seen?",
    "place first Where was {who} seen first?",
    "place last Where was the last {kind}?",
    "date all When was {who} at {at}?",
    "date all Can you remind me when {who} was in {at}?",
    "date all {who} {at} dates",
    "date all On which days in {month} was {who} out?",
    "date all Tell me every date on which something happened at {at}.",
    "date all Which days was there {a_kind} at {at}?",
    "date all When did {who} attend the {kind}?",
    "date last When was the last time {who} went to {at}?",
    "date last What is the date of the most recent visit to {at}?",
    "date last What was the last day {who} was seen?",
    "date first When do we first hear of {who}?",
    "date last When did the latest {kind} take place?",
    "kind all What was {who} doing at {at}?",
    "kind all What brought {who} to {at}?",
    "kind all What happened at {at} on {day}?",
    "kind all What did {who} do on {day}?",
    "kind all What sort of event did {who} attend in {month}?",
    "kind all What kinds of events have been held at {at}?",
    "kind all What was {who} up to in {year}?",
    "kind last What is the most recent event {who} took part in?",
    "who all Who took part in the {kind} at {at}?",
    "who all Who was out and about on {day}?",
    "who first Who was the first to come to {at}?",
    "count all How often was {who} at {at}?",
    "count all How many times has there been {a_kind}?",
    "yes all Did {who} ever go to {at}?",
    "yes all Was there {a_kind} at {at} in {month}?",
)
ASKED = {"place": "places", "date": "dates", "kind": "kinds of event", "who": "people",
          "count": "how often", "yes": "yes or no"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """What a chapter tells: who, at which place, what kind of event, and when."""

    who: str
    at: str
    kind: str
    when: datetime
    others: tuple[str, ...] = ()  # who else is there

    def told(self) -> dict[str, str]:
        """Return what may stand in a wording."""
        kind = self.kind.lower()
        return {
            "who": self.who,
            "at": self.at,
            "kind": kind,
            "a_kind": f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}",
            "day": f"{self.when:%B %d, %Y}",
            "month": f"{self.when:%B %Y}",
            "year": str(self.when.year),
        }


def measure(data: Path, part: str) -> list[Table]:
    """Return the F1 by what is asked: `dev` over the short book, `test` over the thriller."""
    folder = data / "epbench" / ("thriller" if part == "test" else "short")
    book = read_book(folder)
    ours: defaultdict[str, list[float]] = defaultdict(list)
    plain: defaultdict[str, list[float]] = defaultdict(list)
    ranker = Bm25(list(book.chapters.values()))
    events = dict(events_of(folder))
    with Memory(":memory:") as memory:
        remember_book(memory, book)
        for asks, query, gold in _questions(list(events.values())):
            values = [v.lower() if asks == "yes" else v for v in memory.ask(query).values]
            ours[asks].append(score_items(values, gold).strict)
            plain[asks].append(
                score_items(_of_the_first(book, events, ranker, query, asks), gold).strict
            )
    table = Table(
        f"Forty wordings over a book ({folder.name})",
        ("asked", "the graph", "gold of BM25's first chapter", "questions"),
    )
    for asks, name in ASKED.items():
        row = (mean(ours[asks]), mean(plain[asks]), str(len(ours[asks])))
        table.rows.append((name, *row))
    every = [[x for scores in found.values() for x in scores] for found in (ours, plain)]
    table.rows.append(("all", *map(mean, every), str(len(every[0]))))
    table.note = "Strict F1. The baseline knows all of the chapter that BM25 finds first."
    return [table]


def _of_the_first(
    book: Book, events: dict[int, Event], ranker: Bm25, query: str, asks: str
) -> list[str]:
    numbers = list(book.chapters)
    first = numbers[next(iter(ranker.rank(query)))]
    return _answer(asks, [events[first]]) if first in events else []


def _questions(events: list[Event]) -> Iterator[tuple[str, str, list[str]]]:
    """Yield what is asked, the question and its answers."""
    for number, line in enumerate(_WORDINGS):
        asks, which, wording = line.split(" ", 2)
        filled = list(dict.fromkeys(wording.format(**event.told()) for event in events))
        for query in Random(number).sample(filled, min(_EACH, len(filled))):
            met = [e for e in events if wording.format(**e.told()) == query]
            ends = {"first": min(e.when for e in met), "last": max(e.when for e in met)}
            met = [e for e in met if which == "all" or e.when == ends[which]]
            yield asks, query, _answer(asks, met)


def _answer(asks: str, met: list[Event]) -> list[str]:
    if asks in ("count", "yes"):
        return [str(len(met)) if asks == "count" else "yes"]
    fields = {"place": "at", "date": "day", "kind": "kind", "who": "who"}
    return list(dict.fromkeys(event.told()[fields[asks]] for event in met))


def events_of(folder: Path) -> Iterator[tuple[int, Event]]:
    """Yield the number of each chapter of a book with what it tells."""
    packed = folder / "book.json"
    if packed.exists():
        rows = json.loads(packed.read_text("utf-8"))["groundtruth"]
    else:
        lines = (folder / "groundtruth_events.jsonl").read_text("utf-8").splitlines()
        rows = [json.loads(line) for line in lines if line.strip()]
    for row in rows:
        when = datetime.strptime(row["date"], "%B %d, %Y")
        others = tuple(row.get("other_entities", row.get("post_entities", ())))
        told = Event(row["entity"], row["location"], row["content"], when, others)
        yield row["chapter"], told


def mean(scores: list[float]) -> str:
    """Return the mean as it is printed."""
    return f"{sum(scores) / len(scores):.3f}".removeprefix("0")
