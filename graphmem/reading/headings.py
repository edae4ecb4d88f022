"""Lines that stand over a section: of Markdown, of a book, of a diary."""

import re
from dataclasses import dataclass

from graphmem.models.times import Interval
from graphmem.reading.stamps import CLOCK, DATE, read_stamp

_NUMBER_WORD = (
    "(?:twenty|thirty|forty|fifty)?[ -]?(?:one|two|three|four|five|six|seven|eight|nine)|ten|eleven"
    "|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty"
    "|(?:the )?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last)"
)
_KEYWORD = "volume|part|book|act|chapter|letter|canto|stave|section|scene|entry|day|week|session"
_NUMBERED = re.compile(
    rf"(?P<keyword>{_KEYWORD})\s+(?P<number>\d{{1,4}}|[ivxlc]+|{_NUMBER_WORD})\b"
    r"(?P<mark>\s*[.:\u2013\u2014-]+)?(?P<title>.*)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:the )?(?:prologue|epilogue|preface|foreword|introduction|interlude|afterword|appendix"
    r"|contents|conclusion|acknowledge?ments|author['\u2019]s note)",
    re.IGNORECASE,
)
_HASHES = re.compile(r" {0,3}(?P<hashes>#{1,6})\s+(?P<title>\S.*?)(?:\s+#+)?\s*")
_UNDERLINE = re.compile(r"\s*(={3,}|-{3,})\s*")
_DATED = re.compile(rf"(?P<front>{DATE}(?:,?\s+{CLOCK})?)\b|.*?(?P<back>{DATE})\W*", re.IGNORECASE)
_ROMAN = re.compile(r"(?P<tens>XC|XL|L?X{0,3})(?P<ones>IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_SMALL_WORD = re.compile(
    "an?|and|as|at|but|by|for|from|in|into|is|it|nor|of|on|or|over|the|to|up|upon|with"
)
# nesting, outermost first; the six levels of Markdown come before them all
_LEVELS = {"volume": 10, "part": 11, "book": 11, "act": 11, "section": 14, "scene": 14}
_CHAPTER, _NUMERAL, _DATE = 13, 15, 16
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as it stands in `text`; `level` nests it, outermost lowest.

    `untitled` when the line after it may be its title; `numeral` counts bare numerals.
    """

    level: int
    title: str
    text: str
    occurred: Interval | None = None
    untitled: bool = False
    numeral: int = 0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a line that may be a heading stands between.

    `opens` after a blank line or a heading; `ended` when what stands above ended its sentence;
    `numeral` is the last bare numeral that was a heading.
    """

    following: str
    opens: bool
    ended: bool
    numeral: int


def find_heading(line: str, around: Surroundings, *, day_first: bool) -> Heading | None:
    """Return the heading that a line is, None when it is text."""
    if len(line) > LONGEST + 40 or not line.strip():  # a centred title has much space before it
        return None
    if match := _HASHES.fullmatch(line):
        return _titled(len(match["hashes"]), match["title"], line, day_first=day_first)
    bare = line.strip().strip("*_ ").strip()
    if not around.opens:
        return _numbered(bare, line, around) if around.ended else None
    if found := read_stamp(bare, day_first=day_first):
        return Heading(_DATE, bare, line.strip(), found)
    if _UNDERLINE.fullmatch(around.following) and not _UNDERLINE.fullmatch(line):
        level = 1 if "=" in around.following else 2
        both = f"{line.strip()}\n{around.following.strip()}"
        return _titled(level, bare or line.strip(), both, day_first=day_first)
    return _numbered(bare, line, around) or _named(bare, line, around)


def is_title(text: str) -> bool:
    """Return whether a line alone reads as a title: short, in capitals, and no sentence."""
    text = text.strip()
    words = re.findall(r"[^\W\d_][\w'\u2019-]*", text)
    if not words or len(text) > 80 or text[-1] in '.,;:!?"\u201d':
        return False
    return text.lstrip("_*\"'\u2018\u201c")[:1].isupper() and all(
        word[0].isupper() or _SMALL_WORD.fullmatch(word) for word in words
    )


def _titled(level: int, title: str, text: str, *, day_first: bool) -> Heading:
    match = _DATED.match(title)
    dated = match and (match["front"] or (match.end() == len(title) and match["back"]))
    occurred = read_stamp(dated, day_first=day_first) if dated else None
    return Heading(level, title.strip(), text.strip(), occurred)


def _numbered(bare: str, line: str, around: Surroundings) -> Heading | None:
    match = _NUMBERED.fullmatch(bare)
    if not match or not match["keyword"][0].isupper() or _NUMBERED.match(around.following.strip()):
        return None  # a line above another of its kind is a table of contents
    number, title = match["number"], match["title"].strip()
    if re.fullmatch("[ivxlc]+", number, re.IGNORECASE) and not _value(number.upper()):
        return None
    if title and not (around.opens and _may_follow(title, marked=bool(match["mark"]))):
        return None
    level = _LEVELS.get(match["keyword"].lower(), _CHAPTER)
    untitled = not title and level <= _CHAPTER
    return Heading(level, bare.rstrip(".: "), line.strip(), untitled=untitled)


def _may_follow(title: str, *, marked: bool) -> bool:
    return is_title(title.rstrip(".!?")) or (marked and len(title) <= 80 and title[0].isupper())


def _named(bare: str, line: str, around: Surroundings) -> Heading | None:
    if around.following.strip():
        return None
    if _NAMED.fullmatch(bare) and bare[0].isupper():
        return Heading(_CHAPTER, bare, line.strip())
    value = _value(bare.rstrip("."))
    # "I", "II" … divide a text only in order and between whole sentences
    if around.ended and value and value in (1, around.numeral + 1):
        return Heading(_NUMERAL, bare.rstrip("."), line.strip(), untitled=True, numeral=value)
    return None


def _value(numeral: str) -> int:
    if numeral.isascii() and numeral.isdigit() and len(numeral) < 4:
        return int(numeral)
    if not numeral or not _ROMAN.fullmatch(numeral):
        return 0
    values = [_ROMAN_VALUES[letter] for letter in numeral]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
