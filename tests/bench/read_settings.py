"""Measure what the Operator reads of settings: date, place, person, others, kind of event.

Run with the folder of the books: `python tests/bench/read_settings.py DATA [--errors]`.
Chapters with
even numbers may be looked at, those with odd numbers are only counted.
"""

import json
import re
import sys
from collections import defaultdict
from datetime import datetime
from pathlib import Path

from graphmem.ids import normal_name
from graphmem.language.parse import Parser
from graphmem.language.pipeline import load_pipeline
from graphmem.models.evidence import Episode
from graphmem.operator.spacy_operator import SpacyOperator
from graphmem.settings import OperatorSettings


def book_a(data):
    for line in (data / "book_a/book.jsonl").read_text().splitlines():
        row = json.loads(line)
        gold = row["gold"]
        yield (
            row["chapter"],
            row["text"],
            (gold["date"], gold["place"], gold["person"], gold["kind"], gold["minor"]),
        )


def short(data):
    book = json.loads((data / "epbench/short/book.json").read_text())
    for row in book["groundtruth"]:
        yield (
            row["chapter"],
            book["chapters"][str(row["chapter"])],
            (
                iso(row["date"]),
                row["location"],
                row["entity"],
                row["content"],
                row.get("other_entities") or [],
            ),
        )


def thriller(data):
    text = (data / "epbench/thriller/book.txt").read_text()
    parts = re.split(r"^Chapter (\d+)\s*$", text, flags=re.MULTILINE)[1:]
    chapters = {int(n): body.strip() for n, body in zip(parts[::2], parts[1::2], strict=True)}
    for line in (data / "epbench/thriller/groundtruth_events.jsonl").read_text().splitlines():
        row = json.loads(line)
        yield (
            row["chapter"],
            chapters[row["chapter"]],
            (
                iso(row["date"]),
                row["location"],
                row["entity"],
                row["content"],
                row["post_entities"],
            ),
        )


def iso(date):
    return datetime.strptime(date, "%B %d, %Y").date().isoformat()


def measure(workspace, gold):
    date, place, person, kind, minor = gold
    occasions = [e for e in workspace.events if e.level == "occasion"]
    main = max(occasions, key=lambda e: e.end - e.start)
    dates = [workspace.times[t.time].interval.start[:10] for t in main.times]
    places = [workspace.entities[p.entity].name for p in main.places]
    people = [workspace.entities[p.entity].name for p in main.participants]
    others = {normal_name(p) for p in people[1:]}
    wanted = {normal_name(m) for m in minor}
    hit = len(others & wanted)
    return {
        "date": dates[:1] == [date],
        "place": bool(places) and same(places[0], place),
        "place in": any(same(p, place) for p in places),
        "person": bool(people) and normal_name(people[0]) == normal_name(person),
        "kind": normal_name(kind) in normal_name(main.predicate),
        "kind in": any(normal_name(kind) in normal_name(e.predicate) for e in workspace.events),
        "single": len(occasions) == 1,
        "hit": hit,
        "told": len(others),
        "wanted": len(wanted),
    }, (dates[:1], places[:3], people[:1], main.predicate, sorted(others))


def same(read, gold):
    a, b = normal_name(read), normal_name(gold)
    return a == b or (bool(a) and (a in b or b in a))


def main():
    data, errors = Path(sys.argv[1]), "--errors" in sys.argv
    only = next((a for a in sys.argv[2:] if not a.startswith("-")), None)
    operator = SpacyOperator(Parser(load_pipeline()), OperatorSettings())
    for name, book in (("book_a", book_a), ("short", short), ("thriller", thriller)):
        if only and only != name:
            continue
        rows = list(book(data))
        episodes = [Episode(f"ep_{n}", "src", n, text) for n, text, _ in rows]
        batch = [(e, tuple(episodes[max(0, i - 2) : i])) for i, e in enumerate(episodes)]
        sums = defaultdict(lambda: defaultdict(float))
        for (number, _, gold), workspace in zip(rows, operator.read(batch), strict=True):
            result, seen = measure(workspace, gold)
            group = "even" if number % 2 == 0 else "odd"
            for key, value in result.items():
                sums[group][key] += value
            sums[group]["n"] += 1
            looked = name == "book_a" or group == "even"
            wrong = [k for k in ("date", "place", "person", "kind") if not result[k]]
            if errors and looked and wrong:
                print(name, number, ",".join(wrong), seen, "GOLD", gold)
        for group, s in sorted(sums.items()):
            f1 = 2 * s["hit"] / max(1, s["told"] + s["wanted"])
            shares = " ".join(
                f"{k} {s[k] / s['n']:.2f}"
                for k in ("date", "place", "place in", "person", "kind", "kind in", "single")
            )
            print(f"{name:9} {group:5} n {s['n']:.0f}  {shares}  others F1 {f1:.2f}")


if __name__ == "__main__":
    main()
