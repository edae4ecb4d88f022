"""Have a model answer a question about a whole memory, part by part."""

from collections.abc import Sequence
from dataclasses import replace

from graphmem.language.parse import Parser
from graphmem.models.recollection import Answer
from graphmem.protocols import ChatModel
from graphmem.qa.broad import Digest, Point, map_prompt, parted, points_of, reduce_prompt
from graphmem.qa.converse import Shown, tell
from graphmem.qa.given import Brief


def reduce(
    model: ChatModel,
    parser: Parser,
    brief: Brief,
    digests: Sequence[Digest],
    first: Answer,
    show: Shown | None = None,
) -> Answer:
    """Return what a model makes of the parts of a memory, each sentence held against its lines.

    At most `MOST_CALLS` parts are asked for points and one call makes the answer of these; what
    did not fit in the parts is counted in `left_out`. Without any point `first` stands.

    Raises:
        ModelError: the model could not be asked.
    """
    known = first.left_out + len(first.values)
    parts = parted(digests, brief, model.window)
    points, dropped, faults = _points(model, parser, brief, parts)
    left_out = known - sum(map(len, parts))
    if not points:
        why = f"{model.name} was not followed: no point of its {len(parts)} parts could be kept"
        if show is not None:
            show(first.text)
        return replace(first, dropped=dropped, why=(*first.why, why))
    streaming = show is not None
    brief = _resting_on(points, brief)
    prompt = reduce_prompt(brief, points, model.window, streaming=streaming)
    answer = tell(model, parser, brief, first, prompt, show)
    said = [f"{len(points)} points were drawn from {len(parts)} parts", *faults]
    answer = replace(answer, dropped=answer.dropped + dropped, why=(*answer.why, *said))
    return replace(answer, left_out=left_out) if answer.model else answer


def _points(
    model: ChatModel, parser: Parser, brief: Brief, parts: Sequence[Sequence[Digest]]
) -> tuple[list[Point], int, list[str]]:
    """Return the points of all parts, how many were dropped, and what went wrong."""
    points: list[Point] = []
    dropped, faults = 0, 0
    replies = model.complete(map_prompt(brief, part) for part in parts)
    for part, reply in zip(parts, replies, strict=True):
        faults += bool(reply.fault)
        for point in points_of(reply, parser, brief, part):
            if point is None:
                dropped += 1
            else:
                points.append(point)
    return points, dropped, [f"{faults} of them gave none that could be read"] if faults else []


def _resting_on(points: Sequence[Point], brief: Brief) -> Brief:
    """Return the brief with the lines alone that the points rest on, and their changes."""
    told = {n for point in points for n in point.numbers}
    told |= {n for c in brief.changes for n in (*c.before.numbers, *c.after.numbers)}
    return replace(brief, given=tuple(each for each in brief.given if each.number in told))
