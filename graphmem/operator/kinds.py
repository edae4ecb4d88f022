"""Which kind of thing each name stands for, by all that the episode says of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from graphmem.language.names import given_gender
from graphmem.language.parse import Parsed
from graphmem.operator.capitals import POSSESSIVE
from graphmem.operator.grammar import case, children
from graphmem.operator.naming import NameSpan
from graphmem.operator.sorts import Sorts
from graphmem.operator.words import (
    BODIES,
    BODILY,
    FEELING,
    FEMALE,
    FIRST,
    LOOKING,
    MALE,
    SAYING,
    TITLES,
    TRAVELLING,
)

# What the pipeline's words for names are among the kinds of entities; events are none of these.
_LABELS = {
    "PERSON": "Person",
    "ORG": "Organization",
    "PLACE": "Place",
    "WORK": "Work",
    "EVENT": "Event",
    "PRODUCT": "Object",
    "GROUP": "Group",
    "MISC": "Concept",
}
_HEADS = {
    "place": "Place",
    "event": "Event",
    "organization": "Organization",
    "work": "Work",
    "group": "Group",
    "object": "Object",
}
_NOUNS = {**_HEADS, "person": "Person", "creature": "Creature", "concept": "Concept"}
_DETERMINED = ("the", "that", "this")
_SEEN = 2.0  # what the pipeline's word for a name tells, the first time
_OFFICE = 4.0
_SURE = {"place": 2.8, "event": 2.5}
_ENOUGH, _PERSON = 0.75, 0.5  # votes it takes to be of a kind that the pipeline saw nowhere
_SOMEONE = FIRST | MALE | FEMALE
_STANDING = frozenset(("at", "in", "inside", "across", "near", "around", "throughout", "outside"))
_MOVING = frozenset(("to", "into", "from", "through", "toward", "towards", "over", "along", "on"))

Votes = dict[str, float]


def name_kinds(
    page: Parsed, spans: Sequence[NameSpan], sorts: Sorts, known: Mapping[str, str]
) -> list[str]:
    """Return the kind of each name: the one with most evidence over all its occurrences.

    `known` are the kinds that names had in the window before. A name of one word that begins
    or ends a person's full name is that person's.
    """
    votes: dict[tuple[str, ...], Votes] = {}
    for span in spans:
        words = name_words(page, span)
        if words not in votes:
            votes[words] = _from_words(page, span, sorts)
            if " ".join(words) in known:
                _add(votes[words], known[" ".join(words)], 2.0)
        _from_context(page, span, votes[words], sorts)
    for words, vote in votes.items():
        _as_body(words, vote)
    seen = {w: {k for k in v if k.startswith("seen ")} for w, v in votes.items()}
    votes = {w: {k: x for k, x in v.items() if " " not in k} for w, v in votes.items()}
    _share_with_parts(votes, [w for w in votes if not seen[w] or "seen PERSON" in seen[w]])
    best = {words: _best(v, seen[words]) for words, v in votes.items()}
    return [best[name_words(page, span)] for span in spans]


def _best(votes: Votes, seen: set[str]) -> str:
    """Return the kind with most votes; what the pipeline saw nowhere needs some to be any."""
    kind = max(sorted(votes), key=lambda k: votes[k])
    enough = seen or votes[kind] >= (_PERSON if kind == "Person" else _ENOUGH)
    return kind if enough else "Concept"


def _as_body(words: tuple[str, ...], votes: Votes) -> None:
    """Let the pipeline say whether a school or a court is meant as a body or as its house."""
    seen = votes.get("seen ORG", 0.0) > votes.get("seen PLACE", 0.0)
    if seen and _head_word(words).lower() in BODIES:
        votes["Place"] = min(votes.get("Place", 0.0), 0.9 * votes["Organization"])


def name_words(page: Parsed, span: NameSpan) -> tuple[str, ...]:
    """Return the words of a name, as the page has them."""
    return tuple(t.text for t in page.tokens[span.start : span.end])


def _add(votes: Votes, kind: str, weight: float) -> None:
    votes[kind] = votes.get(kind, 0.0) + weight


def _from_words(page: Parsed, span: NameSpan, sorts: Sorts) -> Votes:
    """Return what the words of the name tell, wherever it stands."""
    words = [t.text for t in page.tokens[span.start : span.end]]
    votes: Votes = defaultdict(float, {"Concept": 0.05})
    first = sorts.names.scores(words[0].lower())
    owned = len(words) > 2 and words[1] in POSSESSIVE  # "King's Abbot"
    given = 0.0 if owned else givenness(words[0], sorts)
    common = sorts.names.sort(words[0].lower()) == "common"
    if len(words) == 1:
        _add(votes, "Place", 1.2 * max(0.0, first["place"]))
        _add(votes, "Person", 1.2 * given + 0.1)
        _add(votes, "Organization", 0.6 * max(0.0, first["organization"]))
        _add(votes, "Group", 0.8 * max(0.0, first["group"]))
        return votes
    head = _head_word(words).lower()
    sort = sorts.nouns.sort(head)
    strength = min(1.0, max(0.1, 2 * sorts.nouns.scores(head)[sort] - 0.2)) * sorts.plainness(head)
    if sort in _HEADS and not _is_toponym(head, sorts):
        doubt = 0.35 if given > 0.5 and len(words) == 2 else 1.0
        if not sorts.nouns.is_example(head):
            strength *= 0.7
        _add(votes, _HEADS[sort], _SURE.get(sort, 1.2) * strength * doubt)
    if "of" in words[1:] and sort in ("person", "group") and sorts.is_somebody(head):
        _add(votes, _NOUNS[sort], _OFFICE)  # "President of the United States"
        return votes
    short = len(words) <= 3 and not common and not owned
    _add(votes, "Person", 1.5 * given + (0.5 if short else -0.5))
    if common:
        _add(votes, "Place", 0.3)
    if any(w.lower() in ("of", "the", "and", "&", "for") for w in words):
        _add(votes, "Person", -1.5)
        _add(votes, "Place", 0.3)
    return votes


def _is_toponym(word: str, sorts: Sorts) -> bool:
    """Return whether a word is itself a place's name: "Creed Berlin" is no kind of berlin."""
    return sorts.names.scores(word)["place"] > max(0.5, sorts.nouns.scores(word)["place"])


