"""Which words on a page stand for the same figure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import partial

from graphmem.operator.agreement import (
    ANIMATE,
    agree,
    is_definite,
    is_empty,
    is_negated,
    may_be,
    modifies,
    things_by_word,
)
from graphmem.operator.descriptions import Descriptions
from graphmem.operator.dialogue import speakers
from graphmem.operator.figures import Cast, Figure
from graphmem.operator.gathering import gather_names
from graphmem.operator.genders import gender_of_given, tell_genders
from graphmem.operator.grammar import case, children, clause, named_after
from graphmem.operator.kin import kin_of_teller
from graphmem.operator.mentions import Found
from graphmem.operator.page import Page
from graphmem.operator.sorts import Sorts
from graphmem.operator.words import FIRST, FIRST_PLURAL, PLURAL, SECOND

# How much a mention brings a figure to mind, by its place in the clause, and what is left of
# it a sentence later.
_WEIGHTS = {
    "nsubj": 1.0,
    "nsubj:pass": 0.9,
    "obj": 0.6,
    "iobj": 0.6,
    "nmod:poss": 0.5,
    "vocative": 0.2,
}
_FADING = 0.6
_LEAST = 0.08
_OTHERWISE, _OPENING, _SHOWN = 0.4, 1.0, 0.9
# What is added for a name, and what is left of a noun phrase, of what is said, of a name that only
# says of which sort a noun is; of what was said, what comes back within the same quotation.
_NAME, _NOMINAL, _QUOTED, _MODIFIER, _SAID = 0.15, 0.6, 0.4, 0.2, 0.6
# How far a pronoun is from whose gender is not told, who has no name, and one alone from "they".
_UNTOLD, _NAMELESS, _NAMELESS_UNTOLD, _ONE = 0.5, 0.8, 0.4, 0.35
_ABOUT, _SHARE, _SAME_CLAUSE = 0.3, 0.15, 0.1
_SUBJECTS = ("nsubj", "nsubj:pass")


def resolve(
    page: Page, found: Sequence[Found], sorts: Sorts, known: Mapping[tuple[str, ...], str]
) -> Cast:
    """Return the cast of a page: names first, then noun phrases and pronouns in reading order.

    A pronoun goes to the figure of its gender that is most on the reader's mind: each mention
    adds weight by its place in the clause, and weight fades with each sentence. A pronoun
    with nobody before it opens a figure that is named at the end, when all is known.
    """
    gender_of, is_toponym = partial(gender_of_given, sorts=sorts), sorts.is_toponym
    cast = gather_names(page, found, known, gender_of, is_toponym)
    tell_genders(page, found, cast, sorts)
    reader = _Reader(page, cast)
    for mention in found:
        reader.read(mention)
    cast.in_mind = reader.in_mind()
    return cast


class _Reader:
    """Goes through the mentions once and keeps what is on the reader's mind."""

    def __init__(self, page: Page, cast: Cast) -> None:
        self.page = page
        self.cast = cast
        self.weight: dict[int, float] = {}
        self.fresh: dict[int, float] = {}
        self.told: Counter[int] = Counter()
        self.sentence = 0
        self.nouns = Descriptions(page.parsed)
        self.things = things_by_word(cast)
        self.clauses: dict[int, list[tuple[int, str]]] = defaultdict(list)
        self.unnamed: dict[str, int] = {}
        names = [sum(m.form == "name" for m, _, _ in f.mentions) for f in cast.figures]
        people = sum(n for n, f in zip(names, cast.figures, strict=True) if f.kind == "Person")
        self.share = {i: n / (people or 1) for i, n in enumerate(names)}
        self.speakers = cast.said_by = tuple(speakers(page))
        self.said: dict[int, list[int]] = defaultdict(list)
        for number, head in enumerate(self.speakers):
            self.said[-1 if head is None else head].append(number)
        self.spoken: dict[int, set[int]] = defaultdict(set)
        self.heard: dict[int, tuple[int, float]] = {}

    def read(self, mention: Found) -> None:
        """Resolve one mention and let it weigh."""
        self._fade(self.page.sentence[mention.head])
        if mention.form == "name":
            number = self.cast.of(mention.head)
        elif mention.form == "nominal":
            number = self._nominal(mention)
        else:
            number = self._pronoun(mention)
        for each in self.cast.all_of(mention.head) if number is not None else ():
            self._weigh(mention, each)

    def in_mind(self) -> tuple[int, ...]:
        """Return the named persons in the order in which a reader thinks of them now."""
        about = {n: self.weight.get(n, 0.0) + self._about(n) for n in self.told}
        people = [n for n in about if self.cast.figures[n].kind == "Person"]
        named = [n for n in people if self.cast.figures[n].named]
        return tuple(sorted(named, key=lambda n: (-round(about[n], 6), n)))

    def _about(self, number: int) -> float:
        """Return how much the text has been about a figure, which it names often or seldom."""
        about = self.told[number] / (self.told.total() or 1)
        return _ABOUT * about + _SHARE * self.share.get(number, 0)

    def _fade(self, sentence: int) -> None:
        if sentence > self.sentence:
            factor = _FADING ** (sentence - self.sentence)
            self.weight = {n: w * factor for n, w in self.weight.items() if w * factor > 0.005}
            self.fresh = {}
            self.sentence = sentence

    def _weigh(self, mention: Found, number: int) -> None:
        weight, quote = self._weight_of(mention, number), self.page.quote[mention.head]
        if quote >= 0:
            self.spoken[quote].add(number)
            self.heard[number] = (quote, weight * (1 - _QUOTED))
            weight *= _QUOTED
        # within a sentence only the weightiest mention counts
        gain = max(0.0, weight - self.fresh.get(number, 0.0))
        self.weight[number] = self.weight.get(number, 0.0) + gain
        self.fresh[number] = max(weight, self.fresh.get(number, 0.0))
        if self.cast.figures[number].kind in ANIMATE:
            self.told[number] += 1
        self._note_clause(mention, number)

    def _weight_of(self, mention: Found, number: int) -> float:
        parsed = self.page.parsed
        weight = _WEIGHTS.get(parsed.tokens[mention.head].dep, _OTHERWISE)
        first = parsed.sentences[self.page.sentence[mention.head]][0]
        if mention.form == "name":
            if first in (mention.low, mention.start - 1):
                weight = _OPENING  # a sentence is about what it begins with, whatever the tree
            elif children(parsed, mention.head, "cop"):
                weight = _SHOWN  # "this was Tom"
            return (weight + _NAME) * (_MODIFIER if modifies(parsed, mention.head) else 1.0)
        if mention.form == "nominal" and not self.cast.figures[number].named:
            weight *= _NOMINAL
        return weight

    def _note_clause(self, mention: Found, number: int) -> None:
        """Note beside whom a figure stands in a clause: it is hardly one of those."""
        token = self.page.parsed.tokens[mention.head]
        governor = clause(self.page.parsed, token.head)
        for other, dep in self.clauses[governor]:
            if other != number and "nmod:poss" not in (dep, token.dep):
                self.cast.figures[number].apart[other] += 1
                self.cast.figures[other].apart[number] += 1
        self.clauses[governor].append((number, token.dep))

    def _nominal(self, mention: Found) -> int:
        """Link a noun phrase to the figure it is said to be, or to an earlier one like it."""
        parsed = self.page.parsed
        definite = is_definite(parsed, mention)
        number = self._same_as(mention)
        if number is not None:
            self._call(number, mention, "said to be", 0.9)
            return number
        number = self._known_thing(mention) if definite else None
        if number is not None:
            self._call(number, mention, "same noun", 0.8)
            return number
        number = self.cast.new(Figure(mention.kind, gender=mention.gender))
        self._call(number, mention, "noun phrase", 1.0)
        return number

    def _call(self, number: int, mention: Found, reason: str, score: float) -> None:
        """Let a noun phrase stand for a figure, and its noun for it from now on."""
        noun = self.page.parsed.tokens[mention.head].lemma
        self.cast.figures[number].nouns.add(noun)
        for called in {noun, self._owned(mention)}:
            self.nouns.note(called, number, mention)
        self.cast.mention(number, mention, kin_of_teller(self.page, mention) or reason, score)

    def _same_as(self, mention: Found) -> int | None:
        """Return the named figure that apposition or a copula makes this noun phrase of."""
        parsed = self.page.parsed
        token = parsed.tokens[mention.head]
        others = [token.head] if token.dep == "appos" else []
        if mention.kind == "Person" and mention.head + 1 < len(parsed.tokens):
            beside = self.cast.of(mention.head + 1)  # "her brother Tom"
            if beside is not None and self.cast.figures[beside].kind == "Person":
                others.append(mention.head + 1)
        others += [*children(parsed, mention.head, "appos"), *named_after(parsed, mention.head)]
        copular = children(parsed, mention.head, "cop") and not case(parsed, mention.head)
        if copular and not is_negated(parsed, mention.head):
            others += children(parsed, mention.head, "nsubj")
        for other in others:
            number = self.cast.of(other)
            if number is not None and agree(self.cast.figures[number], mention):
                return number
        return None

    def _known_thing(self, mention: Found) -> int | None:
        """Return the figure last called so, or the one name that holds the noun ("the museum")."""
        noun, owned = self.page.parsed.tokens[mention.head].lemma, self._owned(mention)
        if self.nouns.knows(owned) or noun != owned:
            return self.nouns.find(owned, mention)
        fits = self.things.get(noun, [])
        return fits[0] if len(fits) == 1 and mention.end - mention.start <= 2 else None

    def _owned(self, mention: Found) -> str:
        """Return the noun with whose it is: her father is not his."""
        parsed = self.page.parsed
        noun = parsed.tokens[mention.head].lemma
        owners = children(parsed, mention.head, "nmod:poss")
        if not owners or mention.kind != "Person":
            return noun
        if parsed.tokens[owners[0]].text.lower() in PLURAL | FIRST_PLURAL | SECOND:
            return noun
        number = self.cast.of(owners[0])
        quote = self.page.quote[owners[0]]
        speaker = self.speakers[quote] if quote >= 0 else None
        if number is None and speaker is not None:
            number = self.cast.of(speaker)
        return f"{noun} of {parsed.tokens[owners[0]].text.lower() if number is None else number}"

    def _pronoun(self, mention: Found) -> int | None:
        word = self.page.parsed.tokens[mention.head].text.lower()
        if word in FIRST or word in FIRST_PLURAL or word in SECOND:
            return None
        if mention.gender in ("n", ""):
            return self._thing(mention)
        best = self._best(mention)
        if mention.gender == "p" and (best is None or not self._is_many(best)):
            best = self._several(mention)
        if best is None and mention.gender in ("m", "f"):
            best = self._unnamed(mention.gender)
        if best is not None:
            self.cast.mention(best, mention, "pronoun", 0.8)
        return best

    def _is_many(self, number: int) -> bool:
        figure = self.cast.figures[number]
        return figure.gender == "p" or figure.kind == "Group" or self.weight[number] > 0.9

    def _several(self, mention: Found) -> int | None:
        """Let "they" stand for the two or more persons on the mind; None when there is but one."""
        excluded = self._excluded(mention)
        people = [
            (-round(weight, 6), n)
            for n, weight in self.weight.items()
            if self.cast.figures[n].kind == "Person"
            and weight > 0.25
            and n not in excluded
            and self.cast.figures[n].gender != "p"
        ]
        if len(people) < 2:
            return None
        first, *rest = [n for _, n in sorted(people)[:3]]
        self.cast.with_others[mention.head] = tuple(rest)
        for other in rest:
            self.cast.figures[other].add(mention, "one of several", 0.4)
        return first

    def _unnamed(self, gender: str) -> int:
        if gender not in self.unnamed:
            self.unnamed[gender] = self.cast.new(Figure("Person", gender=gender))
        return self.unnamed[gender]

    def _best(self, mention: Found) -> int | None:
        excluded = self._excluded(mention)
        scored = [
            (round(self._score(n, mention), 6), -n)
            for n in self.weight
            if n not in excluded and may_be(self.cast.figures[n], mention.gender)
        ]
        best = max(scored, default=(0.0, 0))
        return -best[1] if best[0] > _LEAST else None

    def _score(self, number: int, mention: Found) -> float:
        figure = self.cast.figures[number]
        score = self.weight[number]
        quote = self.page.quote[mention.head]
        if quote >= 0 and self.heard.get(number, (-1, 0.0))[0] == quote:
            score += self.heard[number][1] * _SAID
        if figure.gender == "" and mention.gender != "p":
            score *= _UNTOLD
        if not figure.named and number not in self.unnamed.values():
            score *= _NAMELESS if figure.gender else _NAMELESS_UNTOLD
        if mention.gender == "p" and figure.gender != "p" and figure.kind != "Group":
            score *= _ONE  # one of whom no gender is told
        if mention.gender == "p" and figure.kind not in (*ANIMATE, "Group", "Organization"):
            score *= 0.5
        # whom the text has been about, or names often, is never far from the mind
        score += self._about(number)
        slot = self.page.parsed.tokens[mention.head].dep
        if slot == "nmod:poss" and number in self._subjects_here(mention):
            score += _SAME_CLAUSE
        return score

    def _subjects_here(self, mention: Found) -> set[int]:
        parsed = self.page.parsed
        governor = clause(parsed, parsed.tokens[mention.head].head)
        return {n for n, dep in self.clauses[governor] if dep in _SUBJECTS}

    def _excluded(self, mention: Found) -> set[int]:
        """Return the figures that stand in another slot of the same clause, or take part in speech.

        Nobody speaks of oneself as he or she, nor calls by name.
        """
        parsed = self.page.parsed
        token = parsed.tokens[mention.head]
        excluded = self._speaking(mention)
        if token.dep == "nmod:poss" or token.text.lower().endswith(("self", "selves")):
            return excluded
        governor = clause(parsed, token.head)
        return excluded | {n for n, dep in self.clauses[governor] if dep != "nmod:poss"}

    def _speaking(self, mention: Found) -> set[int]:
        quote = self.page.quote[mention.head]
        if quote >= 0:
            head = self.speakers[quote]
            speaker = None if head is None else self.cast.of(head)
            return set() if speaker is None else {speaker}
        return {n for q in self.said.get(mention.head, ()) for n in self.spoken[q]}

    def _thing(self, mention: Found) -> int | None:
        """Link "it" to the thing most on the mind; nothing for an empty "it"."""
        parsed = self.page.parsed
        token = parsed.tokens[mention.head]
        if token.dep == "expl" or (token.dep == "nsubj" and is_empty(parsed, token.head)):
            return None
        excluded = self._excluded(mention)
        scored = [
            (round(w, 6), -n)
            for n, w in self.weight.items()
            if n not in excluded
            and self.cast.figures[n].kind not in ("Person", "Group")
            and self.cast.figures[n].gender in ("", "n")
        ]
        best = max(scored, default=(0.0, 0))
        if best[0] <= 0.2:
            return None
        self.cast.mention(-best[1], mention, "pronoun", 0.6)
        return -best[1]
