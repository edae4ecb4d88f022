"""Join what a model reads in an episode with what the pipeline read there.

Passages, language and times stay the pipeline's. Entities that share words are one. What the model
tells of an event replaces what was read at the same words, slot by slot; all else that was read
stays, in either mode: a model's list is never whole, and what it leaves out is no evidence
against what grammar plainly says. The model's labels of occasions win, where it was given most
of what it names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graphmem.models.evidence import Episode
from graphmem.models.workspace import Workspace
from graphmem.operator.close_draft import close_draft
from graphmem.operator.draft import Draft, open_draft
from graphmem.operator.ground import Span
from graphmem.operator.ground_events import ground_events
from graphmem.operator.ground_occasions import ground_occasions
from graphmem.operator.ground_people import ground_entities
from graphmem.operator.ground_traits import (
    ground_links,
    ground_places,
    ground_questions,
    ground_traits,
)
from graphmem.operator.llm_shapes import ToldReading


@dataclass(frozen=True, slots=True)
class Deepened:
    """A workspace with what a model added, and how much it told that the text does not hold."""

    workspace: Workspace
    dropped: Mapping[str, int]


def deepen(
    episode: Episode,
    base: Workspace,
    told: Sequence[tuple[Sequence[Span], ToldReading]],
    reader: str,
) -> Deepened:
    """Return the workspace of an episode with what was told of its pieces."""
    draft = open_draft(episode.text, base, chat=bool(episode.speaker))
    draft.given = tuple(span for piece, _ in told for span in piece)
    for piece, reading in told:
        draft.within = tuple(piece)
        draft.names.clear()
        _ground(draft, reading)
    return Deepened(close_draft(draft, reader), draft.dropped.counts)


def _ground(draft: Draft, reading: ToldReading) -> None:
    """Ground an answer: whom it tells of first, then what happens, then what rests on both."""
    ground_entities(draft, reading.entities)
    ground_occasions(draft, reading.occasions)
    ground_events(draft, reading.events)
    ground_traits(draft, reading.traits)
    ground_places(draft, reading.places)
    ground_links(draft, reading.links)
    ground_questions(draft, reading.questions)
