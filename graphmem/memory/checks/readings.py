"""Workspaces fit the text that they read."""

from collections.abc import Iterable, Iterator

from graphmem.memory.checks.shelf import Volume
from graphmem.models.checkup import REREAD, Finding, found
from graphmem.models.evidence import Episode
from graphmem.models.workspace import (
    Claim,
    Containment,
    Dating,
    Mention,
    OpenQuestion,
    Participant,
    ReadEvent,
    ReadTime,
    Whereabouts,
    Workspace,
)
from graphmem.operator.spacy_operator import window_id

ABOUT = "readings"
Span = tuple[int, int]
_Setting = Participant | Whereabouts | Dating
_Spanned = Mention | ReadTime | ReadEvent | _Setting | Claim | Containment | OpenQuestion


def check_readings(volume: Volume, reader: str | None, window: int | None) -> Iterator[Finding]:
    """Yield what is wrong with the workspaces of a source.

    `reader` is who read the memory, `window` how many episodes before each one were seen; None
    where that is not known.
    """
    read = [(e, volume.workspaces[e.id]) for e in volume.episodes if e.id in volume.workspaces]
    others = (e.id for e, w in read if w.episode != e.id)
    yield from found(ABOUT, "readings of another episode", REREAD, others)
    strangers = (e.id for e, w in read if reader is not None and not _reads(w.reader, reader))
    yield from found(ABOUT, "readings by another reader than the memory's", REREAD, strangers)
    if window is not None:
        what = "readings that saw other episodes before their own"
        yield from found(ABOUT, what, REREAD, _seeing_others(volume, window))
    astray = (e.id for e, w in read if not _points_inside(w))
    yield from found(ABOUT, "readings that point to what they do not hold", REREAD, astray)
    outside = (e.id for e, w in read if not _fits(e.text, w))
    yield from found(ABOUT, "readings that do not fit their text", REREAD, outside)
    unseen = (f"{e.id}:{a}:{b}" for e, w in read for a, b in _uncovered(e, w))
    yield from found(ABOUT, "stretches of text in no passage", REREAD, unseen)


def _reads(name: str, reader: str) -> bool:
    """Return whether that reader read, be it that a model then read deeper ("reader+model/…")."""
    return name == reader or name.startswith(f"{reader}+")


def _seeing_others(volume: Volume, window: int) -> Iterator[str]:
    order = [episode.id for episode in volume.episodes]
    for at, episode in enumerate(order):
        workspace = volume.workspaces.get(episode)
        if workspace and workspace.window != window_id(order[max(at - window, 0) : at]):
            yield episode


def _points_inside(workspace: Workspace) -> bool:
    entities, times, events = _entities(workspace), _times(workspace), _events(workspace)
    return (
        all(0 <= i < len(workspace.entities) for i in entities)
        and all(0 <= i < len(workspace.times) for i in times)
        and all(0 <= i < len(workspace.events) for i in events)
    )


def _entities(workspace: Workspace) -> Iterator[int]:
    for event in workspace.events:
        yield from (each.entity for each in event.participants)
        yield from (each.entity for each in event.places)
    yield from (claim.entity for claim in workspace.claims)
    for each in workspace.containment:
        yield from (each.part, each.whole)


def _times(workspace: Workspace) -> Iterator[int]:
    return (dating.time for event in workspace.events for dating in event.times)


def _events(workspace: Workspace) -> Iterator[int]:
    yield from (e.occasion for e in workspace.events if e.occasion is not None)
    yield from (question.event for question in workspace.questions)


def _fits(text: str, workspace: Workspace) -> bool:
    """Return whether all spans lie in the text, and words are those that stand there."""
    if not all(0 <= start < end <= len(text) for start, end in _spans(workspace)):
        return False
    told = [(m.start, m.end, m.text) for e in workspace.entities for m in e.mentions]
    told += [(t.start, t.end, t.text) for t in workspace.times]
    return all(text[start:end] == words for start, end, words in told)


def _spans(workspace: Workspace) -> Iterator[Span]:
    for event in workspace.events:
        yield from _of((event, *event.participants, *event.places, *event.times))
    for entity in workspace.entities:
        yield from _of(entity.mentions)
    for part in (workspace.times, workspace.claims, workspace.containment, workspace.questions):
        yield from _of(part)
    yield from workspace.passages


def _of(parts: Iterable[_Spanned]) -> Iterator[Span]:
    return ((part.start, part.end) for part in parts)


def _uncovered(episode: Episode, workspace: Workspace) -> Iterator[Span]:
    """Yield the stretches that recall could never show, though something stands there."""
    at = 0
    for start, end in (*sorted(workspace.passages), (len(episode.text), len(episode.text))):
        if episode.text[at:start].strip():
            yield at, start
        at = max(at, end)
