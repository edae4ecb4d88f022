"""What a cue asks of a store."""

from collections.abc import Iterable

from graphmem.language.terms import terms
from graphmem.models.recollection import Candidate, Cue, Search
from graphmem.settings import RetrievalSettings


def search_for(cue: Cue, settings: RetrievalSettings) -> Search:
    """Return what the indexes are asked for; every word of the query counts as a term."""
    return Search(
        terms=tuple(dict.fromkeys((*terms(cue.query), *cue.terms))),
        vector=cue.vector,
        names=tuple(dict.fromkeys(name.normal for name in cue.names)),
        times=cue.times,
        beside=True,
        limit=settings.candidates,
    )


def held_by(candidates: Iterable[Candidate], as_of: str | None) -> list[Candidate]:
    """Return the candidates of episodes that had begun by then; what has no time always had.

    `as_of` is a day or a moment in ISO form, and a day includes all of it.
    """
    if as_of is None:
        return list(candidates)
    return [
        c
        for c in candidates
        if c.episode.occurred is None or c.episode.occurred.start[: len(as_of)] <= as_of
    ]
