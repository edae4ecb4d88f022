"""Whether the lines that a sentence cites contain what it says.

Names, numbers, dates, addresses and nouns must stand in them, of the other words a fair share. What
is not looked at: whether the words say it in the same sense, who did it to whom, and whether it
is denied.
"""

import re
from collections.abc import Iterable, Sequence

from graphmem.ids import normal_name
from graphmem.language.common import common_words
from graphmem.language.parse import Parser
from graphmem.language.terms import STOP_WORDS, terms
from graphmem.language.times.numbers import number
from graphmem.language.wordlists import read_words
from graphmem.qa.given import Given
from graphmem.qa.vouch_times import WhenTold, untold

_WORDS = read_words("graphmem.qa", "vouch.toml")
_OPENERS, _COUNTS = STOP_WORDS | frozenset(_WORDS["openers"]), frozenset(_WORDS["counts"])
_LIGHT = frozenset(terms(" ".join((*_WORDS["light"], *_WORDS["counts"]))))

FAIR = 0.6  # share of a sentence's words that its lines must have, but for a single one
NOUNS = 4  # of so many nouns one may be another
HALF = 0.5  # and of those that the question has not
_WORD = re.compile(r"[^\W_][\w'\u2019-]*")
_FIGURE = re.compile(r"\d[\d.,]*\d|\d")
_ADDRESS = re.compile(r"(?:https?:|www\.|mailto:)\S+|\S+@\S+\.\w+|!?\[[^\]]*\]\([^)]*\)", re.I)
_BEGINS = re.compile(r"(?:^|[.!?:;\u2026][\"'\u201d\u2019)]*\s+|[\"\u201c(]\s*)$")


class Witness:
    """What some lines contain, to hold sentences against, in which a parser finds the nouns."""

    def __init__(self, lines: Iterable[Given], parser: Parser) -> None:
        self._lines = tuple(lines)
        self._parser = parser
        texts = [f"{g.line.text} {g.line.quote} {g.line.source}" for g in self._lines]
        self._text = " ".join([*texts, *(name for g in self._lines for name in g.names)])
        self._stems = frozenset(terms(self._text))
        self._names = frozenset(_folded(self._text))
        self._figures = _figures(self._text) | {str(len(self._lines))}
        self._when = WhenTold(self._lines)

    def vouches(self, sentence: str, query: str = "") -> bool:
        """Return whether a sentence that answers a query may rest on these lines."""
        if not self._lines or not sentence.strip():
            return False
        timeless, told = untold(sentence, self._when)
        return (
            told
            and all(address in self._text for address in _ADDRESS.findall(sentence))
            and _figures(timeless) <= self._figures
            and all(self._has_name(word) for word in _names(timeless))
            and self._has_words(timeless, query)
            and self._has_nouns(timeless, query)
        )

    def _has_name(self, word: str) -> bool:
        """Return whether a word with a capital stands there, or a form of it ("Residents")."""
        return all(part in self._names for part in _folded(word)) or (
            word.lower() in common_words() and set(terms(word)) <= self._stems
        )

    def _has_words(self, timeless: str, query: str) -> bool:
        """Return whether a fair share stands there of all words, and of those that are new.

        What only says yes or no is held against the words of the query.
        """
        said, asked = _telling(timeless), _telling(query)
        new = [stem for stem in said if stem not in asked]
        if not new:
            return self._share(list(asked)) >= HALF
        missing = sum(stem not in self._stems for stem in said)
        enough = missing <= max(len(said) > 1, (1 - FAIR) * len(said))
        return enough and self._share(new) >= HALF

    def _has_nouns(self, timeless: str, query: str) -> bool:
        """Return whether all nouns stand there or in the query, but for one in so many.

        Who does something may be told by another verb; by another noun it is another thing.
        """
        there = self._stems | _LIGHT | set(terms(query))
        nouns = [t.text for t in self._parser.parse_one(timeless).tokens if t.pos == "NOUN"]
        return sum(not there.issuperset(terms(noun)) for noun in nouns) <= len(nouns) // NOUNS

    def _share(self, stems: Sequence[str]) -> float:
        if not stems:
            return 1.0
        return sum(stem in self._stems for stem in stems) / len(stems)


def _telling(text: str) -> dict[str, None]:
    """Return the stems that tell something; numbers are looked at apart."""
    stems = dict.fromkeys(terms(text))
    return {stem: None for stem in stems if stem not in _LIGHT and not stem.isdigit()}


def _folded(text: str) -> list[str]:
    return normal_name(text.replace("-", " ")).split()


def _names(text: str) -> list[str]:
    """Return the words with a capital; of those that begin a sentence, all but common openers."""
    found = []
    for match in _WORD.finditer(text):
        word = re.sub(r"['\u2019]s?$", "", match[0])
        if not word[:1].isupper() or word.lower() in STOP_WORDS:
            continue
        begins = _BEGINS.search(text, 0, match.start()) and not _goes_on(text, match.end())
        if not (begins and word.lower() in _OPENERS):
            found.append(word)
    return found


def _goes_on(text: str, end: int) -> bool:
    """Return whether another word with a capital follows: "Grace Moss"."""
    after = _WORD.match(text, end + 1) if text[end : end + 1] == " " else None
    return after is not None and after[0][0].isupper() and after[0].lower() not in STOP_WORDS


def _figures(text: str) -> set[str]:
    """Return the numbers of a text in figures, however they are written; "one" may be nobody."""
    found = {figure.replace(",", "").rstrip(".") for figure in _FIGURE.findall(text)}
    words = re.findall(r"[a-z]+(?:-[a-z]+)*", text.lower())
    for word in words:
        if _COUNTS.isdisjoint(word.split("-")):
            continue
        value = 2 if word == "twice" else number(word)
        if value is not None:
            found.add(str(value))
    return found
