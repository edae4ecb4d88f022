"""Whether what a model worded is borne by the lines that it cites.

What is looked at: that lines are cited and were given; that names, numbers and addresses stand in
them; that what is denied in all of them is not affirmed; that what has ended is not told as if it
were so, and that what is disputed is told with the other side. What is not looked at: whether the
words say in the same sense what the lines say.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from graphmem.ids import normal_name
from graphmem.language.common import common_words
from graphmem.language.fence import seen
from graphmem.language.parse import Parser
from graphmem.language.terms import STOP_WORDS, terms
from graphmem.language.times.numbers import number
from graphmem.layers.matter import Line
from graphmem.layers.wording_shapes import CitedText

Reason = Literal["empty", "long", "uncited", "unknown", "ungrounded", "denied", "outdated"]

LONGEST = 400  # letters of a sentence
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_WEEK = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
_CALENDAR = frozenset(month.lower() for month in MONTHS) | _WEEK
_NO_COUNTS = ("second", "couple", "pair")  # a moment, two who are married, a garment
_WORD = re.compile(r"[^\W_][\w'\u2019]*")
_FIGURE = re.compile(r"\d+")
_ADDRESS = re.compile(r"(?:https?:|www\.|mailto:)\S+|\S+@\S+\.\w+", re.IGNORECASE)
_MARK = re.compile(r"\s*[\[(\u3010]\s*(?:lines?\s+)?\d+(?:\s*[,;\u2013-]\s*\d+)*\s*[\])\u3011]")
_DENIES = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|nowhere|neither|nor|without|cannot|refus\w+|declin\w+"
    r"|den(?:y|ies|ied)|fail\w*|stopp\w+|avoid\w*|lack\w*|unable)\b|n['\u2019]t\b",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"(?:^|[.!?:;\u2026][\"'\u201d\u2019)]*\s+|[\"\u201c(]\s*)$")


@dataclass(frozen=True, slots=True)
class Cited:
    """Some words, and the spans in episodes that they rest on, `episode:start:end` each."""

    text: str
    spans: tuple[str, ...]


class Witnesses:
    """Lines as a model was shown them by number, to hold against them what it says.

    `words` are what else was shown with a fact: the sentence it stands in, who said it and when.
    `known` are names that may be said of any line.
    """

    def __init__(
        self,
        lines: Mapping[int, Line],
        words: Mapping[str, str],
        parser: Parser,
        known: Sequence[str] = (),
    ) -> None:
        self._parser = parser
        self._lines = lines
        self._words = words
        self._known = " ".join(known)
        self._shown = {line.fact for line in lines.values()}

    def hear(self, said: CitedText, longest: int = LONGEST) -> Cited | Reason:
        """Return what was said with the spans it rests on, or why it is dropped.

        What rests on nothing but what has ended is dated, unless it says a time itself.
        """
        text = _clean(said.text)
        cited = [self._lines[n] for n in dict.fromkeys(said.lines) if n in self._lines]
        for reason in self._faults(text, said, cited, longest):
            return reason
        return Cited(text, tuple(dict.fromkeys(line.spans[0] for line in cited)))

    def portray(self, said: CitedText, longest: int = LONGEST) -> Cited | Reason:
        """Return what `hear` does, but what has ended must not pass for what is so now."""
        heard = self.hear(said, longest)
        if not isinstance(heard, Cited):
            return heard
        ended = self._ended(said)
        if not ended:
            return heard
        undated = [line for line in ended if not _is_dated(heard.text, line)]
        if undated and len(ended) < len(set(said.lines)):
            return "outdated"
        return heard

    def dated(self, said: CitedText, heard: Cited) -> Cited:
        """Return a sentence that says until when it was so, where all it rests on has ended."""
        ended = self._ended(said)
        if len(ended) < len(set(said.lines)) or any(_is_dated(heard.text, e) for e in ended):
            return heard
        until = max(line.ended for line in ended)
        stop = re.search(r"[.!?\u2026]*$", heard.text)
        at = stop.start() if stop else len(heard.text)
        return replace(heard, text=f"{heard.text[:at]} (until {until}){heard.text[at:] or '.'}")

    def _faults(
        self, text: str, said: CitedText, cited: Sequence[Line], longest: int
    ) -> Iterator[Reason]:
        if not terms(text):
            yield "empty"
        if len(text) > longest:
            yield "long"
        if not said.lines:
            yield "uncited"
        if len(cited) < len(set(said.lines)):
            yield "unknown"
        if not self._are_grounded(text, cited):
            yield "ungrounded"
        if all(line.negative for line in cited) and not _DENIES.search(text):
            yield "denied"
        if self._is_one_sided(cited):
            yield "outdated"

    def _ended(self, said: CitedText) -> list[Line]:
        """Return the lines cited that have ended, and what took their place is not cited."""
        cited = [self._lines[n] for n in dict.fromkeys(said.lines)]
        facts = {line.fact for line in cited}
        return [line for line in cited if line.ended and facts.isdisjoint(line.replaced)]

    def _is_one_sided(self, cited: Sequence[Line]) -> bool:
        facts = {line.fact for line in cited}
        sides = (self._shown.intersection(line.disputed) for line in cited)
        return any(others and facts.isdisjoint(others) for others in sides)

    def _are_grounded(self, text: str, cited: Sequence[Line]) -> bool:
        told = " ".join([self._known, *(self._told(line) for line in cited)])
        figures = {figure.lstrip("0") for figure in _FIGURE.findall(told)}
        words, stems = set(_parts(told)), set(terms(told))
        return (
            all(address in told for address in _ADDRESS.findall(text))
            and all(figure.lstrip("0") in figures for figure in _FIGURE.findall(text))
            and _counts(text) <= _counts(told) | figures | {str(len(cited))}
            and not _has_strange_name(text, words, stems, self._parser)
        )

    def _told(self, line: Line) -> str:
        shown = self._words.get(line.fact, "")
        days = f"{line.when} {line.ended} {shown}"
        return " ".join([line.text, shown, *line.names, *_spelt(days), line.when, line.ended])


def _clean(text: str) -> str:
    """Return a text on one line, without what only a machine sees and without line numbers."""
    whole = seen(text)
    return re.sub(r"\s+([.,;!?])", r"\1", _MARK.sub("", whole)).strip()


def _is_dated(text: str, line: Line) -> bool:
    """Return whether a text says the year in which a line began or ended."""
    return any(day and day[:4] in text for day in (line.when, line.ended))


def _spelt(days: str) -> Iterator[str]:
    """Yield the months that stand in figures in a text, in letters."""
    for month in re.findall(r"\d{4}-(\d\d)", days):
        if 1 <= int(month) <= len(MONTHS):
            yield MONTHS[int(month) - 1]


def _counts(text: str) -> set[str]:
    """Return in figures the numbers that a text says in words; "one" may be nobody."""
    words = re.findall(r"[a-z]+(?:-[a-z]+)*", text.lower())
    found = (number(word) for word in words if word not in _NO_COUNTS)
    return {str(value) for value in found if value is not None and value > 1}


def _has_strange_name(text: str, words: set[str], stems: set[str], parser: Parser) -> bool:
    """Return whether a text has a name that is not among the words and stems of its lines.

    A word with a capital is a name. At the beginning of a sentence the capital says nothing, nor
    on the common words of "A New Home in Porto": there it counts what the memory reads as a name.
    """
    styled = _is_styled(text)
    plain = _WORD.sub(_lowered, text) if styled else text
    doubtful: set[int] = set()
    for match in _WORD.finditer(plain):
        word = re.sub(r"['\u2019]s?$", "", match[0])
        low = word.lower()
        if not word or low in STOP_WORDS or _stands(word, words, stems):
            continue
        begins = low in common_words() and _BEGINS.search(plain, 0, match.start())
        if word[0].isupper() and not begins:
            return True
        if styled or word[0].isupper():
            doubtful.add(match.start())
    return bool(doubtful) and not doubtful.isdisjoint(_read_names(plain, parser))


def _read_names(text: str, parser: Parser) -> set[int]:
    """Return where the words begin that are read as names."""
    parsed = parser.parse_one(text)
    inside = {i for name in parsed.names for i in range(name.start, name.end)}
    return {t.start for t in parsed.tokens if t.i in inside or t.pos == "PROPN"}


def _is_styled(text: str) -> bool:
    """Return whether most words have a capital, as in a headline."""
    words = [w for w in _WORD.findall(text)[1:] if w.lower() not in STOP_WORDS and w[0].isalpha()]
    plain = [word for word in words if word.lower() in common_words()]
    return bool(plain) and all(word[0].isupper() for word in words)


def _lowered(match: re.Match[str]) -> str:
    word = match[0]
    return word.lower() if match.start() and word.lower() in common_words() else word


def _stands(name: str, words: set[str], stems: set[str]) -> bool:
    """Return whether a word stands in the lines; a month or day of the week only as it is."""
    if words.issuperset(_parts(name)):
        return True
    found = terms(name)
    return bool(found) and name.lower() not in _CALENDAR and stems.issuperset(found)


def _parts(text: str) -> list[str]:
    return normal_name(text.replace("-", " ").replace("'s", " ").replace("\u2019s", " ")).split()
