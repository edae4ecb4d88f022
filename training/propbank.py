"""The semantic roles of PropBank on the English Web Treebank, in the words of the engine.

A role of a frame becomes a slot by its function tag and its links to roles of VerbNet:

- EXPERIENCER: the first role of a frame in a class of perceiving, thinking, wanting or feeling
  (VerbNet 30.1, 30.2, 31.2, 31.3, 32, 62, 87.2), and ARG1 in one of moving somebody (31.1);
- AGENT: a PAG otherwise, and a PPT that is first in a class of motion (47.7, 51), the mover;
- COMPANION: COM, or a co-agent; INSTRUMENT: MNR linked to an instrument;
- TOPIC: a PPT linked to topic and nothing else;
- PLACE: LOC, GOL or DIR linked to a destination or location, or in a class of motion, and LOC
  and DIR with no link;
- RECIPIENT: any other GOL, but for one linked to a goal or result alone;
- PATIENT: any other PPT, a product, and an asset.

Of the modifiers LOC and DIR are PLACE, TMP is TIME, COM is COMPANION and GOL is RECIPIENT; the
others, and the roles that are left, have no slot. An argument is known by its head in the gold
tree, and where that is coordinated by each conjunct. Helping verbs and all senses of "be" are no
events here. A light verb and its noun are one, found at either, with the arguments of both.
"""

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from training.conllu import Sentence, Word, read_conllu

_FEELING = re.compile(r"-(30\.1|30\.2|31\.2|31\.3|32|62|87\.2)(\.|-|$)")
_MOVING_SOMEBODY = re.compile(r"-31\.1(\.|-|$)")
_MOTION = re.compile(r"-(47\.7|51)(\.|-|$)")
_ADDRESSING = re.compile(r"(-37\.(1\.2|2|9|13)|^order-60)(\.|-|$)")
_PLACES = frozenset(("destination", "location", "initial-location", "trajectory"))
_MODIFIERS = {
    "ARGM-LOC": "PLACE", "ARGM-DIR": "PLACE", "ARGM-TMP": "TIME", "ARGM-COM": "COMPANION",
    "ARGM-GOL": "RECIPIENT",
}  # fmt: skip
_PARTS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}


NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")  # a year or day is a number


@dataclass(frozen=True)
class Argument:
    """Words in a slot: the first character of their head, and their span where any of it counts."""

    slot: str
    head: int
    start: int = 0
    end: int = 0
    nominal: bool = True

    def stands_at(self, place: int) -> bool:
        """Return whether a character is the first of the head, or inside of a name or time."""
        return place == self.head or self.start <= place < self.end


@dataclass
class Predicate:
    """A word that has roles: where it stands (with its light verb), and what it is given."""

    at: set[int]
    part: str
    infinitive: bool = False
    arguments: list[Argument] = field(default_factory=list)
    negative: bool = False
    modal: bool = False


@dataclass
class Document:
    """A text of the treebank with its predicates."""

    text: str = ""
    predicates: list[Predicate] = field(default_factory=list)


class Frames:
    """Which slot each role of each roleset is."""

    def __init__(self, folder: Path) -> None:
        with gzip.open(folder / "rolesets.jsonl.gz", "rt", encoding="utf-8") as lines:
            self._sets = {frame["id"]: frame for frame in map(json.loads, lines)}
        self.slot = cache(self._slot)

    def is_helper(self, roleset: str) -> bool:
        """Return whether a roleset is of a helping or modal verb, or of "be"."""
        name = self._sets.get(roleset, {}).get("name", "")
        return name.startswith(("auxiliary", "modal")) or roleset.startswith("be.")

    def verbs(self) -> Iterator[tuple[str, list[str]]]:
        """Yield each verb, with its particle, and its rolesets."""
        found: dict[str, list[str]] = defaultdict(list)
        for name, frame in self._sets.items():
            for alias in frame["aliases"]:
                if alias["pos"] == "v":
                    found[alias["t"].replace("_", " ")].append(name)
        yield from sorted(found.items())

    def undergoes(self, verb: str) -> bool:
        """Return whether the frames of a verb often link ARG1 to a patient, who is changed."""
        links = Counter(
            link[2].lower()
            for name in dict(self.verbs()).get(verb, ())
            for role in self._sets[name]["roles"]
            for link in role["links"]
            if role["n"] == "1" and link[0] == "VerbNet"
        )
        return 0 < links.total() <= 4 * links["patient"]

    def addresses(self, roleset: str) -> bool:
        """Return whether a sense is of telling, asking, advising or ordering somebody."""
        links = (link for role in self._sets[roleset]["roles"] for link in role["links"])
        return any(_ADDRESSING.search(link[1]) for link in links if link[0] == "VerbNet")

    def slots(self, roleset: str) -> dict[str, str]:
        """Return the slot of each numbered role of a roleset that has one."""
        numbers = [role["n"] for role in self._sets[roleset]["roles"]]
        return {n: slot for n in numbers if (slot := self.slot(roleset, n))}

    def slot_of(self, roleset: str, label: str) -> str:
        """Return the slot of an argument by its label, "" when it has none."""
        numbered = re.fullmatch(r"ARG\d", label)
        return self.slot(roleset, label[3:]) if numbered else _MODIFIERS.get(label, "")

    def _slot(self, roleset: str, number: str) -> str:
        """Return the slot of a numbered role, "" when it has none."""
        roles = self._sets.get(roleset, {}).get("roles", ())
        role = next((r for r in roles if r["n"] == number), None)
        if role is None:
            return ""
        classes = {link[1] for r in roles for link in r["links"] if link[0] == "VerbNet"}
        links = {
            link[2].lower().replace("_", "-") for link in role["links"] if link[0] == "VerbNet"
        }
        first = min(r["n"] for r in roles) == number
        tag = role["f"].upper()
        if any(map(_FEELING.search, classes)):
            if first or tag == "PAG":
                return "EXPERIENCER" if first else "PATIENT"
        elif number == "1" and classes and all(map(_MOVING_SOMEBODY.search, classes)):
            return "EXPERIENCER"
        moves = any(map(_MOTION.search, classes))
        return "AGENT" if moves and first else _by_tag(tag, links, moves=moves)


