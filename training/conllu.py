"""Read CoNLL-U: sentences of words with what the treebanks say of them, and the spaces between."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Word:
    """One syntactic word."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    rel: str
    misc: str
    space: bool


@dataclass(slots=True)
class Sentence:
    """One sentence, with its comments and the document it stands in."""

    doc: str
    words: list[Word] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file, plain or gzipped."""
    doc, sentence, until = "", Sentence(""), (0, "_")
    for line in _lines(path):
        if not line:
            if sentence.words:
                yield sentence
            sentence, until = Sentence(doc), (0, "_")
        elif line.startswith("#"):
            key, _, value = line[1:].partition("=")
            sentence.meta[key.strip()] = value.strip()
            if key.strip() == "newdoc id":
                doc = sentence.doc = value.strip()
        else:
            until = _add(sentence, line.split("\t"), until)
    if sentence.words:
        yield sentence


def _lines(path: Path) -> Iterator[str]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n")


def _add(sentence: Sentence, cells: list[str], until: tuple[int, str]) -> tuple[int, str]:
    """Add a word; return the last word of the running multiword token and that token's misc."""
    if "-" in cells[0]:
        return int(cells[0].split("-")[1]), cells[9]
    if "." in cells[0]:
        return until
    number = int(cells[0])
    misc = cells[9] if number > until[0] else (until[1] if number == until[0] else "SpaceAfter=No")
    rest = [*cells[1:6], int(cells[6]), cells[7], cells[9]]
    sentence.words.append(Word(*rest, space="SpaceAfter=No" not in misc))
    return until
