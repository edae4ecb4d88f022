"""QA-SRL: does the Operator have, in the slot that a question about a verb asks for, an answer?

The question tells what it asks for by its form: "who" or "what" with no subject of its own asks for
the doer (or, in the passive, for whom or what it is done to), with one for whom or what, and with a
preposition for what that brings in; "where" for the place, "when" for the time. A told
argument is right when it overlaps what any of the annotators gave as an answer. Questions of
other words ("how", "why") are left out, and so are verbs that nobody asked about.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.gold.tables import Score, Table
from tests.bench.gold.told_events import Event, read_events

_DOERS = frozenset(("AGENT", "EXPERIENCER"))
_OTHERS = frozenset(("PATIENT", "RECIPIENT", "TOPIC", "EXPERIENCER", "COMPANION", "INSTRUMENT"))
_BROUGHT_IN = {"by": _DOERS | {"INSTRUMENT"}, "with": frozenset(("COMPANION", "INSTRUMENT"))}
_MOST = 250  # sentences of each of the two sets

Span = tuple[int, int]


@dataclass
class Sentence:
    """A sentence with its questions: (kind, slots) and the spans of the answers, by verb."""

    text: str
    starts: list[Span]
    asked: dict[tuple[int, str, frozenset[str]], list[Span]] = field(default_factory=dict)


def measure_questions(data: Path, part: str) -> Table:
    """Return how many of the questions of a part are answered by a slot, and how rightly."""
    sentences = [
        s
        for name in ("wikinews", "wikipedia")
        for s in list(_read(data / "language/qasrl_gs", name, part))[:_MOST]
    ]
    ours: dict[str, Score] = defaultdict(Score)
    plain: dict[str, Score] = defaultdict(Score)
    for sentence, told in zip(sentences, read_events(s.text for s in sentences), strict=True):
        for scores, events in zip((ours, plain), told[:2], strict=True):
            _score(sentence, events, scores)
    table = Table(
        f"Questions about verbs, QA-SRL {part} ({len(sentences)} sentences)",
        ("asks for", "P", "R", "F1", "baseline P", "R", "F1", "questions"),
    )
    for kind in ("all", "doer", "done to", "by preposition", "place", "time"):
        one, other = ours[kind], plain[kind]
        table.rows.append((kind, *one.cells(), *other.cells(), f"{one.wanted:.0f}"))
    return table


def _score(sentence: Sentence, events: list[Event], scores: dict[str, Score]) -> None:
    by_verb: dict[int, list[Event]] = defaultdict(list)
    for event in events:
        by_verb[event.at].append(event)
    for (verb, kind, slots), spans in sentence.asked.items():
        told = [a for e in by_verb[sentence.starts[verb][0]] for a in e.arguments]
        places = [a for a in told if a.slot in slots]
        right = any(s <= a.head < e for a in places for s, e in spans)
        for name in ("all", kind):
            scores[name].add(right, bool(places), 1)


def _read(folder: Path, name: str, part: str) -> Iterator[Sentence]:
    with (folder / f"{name}.{part}.full.csv").open(encoding="utf-8") as lines:
        sentences = {row["qasrl_id"]: _sentence(row["tokens"]) for row in csv.DictReader(lines)}
    with (folder / f"{name}.{part}.gold.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            sentence = sentences.get(row["qasrl_id"])
            asked = _asked(row)
            if sentence is None or asked is None or not row["answer_range"]:
                continue
            key = (int(row["verb_idx"]), *asked)
            for answer in row["answer_range"].split("~!~"):
                low, end = map(int, answer.split(":"))
                span = sentence.starts[low][0], sentence.starts[end - 1][1]
                sentence.asked.setdefault(key, []).append(span)
    yield from (s for _, s in sorted(sentences.items()) if s.asked)


def _asked(row: dict[str, str]) -> tuple[str, frozenset[str]] | None:
    """Return what kind of argument a question asks for, and the slots that may hold it."""
    if row["wh"] in ("where", "when"):
        place = row["wh"] == "where"
        return ("place", frozenset({"PLACE"})) if place else ("time", frozenset({"TIME"}))
    if row["wh"] not in ("who", "what"):
        return None
    passive = row["is_passive"] == "True"
    if not row["subj"]:
        lone = not row["obj"] and not row["obj2"]
        doers = _DOERS | {"PATIENT"} if lone else _DOERS
        return ("done to", _OTHERS) if passive else ("doer", doers)
    if row["prep"] and not row["obj2"]:
        return "by preposition", _BROUGHT_IN.get(row["prep"], _OTHERS)
    return "done to", _OTHERS


def _sentence(tokens: str) -> Sentence:
    """Return a sentence as it would be written, from its tokens parted by spaces."""
    text, starts = "", []
    for token in tokens.split(" "):
        word = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}.get(token, token)
        glued = re.fullmatch(r"[.,;:!?)%]|'\w*|n't", word) or text.endswith("(")
        text += word if not text or glued else " " + word
        starts.append((len(text) - len(word), len(text)))
    return Sentence(text, starts)
