"""Read each data set of names into passages of the one convention; the rest is unknown."""

import csv
import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from spacy.lang.en import English

from training.conllu import Sentence, Word
from training.groups import is_group
from training.spans import (
    Passage,
    Span,
    capital,
    from_bio,
    hide_capitals,
    normal,
    spaces_in,
    spacing,
)
from training.treebanks import gum
from training.wordlists import words

CORE = {
    "PER": "PERSON", "LOC": "PLACE", "ORG": "ORG", "FAC": "PLACE", "GPE": "PLACE",
    "person": "PERSON", "location": "PLACE", "place": "PLACE", "organization": "ORG",
    "event": "EVENT",
}  # fmt: skip
EMERGING = {
    "person": "PERSON", "location": "PLACE", "corporation": "ORG", "group": "ORG",
    "creative-work": "WORK", "product": "PRODUCT",
}  # fmt: skip
CROSS = {
    "person": "PERSON", "politician": "PERSON", "researcher": "PERSON", "scientist": "PERSON",
    "writer": "PERSON", "musicalartist": "PERSON", "organisation": "ORG", "university": "ORG",
    "band": "ORG", "politicalparty": "ORG", "location": "PLACE", "country": "PLACE",
    "event": "EVENT", "election": "EVENT", "conference": "EVENT", "book": "WORK", "poem": "WORK",
    "album": "WORK", "song": "WORK", "magazine": "WORK", "academicjournal": "WORK",
    "award": "MISC", "product": "PRODUCT", "programlang": "PRODUCT",
}  # fmt: skip
FINE = {
    "person": "PERSON", "building": "PLACE", "location": "PLACE", "event": "EVENT", "art": "WORK",
    "product": "PRODUCT", "organization": "ORG", "product-game": "WORK",
    "organization-religion": "GROUP",
}  # fmt: skip
TOKENIZER = English()
PARTING = frozenset((*",(:;", "\N{EN DASH}", "in", "from", "at", "on", "for", "with"))
BOOKS_HELD_OUT = 12  # every twelfth book of LitBank is for testing
WORK_HEADS = frozenset(words("work_relations"))
WORK_TAILS = frozenset(("P800", "P1441"))
EVENT_TAILS = frozenset(("P607", "P1344"))


def universal(path: Path) -> Iterator[Passage]:
    """Read Universal NER: persons, organizations, places; other names are only known as names."""
    text, rows, doc = "", [], ""
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if line.startswith("# newdoc"):
            doc = line.split("=")[-1].strip()
        if line.startswith("# text ="):
            text = line[8:].strip()
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line and rows:
            words = [row[1] for row in rows]
            spans = from_bio([row[2].replace("OTHER", "OTH") for row in rows])
            yield _mapped(words, spaces_in(words, text), spans, CORE, doc)
            rows = []


def columns(path: Path, types: dict[str, str], *, complete: bool = True) -> Iterator[Passage]:
    """Read words and tags; not `complete`: a capital within a sentence is unknown."""
    rows: list[list[str]] = []
    for line in [*_text(path).splitlines(), ""]:
        cells = line.split()
        if len(cells) > 1 and cells[0] != "-DOCSTART-":
            rows.append(cells)
        elif rows:
            words = [row[0] for row in rows]
            passage = _mapped(words, spacing(words), from_bio([r[-1] for r in rows]), types)
            if not complete:
                hide_capitals(passage, first=False)
            yield passage
            rows = []


def fine_types(path: Path) -> Iterator[Passage]:
    """Read Few-NERD: fine types, one tag a word; an O says nothing where a capital stands."""
    rows: list[list[str]] = []
    for line in [*_text(path).splitlines(), ""]:
        cells = line.rstrip("\n").split("\t")
        if len(cells) > 1:
            rows.append(cells)
        elif rows:
            words = [row[0] for row in rows]
            tags = ["O" if r[1].startswith("O") else f"I-{r[1]}" for r in rows]
            kinds = {
                t[2:]: FINE.get(t[2:]) or FINE.get(t[2:].split("-")[0]) for t in tags if t != "O"
            }
            types = {fine: label for fine, label in kinds.items() if label}
            passage = _mapped(words, spacing(words), from_bio(tags), types)
            hide_capitals(passage)
            yield passage
            rows = []


