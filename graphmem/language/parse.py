"""Text to tokens, sentences and names: plain values, whatever pipeline reads them."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
from spacy.attrs import DEP, HEAD, IDX, IS_SPACE, LEMMA, LENGTH, MORPH, POS, SENT_START, TAG
from spacy.language import Language
from spacy.morphology import Morphology
from spacy.strings import StringStore
from spacy.tokens import Doc

from graphmem.language.dependencies import to_universal
from graphmem.language.fronted import part_fronted
from graphmem.language.lighten import lighten
from graphmem.language.running import run
from graphmem.language.threads import ONE_THREAD

# What other pipelines call the kinds of names; None is no name at all.
_KINDS = {
    "PER": "PERSON",
    "GPE": "PLACE",
    "LOC": "PLACE",
    "FAC": "PLACE",
    "NORP": "GROUP",
    "WORK_OF_ART": "WORK",
    "LAW": "WORK",
    "LANGUAGE": "MISC",
}
_KNOWN_KINDS = frozenset({"PERSON", "ORG", "PLACE", "WORK", "EVENT", "PRODUCT", "GROUP", "MISC"})

_LONGEST = 300  # characters of a word with the marks around it

# What the last word before a new sentence may end in.
_ENDS = frozenset(".!?\u2026:;\"'\u201d\u2019)]*_-\u2013\u2014>")


# A short line with a figure, and no sentence, over one that begins as a sentence does.
_DATELINE = re.compile(r"(?=[^\n]{0,39}\d)[^\n]{1,40}(?<![.,;:\-])[ \t\r]*\n\s*(?=[^\W\d_a-z])")

_AT_ONCE = 512  # texts in a batch; with fewer the pipeline takes longer for each
_COLUMNS = [IS_SPACE, SENT_START, IDX, LENGTH, LEMMA, POS, TAG, DEP, MORPH, HEAD]  # of tokens
_ALONE = 16  # texts that are read on one thread before it is given back


class Parser:
    """Reads texts with a spaCy pipeline and gives values that no longer depend on it."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._clear = _speaks_clear(nlp)
        self._labels = _Labels(nlp.vocab.strings)
        _take_whole(nlp)
        lighten(nlp)

    @property
    def name(self) -> str:
        """Language, name and version of the pipeline."""
        meta = self._nlp.meta
        return f"{meta.get('lang', '')}_{meta.get('name', '')}-{meta.get('version', '')}"

    def parse(self, texts: Iterable[str]) -> Iterator[Parsed]:
        """Yield what is read of each text, in order; batched."""
        whole: deque[str] = deque()  # texts whose first line is read apart, and "" for others
        parts = (part for text in texts for part in _apart(text, whole))
        docs = run(self._nlp, parts, _AT_ONCE)
        line: Parsed | None = None
        while True:
            with ONE_THREAD:  # a few at once, as it takes long to be alone
                some = list(islice(docs, _ALONE))
            if not some:
                return
            for doc in some:
                parsed = _parsed(doc, self._labels, clear=self._clear)
                if line is None and whole[0]:
                    line = parsed
                    continue
                text = whole.popleft()
                yield parsed if line is None else _joined(text, line, parsed)
                line = None

    def parse_one(self, text: str) -> Parsed:
        """Return what is read of one text."""
        return next(self.parse((text,)))


class Token(NamedTuple):
    """A word or mark with its place in the sentence's tree; a root is its own `head`.

    A named tuple, as there are as many of them as words: it is made in a quarter of the time.
    `lemma` is in lower case but for proper nouns, `dep` a Universal Dependencies relation.
    """

    i: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    start: int
    end: int
    morph: str


class Name(NamedTuple):
    """Tokens `start` to `end` (excluded) are a name of PERSON, ORG, PLACE, WORK, EVENT, …."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text with its tokens, sentences (token ranges) and names; white space is no token.

    For each token, `deps` is its relation once more and `below` what hangs on it, in order: both
    are looked up more often than anything else.
    """

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]
    names: tuple[Name, ...]
    deps: tuple[str, ...] = field(init=False, repr=False, compare=False)
    below: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        children: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                children[token.head].append(token.i)
        object.__setattr__(self, "below", tuple(map(tuple, children)))
        object.__setattr__(self, "deps", tuple([token.dep for token in self.tokens]))

    def children(self, i: int) -> tuple[int, ...]:
        """Return the tokens that hang on token `i`, in order."""
        return self.below[i]

    def subtree(self, i: int) -> tuple[int, ...]:
        """Return token `i` and all below it, in order."""
        found = [i]
        for at in found:
            found.extend(self.below[at])
        return tuple(sorted(found))


def _apart(text: str, whole: deque[str]) -> tuple[str, ...]:
    """Return a text, or its first line and the rest where that dates it; note which it was.

    What stands under a date is a sentence of its own: read in one with it, its first word passes
    for a name ("March 4, 2024 / Met Ruth").
    """
    dated = _DATELINE.match(text)
    whole.append(text if dated else "")
    return (text[: dated.end()], text[dated.end() :]) if dated else (text,)


