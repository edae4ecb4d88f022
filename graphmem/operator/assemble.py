"""Write what was read as a workspace: indices and character spans instead of tokens."""

from __future__ import annotations

from graphmem.models.workspace import (
    Claim,
    Containment,
    Mention,
    OpenQuestion,
    ReadEntity,
    ReadTime,
    Workspace,
)
from graphmem.operator.agreement import ANIMATE
from graphmem.operator.claims import Told, find_claims, find_containment
from graphmem.operator.events import write_events
from graphmem.operator.figures import Figure
from graphmem.operator.mentions import Found, written_span
from graphmem.operator.occasions import find_occasions
from graphmem.operator.passages import cut_passages
from graphmem.operator.questions import find_questions
from graphmem.operator.reading import Reading
from graphmem.operator.salience import saliences
from graphmem.operator.sorts import Sorts


def assemble(reading: Reading, sorts: Sorts, base: Workspace, passage_words: int) -> Workspace:
    """Return the workspace of a reading; `base` gives episode, window and reader."""
    worth = saliences(reading.page, reading.cast)
    occasions = find_occasions(reading, sorts, worth)
    claims = find_claims(reading.page, reading.cast, sorts, reading.times)
    containment = find_containment(reading.page, reading.cast)
    events, used = write_events(reading, occasions)
    used |= {c.figure for c in claims} | {n for c in containment for n in c[:2]}
    used |= {n for n, f in enumerate(reading.cast.figures) if f.named or _recurs(f)}
    kept = [n for n in _in_order(reading) if n in used]
    index = {n: i for i, n in enumerate(kept)}
    questions = find_questions(reading.page, reading.cast, reading.actions)
    first_action = len(occasions)
    return base.model_copy(
        update={
            "entities": tuple(_entity(reading, n, worth[n]) for n in kept),
            "times": tuple(_time(reading, t) for t in range(len(reading.times))),
            "events": tuple(event.written(index) for event in events),
            "claims": tuple(_claim(reading, c, index) for c in claims),
            "containment": tuple(_containment(reading, c, index) for c in containment),
            "questions": tuple(
                OpenQuestion(
                    event=first_action + q.action, asks=q.asks, slot=q.slot, text=q.text,
                    start=q.start, end=q.end,
                )
                for q in questions
            ),
            "passages": cut_passages(reading.page, passage_words),
        }
    )  # fmt: skip


def _recurs(figure: Figure) -> bool:
    """Return whether somebody is told of more than once, though in no event."""
    return figure.kind in (*ANIMATE, "Group") and len(figure.mentions) > 1


def _in_order(reading: Reading) -> list[int]:
    """Return the numbers of the figures that have mentions, by their first."""
    firsts = [
        (min(f.start for f, _, _ in figure.mentions), number)
        for number, figure in enumerate(reading.cast.figures)
        if figure.mentions and figure.merged < 0
    ]
    return [number for _, number in sorted(firsts)]


def _entity(reading: Reading, number: int, salience: float) -> ReadEntity:
    figure = reading.cast.figures[number]
    unique = {(f.start, f.end): (f, reason, score) for f, reason, score in figure.mentions}
    mentions = [_mention(reading, *unique[span]) for span in sorted(unique)]
    return ReadEntity.model_validate(
        {
            "name": _name(reading, figure),
            "kind": figure.kind,
            "mentions": tuple(mentions),
            "gender": figure.gender,
            "named": figure.named,
            "salience": salience,
        }
    )


def _name(reading: Reading, figure: Figure) -> str:
    if figure.name:
        return figure.name
    nominal = [f for f, _, _ in figure.mentions if f.form == "nominal"]
    best = min(nominal or [f for f, _, _ in figure.mentions], key=lambda f: f.start)
    text = _text(reading, best)
    return text if best.form == "nominal" else text.lower()


def _span(reading: Reading, found: Found) -> tuple[int, int]:
    return written_span(reading.page.parsed, found)


def _text(reading: Reading, found: Found) -> str:
    start, end = _span(reading, found)
    return reading.page.parsed.text[start:end]


def _mention(reading: Reading, found: Found, reason: str, score: float) -> Mention:
    start, end = _span(reading, found)
    values = {"start": start, "end": end, "text": _text(reading, found), "form": found.form}
    return Mention.model_validate({**values, "reason": reason, "score": score})


def _time(reading: Reading, number: int) -> ReadTime:
    told = reading.times[number]
    expression = told.expression
    return ReadTime(
        start=expression.start, end=expression.end, text=expression.text, interval=told.interval
    )


def _claim(reading: Reading, told: Told, index: dict[int, int]) -> Claim:
    tokens = reading.page.parsed.tokens
    return Claim(
        sort=told.sort,
        entity=index[told.figure],
        name=told.name,
        start=tokens[told.first].start,
        end=tokens[told.end - 1].end,
        valid=told.valid,
        polarity="negative" if told.negative else "positive",
    )


def _containment(
    reading: Reading, found: tuple[int, int, int, int], index: dict[int, int]
) -> Containment:
    part, whole, first, end = found
    tokens = reading.page.parsed.tokens
    return Containment(
        part=index[part], whole=index[whole], start=tokens[first].start, end=tokens[end - 1].end
    )