def pronoun_names(path: Path) -> Iterator[Passage]:
    """Read GAP: two persons a passage, all else with a capital unknown."""
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            words, spaces, starts = _split(row["Text"])
            spans = []
            for key in ("A", "B"):
                at = int(row[f"{key}-offset"])
                end = at + len(row[key])
                inside = [i for i, s in enumerate(starts) if at <= s < end]
                if inside:
                    spans.append((inside[0], inside[-1] + 1, "PERSON"))
            passage = normal(Passage(words, spaces, spans))
            hide_capitals(passage)
            yield passage


def novels(folder: Path, *, held_out: bool) -> Iterator[Passage]:
    """Read LitBank: persons, places and organizations named in novels."""
    books = sorted(folder.glob("*.txt"), key=lambda p: int(p.name.split("_")[0]))
    for i, book in enumerate(books):
        if (i % BOOKS_HELD_OUT == 5) == held_out:
            yield from _novel(book)


def _novel(book: Path) -> Iterator[Passage]:
    sentences = [line.split() for line in book.read_text("utf-8").splitlines()]
    passages = [Passage(words, spacing(words), doc=book.stem) for words in sentences]
    for line in book.with_suffix(".ann").read_text("utf-8").splitlines():
        cells = line.split("\t")
        if cells[0] != "MENTION" or cells[8] == "PRON":
            continue
        passage, start, end = passages[int(cells[2])], int(cells[3]), int(cells[5]) + 1
        label = CORE.get(cells[7])
        capitals = {i for i in range(start, end) if capital(passage.words[i])}
        comma = [i for i in range(start, end) if passage.words[i] in (",", "(", "--")]
        if cells[8] == "PROP" and label and capitals:
            passage.spans.append((start, min([end, *comma]), label))
        elif cells[8] == "NOM":
            passage.unknown |= capitals - {start if start == 0 else -1}
        else:
            passage.unknown |= capitals
    for passage in passages:
        if passage.words:
            _mark_groups(normal(passage))
            yield passage


def wikipedia_relations(path: Path) -> Iterator[Passage]:
    """Read Re-DocRED; what it calls MISC gets a type where a gold relation implies one."""
    for record in json.loads(path.read_text("utf-8")):
        implied = _implied(record)
        passages = [
            Passage(words, spacing(words), doc=record["title"]) for words in record["sents"]
        ]
        for i, mentions in enumerate(record["vertexSet"]):
            for mention in mentions:
                passage = passages[mention["sent_id"]]
                start, end = mention["pos"]
                label = CORE.get(mention["type"]) or implied.get(i, "")
                if is_group(passage.words[start:end]):
                    label = "GROUP"
                if mention["type"] in ("TIME", "NUM"):
                    continue
                if label:
                    passage.spans.append((start, end, label))
                else:
                    passage.unknown |= set(range(start, end))
        yield from (normal(passage) for passage in passages)


def _implied(record: dict) -> dict[int, str]:
    types: dict[int, str] = {}
    for link in record["labels"]:
        if link["r"] in WORK_HEADS:
            types[link["h"]] = "WORK"
        if link["r"] in WORK_TAILS:
            types[link["t"]] = "WORK"
        if link["r"] in EVENT_TAILS:
            types[link["t"]] = "EVENT"
        if link["r"] == "P166":
            types[link["t"]] = "MISC"
        if link["r"] == "P710":
            types[link["h"]] = "EVENT"
        if link["r"] == "P176":
            types[link["h"]] = "PRODUCT"
    return types