def _joined(text: str, line: Parsed, rest: Parsed) -> Parsed:
    """Return what was read of a text's first line and of what stands under it as one."""
    tokens, begin = len(line.tokens), len(line.text)
    moved = (
        Token(
            token.i + tokens, token.text, token.lemma, token.pos, token.tag, token.dep,
            token.head + tokens, token.start + begin, token.end + begin, token.morph,
        )
        for token in rest.tokens
    )  # fmt: skip
    sentences = ((start + tokens, end + tokens) for start, end in rest.sentences)
    names = (Name(n.start + tokens, n.end + tokens, n.kind) for n in rest.names)
    return Parsed(
        text, (*line.tokens, *moved), (*line.sentences, *sentences), (*line.names, *names)
    )


def _take_whole(nlp: Language) -> None:
    """Make one token of what has no space for very long.

    The tokenizer takes marks off it one by one, and looks at all the rest each time.
    """
    tokenizer: Any = nlp.tokenizer
    known = tokenizer.token_match
    tokenizer.token_match = lambda word: len(word) > _LONGEST or (known and known(word))


def _speaks_clear(nlp: Language) -> bool:
    labels = (
        set(getattr(nlp.get_pipe("parser"), "labels", ())) if "parser" in nlp.pipe_names else set()
    )
    return "pobj" in labels or "dobj" in labels


class _Labels(dict[int, str]):
    """Parts of speech, tags, relations and features, by the numbers that the pipeline gives them.

    There are some hundreds, and none of them is a word of a text.
    """

    def __init__(self, strings: StringStore) -> None:
        super().__init__()
        self._strings = strings

    def __missing__(self, number: int) -> str:
        self[number] = str(self._strings[number])
        return self[number]


def _parsed(doc: Doc, labels: _Labels, *, clear: bool) -> Parsed:
    rows = doc.to_array(_COLUMNS)  # at once: a single token's answer costs as much as a column
    rows[:, -1] += np.arange(len(rows), dtype=rows.dtype)  # it says how far off a head is
    text, every = doc.text, rows.T.tolist()
    words = np.flatnonzero(rows[:, 0] == 0)  # and not white space
    number = {at: i for i, at in enumerate(words.tolist())}
    _, _, starts, lengths, lemma, *named, _ = rows[words].T.tolist()
    parts, tags, deps, morphs = ([labels[each] for each in column] for column in named)
    morphs = ["" if each == Morphology.EMPTY_MORPH else each for each in morphs]
    heads = [_head(at, every[-1], number) for at in number]
    for i, head in enumerate(heads):
        deps[i] = "root" if head == i else deps[i]
    sentences = _sentences(text, *every[:4])
    _cut(heads, deps, sentences)
    ends = [start + length for start, length in zip(starts, lengths, strict=True)]
    texts = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    lemmas = [doc.vocab.strings[each] for each in lemma]
    if clear:
        to_universal(heads, deps, [each.lower() for each in lemmas], parts)
    part_fronted(heads, deps, texts, parts)
    lemmas = [_lemma(*each) for each in zip(texts, lemmas, parts, strict=True)]
    columns = (range(len(words)), texts, lemmas, parts, tags, deps, heads, starts, ends, morphs)
    return Parsed(text, tuple(map(Token, *columns)), sentences, _names(doc, number))


def _head(at: int, heads: Sequence[int], number: Mapping[int, int]) -> int:
    """Return the new number of the head; white space passes on to its own head."""
    above = at
    for _ in range(8):
        above = heads[above]
        if above in number:
            return number[above]
    return number[at]


def _lemma(text: str, lemma: str, pos: str) -> str:
    if pos == "PROPN":
        return text
    return (lemma or text).lower()


def _sentences(
    text: str, blank: list[int], opens: list[int], starts: list[int], lengths: list[int]
) -> tuple[tuple[int, int], ...]:
    """Return token ranges; a blank line ends a sentence, and nothing does between two words.

    White space that begins a sentence does so for the word after it.
    """
    found: list[int] = []
    count = end_of_last = 0
    opened = False
    for is_blank, opening, start, length in zip(blank, opens, starts, lengths, strict=True):
        opened = opened or opening == 1
        if is_blank:
            continue
        lines = text.count("\n", end_of_last, start)
        if not found or lines > 1 or (opened and (lines or text[end_of_last - 1] in _ENDS)):
            found.append(count)
        opened = False
        end_of_last = start + length
        count += 1
    return tuple(zip(found, [*found[1:], count], strict=True)) if found else ()


def _cut(heads: list[int], deps: list[str], sentences: tuple[tuple[int, int], ...]) -> None:
    """Make a root of every token whose head stands in another sentence."""
    for start, end in sentences:
        for i in range(start, end):
            if not start <= heads[i] < end:
                heads[i], deps[i] = i, "root"


def _names(doc: Doc, number: dict[int, int]) -> tuple[Name, ...]:
    names = []
    for ent in doc.ents:
        kind = _KINDS.get(ent.label_, ent.label_)
        inside = [number[at] for at in range(ent.start, ent.end) if at in number]
        if kind in _KNOWN_KINDS and inside:
            names.append(Name(inside[0], inside[-1] + 1, kind))
    return tuple(names)
