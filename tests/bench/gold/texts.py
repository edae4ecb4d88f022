"""Texts with the mentions, entities and events that people marked in them."""

import gzip
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marked:
    """A mention that somebody marked, by characters; `form` is name, nominal or pronoun."""

    start: int
    end: int
    kind: str
    form: str
    entity: str


@dataclass(frozen=True, slots=True)
class Document:
    """A text with all that is marked in it, and the words for which events are marked."""

    name: str
    text: str
    marked: tuple[Marked, ...]
    triggers: tuple[Span, ...] = ()


# What stands between the words of LitBank: no space in front of these, nor behind those.
_GLUED = re.compile(r"[.,;:!?)\]}\u2019\u201d]+|'\w{1,2}|n't|\u2019\w{1,2}|n\u2019t|'|\.\.\.")
_OPENING = frozenset("([{\u201c\u2018$")
_SPEECH = ("\u201c", '"')
_SPOKEN = ("\u201d", '"')
_FORMS = {"PROP": "name", "NOM": "nominal", "PRON": "pronoun"}


def read_litbank(data: Path, part: str) -> Iterator[Document]:
    """Yield the novels of a part: those with an even number for tuning, odd ones for the report.

    Appositions and copulas count as the same entity. Paragraphs are not marked: one begins where
    a quotation stands right behind another.
    """
    folder = data / "language/litbank"
    files = sorted((folder / "coref_conll").glob("*.conll"), key=lambda p: _number(p.name))
    for place, path in enumerate(files):
        if (place % 2 == 0) == (part == "dev"):
            yield _novel(folder, path.stem)


def _number(name: str) -> int:
    return int(name.partition("_")[0])


def _novel(folder: Path, name: str) -> Document:
    lines = (folder / f"coref_tsv/{name}.txt").read_text("utf-8").splitlines()
    sentences = [line.split(" ") for line in lines]
    sentences = [[w for w in words if w] for words in sentences]
    text, spans = _written(sentences)
    rows = [
        line.split("\t")
        for line in (folder / f"coref_tsv/{name}.ann").read_text("utf-8").splitlines()
    ]
    entity = {row[1]: row[2] for row in rows if row[0] == "COREF"}
    for row in rows:  # "Tom, the baker" and "Tom is a baker"
        if row[0] in ("APPOS", "COP") and row[2] in entity:
            entity.setdefault(row[1], entity[row[2]])
    marked = {}
    for row in rows:
        if row[0] == "MENTION":
            start = spans[int(row[2])][int(row[3])][0]
            end = spans[int(row[4])][int(row[5])][1]
            form = _FORMS[row[8] if len(row) > 8 else row[7]]
            marked[start, end] = Marked(start, end, row[7], form, entity.get(row[1], row[1]))
    return Document(name, text, tuple(marked.values()), _triggers(folder, name, sentences, spans))


def _written(sentences: Sequence[Sequence[str]]) -> tuple[str, list[list[Span]]]:
    """Return words as they are printed, and where each stands; marks of italics are left out."""
    text, closed, straight = "", False, False
    spans: list[list[Span]] = []
    for words in sentences:
        row: list[Span] = []
        glue = True
        if text:
            text += "\n\n" if closed and words[0] in _SPEECH and not straight else "\n"
        for word in words:
            if word == "_":
                row.append((len(text), len(text)))
                continue
            closing = word == '"' and straight
            space = not glue and not closing and not _GLUED.fullmatch(word)
            text += " " * space + word
            row.append((len(text) - len(word), len(text)))
            glue = word in _OPENING or (word == '"' and not straight)
            straight ^= word == '"'
        closed = next((w for w in reversed(words) if w != "_"), "") in _SPOKEN
        spans.append(row)
    return text, spans


def _triggers(
    folder: Path, name: str, sentences: Sequence[Sequence[str]], spans: Sequence[Sequence[Span]]
) -> tuple[Span, ...]:
    """Return the words for events that happen, by the place of the word in the whole."""
    where = [span for row in spans for span in row]
    words = [word for row in sentences for word in row]
    lines = (folder / f"events_tsv/{name}.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line.strip()]
    if [row[0] for row in rows] != words:
        raise ValueError(f"{name}: events are marked on other words")
    return tuple(where[i] for i, row in enumerate(rows) if row[1] == "EVENT")


_OPENED = re.compile(r"\((\d+)-([a-z]+)-[^()]*(\)?)|(\d+)\)")


def read_gum(data: Path, part: str) -> Iterator[Document]:
    """Yield the documents of a part of GUM, whose own parts are kept."""
    with gzip.open(data / f"language/gum/gum_{part}.conllu.gz", "rt", encoding="utf-8") as lines:
        name, kept = "", []
        for line in lines:
            if line.startswith("# newdoc"):
                if kept:
                    yield _gum(name, kept)
                name, kept = line.partition("= ")[2].strip(), []
            kept.append(line.rstrip("\n"))
        yield _gum(name, kept)


def _gum(name: str, lines: Iterable[str]) -> Document:
    text, at, fresh = "", 0, True
    marked: list[Marked] = []
    open_: dict[str, list[tuple[int, str, int, str]]] = {}
    for number, line in enumerate(lines):
        if line.startswith("# newpar") and "_block" not in line:
            fresh = True
        elif line.startswith("# text = "):
            text += ("\n\n" if fresh else " ") * bool(text)
            at, fresh = len(text), False
            text += line.removeprefix("# text = ")
        cells = line.split("\t")
        if len(cells) < 10 or not cells[0].isdigit():
            continue
        start = text.index(cells[1], at)
        at = start + len(cells[1])
        misc = dict(pair.split("=", 1) for pair in cells[9].split("|") if "=" in pair)
        for one, kind, alone, closed in _OPENED.findall(misc.get("Entity", "")):
            if one:
                open_.setdefault(one, []).append((start, kind, number, cells[3]))
            if one and not alone:
                continue
            begun, what, first, pos = open_[one or closed].pop()
            form = _form(pos, number - first, text[begun:at])
            marked.append(Marked(begun, at, what, form, one or closed))
    return Document(name, text, tuple({(m.start, m.end): m for m in marked}.values()))


def _form(pos: str, length: int, text: str) -> str:
    """Return the form of a mention, which GUM does not mark, from its first word."""
    if length == 0 and pos in ("PRON", "DET"):
        return "pronoun"
    capital = [w for w in re.findall(r"[^\W\d_]\w*", text) if w[0].isupper()]
    return "name" if pos == "PROPN" or (pos == "DET" and len(capital) > 1) else "nominal"


_HEAD_ENDS = re.compile(
    r"\s(?:of|in|with|from|on|at|to|for|by|about|near|under|over|without|between|among|behind|like"
    r"|who|whom|whose|which|that|where|when|and|or|as|named|called)\s|\s?[,(;:]|\s?--|'s$|\u2019s$"
)


def head_of(start: int, end: int, text: str) -> Span:
    """Return where the head word of a phrase stands: the last one before what follows a head.

    A rule of thumb, the same for what is told and what is wanted.
    """
    words = text[start:end]
    found = _HEAD_ENDS.search(words, 1)
    words = (words[: found.start()] if found and words[: found.start()].strip() else words).rstrip()
    last = list(re.finditer(r"[^\s\"\u201c\u201d_]+", words))
    if not last:
        return start, end
    return start + last[-1].start(), start + last[-1].end()


def by_head(told: Mapping[Span, object], text: str) -> dict[Span, object]:
    """Return mentions by their heads; of those that share one the longest."""
    ordered = sorted(told, key=lambda s: (s[1] - s[0], s))
    return {head_of(*span, text): told[span] for span in ordered}
