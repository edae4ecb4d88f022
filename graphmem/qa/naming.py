"""Which names of a query stand for something in the memory, and for what."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from graphmem.ids import normal_name
from graphmem.language.names import given_gender
from graphmem.language.wordlists import read_words
from graphmem.models.recollection import Cue, CueName
from graphmem.qa.evidence import Being, Known

_OR = re.compile(r",? or (?:(?:at|in|to|the|by|with|from|for|on|near) )*", re.IGNORECASE)
_ARTICLES = frozenset({"the", "that", "this", "our", "your"})
_TITLES = frozenset(read_words("graphmem.qa", "words.toml")["titles"])


@dataclass(slots=True)
class NameIndex:
    """The memory's entities by their names, by the words of these, and places by the last word."""

    beings: dict[str, Being] = field(default_factory=dict)
    exact: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    words: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    heads: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, beings: Iterable[Being]) -> "NameIndex":
        """Return the index of these entities."""
        index = cls()
        for being in beings:
            index.beings[being.id] = being
            for alias in {being.name, *being.aliases}:
                normal = bare(normal_name(alias))
                index.exact[normal].add(being.id)
                if being.named:
                    for word in normal.split():
                        index.words[word].add(being.id)
                    if being.kind == "Place" and len(normal.split()) > 1:
                        index.heads[normal.split()[-1]].add(being.id)
        return index

    def whole(self, normal: str) -> frozenset[str]:
        """Return the named entities called just so."""
        return frozenset(i for i in self.exact.get(bare(normal), ()) if self.beings[i].named)

    def partial(self, normal: str) -> frozenset[str]:
        """Return the named entities whose full name begins or ends with these words."""
        tokens = bare(normal).split()
        if not tokens:
            return frozenset()
        found = set.intersection(*(self.words.get(token, set()) for token in tokens))
        return frozenset(i for i in found if _at_an_end(tokens, self.beings[i]))

    def described(self, words: Sequence[str]) -> frozenset[str]:
        """Return the nameless whose description ends in these words: "lamp", "her red lamp"."""
        phrase = " ".join(words)
        if not phrase:
            return frozenset()
        alike = (n for n in self.exact if f" {n}".endswith(f" {phrase}"))
        return frozenset(i for n in alike for i in self.exact[n] if not self.beings[i].named)

    def misspelt(self, normal: str) -> frozenset[str]:
        """Return the named entities of the only name that differs by one letter.

        A word that somebody is called by, or that is a given name, is not misspelt.
        """
        asked = bare(normal).split()
        found: dict[str, set[str]] = {}
        for i, word in enumerate(asked):
            others = asked[:i] + asked[i + 1 :]
            if word in self.words or given_gender(word):
                continue
            held = [self.words.get(other, set()) for other in others]
            alike = [w for w in self.words if one_letter_off(word, w, given=i == 0)]
            for other in alike:
                name = " ".join([*asked[:i], other, *asked[i + 1 :]])
                if ids := self.words[other].intersection(*held) & self.whole(name):
                    found[name] = ids
        return frozenset(next(iter(found.values()))) if len(found) == 1 else frozenset()

    def within(self, normal: str) -> frozenset[str]:
        """Return the entities with the longest name that ends a name of more words."""
        words = bare(normal).split()
        for i in range(1, len(words) - 1):
            if "and" not in words and (found := self.whole(" ".join(words[i:]))):
                return found
        return frozenset()


def one_letter_off(word: str, other: str, *, given: bool) -> bool:
    """Return whether two words begin alike and a letter is missing, wrong, or changed places.

    Short words are often others altogether; and of given names one with a wrong letter is
    ("Jonas", "Jonah").
    """
    long, short = sorted((word, other), key=len, reverse=True)
    if long[0] != short[0] or len(long) - len(short) > 1 or len(long) < (6 if given else 4):
        return False
    at = next((i for i, (a, b) in enumerate(zip(long, short, strict=False)) if a != b), len(short))
    if len(long) > len(short):
        return long[at + 1 :] == short[at:]
    turned = long[at : at + 2] == short[at : at + 2][::-1] and long[at + 2 :] == short[at + 2 :]
    return word != other and (turned or (not given and long[at + 1 :] == short[at + 1 :]))


