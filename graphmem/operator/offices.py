"""Roles that somebody comes into, has or leaves by what is done, and from when until when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphmem.language.parse import Parsed
from graphmem.language.times import bounded
from graphmem.models.times import FIRST_MOMENT, LAST_MOMENT, Interval
from graphmem.operator.actions import modality
from graphmem.operator.clock import ToldTime
from graphmem.operator.figures import Cast
from graphmem.operator.grammar import ancestors, case, children
from graphmem.operator.page import Page
from graphmem.operator.sorts import Sorts
from graphmem.operator.words import APPOINTING, BECOMING, LEAVING_OFFICE, NEGATIONS, SERVING

ROLES = ("person", "group")  # sorts of nouns that say what somebody is


@dataclass(frozen=True, slots=True)
class Office:
    """A figure, the noun of its role and the verb that gives it, by tokens.

    `first` is where the words of the role begin at the earliest, as a name may stand before them.
    """

    figure: int
    noun: int
    verb: int
    first: int


def find_offices(page: Page, cast: Cast, sorts: Sorts) -> Iterator[Office]:
    """Yield who is told to be appointed, to become, to serve as or to retire as something."""
    parsed = page.parsed
    for token in parsed.tokens:
        if token.pos != "VERB" or modality(page, token.i) != "actual" or _denied(parsed, token.i):
            continue
        for noun in _nouns(parsed, token.i):
            if not _is_role(parsed, cast, sorts, noun):
                continue
            for holder in _holders(parsed, token.i, noun):
                number = cast.of(holder)
                if number is not None and cast.figures[number].kind == "Person":
                    yield Office(number, noun, token.i, _behind(cast, number, holder, noun))


def _is_role(parsed: Parsed, cast: Cast, sorts: Sorts, noun: int) -> bool:
    """Return whether a word says what somebody is, and names nobody itself."""
    number = cast.of(noun)
    named = number is not None and cast.figures[number].named
    return not named and sorts.nouns.sort(parsed.tokens[noun].lemma) in ROLES


def _behind(cast: Cast, figure: int, holder: int, noun: int) -> int:
    """Return the first token behind a name in front of a noun: "elected Tom Reed president"."""
    if holder > noun:
        return 0
    return max(i for i in range(holder, noun) if cast.of(i) == figure) + 1


def held(parsed: Parsed, verb: int, times: Sequence[ToldTime]) -> Interval | None:
    """Return from when until when an office is held that a verb tells of; None if no time does.

    Who is appointed on a day holds it from then, who retires has held it until then.
    """
    start, end = FIRST_MOMENT, LAST_MOMENT
    for told in times:
        if told.interval is None or not _is_of(parsed, told, verb):
            continue
        before = parsed.tokens[told.first - 1].text.lower() if told.first else ""
        low, high = _ends(parsed.tokens[verb].lemma, told, told.interval, before)
        start, end = low or start, high or end
    found = start > FIRST_MOMENT or end < LAST_MOMENT
    return Interval(start, end, "day") if found and start < end else None


def _ends(
    lemma: str, told: ToldTime, interval: Interval, before: str
) -> tuple[str | None, str | None]:
    if told.expression.bound in ("since", "until", "before", "after"):
        return bounded(interval, told.expression.bound)
    if before == "from":
        return interval.start, interval.end if told.expression.sort == "span" else None
    if before in ("to", "till"):
        return None, interval.end
    if lemma in LEAVING_OFFICE:
        return None, interval.end
    if lemma in SERVING:
        return interval.start, interval.end
    return interval.start, None


def _is_of(parsed: Parsed, told: ToldTime, verb: int) -> bool:
    """Return whether the nearest verb above a time is this one."""
    above = (i for i in ancestors(parsed, told.last) if parsed.tokens[i].pos in ("VERB", "AUX"))
    return next(above, -1) == verb


def _nouns(parsed: Parsed, verb: int) -> list[int]:
    """Return the words that may say what somebody is from a verb on, was until it, or serves as."""
    lemma = parsed.tokens[verb].lemma
    if lemma in BECOMING:
        return children(parsed, verb, "xcomp")
    given = children(parsed, verb, "obl", "xcomp")
    as_one = [c for c in given if case(parsed, c) == "as"]
    if lemma in APPOINTING:
        bare = [c for c in children(parsed, verb, "obj", "xcomp") if not case(parsed, c)]
        return [*as_one, *bare]
    return as_one if lemma in SERVING or lemma in LEAVING_OFFICE else []


def _holders(parsed: Parsed, verb: int, noun: int) -> list[int]:
    """Return who may hold the office: who is appointed, or who becomes, serves or retires."""
    if parsed.tokens[verb].lemma not in APPOINTING:
        return children(parsed, verb, "nsubj")
    if passive := children(parsed, verb, "nsubj:pass"):
        return passive
    objects = [c for c in children(parsed, verb, "obj", "iobj") if c != noun]
    # "they elected Tom president": the name may hang on the noun behind it
    return objects or children(parsed, noun, "compound", "nmod:desc")


def _denied(parsed: Parsed, verb: int) -> bool:
    return any(parsed.tokens[c].text.lower() in NEGATIONS for c in parsed.children(verb))
