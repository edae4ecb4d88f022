"""Everything on a page that stands for somebody or something: names, noun phrases, pronouns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graphmem.language.parse import Parsed
from graphmem.operator.capitals import POSSESSIVE
from graphmem.operator.grammar import case, children, phrase
from graphmem.operator.kinds import head_of
from graphmem.operator.naming import NameSpan
from graphmem.operator.page import Page
from graphmem.operator.sorts import Sorts
from graphmem.operator.words import (
    DETERMINERS,
    FEMALE_NOUNS,
    INWARD,
    LEADING,
    LOCATIVE,
    MALE_NOUNS,
    PERSONAL,
    PLACING,
    STRIPPED_TITLES,
    TITLE_GENDER,
    gender_of_pronoun,
)

_ARGUMENTS = frozenset(
    {"nsubj", "nsubj:pass", "obj", "iobj", "obl:agent", "appos", "root", "vocative", "nsubj:outer"}
)
_PLACE_LIKE = 0.5
_KINDS = {
    "person": "Person",
    "group": "Group",
    "organization": "Organization",
    "place": "Place",
    "creature": "Creature",
    "work": "Work",
    "object": "Object",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A mention by its tokens and head; for a name, `words` are its words without titles.

    `low` is where its title begins, `title` its first title in lower case.
    """

    start: int
    end: int
    head: int
    form: str
    kind: str
    gender: str = ""
    words: tuple[str, ...] = ()
    low: int = 0
    title: str = ""


def written_span(parsed: Parsed, found: Found) -> tuple[int, int]:
    """Return the characters of a mention, with the title in front of a name ("Mrs. Bell")."""
    titled = found.form == "name" and parsed.tokens[found.low].text[0].isupper()
    first = found.low if titled else found.start
    return parsed.tokens[first].start, parsed.tokens[found.end - 1].end


def find_mentions(
    page: Page, names: Sequence[tuple[NameSpan, str]], sorts: Sorts, blocked: Sequence[bool]
) -> list[Found]:
    """Return all mentions in order of their heads; `blocked` tokens tell times."""
    found = [
        _nominal(page.parsed, span.start, sorts)
        if _is_role(page.parsed, span, kind, sorts)
        else _name(page.parsed, span, kind)
        for span, kind in names
    ]
    inside = [False] * len(page.parsed.tokens)
    for span, _ in names:
        inside[span.start : span.end] = [True] * (span.end - span.start)
    for token in page.parsed.tokens:
        if inside[token.i] or blocked[token.i]:
            continue
        word = token.text.lower()
        if token.pos in ("PRON", "DET") and word in PERSONAL:
            gender = gender_of_pronoun(word)
            found.append(Found(token.i, token.i + 1, token.i, "pronoun", "", gender))
        elif token.pos == "NOUN" and (
            _is_argument(page.parsed, token.i, sorts) or _is_spot(page.parsed, token.i, sorts)
        ):
            found.append(_nominal(page.parsed, token.i, sorts))
    return sorted(found, key=lambda f: (f.head, f.start))


def _is_role(parsed: Parsed, span: NameSpan, kind: str, sorts: Sorts) -> bool:
    """Return whether a capital noun says what somebody is and names nobody ("this President")."""
    token = parsed.tokens[span.start]
    if span.end != span.start + 1 or span.kind or kind not in ("Person", "Group", "Concept"):
        return False
    if not sorts.is_somebody(token.text.lower()):
        return False
    before = parsed.tokens[span.start - 1].text.lower() if span.start else ""
    return before in DETERMINERS or "Number=Plur" in token.morph


def _name(parsed: Parsed, span: NameSpan, kind: str) -> Found:
    start, low, title = span.start, span.start, ""
    words = [t.text for t in parsed.tokens[start : span.end]]
    if kind == "Person":
        low, title = _title_before(parsed, start)
        kept, inside = _without_titles(words)
        start, words, title = start + len(words) - len(kept), kept, title or inside
    return Found(
        start, span.end, head_of(parsed, (start, span.end)), "name", kind,
        TITLE_GENDER.get(title, ""), tuple(words), low, title,
    )  # fmt: skip


