"""What a language model is asked about uncertain pairs, and what of its verdicts is taken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from graphmem.models.chat import Prompt
from graphmem.models.evidence import Decision, Episode
from graphmem.models.graph import Sighting
from graphmem.models.workspace import Mention, Workspace
from graphmem.reconciler.anchors import episode_of, write_span
from graphmem.reconciler.decide import decision_id
from graphmem.reconciler.uncertain import Doubt

_TOGETHER = 8  # pairs in a prompt: more, and small models mix them up
_AROUND = 200  # characters on either side of a mention that a line shows at most
_REASON = 300  # characters of a reason that are kept
_LETTERS = 3  # of a token, at the least: so that what is reckoned to fit does
_ANSWER = 120  # tokens that a verdict may take
_STOP = re.compile(r"[.!?][\"'\u201d\u2019)]*\s+|\n\s*\n")
_WORD = re.compile(r"\w+")


class Verdict(BaseModel):
    """What is said of one pair."""

    model_config = ConfigDict(frozen=True)
    pair: str
    lines: list[str]
    reason: str
    verdict: Literal["same", "different", "unsure"]


class Verdicts(BaseModel):
    """What is said of the pairs of a prompt."""

    model_config = ConfigDict(frozen=True)
    verdicts: list[Verdict]


@dataclass(frozen=True, slots=True)
class Line:
    """Words around a mention, under an id by which a verdict may cite them."""

    id: str
    span: str
    text: str


@dataclass(frozen=True, slots=True)
class Case:
    """A pair with the evidence of both sides, as a prompt puts it."""

    id: str
    doubt: Doubt
    ones: tuple[Line, ...]
    others: tuple[Line, ...]

    def episodes(self) -> set[str]:
        """Return the episodes whose words it shows."""
        return {episode_of(line.span) for line in (*self.ones, *self.others)}


def lay_out(
    number: int,
    doubt: Doubt,
    episodes: Mapping[str, Episode],
    workspaces: Mapping[str, Workspace],
    titles: Mapping[str, str],
) -> Case | None:
    """Return a doubt with its evidence; None where an episode of it is not there any more.

    `titles` are of sources, by their ids.
    """
    sides = []
    for letter, side in (("a", doubt.ones), ("b", doubt.others)):
        lines: list[Line] = []
        for sighting in side:
            episode, read = episodes.get(sighting.episode), workspaces.get(sighting.episode)
            if episode is None or read is None or sighting.index >= len(read.entities):
                return None
            name = f"{number}{letter}{len(lines) + 1}"
            lines.append(_line(name, sighting, episode, read, titles.get(episode.source, "")))
        sides.append(tuple(lines))
    return Case(str(number), doubt, *sides)


def make_prompt(cases: Sequence[Case]) -> Prompt:
    """Return the prompt that asks about some pairs."""
    pairs = "\n\n".join(map(_written, cases))
    episodes = sorted({e for case in cases for e in case.episodes()})
    return Prompt(
        "judge",
        _system(),
        f"<texts>\n{pairs}\n</texts>\n\nGive a verdict for each of the {len(cases)} pairs.",
        Verdicts,
        tuple(episodes),
        _longest(len(cases)),
    )


def parted(cases: Iterable[Case], window: int) -> Iterator[list[Case]]:
    """Yield cases, as many together as fit into a window of so many tokens with their verdicts."""
    held: list[Case] = []
    length = 0
    for case in cases:
        size = len(_written(case)) // _LETTERS
        room = window - len(_system()) // _LETTERS - _longest(len(held) + 1) - 100
        if held and (len(held) >= _TOGETHER or length + size > room):
            yield held
            held, length = [], 0
        held.append(case)
        length += size
    if held:
        yield held


def read_verdicts(
    cases: Sequence[Case], said: Verdicts, *, model: str, recorded_at: str
) -> list[Decision]:
    """Return what is decided of the pairs that were asked; nothing is, of one without a verdict.

    A verdict on any other pair is ignored, and so are lines that the pair was not given with. One
    that relies on no line of the pair, or contradicts another on it, counts as unsure.
    """
    made = []
    for case in cases:
        given = [v for v in said.verdicts if v.pair.strip() == case.id]
        if not given:
            continue
        lines = {line.id for line in (*case.ones, *case.others)}
        one = len({v.verdict for v in given}) == 1 and lines.intersection(given[0].lines)
        sort = given[0].verdict if one else "unsure"
        ones, others = (tuple(sorted({x.span for x in s})) for s in (case.ones, case.others))
        made.append(
            Decision(
                decision_id(sort, case.doubt.key, ones, others),
                sort,
                case.doubt.key,
                ones,
                others,
                reason=_reason(given[0].reason, case),
                model=model,
                recorded_at=recorded_at,
            )
        )
    return made


@cache
def _system() -> str:
    return Path(__file__).with_name("judge_pairs.md").read_text("utf-8")


def _longest(pairs: int) -> int:
    return 100 + _ANSWER * pairs


def _written(case: Case) -> str:
    doubt = case.doubt
    names = [
        ", ".join(sorted({_clean(s.name) for s in side})) for side in (doubt.ones, doubt.others)
    ]
    said = "taken for one so far" if doubt.joined else "taken for two so far"
    sides = zip("AB", names, (case.ones, case.others), strict=True)
    parts = [f"PAIR {case.id} ({said}: {doubt.why})"]
    for letter, called, lines in sides:
        parts.append(f"{letter} is called: {called}")
        parts += [f"{line.id} | {line.text}" for line in lines]
    return "\n".join(parts)


def _line(identity: str, sighting: Sighting, episode: Episode, read: Workspace, title: str) -> Line:
    mention = _telling(sighting, read)
    when = episode.occurred.start[:10] if episode.occurred else ""
    speaker = f"said by {episode.speaker}" if episode.speaker else ""
    roles = sorted({c.name for c in read.claims if c.entity == sighting.index and c.sort == "role"})
    told = f"called {', '.join(roles)} there" if roles else ""
    where = (title, episode.heading, when, speaker, told)
    head = ", ".join(_clean(part) for part in where if part)
    text = f"{head} | {_around(episode.text, mention)}"
    return Line(identity, write_span(episode.id, mention), text)


def _telling(sighting: Sighting, read: Workspace) -> Mention:
    """Return the mention that names most fully, the first of equals."""
    mentions = read.entities[sighting.index].mentions
    named = [m for m in mentions if m.form == "name"] or mentions
    return max(named, key=lambda m: (len(m.text), -m.start))


def _around(text: str, mention: Mention) -> str:
    """Return the sentence of a mention and those beside it, as far as there is room."""
    first = max(0, mention.start - _AROUND)
    last = min(len(text), mention.end + _AROUND)
    ends = [stop.end() for stop in _STOP.finditer(text, first, mention.start)]
    stops = [stop.end() for stop in _STOP.finditer(text, mention.end, last)]
    start = (ends[-2] if len(ends) > 1 else ends[0]) if ends and first else first
    end = stops[-1] if stops and last < len(text) else last
    before, after = text[start : mention.start], text[mention.end : end]
    words = text[mention.start : mention.end]
    return f"{_clean(before, ' ')}⟦{_clean(words)}⟧{_clean(after, ' ')}".strip()


def _clean(text: str, edge: str = "") -> str:
    """Return text in one line, without what would look like a mark of ours."""
    plain = text.translate(_MARKS)
    told = " ".join(plain.split())
    if not edge or not told:
        return told or (edge if plain else "")
    return (edge if plain[0].isspace() else "") + told + (edge if plain[-1].isspace() else "")


_MARKS = str.maketrans({"⟦": "[", "⟧": "]", "<": "(", ">": ")", "|": "/"})


def _reason(reason: str, case: Case) -> str:
    """Return a reason in one line; "" where it names what stands in none of the pair's lines.

    It would outlive an episode that it was not decided on.
    """
    told = " ".join(reason.split())[:_REASON]
    shown = _written(case).casefold()
    known = set(_WORD.findall(shown))
    words = [w for sentence in re.split(r"[.!?]\s+", told) for w in _WORD.findall(sentence)[1:]]
    names = (w for w in words if any(c.isupper() or c.isdigit() for c in w))
    return told if all(w.casefold() in known for w in names) else ""
