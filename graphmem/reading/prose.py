"""Prose to pieces: a section each, or parts of one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from graphmem.models.times import Interval
from graphmem.reading.assemble import Piece
from graphmem.reading.blocks import Paragraph, read_blocks
from graphmem.reading.cut import pack
from graphmem.reading.headings import Heading, is_title


def read_prose(
    lines: Iterable[str], *, limit: int, day_first: bool, occurred: Interval | None = None
) -> Iterator[Piece]:
    """Yield the sections of a text as pieces of at most `limit` characters.

    The headings of a section stay in the text of its first piece, and their path in `heading`.
    A date in a heading is the time of its section, `occurred` that of all others.
    """
    blocks = read_blocks(lines, longest=limit, day_first=day_first)
    for place, blocks_of in groupby(_placed(blocks, limit, occurred), key=lambda pair: pair[0]):
        for text in pack((paragraph for _, paragraph in blocks_of), limit):
            yield Piece(text, place.heading, occurred=place.occurred)


@dataclass(frozen=True, slots=True)
class _Place:
    number: int
    heading: str
    occurred: Interval | None


def _placed(
    blocks: Iterable[Heading | Paragraph], limit: int, occurred: Interval | None
) -> Iterator[tuple[_Place, Paragraph]]:
    """Yield each paragraph with the section it belongs to."""
    sections = _Sections(limit, occurred, _Place(0, "", occurred))
    for block in blocks:
        yield from sections.take(block)
    yield from sections.open()


@dataclass
class _Sections:
    """The headings over the present section, and those that wait for one to stand over."""

    limit: int
    default: Interval | None
    place: _Place
    path: list[Heading] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    size: int = 0  # of what waits; summed up anew for each, many headings would take their square

    def take(self, block: Heading | Paragraph) -> Iterator[tuple[_Place, Paragraph]]:
        if isinstance(block, Heading):
            self.path = [*(h for h in self.path if h.level < block.level), block]
            self._wait(block.text)
            if self.size > self.limit:
                yield from self.open()
        elif self.waiting and self.path[-1].untitled and block.whole and is_title(block.text):
            title = f"{self.path[-1].title}. {' '.join(block.text.split())}"
            self.path[-1] = replace(self.path[-1], title=title, untitled=False)
            self._wait(block.text.strip())
        else:
            yield from self.open()
            yield self.place, block

    def open(self) -> Iterator[tuple[_Place, Paragraph]]:
        """Begin a section under the waiting headings, which are its first paragraphs."""
        if self.waiting:
            heading = " > ".join(h.title for h in self.path)
            dates = [h.occurred for h in self.path if h.occurred]
            occurred = dates[-1] if dates else self.default
            self.place = _Place(self.place.number + 1, heading, occurred)
            yield from ((self.place, Paragraph(text)) for text in self.waiting)
            self.waiting, self.size = [], 0

    def _wait(self, text: str) -> None:
        self.waiting.append(text)
        self.size += len(text)
