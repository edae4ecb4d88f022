"""Documents of many genres in which every date is marked, with its place on the calendar."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from graphmem.language.times.stretch import Stretch
from graphmem.models.times import Interval
from tests.bench.gold.timex_told import Case, Told, iso, moment

_OPEN = re.compile(r"<date ([^>]*)>")
_ATTRIBUTE = re.compile(r'(\w+):::"([^"]*)"')
_RELATIVE = re.compile(
    r"\b(?:ago|later|next|last|this|that|same|previous|yesterday|today|tomorrow|tonight|night)\b",
    re.IGNORECASE,
)
_TO = re.compile(r"\s*[-\u2013\u2014]\s*|\s+(?:to|until|till|through)\s+")
_DAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:christmas|easter|eve)\b", re.IGNORECASE
)


@dataclass
class _Document:
    """What is read of a document so far."""

    written: str = ""
    text: str = ""
    told: list[Told] = field(default_factory=list)
    open: tuple[int, dict[str, str]] | None = None


def read_gum(folder: Path, part: str) -> list[Case]:
    """Return the documents of the test part, or of the others."""
    names = ("test",) if part == "test" else ("train", "dev")
    found = [case for name in names for case in _cases(folder / f"gum_{name}.conllu.gz")]
    return [case for case in found if case.told]


def _cases(file: Path) -> Iterator[Case]:
    document = _Document()
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc id"):
                if document.text:
                    yield _case(document)
                document = _Document()
            elif line.startswith("# meta::dateCreated"):
                document.written = line.split("=")[1].strip()
            elif line.startswith("# newpar ") or line.strip() == "# newpar":
                document.text = document.text.rstrip() + "\n\n" if document.text else ""
            elif line[:1].isdigit() and line.split("\t")[0].isdigit():
                _word(document, line.rstrip("\n").split("\t"))
    yield _case(document)


def _case(document: _Document) -> Case:
    day = Stretch.of(moment(document.written), "day").to_interval()
    return Case(document.text, day or Interval("", ""), tuple(_ranges(document)))


def _ranges(document: _Document) -> Iterator[Told]:
    """Yield the dates, with those that are marked as the two ends of a range as one."""
    last: Told | None = None
    for told in document.told:
        if last is not None:
            between = document.text[last.end : told.start]
            if last.right and told.right and _TO.fullmatch(between):
                right = ((last.right[0][0], told.right[0][1]),)
                last = Told(last.start, told.end, "date range", right)
                continue
            yield last
        last = told
    if last is not None:
        yield last


def _word(document: _Document, cells: list[str]) -> None:
    """Take in a word, and open or close the date around it."""
    marks = cells[9]
    if opening := _OPEN.search(marks):
        document.open = len(document.text), dict(_ATTRIBUTE.findall(opening[1]))
    document.text += cells[1]
    if document.open and "</date>" in marks:
        start, attributes = document.open
        document.told.append(_told(document.text, start, attributes))
        document.open = None
    if "SpaceAfter=No" not in marks:
        document.text += " "


def _told(text: str, start: int, attributes: dict[str, str]) -> Told:
    words = text[start:]
    low = attributes.get("when") or attributes.get("from") or ""
    high = attributes.get("when") or attributes.get("to") or ""
    first, last = _stretch(low), _stretch(high)
    kind = "date range"
    if _RELATIVE.search(words):
        kind = "relative"
    elif _DAY.search(words) and not re.search(r"\d{4}", words):
        kind = "weekday or feast"
    elif first and first.grain == "day" and "when" in attributes:
        kind = "day"
    elif "when" in attributes:
        kind = "month or year"
    right = ((iso(first.start), iso(last.end)),) if first and last else ()
    return Told(start, start + len(words), kind if right else "none", right, whole=True)


def _stretch(text: str) -> Stretch | None:
    """Return what a date of the form 2011, 2011-04 or 2011-04-12 stands for."""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", text)
    if match is None or match[1] == "0000":
        return None
    when = moment(f"{match[1]}-{match[2] or '01'}-{match[3] or '01'}")
    return Stretch.of(when, "day" if match[3] else "month" if match[2] else "year")
