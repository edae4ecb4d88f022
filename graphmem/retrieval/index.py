"""What the indexes hold of a passage."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from graphmem.ids import content_id
from graphmem.language.quantize import quantize
from graphmem.language.terms import terms
from graphmem.models.evidence import Episode, Passage
from graphmem.models.graph import IndexedPassage
from graphmem.models.workspace import Workspace
from graphmem.protocols import Embedder


def index_passages(
    batch: Sequence[tuple[Episode, Workspace]], embedder: Embedder
) -> tuple[IndexedPassage, ...]:
    """Return the passages that were read in each episode, with their terms and vectors.

    The day, speaker and heading are among the terms, since questions name them; the vector is of
    the words alone, for a name in it would rule the cosine. Neighbouring passages are not looked
    at here, so that adding to a source changes nothing that stands in the index.
    """
    cut = [(episode, passage) for episode, read in batch for passage in make_passages(read)]
    texts = [episode.text[passage.start : passage.end] for episode, passage in cut]
    vectors = quantize(embedder.embed(texts)) if texts else []
    return tuple(
        IndexedPassage(
            passage=passage,
            terms=terms(f"{_standing_over(episode)} {text}"),
            vector=vector,
        )
        for (episode, passage), text, vector in zip(cut, texts, vectors, strict=True)
    )


def make_passages(read: Workspace) -> Iterator[Passage]:
    """Yield the passages that the Operator cut an episode into."""
    told = [time.start for time in read.times if time.interval is not None]
    for start, end in read.passages:
        key = content_id("pa", read.episode, start, end)
        yield Passage(key, read.episode, start, end, any(start <= at < end for at in told))


def _standing_over(episode: Episode) -> str:
    return " ".join(filter(None, (_day(episode), episode.heading, episode.speaker)))


def _day(episode: Episode) -> str:
    """Return the day in words, as a question would put it."""
    if episode.occurred is None:
        return ""
    day = datetime.fromisoformat(episode.occurred.start)
    return f"{day.day} {day:%B} {day.year}"
