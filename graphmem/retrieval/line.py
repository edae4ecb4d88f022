"""A stretch of an episode as one line."""

from graphmem.models.evidence import Episode, Source
from graphmem.models.recollection import Line


def line_of(episode: Episode, source: Source | None, start: int, end: int, note: str = "") -> Line:
    """Return a line: when, who or where it stands, and a note in front: `[2025-06-20 · Ana] `."""
    day = episode.occurred.start[:10] if episode.occurred else ""
    whence = episode.speaker or episode.heading or (source.title if source else "")
    parts = [part for part in (day, whence, note) if part]
    front = f"[{' · '.join(parts)}] " if parts else ""
    quote = episode.text[start:end]
    said = " ".join(quote.split())
    if whence and whence == episode.heading:  # which need not be said twice
        said = said.removeprefix(whence).lstrip() or said
    return Line(
        text=f"{front}{said}",
        quote=quote,
        episode_ids=(episode.id,),
        source=source.uri if source else episode.source,
        start=start,
        end=end,
        score=0.0,
        time=episode.occurred,
        speaker=episode.speaker,
    )
