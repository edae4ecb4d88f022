"""What the indexes hold of a passage."""

from collections.abc import Sequence
from datetime import datetime

from graphmem.ids import content_id
from graphmem.language.quantize import quantize
from graphmem.language.terms import terms
from graphmem.models.evidence import Episode, Passage
from graphmem.models.graph import IndexedPassage
from graphmem.protocols import Embedder

Spans = Sequence[tuple[int, int]]


def index_passages(
    batch: Sequence[tuple[Episode, Spans]], embedder: Embedder
) -> tuple[IndexedPassage, ...]:
    """Return a passage for each span of each episode, with its terms and its vector.

    The day, speaker and heading are among the terms, since questions name them; the vector is of
    the words alone, for a name in it would rule the cosine. Neighbouring passages are not looked
    at here, so that adding to a source changes nothing that stands in the index.
    """
    spans = [(episode, start, end) for episode, spans in batch for start, end in spans]
    texts = [episode.text[start:end] for episode, start, end in spans]
    vectors = quantize(embedder.embed(texts)) if texts else []
    return tuple(
        IndexedPassage(
            passage=make_passage(episode.id, start, end),
            terms=terms(f"{_standing_over(episode)} {text}"),
            vector=vector,
        )
        for (episode, start, end), text, vector in zip(spans, texts, vectors, strict=True)
    )


def make_passage(episode: str, start: int, end: int) -> Passage:
    """Return the passage that a span of an episode is."""
    return Passage(content_id("pa", episode, start, end), episode, start, end)


def _standing_over(episode: Episode) -> str:
    return " ".join(filter(None, (_day(episode), episode.heading, episode.speaker)))


def _day(episode: Episode) -> str:
    """Return the day in words, as a question would put it."""
    if episode.occurred is None:
        return ""
    day = datetime.fromisoformat(episode.occurred.start)
    return f"{day.day} {day:%B} {day.year}"
