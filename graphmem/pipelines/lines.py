"""What all pipelines tell of a recalled line beside its text."""

from typing import Any

from graphmem.ids import content_id
from graphmem.models.recollection import Line


def line_id(line: Line) -> str:
    """Return the id of the passage that the line shows: the same whatever was asked."""
    return content_id("pa", line.episode_ids[0], line.start, line.end)


def cited(line: Line) -> dict[str, Any]:
    """Return where and when the words of a line stand, as values that JSON knows.

    `quote` stands at `start`:`end` of the first of the episodes, counted in characters; times are
    ISO-8601, the first within and the last not. What is not known is "".
    """
    return {
        "source": line.source,
        "episode_ids": list(line.episode_ids),
        "start": line.start,
        "end": line.end,
        "quote": line.quote,
        "occurred_from": line.time.start if line.time else "",
        "occurred_to": line.time.end if line.time else "",
        "speaker": line.speaker or "",
    }
