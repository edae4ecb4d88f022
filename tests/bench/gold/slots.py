"""What each chapter of a book tells as one happening: its date, place, person and kind."""

import json
from collections import Counter
from pathlib import Path

from graphmem import Memory
from graphmem.evaluation.books import Book
from graphmem.evaluation.epbench import remember_book
from graphmem.evaluation.scoring import ALIKE, likeness
from graphmem.language.parse import Parsed, Parser
from graphmem.language.pipeline import load_pipeline
from graphmem.language.times import find_times, resolve
from graphmem.models.workspace import Workspace
from graphmem.qa.shelf import Shelf, keys_of
from tests.bench.gold.tables import Table

_SLOTS = ("date", "place", "person", "kind")


def measure(data: Path, part: str) -> list[Table]:
    """Return the share of chapters in which each slot is right; the book has no parts."""
    lines = (data / "book_a" / "book.jsonl").read_text("utf-8").splitlines()
    rows = {row["chapter"]: row for row in map(json.loads, lines)}
    book = Book("book_a", {n: row["text"] for n, row in rows.items()}, ())
    ours, plain = Counter[str](), Counter[str]()
    parser = Parser(load_pipeline())
    with Memory(":memory:") as memory:
        remember_book(memory, book)
        told = _told(memory)
        for number, row in rows.items():
            gold = row["gold"]
            ours.update(s for s in _SLOTS if _alike(told.get(number, {}).get(s, ""), gold[s]))
            guessed = _guess(parser.parse_one(row["text"]))
            plain.update(s for s in _SLOTS if _alike(guessed[s], gold[s]))
    table = Table("Slots of 60 chapters (book_a)", ("slot", "the graph", "plain rule"))
    for slot in _SLOTS:
        table.rows.append((slot, *(f"{c[slot] / len(rows):.3f}" for c in (ours, plain))))
    table.note = (
        "The rule takes the first date and place, and the person and noun named most often."
    )
    return [table]


def _told(memory: Memory) -> dict[int, dict[str, str]]:
    """Return the slots of the first occasion of each chapter, by its number."""
    store, space = memory._store, "default"
    shelf = Shelf(memory._senses.embedder)
    shelf.follow(store, space)
    episodes = memory.episodes()
    pages = {p.episode.id: p for p in shelf.pages(store, space, [e.id for e in episodes])}
    called = shelf.called(store, space, list(pages.values()))
    read = store.workspaces(space, list(pages))
    found = {}
    for episode in episodes:
        digits = "".join(c for c in episode.heading if c.isdigit())
        if digits and int(digits) not in found:
            label = called.get(keys_of(pages[episode.id])[0], "")
            found[int(digits)] = {**_slots(read[episode.id]), "kind": label}
    return found


def _slots(read: Workspace) -> dict[str, str]:
    event = next((e for e in read.events if e.level == "occasion"), None)
    if event is None:
        return {}
    agents = [p.entity for p in event.participants if p.slot == "AGENT"]
    times = [read.times[t.time].interval for t in event.times]
    return {
        "date": times[0].start[:10] if times and times[0] else "",
        "place": read.entities[event.places[0].entity].name if event.places else "",
        "person": read.entities[agents[0]].name if agents else "",
    }


def _guess(parsed: Parsed) -> dict[str, str]:
    times = (resolve(expression, None) for expression in find_times(parsed.text))
    spans = ((parsed.tokens[n.start], parsed.tokens[n.end - 1], n.kind) for n in parsed.names)
    names = [(parsed.text[first.start : last.end], kind) for first, last, kind in spans]
    people = Counter(name for name, kind in names if kind == "PERSON")
    nouns = Counter(t.lemma for t in parsed.tokens if t.pos == "NOUN")
    return {
        "date": next((t.start[:10] for t in times if t), ""),
        "place": next((name for name, kind in names if kind == "PLACE"), ""),
        "person": max(people, key=lambda p: people[p], default=""),
        "kind": max(nouns, key=lambda n: nouns[n], default=""),
    }


def _alike(told: str, gold: str) -> bool:
    return bool(told) and (told == gold or likeness(told, gold) >= ALIKE)
