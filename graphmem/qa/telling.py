"""An answer of a model, sentence by sentence: only what its lines contain is told."""

from collections.abc import Iterator, Sequence

from graphmem.language.fence import seen
from graphmem.language.parse import Parser
from graphmem.language.terms import terms
from graphmem.qa.changing import untold_changes
from graphmem.qa.given import Brief, Given
from graphmem.qa.inline import Said, numbers_out
from graphmem.qa.vouch import Witness

_STOPS = ".!?\u2026"


class Telling:
    """Takes what a model says to a brief; keeps what its lines vouch for, counts what it drops."""

    def __init__(self, brief: Brief, parser: Parser) -> None:
        self._brief = brief
        self._parser = parser
        self._order: dict[int, int] = {}
        self._kept: list[Said] = []
        self._shown: list[str] = []
        self._sides: list[str] = []
        self.dropped = 0

    def __bool__(self) -> bool:
        """Return whether anything was kept."""
        return bool(self._kept)

    @property
    def text(self) -> str:
        """What was kept, with the numbers of the citations."""
        return " ".join(self._shown)

    @property
    def cited(self) -> tuple[Given, ...]:
        """The lines that it cites, in the order of their numbers in the text."""
        return tuple(self._brief.by_number[number] for number in self._order)

    def take(self, text: str, numbers: Sequence[int]) -> str:
        """Return a sentence as it is shown, "" where it is dropped or was said before.

        Numbers that were not given count for nothing.
        """
        inside = numbers_out(seen(text))
        told = dict.fromkeys((*numbers, *inside.numbers))
        known = [n for n in told if n in self._brief.by_number]
        said = Said(inside.text, tuple(known))
        lines = [self._brief.by_number[n] for n in known]
        if not Witness(lines, self._parser).vouches(said.text, self._brief.query):
            self.dropped += bool(said.text)
            return ""
        if any(said.text == before.text for before in self._kept):
            return ""
        return self._keep(said)

    def close(self) -> Iterator[str]:
        """Yield what must be said of changes and conflicts besides, in our own words."""
        if self._kept:
            for said, values in list(untold_changes(self._brief, self._kept)):
                self._sides += values
                yield self._keep(said)

    def values(self, offered: Sequence[str]) -> tuple[str, ...]:
        """Return the values offered that the cited lines hold; failing these, first answers.

        Those first answers count that stand in what was kept. Where none does, the sentences
        are the values. Both sides of a change that had to be told besides are values too.
        """
        witness = Witness(self.cited, self._parser)
        clean = dict.fromkeys(numbers_out(seen(value)).text for value in offered)
        held = tuple(value for value in clean if witness.vouches(value))
        if held:
            return tuple(dict.fromkeys((*held, *filter(None, self._sides))))
        told = frozenset(terms(" ".join(said.text for said in self._kept)))
        first = (v for v, _ in self._brief.hints if terms(v) and told.issuperset(terms(v)))
        return tuple(dict.fromkeys(first)) or tuple(said.text for said in self._kept)

    def _keep(self, said: Said) -> str:
        marks = [self._order.setdefault(n, len(self._order) + 1) for n in said.numbers]
        shown = _marked(said.text, sorted(marks))
        self._kept.append(said)
        self._shown.append(shown)
        return shown


def _marked(text: str, marks: Sequence[int]) -> str:
    """Return a sentence with the numbers of its citations before its stop."""
    bare = text.rstrip(_STOPS)
    return f"{bare} [{', '.join(map(str, marks))}]{text[len(bare) :] or '.'}"