def bare(normal: str) -> str:
    """Return a normal name without article and titles in front."""
    tokens = normal.split()
    while len(tokens) > 1 and (tokens[0] in _ARTICLES or tokens[0] in _TITLES):
        tokens = tokens[1:]
    return " ".join(tokens)


def resolve_names(cue: Cue, index: NameIndex) -> tuple[list[Known], list[CueName]]:
    """Return the names that are known, longer before shorter, and the sure ones that are not."""
    known: list[Known] = []
    lower = not any(_sure(name) for name in cue.names)
    for name in sorted(cue.names, key=lambda n: (not _sure(n), n.start - n.end, n.start)):
        if any(_overlap(name, other.name) for other in known):
            continue
        if two := _side_by_side(name, index):
            known += two
            continue
        entities = _look_up(name, index, lower=lower)
        headed = not entities and _definite(cue.query, name)
        if headed:
            entities = frozenset(index.heads.get(name.normal, ()))
        if entities:
            known.append(Known(name, entities, headed=headed))
    taken = [other.name for other in known]
    unknown = [n for n in cue.names if _sure(n) and not any(_overlap(n, t) for t in taken)]
    return _choices(cue.query, sorted(known, key=lambda k: k.name.start)), _widest(unknown)


def _choices(query: str, known: list[Known]) -> list[Known]:
    """Return the names with those as one that the query gives to choose from: "Leeds or York"."""
    joined: list[Known] = []
    for each in reversed(known):
        rest = joined[-1] if joined else None
        between = "" if rest is None else query[each.name.end : rest.name.start]
        if rest is None or not (_OR.fullmatch(between) or (rest.choice and between == ", ")):
            joined.append(each)
            continue
        text = query[each.name.start : rest.name.end]
        name = CueName(text, normal_name(text), each.name.start, rest.name.end)
        joined[-1] = Known(name, each.entities | rest.entities, choice=True)
    joined.reverse()
    return joined


def _side_by_side(name: CueName, index: NameIndex) -> list[Known]:
    """Return two names that stand beside each other without a word between: "Ana Ruiz Leeds"."""
    if not _sure(name) or index.whole(name.normal):
        return []
    for gap in re.finditer(r"\s+", name.text):
        cuts = (name.start, name.start + gap.start()), (name.start + gap.end(), name.end)
        texts = name.text[: gap.start()], name.text[gap.end() :]
        names = [CueName(t, normal_name(t), *cut) for t, cut in zip(texts, cuts, strict=True)]
        found = [index.whole(each.normal) for each in names]
        if all(found):
            return [Known(n, ids) for n, ids in zip(names, found, strict=True)]
    return []


def _look_up(name: CueName, index: NameIndex, *, lower: bool) -> frozenset[str]:
    whole = index.whole(name.normal)
    words = name.normal.split()
    if _sure(name):
        return whole or index.partial(name.normal) or index.within(name.normal)
    if len(words) > 1:
        return whole or (index.partial(name.normal) if lower else frozenset())
    return _first_names(words[0], index) if lower else frozenset()


def _first_names(word: str, index: NameIndex) -> frozenset[str]:
    """Return the persons called by this word, of a query that is all in lower case."""
    found = index.whole(word) | index.partial(word)
    return frozenset(i for i in found if index.beings[i].kind == "Person")


def _definite(query: str, name: CueName) -> bool:
    before = query[: name.start].lower().split()
    return bool(before) and before[-1] in _ARTICLES


def _at_an_end(tokens: Sequence[str], being: Being) -> bool:
    for alias in (being.name, *being.aliases):
        words = bare(normal_name(alias)).split()
        if words[: len(tokens)] == list(tokens) or words[-len(tokens) :] == list(tokens):
            return True
    return False


def _sure(name: CueName) -> bool:
    return name.text[0].isupper() or name.text[0].isdigit()


def _overlap(a: CueName, b: CueName) -> bool:
    return a.start < b.end and b.start < a.end


def _widest(names: Sequence[CueName]) -> list[CueName]:
    """Of overlapping names keep the parts, where there are any: the whole is not known."""
    parts: set[CueName] = set()
    ends = math.inf  # the first end of those that begin later, or there and are shorter
    for name in sorted(names, key=lambda n: (-n.start, n.end)):
        if name.end < ends:
            parts.add(name)
        ends = min(ends, name.end)
    return [name for name in names if name in parts]
