"""Corrections through an edit: from words of an episode that goes to the same in one that comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from graphmem.models.evidence import Correction, Episode
from graphmem.reconciler.anchors import episode_of

_AROUND = 40  # characters on either side by which words are known again
_ENOUGH = 12  # of them in all that must be the same


def carry(
    corrections: Iterable[Correction], gone: Iterable[Episode], come: Sequence[Episode]
) -> list[Correction]:
    """Return corrections that hold on to the episodes of a source that come for those that go.

    An anchor goes to where the same words stand among the same others. One that finds no such
    place stays where it was, and goes with its episode.
    """
    old = {episode.id: episode for episode in gone}
    return [
        replace(each, ones=_carried(each.ones, old, come), others=_carried(each.others, old, come))
        for each in corrections
    ]


def _carried(
    spans: Iterable[str], old: dict[str, Episode], come: Sequence[Episode]
) -> tuple[str, ...]:
    found = set()
    for span in spans:
        episode = old.get(episode_of(span))
        found.add(span if episode is None else _place(span, episode, come))
    return tuple(sorted(found))


def _place(span: str, old: Episode, come: Sequence[Episode]) -> str:
    start, end = map(int, span.rsplit(":", 2)[1:])
    before, words, after = old.text[:start], old.text[start:end], old.text[end:]
    places = [
        (_same(before, new.text[:at], after, new.text[at + len(words) :]), new, at)
        for new in come
        for at in _occurrences(words, new.text)
    ]
    same, new, at = max(
        places, key=lambda p: (p[0], -abs(p[1].ordinal - old.ordinal), -p[2]), default=(0, old, 0)
    )
    return f"{new.id}:{at}:{at + len(words)}" if same >= _ENOUGH else span


def _same(before: str, before_new: str, after: str, after_new: str) -> int:
    """Return how many characters around words are the same."""
    left = zip(before[: -_AROUND - 1 : -1], before_new[: -_AROUND - 1 : -1], strict=False)
    right = zip(after[:_AROUND], after_new[:_AROUND], strict=False)
    return sum(
        1 for side in (left, right) for _ in takewhile(lambda pair: pair[0] == pair[1], side)
    )


def _occurrences(words: str, text: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)
