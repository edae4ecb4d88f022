"""Pack what was ranked into a budget."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graphmem.language.tokens import count_each
from graphmem.models.evidence import Source
from graphmem.models.graph import Node
from graphmem.models.recollection import Candidate, Context, Line
from graphmem.retrieval.line import line_of
from graphmem.retrieval.paths import Steps, path
from graphmem.retrieval.rank import Ranked
from graphmem.retrieval.superseded import Overtaken

_AT_ONCE = 16  # lines whose tokens are counted together
MISSES = 5  # lines that do not fit before the budget counts as used up


@dataclass(frozen=True, slots=True)
class Notes:
    """What is said of a passage besides its words.

    `sources` by id; `overtaken` as `superseded` gives it; `steps` and `nodes` are given when the
    lines should say how they got here (see `trace`).
    """

    sources: Mapping[str, Source] = field(default_factory=dict)
    overtaken: Overtaken = field(default_factory=dict)
    steps: Steps | None = None
    nodes: Mapping[str, Node] = field(default_factory=dict)


def select(query: str, ranked: Sequence[Ranked], budget: int, notes: Notes) -> Context:
    """Return the best lines that fit in the budget, best first.

    A line that does not fit is passed over, so that shorter ones behind it may come in.
    """
    lines: list[Line] = []
    used = misses = 0
    for line, cost in _weighed(ranked, notes):
        if used + cost <= budget:
            lines.append(line)
            used += cost
        else:
            misses += 1
            if misses == MISSES:
                break
    return Context(query=query, lines=tuple(lines), tokens=used, budget=budget)


def _weighed(ranked: Sequence[Ranked], notes: Notes) -> Iterator[tuple[Line, int]]:
    """Yield lines with the tokens that they take, some at a time."""
    for at in range(0, len(ranked), _AT_ONCE):
        lines = [_line(entry, notes) for entry in ranked[at : at + _AT_ONCE]]
        yield from zip(lines, count_each([line.text for line in lines]), strict=True)


def _line(ranked: Ranked, notes: Notes) -> Line:
    candidate = ranked.candidate
    episode, passage = candidate.episode, candidate.passage
    source = notes.sources.get(episode.source)
    line = line_of(episode, source, passage.start, passage.end, _overtaken(candidate, notes))
    why = () if notes.steps is None else _why(ranked, notes, notes.steps)
    return replace(line, score=ranked.score, why=why)


def _overtaken(candidate: Candidate, notes: Notes) -> str:
    passage = candidate.passage
    ended = [
        day
        for start, end, day in notes.overtaken.get(passage.episode, ())
        if start < passage.end and end > passage.start
    ]
    return f"superseded {max(ended)}".strip() if ended else ""


def _why(ranked: Ranked, notes: Notes, steps: Steps) -> tuple[str, ...]:
    """Return the parts of the score, the weightiest first, and the way activation came."""
    parts = sorted(ranked.parts.items(), key=lambda part: (-abs(part[1]), part[0]))
    said = [f"{name} {value:+.2f}" for name, value in parts]
    if ranked.through:
        said.append(path(ranked.through, steps, notes.nodes))
    return tuple(said)