def untitled(words: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """Return the words of a person's name without titles in front, and the gender these tell."""
    kept, title = _without_titles(list(words))
    return tuple(kept), TITLE_GENDER.get(title, "")


def _without_titles(words: list[str]) -> tuple[list[str], str]:
    """Return the words of a name behind its titles, and the first of these."""
    title = ""
    while len(words) > 1 and _bare(words[0]) in LEADING and words[1] not in (*POSSESSIVE, "of"):
        title = title or (_bare(words[0]) if _bare(words[0]) in STRIPPED_TITLES else "")
        words = words[1:]
        if words[0] == "." and len(words) > 1:
            words = words[1:]
    return words, title


def _title_before(parsed: Parsed, start: int) -> tuple[int, str]:
    """Return where a name begins with the title in front of it, and that title."""
    at = start - 1
    if at > 0 and parsed.tokens[at].text == ".":
        at -= 1
        if not _is_short(_bare(parsed.tokens[at].text)):  # "her father. Paul"
            return start, ""
    title = _bare(parsed.tokens[at].text) if at >= 0 else ""
    return (at, title) if title in STRIPPED_TITLES else (start, "")


def _is_short(title: str) -> bool:
    """Return whether a title is written with a full stop."""
    return title in ("prof", "capt", "col", "gen", "rev") or not set("aeiouy") & set(title)


def _bare(word: str) -> str:
    return word.lower().rstrip(".")


def _is_argument(parsed: Parsed, i: int, sorts: Sorts) -> bool:
    """Return whether a noun fills a slot that an event or a claim may want."""
    token = parsed.tokens[i]
    dep = token.dep
    if dep in _ARGUMENTS:
        return True
    if dep == "conj":
        return token.head != i and _is_argument(parsed, token.head, sorts)
    if dep.startswith("obl") or dep == "nmod":
        before = case(parsed, i)
        if before in ("with", "by", "to", "about", "for", "at", "in", "of", "on"):
            return True
        return before in INWARD and _is_somewhere(parsed, i, sorts)
    return dep in ("nmod:poss", "xcomp") or bool(children(parsed, i, "cop"))


def _is_spot(parsed: Parsed, i: int, sorts: Sorts) -> bool:
    """Return whether a noun is a place that something is done in or moves to or from."""
    if (
        not parsed.tokens[i].dep.startswith("obl")
        or case(parsed, i).partition(" ")[0] not in LOCATIVE
    ):
        return False
    return sorts.nouns.sort(parsed.tokens[i].lemma) == "place"


def _is_somewhere(parsed: Parsed, i: int, sorts: Sorts) -> bool:
    """Return whether a noun after a preposition is a place, or a thing that others are put in."""
    if sorts.nouns.sort(parsed.tokens[i].lemma) == "place":
        return True
    return parsed.tokens[parsed.tokens[i].head].lemma in PLACING


def _is_likely_place(parsed: Parsed, i: int, sorts: Sorts) -> bool:
    """Return whether a noun is a place: an example of one, much like one, or told as a where."""
    lemma = parsed.tokens[i].lemma
    near = sorts.nouns.scores(lemma)["place"] >= _PLACE_LIKE
    return near or sorts.nouns.is_example(lemma) or case(parsed, i).partition(" ")[0] in LOCATIVE


def _nominal(parsed: Parsed, i: int, sorts: Sorts) -> Found:
    lemma = parsed.tokens[i].lemma.lower()
    gender = "f" if lemma in FEMALE_NOUNS else "m" if lemma in MALE_NOUNS else ""
    if "Number=Plur" in parsed.tokens[i].morph:
        gender = "p"
    sort = sorts.nouns.sort(lemma)
    if sort == "place" and not _is_likely_place(parsed, i, sorts):
        others = {name: x for name, x in sorts.nouns.scores(lemma).items() if name != "place"}
        sort = max(sorted(others), key=lambda name: others[name])
    kind = _KINDS.get(sort, "Concept")
    start, end = phrase(parsed, i)
    return Found(start, end, i, "nominal", "Person" if gender in "fm" and gender else kind, gender)
