"""Lines of prose to headings and paragraphs."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, pairwise

from graphmem.reading.headings import Heading, Surroundings, find_heading

_FENCE = re.compile(r" {0,3}(```|~~~)")
_SENTENCE_END = re.compile(r"[.!?:\u2026*_\u2014][\"'\u201d\u2019)\]_*]*\s*$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or, when it is very long, a part of one; `gap` joins it to what came before.

    `whole` when nothing of the paragraph comes before or after.
    """

    text: str
    gap: str = "\n\n"
    whole: bool = True


def read_blocks(
    lines: Iterable[str], *, longest: int, day_first: bool
) -> Iterator[Heading | Paragraph]:
    """Yield the headings and paragraphs of a text, in order and without loss.

    A line may come in pieces, of which only the last ends with a line break. Paragraphs longer
    than `longest` come in parts.
    """
    reader = _Reader(longest, day_first=day_first)
    for line, following in pairwise(chain(lines, [""])):
        yield from reader.take(line, following)
    yield from reader.flush(last=True)


@dataclass
class _Reader:
    """The paragraph being read, and what stands above it."""

    longest: int
    day_first: bool = field(kw_only=True)
    held: str = ""
    gap: str = "\n\n"
    above: str = ""  # the end of the last paragraph; "" after a heading
    numeral: int = 0
    fresh: bool = True  # at the start of a line
    fenced: bool = False
    underline: bool = False  # the line is part of the heading before it

    def take(self, line: str, following: str) -> Iterator[Heading | Paragraph]:
        fresh, self.fresh = self.fresh, line.endswith("\n")
        if self.underline:
            self.underline = False
            return
        if fresh and not line.strip():
            yield from self.flush(last=True)
            return
        if fresh and _FENCE.match(line):
            self.fenced = not self.fenced
        heading = self.find(line, following) if fresh and not self.fenced else None
        if heading:
            yield from self.flush(last=True)
            self.above, self.numeral = "", heading.numeral
            self.underline = "\n" in heading.text
            yield heading
        else:
            self.held += line
            if len(self.held) > self.longest:
                yield from self.flush(last=False)

    def find(self, line: str, following: str) -> Heading | None:
        last = self.held[-80:] or self.above
        around = Surroundings(
            following=following,
            opens=not self.held and self.gap == "\n\n",
            ended=not last or bool(_SENTENCE_END.search(last)),
            numeral=self.numeral,
        )
        return find_heading(line, around, day_first=self.day_first)

    def flush(self, *, last: bool) -> Iterator[Paragraph]:
        if self.held:
            text = self.held.rstrip("\n") if last else self.held
            yield Paragraph(text, self.gap, whole=last and self.gap == "\n\n")
            self.above = self.held[-80:].rstrip()
        self.held, self.gap = "", "\n\n" if last else ""