def _by_tag(tag: str, links: set[str], *, moves: bool) -> str:
    if tag == "COM" or links == {"co-agent"}:
        return "COMPANION"
    if tag in ("LOC", "DIR", "GOL") and (moves or links & _PLACES or (tag != "GOL" and not links)):
        return "PLACE"
    if tag == "GOL":
        return "" if links and links <= {"goal", "result"} else "RECIPIENT"
    if tag == "PPT":
        return "TOPIC" if links == {"topic"} else "PATIENT"
    if tag == "MNR" and "instrument" in links:
        return "INSTRUMENT"
    return "AGENT" if tag == "PAG" else "PATIENT" if links & {"product", "asset"} else ""


def read_documents(data: Path, part: str) -> Iterator[Document]:
    """Yield the documents of a part of the treebank, in order, with their paragraphs."""
    frames = Frames(data / "language/propbank_frames")
    document, name = Document(), ""
    for sentence, rows in read_rows(data, part):
        if sentence.doc != name:
            if document.text:
                yield document
            document, name = Document(), sentence.doc
        elif document.text:
            document.text += "\n\n" if "newpar id" in sentence.meta else " "
        starts = _write(document, sentence)
        document.predicates += _predicates(rows, sentence.words, starts, frames)
    if document.text:
        yield document


def read_rows(data: Path, part: str) -> Iterator[tuple[Sentence, list[dict[str, Any]]]]:
    """Yield the sentences of a part of the treebank with the frames in each."""
    with (data / f"language/propbank_ewt/ewt_srl_{part}.jsonl").open(encoding="utf-8") as lines:
        roles = {row["sent_id"]: row for row in map(json.loads, lines)}
    for sentence in read_conllu(data / f"language/ud_english_ewt/en_ewt-ud-{part}.conllu"):
        row = roles.get(sentence.meta["sent_id"])
        fits = row is not None and len(row["tokens"]) == len(sentence.words)
        yield sentence, row["frames"] if fits else []


def _write(document: Document, sentence: Sentence) -> list[int]:
    """Add the words of a sentence to the text; return where each begins."""
    starts = []
    for word in sentence.words:
        starts.append(len(document.text))
        document.text += word.form + (" " if word.space else "")
    document.text = document.text.rstrip(" ")
    return starts


def _predicates(
    rows: list[dict[str, Any]], words: list[Word], starts: list[int], frames: Frames
) -> list[Predicate]:
    found: dict[int, Predicate] = {}
    light: dict[int, int] = {}
    for row in rows:
        pred, roleset = row["pred"], row["roleset"]
        if frames.is_helper(roleset):
            continue
        marks = {w.form.lower() for w in words if w.head - 1 == pred and w.rel == "mark"}
        part = _PARTS.get(words[pred].upos, "other")
        predicate = Predicate({starts[pred]}, part, infinitive="to" in marks)
        for label, low, end in row["args"]:
            predicate.negative |= label == "ARGM-NEG"
            predicate.modal |= label == "ARGM-MOD"
            heads = heads_of(words, low, end)
            if label == "ARGM-PRR" and roleset.endswith(".LV"):
                light[pred] = heads[0]
            slot = frames.slot_of(roleset, label)
            predicate.arguments += [
                Argument(slot, starts[h], nominal=words[h].upos in NOMINAL) for h in heads if slot
            ]
        found[pred] = predicate
    for verb, noun in light.items():
        if noun in found:
            _join(found[verb], found.pop(noun))
    return list(found.values())


def _join(verb: Predicate, noun: Predicate) -> None:
    verb.at |= noun.at
    verb.arguments = list(dict.fromkeys([*verb.arguments, *noun.arguments]))
    verb.negative |= noun.negative
    verb.modal |= noun.modal


def heads_of(words: list[Word], low: int, end: int) -> list[int]:
    """Return the word of a span that hangs outside of it, and those coordinated with it."""
    tops = [i for i in range(low, end) if not low <= words[i].head - 1 < end]
    best = [i for i in tops if words[i].upos not in ("PUNCT", "ADP", "DET", "CCONJ")] or tops
    heads = best[:1]
    children = defaultdict(list)
    for i in range(low, end):
        if words[i].rel == "conj":
            children[words[i].head - 1].append(i)
    for head in heads:
        heads.extend(children[head])
    return heads
