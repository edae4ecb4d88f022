"""Which of two or more is it? "Is he a doctor or a teacher", "did she go to Leeds or to York"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graphmem.ids import normal_name
from graphmem.models.recollection import Cue, CueName
from graphmem.qa.confirm import YES, confirm
from graphmem.qa.draw_state import draw_state
from graphmem.qa.evidence import Evidence, Known, Topic
from graphmem.qa.values import Value, distinct

_SMALL = r"(?:(?:a|an|the|at|in|to|by|with|from|for|on|near) )*"
_JOINT = re.compile(rf"(?P<last>,? or {_SMALL})|, {_SMALL}", re.IGNORECASE)
_LEADING = re.compile(r"\w+ (?:(?:a|an|the|his|her|its|their) )?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Option:
    """What a question gives to choose from, as it stands there, and what is known of it."""

    text: str
    start: int
    end: int
    topic: Topic | None = None
    entities: frozenset[str] = frozenset()


def choose(cue: Cue, evidence: Evidence) -> list[Value] | None:
    """Return those of which it is so; None where a question gives nothing to choose from."""
    if cue.asks not in ("whether", "value") or " or " not in cue.query.lower():
        return None
    offered = _joined(cue.query, sorted(_options(cue, evidence), key=lambda o: o.start))
    if len(offered) < 2:
        return None
    found = [value for option in offered for value in _confirmed(cue, evidence, option, offered)]
    if len(distinct(found)) > 1:
        before = cue.query[: offered[0].start].split()[-1:]
        found = [v for v in found if _says(v)] or found
        found = [v for v in found if _says(v, *before)] or found
    return distinct(found) if found or cue.asks == "whether" else None


def _says(value: Value, *before: str) -> bool:
    """Whether the words that a value rests on have it themselves, behind some word."""
    words = r"\W+(?:(?:a|an|the|his|her|its|their) )?".join((*before, re.escape(value.text)))
    clause = value.page.episode.text[value.start : value.end]
    return re.search(rf"\b{words}\b", clause, re.IGNORECASE) is not None


def _options(cue: Cue, evidence: Evidence) -> Iterator[Option]:
    for topic in evidence.topics:
        start = cue.query.find(topic.text)
        if start >= 0:
            text, verb = topic.text, _LEADING.match(topic.text)
            if verb and cue.predicate and text.lower().startswith(cue.predicate[:3]):
                text = text[verb.end() :]
            yield Option(text, start, start + len(topic.text), topic)
    for known in evidence.known:
        yield from _named(known, evidence)


def _named(known: Known, evidence: Evidence) -> Iterator[Option]:
    """Yield each name of a choice, or the only one."""
    at = known.name.start
    pieces = _JOINT.split(known.name.text) if known.choice else [known.name.text]
    for piece in filter(None, pieces):
        words = set(normal_name(piece).split())
        mine = frozenset(e for e in known.entities if words & _words_of(e, evidence))
        start = at + known.name.text.find(piece)
        if mine and not _JOINT.fullmatch(piece):
            yield Option(piece, start, start + len(piece), entities=mine)


def _words_of(entity: str, evidence: Evidence) -> set[str]:
    being = evidence.beings.get(entity)
    called = (being.name, *being.aliases) if being is not None else ()
    return {word for name in called for word in normal_name(name).split()}


def _joined(query: str, options: Sequence[Option]) -> list[Option]:
    """Return those that stand beside each other with "or" before the last."""
    row: list[Option] = []
    for option in options:
        joint = _JOINT.fullmatch(query[row[-1].end : option.start]) if row else None
        row = [*row, option] if joint else [option]
        if joint and joint["last"]:
            return row
    return []


def _confirmed(
    cue: Cue, evidence: Evidence, option: Option, offered: Sequence[Option]
) -> Iterator[Value]:
    """Yield the option with the words that say that it is so."""
    others = [o.topic for o in offered if o.topic is not None and o is not option]
    known = tuple(k for k in evidence.known if not k.choice)
    if option.entities:
        name = CueName(option.text, normal_name(option.text), option.start, option.end)
        known = (*known, Known(name, option.entities))
    alone = replace(
        evidence,
        known=known,
        topics=tuple(t for t in evidence.topics if all(t is not other for other in others)),
    )
    state = cue.state
    if state is not None and state.sort == "there":
        asked = replace(cue, state=replace(state, place=option.text))
        values = draw_state(asked, alone) or confirm(asked, alone)
    else:
        values = confirm(cue, alone)
    for value in values:
        if value.text == YES:
            yield replace(value, text=option.text, key=normal_name(option.text))
