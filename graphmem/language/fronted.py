"""A day or month in front of a name, which a parser may take for a part of it."""

from __future__ import annotations

from collections.abc import Sequence

_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday".split()  # noqa: SIM905
)
_MONTHS = frozenset(
    "january february march july september october november december".split()  # noqa: SIM905
)
_NAMES = frozenset("april may june august".split())  # noqa: SIM905
_BEFORE = frozenset({"on", "in"})
_INSIDE = frozenset({"compound", "flat"})
_LOOSE = frozenset({"obl", "nmod", "dep"})  # what a name is taken for behind a preposition
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})


def part_fronted(
    heads: list[int], deps: list[str], texts: Sequence[str], parts: Sequence[str]
) -> None:
    """Hang a time that opens a clause on its verb: "On Saturday Jasper Coyle taught", in place.

    A month that is also a given name is one only where two words of a name follow.
    """
    for i in range(1, len(texts) - 1):
        if not _is_time(texts, parts, i) or deps[i] not in _INSIDE or heads[i] <= i:
            continue
        head, case = heads[i], i - 1
        verb = heads[head]
        if heads[case] != head or deps[case] != "case" or parts[verb] != "VERB" or verb <= head:
            continue
        heads[i], deps[i], heads[case] = verb, "obl", i
        subjects = (j for j, at in enumerate(heads) if at == verb and deps[j] in _SUBJECTS)
        if deps[head] in _LOOSE and next(subjects, -1) < 0:
            deps[head] = "nsubj"


def _is_time(texts: Sequence[str], parts: Sequence[str], i: int) -> bool:
    word = texts[i].lower()
    if texts[i - 1].lower() not in _BEFORE or parts[i + 1] != "PROPN":
        return False
    if word in _NAMES:
        return i + 2 < len(parts) and parts[i + 2] == "PROPN"
    return word in _DAYS | _MONTHS
