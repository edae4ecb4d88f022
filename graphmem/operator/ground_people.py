"""Whom and what a model tells of: found in the text, and joined with those that were read there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from graphmem.ids import normal_name
from graphmem.language.names import acronym, compatible, given_gender, parse_person
from graphmem.models.workspace import Kind, Mention, ReadEntity
from graphmem.operator.draft import Draft
from graphmem.operator.ground import Span, nearest, one_of, overlap
from graphmem.operator.llm_shapes import ToldEntity
from graphmem.operator.words import FEMALE, MALE, PERSONAL

_KINDS: dict[str, Sequence[str]] = {
    "Person": ("character", "human", "man", "woman", "people", "individual", "actor"),
    "Organization": ("organisation", "company", "institution", "org", "agency", "business"),
    "Place": ("location", "city", "country", "building", "venue", "area", "geo", "gpe", "loc"),
    "Group": ("team", "family", "crowd", "band"),
    "Work": ("book", "song", "film", "art", "painting", "publication", "document"),
    "Creature": ("animal", "pet", "monster"),
    "Object": ("thing", "item", "product", "artifact", "vehicle", "tool"),
    "Concept": ("idea", "abstract", "topic", "feeling", "activity"),
}
_NO_ENTITY = ("date", "time", "event", "number", "quantity", "year")
_LIVING = ("Person", "Creature")
_LOOSE = ("Concept", "Object")  # what the pipeline calls whatever it knows nothing of
_ARTICLE = re.compile(r"(?:the|an?|his|her|its|their|my|our|your)\s+", re.IGNORECASE)
_LONGEST = 80  # characters of a description
_HALF = 0.5
_SMALL = frozenset(("of", "the", "and", "de", "la", "von", "van", "in", "on", "for", "at", "to"))
_OPENING = ("", ".", "!", "?", "\u2026")


def ground_entities(draft: Draft, told: Sequence[ToldEntity]) -> None:
    """Take in the entities of an answer, and note what the answer calls them."""
    for each in told:
        if not one_of(each.kind, {"no": _NO_ENTITY}):
            _ground(draft, each)


def resolve(draft: Draft, name: str, near: Span, kind: Kind = "Concept") -> int | None:
    """Return the number of whom a name means at a span; None, and counted, for nobody there.

    Somebody that the text holds and nobody told of before is taken in as of that kind.
    """
    name = name.strip()
    known = normal_name(name)
    if not known:
        return None
    if known in PERSONAL:
        return _pronoun(draft, known, near)
    found = _known(draft, name, near)
    if found is None:
        found = _new(draft, name, near, kind)
    if found is None:
        draft.dropped.drop("people")
    return found


def _ground(draft: Draft, told: ToldEntity) -> None:
    """Find an entity by its name or else its other names, and let these stand for it."""
    called = list(dict.fromkeys(n for n in (told.name, *told.other_names) if _is_name(n)))
    kind = _kind(told.kind)
    number = None
    for at, name in enumerate(called):
        number = _found(draft, name, kind)
        if number is not None:
            called = called[at:]
            break
    if number is None:
        draft.dropped.drop("entities")
        return
    _christen(draft, number, called, kind)
    for name in called:
        if name == called[0] or _alias(draft, number, name):
            draft.names.setdefault(normal_name(name), number)
        else:
            draft.dropped.drop("names")
    _retype(draft, number, kind)


def _found(draft: Draft, name: str, kind: Kind | None) -> int | None:
    """Return who has a name, taken in where the text holds it and nobody was read to have it."""
    known = _known(draft, name)
    if known is not None:
        return known
    spans = _spans(draft, name)
    return _taken(draft, spans, kind) if spans else None


def _is_name(name: str) -> bool:
    return bool(normal_name(name)) and normal_name(name) not in PERSONAL and len(name) <= _LONGEST


def _kind(words: str) -> Kind | None:
    return one_of(words, _KINDS) or None  # type: ignore[return-value]


def _spans(draft: Draft, name: str) -> list[Span]:
    """Return where a name stands: anywhere, but a description only in what the model was given."""
    named = is_proper(name)
    return draft.text.find(name, None if named else draft.within)


def is_proper(name: str) -> bool:
    """Return whether words are a name, and no description of somebody."""
    rest = _ARTICLE.sub("", name, count=1)
    return rest[:1].isupper() or rest[:1].isdigit()


def _known(draft: Draft, name: str, near: Span | None = None) -> int | None:
    """Return who has a name: in this answer, as it was read, or by words that stand for somebody.

    A description is whose it is where it stands nearest.
    """
    known = normal_name(name)
    if known in draft.names:
        return draft.kept(draft.names[known])
    called = [n for n in draft.living() if normal_name(draft.entity(n).name) == known]
    spans = _spans(draft, name)
    named = [n for n in called if draft.entity(n).named or not spans]
    if named:
        return named[0]
    if near is not None and not is_proper(name):
        spot = nearest(spans, near)
        spans = [] if spot is None else [spot]
    votes: Counter[int] = Counter(n for span in spans for n in _standing(draft, span))
    return max(votes, key=lambda n: (votes[n], -n)) if votes else None


def _standing(draft: Draft, span: Span) -> list[int]:
    """Return for whom words at a span stand: these very words, or else most of them, or a name."""
    close = []
    for number in draft.living():
        for mention in draft.mentions(number):
            if mention.form == "pronoun" or not _touches(mention, span):
                continue
            if (mention.start, mention.end) == span:
                return [number]
            if _stands(draft, number, mention, span):
                close.append(number)
                break
    return close


def _touches(mention: Mention, span: Span) -> bool:
    return mention.start < span[1] and span[0] < mention.end


def _stands(draft: Draft, number: int, mention: Mention, span: Span) -> bool:
    """Return whether a mention is about the same words: "Lena Vogt" and "Dr. Vogt", "the lake"."""
    own = (mention.start, mention.end)
    if mention.form != "name" or draft.entity(number).kind not in _LIVING:
        return overlap(own, span) >= _HALF
    if own[0] <= span[0] and span[1] <= own[1]:
        return True
    # More than the name: a title before it is, "Lena's aunt" is not.
    whole = span[0] <= own[0] and span[1] == own[1]
    return whole and is_proper(draft.text.text[span[0] : span[1]])


def _taken(draft: Draft, spans: Sequence[Span], kind: Kind | None) -> int:
    """Take in an entity that nobody read before."""
    start, end = spans[0]
    words = draft.text.text[start:end]
    named = _written_as_name(draft, spans, kind)
    person = kind == "Person" and named
    top = max((len(draft.mentions(n)) for n in draft.living()), default=0)
    read = ReadEntity(
        name=words,
        kind=kind or "Concept",
        mentions=(),
        gender=_gender(words) if person else "",  # type: ignore[arg-type]
        named=named,
        salience=round(min(1.0, len(spans) / max(top, len(spans), 3)), 4),
    )
    number = draft.new(read, [])
    for span in spans:
        draft.mention(number, span, "name" if named else "nominal", 0.9)
    return number


def _written_as_name(draft: Draft, spans: Sequence[Span], kind: Kind | None) -> bool:
    """Return whether the text writes words with capitals, and not only as it begins a sentence.

    Somebody's name may do that, if the word never stands there without its capital.
    """
    text = draft.text.text
    for start, end in spans:
        words = _ARTICLE.sub("", text[start:end], count=1).split()
        capitals = sum(w[:1].isupper() or w[:1].isdigit() for w in words)
        if not capitals or capitals < len(words) - sum(w in _SMALL for w in words):
            continue
        opens = text[:start].rstrip("\u201c\u2018\"' \n\t")[-1:] in _OPENING
        common = re.search(rf"\b{re.escape(text[start:end].lower())}\b", text)
        if capitals > 1 or not opens or (kind in _LIVING and not common):
            return True
    return False


def _christen(draft: Draft, number: int, called: Sequence[str], kind: Kind | None) -> None:
    """Let an entity that was read without a name have the one that the text gives it."""
    if draft.entity(number).named:
        return
    for name in called:
        spans = _spans(draft, name)
        if not _written_as_name(draft, spans, kind):
            continue
        start, end = spans[0]
        draft.change(number, named=True, name=draft.text.text[start:end])
        mentions = draft.mentions(number)
        for at, mention in enumerate(mentions):
            inside = any(overlap(s, (mention.start, mention.end)) >= _HALF for s in spans)
            if inside and mention.form == "nominal":
                mentions[at] = mention.model_copy(update={"form": "name"})
        return


def _gender(name: str) -> str:
    person = parse_person(name)
    return person.gender or given_gender(person.single or person.given)


def _alias(draft: Draft, number: int, name: str) -> bool:
    """Let another name stand for an entity; say whether the text bears that out."""
    spans = _spans(draft, name)
    if any(draft.kept(number) in _standing(draft, span) for span in spans):
        return True
    other = _known(draft, name)
    if other is not None:
        if not _may_be_one(draft, number, other):
            return False
        first = draft.entity(number).named or not draft.entity(other).named
        draft.join(*((number, other) if first else (other, number)))
        return True
    for span in spans:
        named = is_proper(name) and _written_as_name(draft, [span], None)
        draft.mention(number, span, "name" if named else "nominal", 0.8)
    return bool(spans)


def _may_be_one(draft: Draft, one: int, other: int) -> bool:
    """Return whether two that were read apart can be one: a description and a name, two forms."""
    a, b = draft.entity(one), draft.entity(other)
    if a.gender and b.gender and a.gender != b.gender:
        return False
    if a.named and b.named:
        if a.kind in _LIVING and b.kind in _LIVING:
            return compatible(a.name, b.name)
        initials = {acronym(a.name), acronym(b.name)} - {""}
        return bool(initials & {normal_name(a.name), normal_name(b.name)})
    return a.kind == b.kind or (a.kind in _LOOSE or b.kind in _LOOSE)


def _retype(draft: Draft, number: int, kind: Kind | None) -> None:
    """Let the model say what kind a name is of; he and she are never places."""
    entity = draft.entity(number)
    if kind is None or kind == entity.kind:
        return
    pronouns = {m.text.lower() for m in draft.mentions(number) if m.form == "pronoun"}
    if pronouns & (MALE | FEMALE) and kind not in _LIVING:
        draft.dropped.drop("kinds")
        return
    draft.change(number, kind=kind)


def _pronoun(draft: Draft, word: str, near: Span) -> int | None:
    """Return for whom a pronoun near a span was read to stand."""
    spans = {
        (m.start, m.end): number
        for number in draft.living()
        for m in draft.mentions(number)
        if m.form == "pronoun" and m.text.lower() == word
    }
    found = nearest((s for s in spans if draft.text.same_sentence(s, near)), near)
    if found is None:
        draft.dropped.drop("people")
        return None
    return spans[found]


def _new(draft: Draft, name: str, near: Span, kind: Kind) -> int | None:
    """Take in words that no entity of the answer has, where they stand nearest."""
    if not _is_name(name):
        return None
    spans = _spans(draft, name)
    spot = nearest(spans, near)
    if spot is None:
        return None
    number = _taken(draft, spans if is_proper(name) else [spot], kind)
    draft.names.setdefault(normal_name(name), number)
    return number
