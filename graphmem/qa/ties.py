"""Who is something to somebody: "who is Ana's uncle", "who was the cook of the inn"."""

import re
from collections import Counter
from collections.abc import Collection, Iterator

from graphmem.ids import normal_name
from graphmem.language.terms import terms
from graphmem.language.wordlists import read_words
from graphmem.models.recollection import Cue, CueTie
from graphmem.qa.evidence import Being, Claimed, Evidence, Mentioned, Page
from graphmem.qa.values import Value, distinct

_TURNED = read_words("graphmem.qa", "ties.toml")
_WORDS = read_words("graphmem.qa", "words.toml")
_MEN, _WOMEN = frozenset(_WORDS["men"]), frozenset(_WORDS["women"])
_HIS, _HER = frozenset({"he", "him", "his"}), frozenset({"she", "her", "hers"})
_POSSESSIVE = frozenset("my our your his her its their".split())  # noqa: SIM905
_BETWEEN = re.compile(r"(?P<own>['\u2019]s?)?(?:\s+[\w-]+){0,2}\s*")
_OF = re.compile(r"\s+(?:of|to|for|at|in|with)\s+(?:the\s+)?")
_NEAR = 40  # characters in front of a role within which its owner stands


def nouns_of(tie: CueTie) -> frozenset[str]:
    """Return the stems of the roles that tell of a tie: its own, and what the other then is."""
    return frozenset(s for word in (tie.noun, *_TURNED.get(tie.noun, ())) for s in terms(word))


def tell_tie(cue: Cue, evidence: Evidence) -> list[Value] | None:
    """Return who is what the cue asks for; None where it asks something else, or none is told.

    What one has but by birth or marriage nobody else is: where it is not told of them nothing is
    known.
    """
    tie = cue.tie
    if tie is None or evidence.unknown or (not tie.whose and cue.asks == "person"):
        return None
    owners = frozenset(e for k in evidence.known if k.name.text in tie.whose for e in k.entities)
    if tie.whose and not owners:
        return None
    pages = {page.episode.id: page for page in evidence.told}
    found = [*_held(tie, owners, evidence, pages), *_called(tie, owners, evidence)]
    if not found and owners:
        found = list(_turned(tie, owners, evidence, pages))
    if not found and owners and tie.noun not in _TURNED:
        found = list(_beside(tie, owners, evidence, pages))
    if found or (owners and tie.noun in _TURNED) or cue.asks != "person":
        return distinct(found)
    return None


def _held(
    tie: CueTie, owners: Collection[str], evidence: Evidence, pages: dict[str, Page]
) -> Iterator[Value]:
    """Yield those of whom the role is told: "Tom, the uncle of Ana", "the cook, Tom"."""
    for claim in _claims(tie.noun, evidence, pages):
        page = pages[claim.episode]
        whose = {m.entity for m in _owners(page, claim.start, claim.end)}
        if not owners or whose & frozenset(owners):
            yield from _said(claim.entity, claim, page, evidence, whose)


def _called(tie: CueTie, owners: Collection[str], evidence: Evidence) -> Iterator[Value]:
    """Yield those who have a name and are called so too: "his daughter", who is Ana elsewhere."""
    stems = frozenset(terms(tie.noun))
    for page in evidence.told if owners else ():
        for each in page.spans:
            text = page.episode.text[each.start : each.end]
            if len(text) > _NEAR or not stems & frozenset(terms(text)[-1:]):
                continue
            whose = {m.entity for m in _owners(page, each.end - len(text.split()[-1]), each.end)}
            if whose & frozenset(owners):
                claim = Claimed(each.entity, text, page.episode.id, each.start, each.end)
                yield from _said(each.entity, claim, page, evidence, whose)


def _turned(
    tie: CueTie, owners: Collection[str], evidence: Evidence, pages: dict[str, Page]
) -> Iterator[Value]:
    """Yield those to whom the one named is what answers to it: "Ana, niece of Tom"."""
    for noun in _TURNED.get(tie.noun, ()):
        for claim in _claims(noun, evidence, pages):
            page = pages[claim.episode]
            for each in _owners(page, claim.start, claim.end) if claim.entity in owners else ():
                being = evidence.beings.get(each.entity)
                if being is not None and not _unlike(tie.noun, being, evidence):
                    yield from _said(each.entity, claim, page, evidence, owners, anyone=True)


def _beside(
    tie: CueTie, owners: Collection[str], evidence: Evidence, pages: dict[str, Page]
) -> Iterator[Value]:
    """Yield those who are it in a sentence that mentions whose it is: "the Pyms' cook, Tom"."""
    names = {s for k in evidence.known if k.name.text in tie.whose for s in terms(k.name.text)}
    for claim in _claims(tie.noun, evidence, pages):
        page = pages[claim.episode]
        inside = [s for s in page.sentences if s.start < claim.end and claim.start < s.end]
        there = any(names & s.terms for s in inside) or any(
            s.start <= m.start < s.end and m.entity in owners for s in inside for m in page.spans
        )
        if there:
            yield from _said(claim.entity, claim, page, evidence, owners)


def _claims(noun: str, evidence: Evidence, pages: dict[str, Page]) -> Iterator[Claimed]:
    """Yield the roles that end in a noun, in the order in which they are told."""
    stems = frozenset(terms(noun))
    held = [c for c in evidence.tied if c.positive and c.episode in pages]
    for claim in sorted(held, key=lambda c: (pages[c.episode].episode.ordinal, c.start)):
        if stems & frozenset(terms(claim.name)[-1:]):
            yield claim


def _owners(page: Page, start: int, end: int) -> Iterator[Mentioned]:
    """Yield who stands right in front of a role as its owner, or behind it after "of"."""
    text = page.episode.text
    after = _OF.match(text, end)
    for each in page.spans:
        if after is not None and end < each.start and abs(each.start - after.end()) <= 1:
            yield each
        elif each.end <= start <= each.end + _NEAR:
            between = _BETWEEN.fullmatch(text, each.end, start)
            word = text[each.start : each.end].lower()
            if between and (between.group("own") or word in _POSSESSIVE or word.endswith("s'")):
                yield each


def _said(
    entity: str,
    claim: Claimed,
    page: Page,
    evidence: Evidence,
    others: Collection[str],
    *,
    anyone: bool = False,
) -> Iterator[Value]:
    being = evidence.beings.get(entity)
    if being is not None and entity not in others and (being.named or anyone):
        yield Value(being.name, normal_name(being.name), page, claim.start, claim.end)


def _unlike(noun: str, being: Being, evidence: Evidence) -> bool:
    """Whether somebody is a woman who is asked for as a man, or the other way round."""
    titles = {word.strip(".") for alias in being.aliases for word in alias.lower().split()}
    said: Counter[str] = Counter()
    for page in evidence.told:
        for each in page.spans:
            if each.entity == being.id:
                said[page.episode.text[each.start : each.end].lower()] += 1
    men = sum(said[w] for w in _HIS) + len(titles & _MEN) * 9
    women = sum(said[w] for w in _HER) + len(titles & _WOMEN) * 9
    return women > men if noun in _MEN else men > women if noun in _WOMEN else False