def gum_names(data: Path, part: str) -> Iterator[Passage]:
    """Read the named ones among GUM's entities."""
    for sentence in gum(data, part):
        words = [w.form for w in sentence.words]
        passage = Passage(words, [w.space for w in sentence.words], doc=sentence.doc)
        for start, end, kind in _brackets(sentence):
            first, last, named = _name_within(sentence, start, end)
            if named and kind in CORE:
                group = is_group(passage.words[first:last])
                passage.spans.append((first, last, "GROUP" if group else CORE[kind]))
            elif kind != "time":
                proper = (i for i in range(start, end) if sentence.words[i].upos == "PROPN")
                passage.unknown |= {i for i in proper if capital(passage.words[i])}
        yield _mark_groups(normal(passage))


def _brackets(sentence: Sentence) -> Iterator[Span]:
    """Read GUM's `Entity=(1-person-...(2-place-...)...1)` as spans."""
    opened: dict[str, list[tuple[int, str]]] = {}
    for i, word in enumerate(sentence.words):
        cell = next((c[7:] for c in word.misc.split("|") if c.startswith("Entity=")), "")
        for piece in cell.replace("(", " (").replace(")", ") ").split():
            name, _, rest = piece.strip("()").partition("-")
            kind = rest.partition("-")[0]
            if piece.startswith("("):
                opened.setdefault(name, []).append((i, kind))
            if piece.endswith(")") and opened.get(name):
                start, kind = opened[name].pop()
                yield start, i + 1, kind


def _name_within(sentence: Sentence, start: int, end: int) -> tuple[int, int, bool]:
    """Cut an entity's phrase to its name: all of it, or the run of proper nouns at its head."""
    words = sentence.words
    if _is_name(words[start:end]):
        return start, end, True
    heads = [i for i in range(start, end) if not start < words[i].head <= end]
    if not heads or words[heads[0]].upos != "PROPN":
        return start, end, False
    first, last = heads[0], heads[0] + 1
    while first > start and words[first - 1].upos == "PROPN":
        first -= 1
    while last < end and words[last].upos == "PROPN":
        last += 1
    return first, last, all(capital(w.form) for w in words[first:last])


def _is_name(words: list[Word]) -> bool:
    inner = words[1:] if words[0].form.lower() in ("the", "a", "an") else words
    linking = ("ADP", "DET", "PUNCT", "CCONJ", "NUM", "PART", "SYM")
    if not inner or not any(w.upos == "PROPN" for w in inner) or inner[0].upos in ("ADP", "DET"):
        return False
    if any(w.form in PARTING for w in inner) or len(inner) > 8:
        return False
    return all(capital(w.form) or w.upos in linking for w in inner)


def _mapped(
    words: list[str], spaces: list[bool], spans: list[Span], types: dict[str, str], doc: str = ""
) -> Passage:
    """Make a passage; names of a type that has no place in ours are unknown, unless groups."""
    passage = Passage(words, spaces, doc=doc)
    for start, end, kind in spans:
        if words[start].startswith("@") or (start and words[start - 1] == "@"):
            continue  # one set calls the handles of Twitter names, the others do not
        if is_group(words[start:end]):
            passage.spans.append((start, end, "GROUP"))
        elif kind in types:
            passage.spans.append((start, end, types[kind]))
        else:
            passage.unknown |= {
                i for i in range(start, end) if words[i][:1].isupper() or end - start < 2
            }
    return _mark_groups(normal(passage))


def _mark_groups(passage: Passage) -> Passage:
    named = {i for start, end, _ in passage.spans for i in range(start, end)}
    for i, word in enumerate(passage.words):
        if i not in named and capital(word) and is_group([word]):
            passage.spans.append((i, i + 1, "GROUP"))
            passage.unknown.discard(i)
    passage.spans.sort()
    return passage


def _split(text: str) -> tuple[list[str], list[bool], list[int]]:
    doc = TOKENIZER(text)
    return [t.text for t in doc], [bool(t.whitespace_) for t in doc], [t.idx for t in doc]


def _text(path: Path) -> str:
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            return lines.read()
    return path.read_text("utf-8")
