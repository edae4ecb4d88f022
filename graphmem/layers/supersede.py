"""Which facts take the place of others, and which contradict each other."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

from graphmem.layers.facts import Fact
from graphmem.layers.statements import Statement

_SLOTS = Path(__file__).with_name("slots.toml")

Pair = tuple[str, str]
Said = tuple[Statement, Fact]


@dataclass(frozen=True, slots=True)
class Revision:
    """Facts with the times at which they ended; pairs (newer, older) and (one, other) of ids."""

    facts: tuple[Fact, ...]
    supersedes: tuple[Pair, ...]
    contradicts: tuple[Pair, ...]


def revise(facts: Sequence[Fact]) -> Revision:
    """Compare the values that a slot was given over time, where it can have but one at a time.

    A later value supersedes the one before, which ends when it begins. Two sources that differ
    without one being later contradict each other, and so do two values of what happens once.
    """
    supersedes: dict[Pair, str] = {}
    contradicts: set[Pair] = set()
    for slot, line in sorted(_lines(facts).items()):
        ordered = sorted(line, key=lambda said: (_time(said[0]), said[0].words, said[1].id))
        # Only what comes after the last time that a value was said takes its place; who moves back
        # and forth would have homes that each take the other's place.
        last = {fact.id: at for at, (_, fact) in enumerate(ordered)}
        for at, (before, after) in enumerate(pairwise(ordered)):
            newer, older = after[1].id, before[1].id
            if newer == older:
                continue
            if slot[1].startswith("once:") or not _follows(before[0], after[0]):
                contradicts.add((min(newer, older), max(newer, older)))
            elif at == last[older]:
                supersedes[newer, older] = max(supersedes.get((newer, older), ""), _time(after[0]))
    ends: dict[str, str] = {}
    for (_, older), end in supersedes.items():
        ends[older] = max(ends.get(older, ""), end)
    revised = tuple(replace(f, valid_to=ends[f.id]) if f.id in ends else f for f in facts)
    return Revision(revised, tuple(sorted(supersedes)), tuple(sorted(contradicts)))


def _lines(facts: Iterable[Fact]) -> dict[tuple[str, str], list[Said]]:
    """Return what was said of each slot that has one value at a time."""
    lines: defaultdict[tuple[str, str], list[Said]] = defaultdict(list)
    for fact in facts:
        for slot in exclusive(fact.first):
            lines[fact.first.subject, slot] += [(s, fact) for s in fact.statements]
    return lines


def exclusive(statement: Statement) -> Iterator[str]:
    """Yield the slots that a statement fills and nothing else can fill at the same time."""
    if statement.modality != "actual":
        return
    if statement.slot in ("role", "state"):
        yield f"{statement.slot}={statement.value}"  # is and is not
    if statement.polarity == "negative":
        return
    if statement.slot == "state" and (group := _groups("states").get(statement.value.lower())):
        yield f"state:{group}"
    if statement.places and (group := _groups("predicates").get(statement.slot)):
        yield group
    if statement.places and (group := _groups("once").get(statement.slot)):
        yield f"once:{group}"


def _follows(before: Statement, after: Statement) -> bool:
    """Return whether the one is later: by its time, or by its place in the same source."""
    if before.words.source == after.words.source:
        return True
    return bool(_time(before)) and _time(before) < _time(after)


def _time(statement: Statement) -> str:
    return statement.valid_from or statement.words.said


@cache
def _groups(table: str) -> Mapping[str, str]:
    """Return the group of each word of a table of `slots.toml`."""
    groups: dict[str, list[str]] = tomllib.loads(_SLOTS.read_text("utf-8"))[table]
    return {word: group for group, words in groups.items() for word in words}
