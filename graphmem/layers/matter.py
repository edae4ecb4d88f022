"""What may be worded of a scene or a persona: facts as lines that a wording must cite."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from graphmem.ids import content_id
from graphmem.layers.nodes import fact_node, persona_id
from graphmem.layers.personas import by_weight
from graphmem.layers.scenes import Scene
from graphmem.models.graph import Node

LINES = 24  # facts that one wording rests on at most, those that weigh most
HEADED = 12  # scenes whose titles stand beside the facts about a person
WORTH = 4  # spans from which there is more to tell than the few facts that are told anyway

Sort = Literal["scene", "persona"]


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a fact: when it ended, what took its place, what contradicts it."""

    ended: str = ""
    replaced: tuple[Node, ...] = ()
    disputed: tuple[Node, ...] = ()


Fates = Mapping[str, Fate]


@dataclass(frozen=True, slots=True)
class Line:
    """A fact that may be cited; its first span is what is cited, on all of them it rests.

    `when` is the day, month or year it tells of; `ended` the day on which others took its place.
    `replaced` and `disputed` are the ids of those facts, and `place` sorts as one reads.
    """

    fact: str
    text: str
    spans: tuple[str, ...]
    place: int
    names: tuple[str, ...] = ()
    when: str = ""
    negative: bool = False
    planned: bool = False
    ended: str = ""
    replaced: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matter:
    """All that a wording of one node may say, the lines that weigh most first.

    Of a persona `about` is the person, called `names`; `heads` are the day and title of scenes they
    were in, and `others` the spans that those rest on.
    """

    sort: Sort
    node: str
    lines: tuple[Line, ...]
    about: str = ""
    names: tuple[str, ...] = ()
    heads: tuple[tuple[str, str], ...] = ()
    others: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The node and a hash of what there is to word: of other matter it has another one."""
        said = [
            [
                *(line.fact, line.text, line.when, line.negative, line.planned, line.ended),
                *(line.spans, line.names, line.replaced, line.disputed),
            ]
            for line in self.lines
        ]
        whole = json.dumps([self.names[:1], said, self.heads, self.others], ensure_ascii=False)
        return f"{self.node}:{content_id('ma', whole)}"

    @property
    def spans(self) -> tuple[str, ...]:
        """The spans that the lines rest on."""
        return tuple(dict.fromkeys(span for line in self.lines for span in line.spans))


def is_worth_wording(node: Node) -> bool:
    """Return whether a scene or persona rests on more than its no-model summary can tell."""
    return len(node.texts("evidence")) >= WORTH


def scene_matter(scene: Scene, fates: Fates) -> Matter:
    """Return what may be worded of a scene: its facts as its own stretch of text tells them."""
    read = sorted(scene.facts, key=lambda fact: (fact.first.words, fact.id))
    place = {fact.id: at for at, fact in enumerate(read)}
    told = [(fact_node(fact), place[fact.id]) for fact in scene.facts[:LINES]]
    return Matter("scene", scene.id, _lines(told, fates))


def persona_matter(
    person: Node, facts: Sequence[Node], fates: Fates, scenes: Iterable[Node]
) -> Matter:
    """Return what may be worded of a person: facts about them, and the titles of their scenes."""
    read = sorted(facts, key=lambda fact: (_text(fact, "valid_from"), fact.id))
    place = {fact.id: at for at, fact in enumerate(read)}
    told = [(fact, place[fact.id]) for fact in by_weight(sorted(facts, key=_id))[:LINES]]
    shown = sorted(scenes, key=lambda scene: (-len(scene.texts("evidence")), scene.id))[:HEADED]
    heads = sorted((_text(s, "occurred_from")[:10], _text(s, "title")) for s in shown)
    others = (span for scene in shown for span in _one_an_episode(scene.texts("evidence")))
    names = (_text(person, "name"), *person.texts("aliases"))
    return Matter(
        *("persona", persona_id(person.id), _lines(told, fates), person.id, names),
        *(tuple(heads), tuple(sorted(set(others)))),
    )


def _lines(told: Sequence[tuple[Node, int]], fates: Fates) -> tuple[Line, ...]:
    """Return a line for each fact, and for what took the place of any or contradicts it."""
    lines = {fact.id: _line(fact, place, fates) for fact, place in told}
    for fact, _ in told:
        fate = fates.get(fact.id, Fate())
        for other in (*fate.replaced, *fate.disputed):
            if other.id not in lines:
                lines[other.id] = _line(other, len(told) + len(lines), fates)
    return tuple(lines.values())


def _line(fact: Node, place: int, fates: Fates) -> Line:
    fate = fates.get(fact.id, Fate())
    return Line(
        fact=fact.id,
        text=_text(fact, "text"),
        spans=tuple(_one_an_episode(fact.texts("evidence"))),
        place=place,
        names=tuple(dict.fromkeys((*fact.texts("whom"), *fact.texts("where")))),
        when=_when(_text(fact, "valid_from"), _text(fact, "valid_to")),
        negative=_text(fact, "polarity") == "negative",
        planned=_text(fact, "modality") == "planned",
        ended=fate.ended[:10] if fate.replaced else "",
        replaced=tuple(other.id for other in fate.replaced),
        disputed=tuple(other.id for other in fate.disputed),
    )


def _when(begun: str, ended: str) -> str:
    """Return the year, month or day that an interval is, or the day on which it begins."""
    year, month, rest = begun[:4], begun[5:7], begun[7:]
    if rest == "-01T00:00:00" and ended:
        if month == "01" and ended == f"{int(year) + 1:04}-01-01T00:00:00":
            return year
        after = (int(year), int(month) + 1) if month != "12" else (int(year) + 1, 1)
        if ended == f"{after[0]:04}-{after[1]:02}-01T00:00:00":
            return begun[:7]
    return begun[:10]


def _one_an_episode(spans: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for span in spans:
        episode = span.rsplit(":", 2)[0]
        if episode not in seen:
            seen.add(episode)
            yield span


def _id(node: Node) -> str:
    return node.id


def _text(node: Node, key: str) -> str:
    value = node.properties.get(key)
    return "" if value is None else str(value)
