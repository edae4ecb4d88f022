"""Sentences with the numbers of lines in them, `Ana moved to Porto [3].`, as they come in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARK = r"\[\s*(?:line\s*)?\d+(?:\s*[,;]\s*(?:line\s*)?\d+)*\s*\]"
_MARKS = re.compile(rf"\s*({_MARK})", re.IGNORECASE)
# A sentence ends where its numbers and its stop stand together, whichever comes first; the sign
# after that must be seen, as more numbers may follow.
_END = re.compile(
    rf"(?:{_MARK}\s*[.!?\u2026][\"'\u201d\u2019)]*|[.!?\u2026][\"'\u201d\u2019)]*\s*{_MARK})"
    rf"(?:\s*{_MARK})*(?=\s+[^\s\[])|\n",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\[[^\]\n]{0,40}$")
_VALUES = re.compile(r"\s*\W{0,3}values?\W{0,3}:", re.IGNORECASE)
_UNKNOWN = re.compile(r"\s*\W{0,3}unknown\W*$", re.IGNORECASE)
_BULLET = re.compile(r"^(?:[-*\u2022]|\d{1,2}[.)])\s+")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence that a model said, without its marks, and the numbers of the lines it cites."""

    text: str
    numbers: tuple[int, ...]


def numbers_out(text: str) -> Said:
    """Return a text without the numbers in it, and these, each once.

    >>> numbers_out("Ana [1] moved to Porto [2, 3].")
    Said(text='Ana moved to Porto.', numbers=(1, 2, 3))
    """
    numbers = [int(n) for mark in _MARKS.findall(text) for n in re.findall(r"\d+", mark)]
    bare = " ".join(_MARKS.sub("", text).split())
    return Said(_BULLET.sub("", bare), tuple(dict.fromkeys(numbers)))


class Inline:
    """Parts what comes in piece by piece into sentences, and keeps what follows `VALUES:`.

    `unknown` says that it gave `UNKNOWN` for an answer.
    """

    def __init__(self) -> None:
        self._rest = ""
        self._values = ""
        self.unknown = False

    @property
    def values(self) -> tuple[str, ...]:
        """What the line of values holds, parted by semicolons."""
        listed = (numbers_out(value).text for value in self._values.split(";"))
        return tuple(value for value in listed if value)

    def feed(self, piece: str) -> Iterator[Said]:
        """Take a piece in, and yield the sentences that are whole now."""
        self._rest += piece
        while (end := _END.search(self._rest)) and not _OPEN.search(self._rest[: end.end()]):
            whole, self._rest = self._rest[: end.end()], self._rest[end.end() :]
            yield from self._sentence(whole)

    def finish(self) -> Iterator[Said]:
        """Yield what is left: nothing more comes."""
        whole, self._rest = self._rest, ""
        for line in whole.splitlines():
            yield from self._sentence(line)

    def _sentence(self, whole: str) -> Iterator[Said]:
        if (told := _VALUES.match(whole)) is not None:
            self._values = whole[told.end() :]
        elif _UNKNOWN.match(whole):
            self.unknown = True
        elif (said := numbers_out(whole)).text:
            yield said
