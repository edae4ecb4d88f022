"""What the pipeline read, told as a model would tell it."""

from collections.abc import Iterable, Sequence
from typing import Any

from graphmem.models.evidence import Episode
from graphmem.models.workspace import Mention, ReadEntity, ReadEvent, Workspace


def as_answer(
    episode: Episode, workspace: Workspace, piece: Sequence[tuple[int, int]]
) -> dict[str, Any]:
    """Return what the pipeline read in a piece as an answer, empty fields left out."""

    def inside(start: int) -> bool:
        return any(low <= start < end for low, end in piece)

    entities = workspace.entities
    here = [e for e in entities if any(inside(m.start) for m in e.mentions)]
    events = [e for e in workspace.events if inside(e.start)]
    told = {
        "entities": [
            {"name": e.name, "kind": e.kind, "other_names": sorted(_others(e.name, e.mentions))}
            for e in here
            if e.named or (e.kind in ("Person", "Place") and _is_described(e))
        ],
        "occasions": [_event(e, workspace, episode) for e in events if e.level == "occasion"],
        "events": [_event(e, workspace, episode) for e in events if e.level == "action"],
        "traits": [
            {
                "who": entities[c.entity].name, "sort": c.sort, "what": c.name,
                "words": episode.text[c.start : c.end],
            }
            for c in workspace.claims if inside(c.start)
        ],
        "places": [
            {"part": entities[c.part].name, "whole": entities[c.whole].name}
            for c in workspace.containment if inside(c.start)
        ],
        "questions": [
            {"question": q.text, "words": episode.text[q.start : q.end]}
            for q in workspace.questions if inside(q.start)
        ],
    }  # fmt: skip
    return {key: [_filled(row) for row in rows] for key, rows in told.items() if rows}


def _is_described(entity: ReadEntity) -> bool:
    return any(m.form != "pronoun" for m in entity.mentions)


def _others(name: str, mentions: Iterable[Mention]) -> set[str]:
    return {m.text for m in mentions if m.form != "pronoun"} - {name}


def _event(event: ReadEvent, workspace: Workspace, episode: Episode) -> dict[str, Any]:
    people = [workspace.entities[p.entity].name for p in event.participants]
    place = [workspace.entities[p.entity].name for p in event.places if not p.inferred]
    time = [workspace.times[t.time].text for t in event.times if not t.inferred]
    setting = {"place": "".join(place[:1]), "time": "".join(time[:1])}
    if event.level == "occasion":
        words = " ".join(episode.text[event.start : event.end].split()[:6])
        about = "".join(people[:1])
        named = {"label": event.predicate or "what happens", "words": words, "about": about}
        return {**named, "others": people[1:], **setting}
    slots = [f"{p.slot.lower()}: {n}" for p, n in zip(event.participants, people, strict=True)]
    sense = "not" if event.polarity == "negative" else event.modality
    sense = "" if sense == "actual" else sense
    return {
        "words": event.phrase, "did": event.predicate, "people": slots, **setting, "sense": sense,
    }  # fmt: skip


def _filled(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if value}