def givenness(word: str, sorts: Sorts) -> float:
    """Return from 0 to 1 how surely a word is a given name."""
    if given_gender(word.lower()):
        return 1.0
    scores = sorts.names.scores(word.lower())
    strength = min(1.0, max(0.0, (max(scores["female"], scores["male"]) - 0.4) / 0.5))
    return strength * (
        1.0 if sorts.names.is_example(word.lower()) else sorts.plainness(word.lower())
    )


def _head_word(words: Sequence[str]) -> str:
    """Return the last word, or the one in front of "of" ("Museum of Natural History")."""
    lowered = [w.lower() for w in words]
    return words[lowered.index("of") - 1] if "of" in lowered[1:] else words[-1]


def _from_context(page: Parsed, span: NameSpan, votes: Votes, sorts: Sorts) -> None:
    """Add what one occurrence tells: the pipeline's word for it and its place in the clause."""
    if span.kind:
        # the pipeline repeats its mistakes: each further time says half as much
        _add(votes, _LABELS[span.kind], _SEEN * _again(votes, f"seen {span.kind}"))
    elif _numbered(page, span, sorts):
        _add(votes, "Concept", 2.0)
    head = head_of(page, span)
    token = page.tokens[head]
    if _titled(page, span):
        _add(votes, "Person", 3.0)
    if span.start and page.tokens[span.start - 1].text.lower() in _DETERMINED:
        _from_noun(page, span, votes, sorts)
    if token.dep == "root" and token.pos == "PROPN":  # a name alone: of a person, else a dateline
        _add(votes, "Place", 0.5 if span.end - span.start > 1 else 0.1)
        _add(votes, "Person", 0.3)
    _from_preposition(page, head, votes)
    _from_relation(page, head, votes, sorts)
    _from_apposition(page, span, head, votes, sorts)


def _again(votes: Votes, what: str) -> float:
    """Return what one more of the same tells: 1 the first time, and each time half as much."""
    worth: float = 0.5 ** votes.get(what, 0.0)
    _add(votes, what, 1.0)
    return worth


def _numbered(page: Parsed, span: NameSpan, sorts: Sorts) -> bool:
    """Return whether a name is a noun with a number: "Title IV", "Tab 3"."""
    after = page.tokens[span.end : span.end + 1]
    number = bool(after) and after[0].pos == "NUM" and span.end == span.start + 1
    roman = set(page.tokens[span.end - 1].text) <= set("IVX") and span.end == span.start + 2
    return (number or roman) and givenness(page.tokens[span.start].text, sorts) < 0.5


def _from_noun(page: Parsed, span: NameSpan, votes: Votes, sorts: Sorts) -> None:
    """Add what a name with an article in front is as a noun ("the Rabbit"), if it is one."""
    head = page.tokens[span.end - 1].text.lower()
    noun = sorts.nouns.sort(head)
    plain = not span.kind and span.end == span.start + 1 and noun in _NOUNS
    if plain and (sorts.names.sort(head) == "common" or sorts.is_somebody(head)):
        _add(votes, _NOUNS[noun], 1.5 * _again(votes, "a noun"))
        return
    _add(votes, "Person", -1.0)
    _add(votes, "Place", 0.3)


