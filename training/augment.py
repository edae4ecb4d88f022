"""Put made-up names in the place of real ones, the same name for the same person throughout."""

import random
from dataclasses import replace

from training.names import NameMaker
from training.spans import Passage, Span

NOBLE = ("de", "van", "von", "of", "der", "la", "le", "al", "bin", "ibn")


def renamed(group: list[Passage], maker: NameMaker, rng: random.Random) -> list[Passage]:
    """Return a copy of the passages with most of their names replaced."""
    people: dict[str, list[str]] = {}
    for passage in group:
        for start, end, label in passage.spans:
            if label == "PERSON" and end - start > 1:
                _introduce(passage.words[start:end], people, maker)
    seen: dict[tuple[str, str], list[str]] = {}
    return [_rewrite(passage, people, seen, maker, rng) for passage in group]


def shouted(passage: Passage) -> Passage:
    """Return a copy in capitals."""
    return replace(passage, words=[word.upper() for word in passage.words])


def _introduce(words: list[str], people: dict[str, list[str]], maker: NameMaker) -> None:
    full = " ".join(words)
    if full in people:
        return
    first, last = maker.person()
    known = people.get(words[-1])
    last = known or last
    people[full] = first + last
    people.setdefault(words[0], first)
    if words[-1] not in NOBLE:
        people.setdefault(words[-1], last)


def _rewrite(
    passage: Passage,
    people: dict[str, list[str]],
    seen: dict[tuple[str, str], list[str]],
    maker: NameMaker,
    rng: random.Random,
) -> Passage:
    out = Passage([], [], doc=passage.doc)
    at = 0
    for start, end, label in [*passage.spans, (len(passage.words), len(passage.words), "")]:
        _copy(passage, at, start, out)
        at = end
        if not label:
            break
        old = passage.words[start:end]
        if label in ("GROUP", "MISC") or rng.random() < 0.15:
            new = old
        elif label == "PERSON":
            new = people.setdefault(" ".join(old), _short(maker, passage.words, start, rng))
        else:
            key = (" ".join(old), label)
            new = seen.setdefault(key, _make(label, passage.words, start, maker, rng))
        _place(new, passage.spaces[end - 1], label, out)
    return out


def _copy(passage: Passage, start: int, stop: int, out: Passage) -> None:
    shift = len(out.words) - start
    out.unknown |= {i + shift for i in passage.unknown if start <= i < stop}
    out.words += passage.words[start:stop]
    out.spaces += passage.spaces[start:stop]


def _place(new: list[str], space: bool, label: str, out: Passage) -> None:  # noqa: FBT001
    span: Span = (len(out.words), len(out.words) + len(new), label)
    spaces = [True] * len(new)
    for i, word in enumerate(new):
        if word in ("-", "'s"):
            spaces[i - 1] = False
        if word == "-":
            spaces[i] = False
    spaces[-1] = space
    out.words += new
    out.spaces += spaces
    out.spans.append(span)


def _short(maker: NameMaker, words: list[str], start: int, rng: random.Random) -> list[str]:
    """Return a first name, or a last name after a title, or both."""
    first, last = maker.person()
    if start and words[start - 1].rstrip(".") in ("Mr", "Mrs", "Miss", "Dr", "Ms", "Captain"):
        return last
    return first if rng.random() < 0.75 else first + last


def _make(
    label: str, words: list[str], start: int, maker: NameMaker, rng: random.Random
) -> list[str]:
    before = words[start - 1].lower() if start else ""
    if label == "PLACE":
        town = {"in": 0.8, "from": 0.85, "at": 0.1, "the": 0.15}.get(before, 0.55)
        return maker.town() if rng.random() < town else maker.venue()
    makers = {
        "ORG": maker.organization, "WORK": maker.work, "EVENT": maker.event,
        "PRODUCT": maker.product,
    }  # fmt: skip
    return makers[label]()
