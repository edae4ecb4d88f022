"""How things stand after each action: who is where and who has what, from first to last."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graphmem.ids import normal_name
from graphmem.qa.effects import Effect, effects
from graphmem.qa.evidence import Being, Happening, Page, Part

_OWNING = frozenset("the a an this that these those my your his her its our their some".split())  # noqa: SIM905
_DOERS = ("AGENT", "COMPANION", "EXPERIENCER")
_PRONOUNS = frozenset("he she they it i we you him them me us who one".split())  # noqa: SIM905
_ALIVE = frozenset({"Person", "Group", "Creature"})
_PAST = re.compile(
    r"\b[Hh]ad (?:\w+ly |just |already |once |never |been )*\w+(?:ed|en|ne|un|ft|t)\b"
)


@dataclass(frozen=True, slots=True)
class Stay:
    """Someone or something is at a place from some action on; at none that is known for ""."""

    place: str
    name: str
    page: Page
    action: Happening
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    """Someone has a thing from some action on; nobody has it where `who` is ""."""

    who: str
    thing: str
    name: str
    page: Page
    action: Happening
    part: Part


@dataclass(slots=True)
class States:
    """The stays of all who and that are told of, and who had which things, in order.

    A name is known by its entity. A description is the same within a source where the words
    of one end the other ("the red lamp", "the lamp").
    """

    beings: Mapping[str, Being]
    stays: dict[str, list[Stay]] = field(default_factory=lambda: defaultdict(list))
    holdings: dict[str, list[Holding]] = field(default_factory=lambda: defaultdict(list))
    described: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    living: set[str] = field(default_factory=set)

    def key(self, source: str, entity: str) -> str:
        """Return what stands for an entity in these states."""
        being = self.beings.get(entity)
        words = plain_words(being.name) if being is not None and not being.named else []
        key = f"{source}/{self._phrase(source, words)}" if words else entity
        if being is not None and being.kind in _ALIVE:
            self.living.add(key)
        return key

    def _phrase(self, source: str, words: Sequence[str]) -> str:
        """Return the words by which a source first spoke of what these words describe."""
        known, phrase = self.described[source, words[-1]], " ".join(words)
        alike = (other for other in reversed(known) if _ends_alike(phrase, other))
        found = next(alike, None)
        if found is None:
            known.append(phrase)
        return found or phrase

    def keys_of(self, phrase: str) -> list[str]:
        """Return what stands for things that are called so, in any source."""
        words = plain_words(phrase)
        wanted = " ".join(words)
        return [
            f"{source}/{other}"
            for (source, last), known in self.described.items()
            if words and last == words[-1]
            for other in known
            if _ends_alike(wanted, other)
        ]

    def name(self, key: str) -> str:
        """Return the name of an entity, or the words of a description."""
        being = self.beings.get(key)
        return being.name if being is not None else key.partition("/")[2]

    def is_known(self, key: str) -> bool:
        """Whether it is told who it is, by a name or a description: not a "he" of nobody known."""
        being = self.beings.get(key)
        named = being is not None and being.named
        return named or ("/" in key and key.partition("/")[2] not in _PRONOUNS)

    def held_by(self, who: str) -> list[Holding]:
        """Return what someone has in the end, the first taken first."""
        last = [held[-1] for held in self.holdings.values() if held]
        return [holding for holding in last if holding.who == who]

    def holder(self, thing: str) -> str:
        """Return who has a thing in the end, "" for nobody."""
        held = self.holdings.get(thing)
        return held[-1].who if held else ""


def _ends_alike(one: str, other: str) -> bool:
    return f" {one}".endswith(f" {other}") or f" {other}".endswith(f" {one}")


def plain_words(name: str) -> list[str]:
    """Return the words of a description without articles and owners: "her red lamp"."""
    words = [w for w in normal_name(name).split() if w not in _OWNING]
    owned = [i for i, w in enumerate(words) if w.endswith(("'s", "\u2019s"))]
    return words[owned[-1] + 1 :] if owned and owned[-1] + 1 < len(words) else words


def fold(pages: Sequence[Page], beings: Mapping[str, Being]) -> States:
    """Return the states that the actions of pages lead to, in the order in which they happened."""
    states = States(beings)
    for page, action in in_order(pages):
        if action.level == "occasion":
            _attend(states, page, action)
            continue
        for effect in effects(page, action, beings):
            _apply(states, page, action, effect)
    return states


def in_order(pages: Sequence[Page]) -> Iterator[tuple[Page, Happening]]:
    """Yield what happened by its time, and as the source tells it where it tells none.

    What is not dated was when the telling stood then. Of an occasion that
    has a name and a time only the whole counts, not the actions in it; and what had been done was
    before what a page tells.
    """
    placed: list[tuple[str, str, int, bool, int, int, Page, Happening]] = []
    last: dict[str, str] = {}
    for page in sorted(pages, key=lambda p: (p.episode.source, p.episode.ordinal)):
        source, number = page.episode.source, page.episode.ordinal
        now = _opening(page, last.get(source, ""))
        whole = [o for o in page.occasions if o.label and o.places and o.times]
        inside = {o.id for o in whole}
        acts = [a for a in page.actions if a.occasion not in inside]
        for happening in sorted((*whole, *acts), key=lambda h: h.start):
            told, now = _told(happening, now)
            at = (told, source, number, not _had_been(page, happening), happening.start)
            placed.append((*at, len(placed), page, happening))
        last[source] = now
    yield from ((page, happening) for *_, page, happening in sorted(placed, key=lambda p: p[:6]))


def _opening(page: Page, before: str) -> str:
    """Return the time at which a page opens: its own, or the one at which that before it closed."""
    if page.episode.occurred is not None:
        return page.episode.occurred.start
    dated = [o.times[0].interval.start for o in page.occasions if o.times]
    return dated[0] if dated else before


def _told(happening: Happening, now: str) -> tuple[str, str]:
    """Return when something happened, and at what time the telling stands then: never back."""
    timed = happening.times[0] if happening.times else None
    if timed is None:
        return now, now
    start = timed.interval.start
    return (max(start, now) if timed.inferred else start), max(start, now)


def _had_been(page: Page, happening: Happening) -> bool:
    said = page.episode.text[happening.start : happening.end]
    return happening.level == "action" and _PAST.search(said) is not None


def _attend(states: States, page: Page, occasion: Happening) -> None:
    place = occasion.places[0]
    for part in occasion.parts:
        if part.slot in _DOERS:
            _stay(states, states.key(page.episode.source, part.entity), page, occasion, place)


def _apply(states: States, page: Page, action: Happening, effect: Effect) -> None:
    source = page.episode.source
    who = states.key(source, effect.who.entity) if effect.who is not None else ""
    if effect.sort == "be":
        _stay(states, who, page, action, effect.at)
        return
    if effect.thing is None:
        return
    thing = states.key(source, effect.thing.entity)
    if effect.sort == "leave" and states.holder(thing) != who:
        place = states.stays[who][-1].place if states.stays[who] else ""
        if place in ("", thing):
            _stay(states, who, page, action, None)
            return
    name = page.episode.text[effect.thing.start : effect.thing.end]
    has = who if effect.sort == "take" else ""
    if effect.sort == "give" and effect.whom is not None:
        has = states.key(source, effect.whom.entity)
    carrier = has or who
    if states.stays[carrier] and effect.at is None:
        here = states.stays[carrier][-1]
        _keep(states.stays[thing], Stay(here.place, here.name, page, action, here.part))
    states.holdings[thing].append(Holding(has, thing, name, page, action, effect.thing))
    if effect.at is not None:
        _stay(states, thing, page, action, effect.at)


def _stay(states: States, who: str, page: Page, action: Happening, place: Part | None) -> None:
    """Let someone be at a place, and what they have with them."""
    key = states.key(page.episode.source, place.entity) if place is not None else ""
    being = states.beings.get(place.entity) if place is not None else None
    stay = Stay(key, being.name if being is not None else "", page, action, place)
    for each in (who, *(h.thing for h in states.held_by(who) if who)):
        _keep(states.stays[each], stay)


def _keep(stays: list[Stay], stay: Stay) -> None:
    if not stays or stays[-1].place != stay.place:
        stays.append(stay)