def _from_preposition(page: Parsed, head: int, votes: Votes) -> None:
    preposition = case(page, head)
    if preposition == "at" and page.tokens[page.tokens[head].head].lemma in LOOKING:
        _add(votes, "Person", 0.2)
    elif preposition in _STANDING:
        _add(votes, "Place", 1.2)
    elif preposition == "to" and page.tokens[page.tokens[head].head].lemma in TRAVELLING:
        _add(votes, "Place", 3.5)
    elif preposition in _MOVING:
        _add(votes, "Place", 0.4)


def _from_relation(page: Parsed, head: int, votes: Votes, sorts: Sorts) -> None:
    token = page.tokens[head]
    governor = page.tokens[token.head]
    if token.dep in ("nsubj", "iobj"):
        lemma = governor.lemma
        human = lemma in SAYING or lemma in FEELING or lemma in BODILY
        human = human or _acts_on_somebody(page, governor.i) or _has_own(page, governor.i)
        verbal = governor.pos == "VERB"
        _add(votes, "Person", 1.5 if human else 0.6 * _again(votes, "acts ") if verbal else 0.1)
        _add(votes, "Place", -0.7 if human else 0.0)  # a bridge neither speaks nor weeps
    elif token.dep == "obj" and governor.lemma in ("reach", "enter", "visit"):
        _add(votes, "Place", 0.8)
    elif token.dep == "vocative":
        _add(votes, "Person", 1.5)
    elif token.dep == "nmod:poss" and sorts.nouns.sort(governor.lemma) == "concept":
        _add(votes, "Person", 0.4)  # an owner of hands, looks, thoughts


def _acts_on_somebody(page: Parsed, verb: int) -> bool:
    """Return whether a verb has a person as its object: "X approached him"."""
    return any(page.tokens[c].text.lower() in _SOMEONE for c in children(page, verb, "obj", "iobj"))


def _has_own(page: Parsed, verb: int) -> bool:
    """Return whether a verb has with it what is his or hers: "X climbed with his arms out"."""
    with_it = children(page, verb, "obj", "obl")
    owners = (page.tokens[o].text.lower() for c in with_it for o in children(page, c, "nmod:poss"))
    return any(owner in ("his", "her") for owner in owners)


def _from_apposition(page: Parsed, span: NameSpan, head: int, votes: Votes, sorts: Sorts) -> None:
    """Add what a noun beside the name says it is ("the company, X"; "X, a retired plumber")."""
    token = page.tokens[head]
    nouns = [page.tokens[c] for c in children(page, head, "appos")]
    if token.dep == "appos":
        nouns.append(page.tokens[token.head])
    if span.start:
        nouns.append(page.tokens[span.start - 1])
    if span.start > 2 and nouns[-1].text == "," and page.tokens[span.start - 3].pos == "DET":
        nouns.append(page.tokens[span.start - 2])  # "the company, X"
    for noun in nouns:
        sort = sorts.nouns.sort(noun.lemma) if noun.pos == "NOUN" else ""
        if sort == "person":
            _add(votes, "Person", 1.5)
        elif sort in _HEADS:
            _add(votes, _HEADS[sort], 1.5)


def _titled(page: Parsed, span: NameSpan) -> bool:
    words = [
        page.tokens[i].text.lower().rstrip(".") for i in (span.start, span.start - 1) if i >= 0
    ]
    inside = len(words) > 0 and words[0] in TITLES and span.end - span.start > 1
    inside = inside and page.tokens[span.start + 1].text not in POSSESSIVE
    before = len(words) > 1 and words[1] in TITLES
    return inside or before


def head_of(page: Parsed, span: tuple[int, int] | NameSpan) -> int:
    """Return the token of a span whose head stands outside of it."""
    start, end = span[0], span[1]
    top = end - 1
    for i in range(end - 1, start - 1, -1):
        token = page.tokens[i]
        if token.head == i:
            top = i
        elif not start <= token.head < end and token.dep not in ("case", "det", "punct"):
            return i
    return top


def _share_with_parts(
    votes: dict[tuple[str, ...], Votes], persons: Sequence[tuple[str, ...]]
) -> None:
    """Let a full name and its parts vote together, where the part is one of a person.

    `persons` are the names that may be a person's: Harrow School is none, whoever Harrow is.
    """
    for words, part in votes.items():
        if len(words) != 1:
            continue
        wholes = [w for w in persons if len(w) > 1 and words[0] in (w[0], w[-1])]
        for whole in wholes:
            _add(votes[whole], "Person", min(2.0, max(0.0, part.get("Person", 0.0))))
        if any(max(votes[w], key=lambda k: votes[w][k]) == "Person" for w in wholes):
            _add(part, "Person", 3.0)
