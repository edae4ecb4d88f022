"""Pack what was ranked into a budget."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graphmem.language.tokens import count_each
from graphmem.models.evidence import Source
from graphmem.models.graph import Node
from graphmem.models.recollection import Candidate, Context, Line
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
    quote = episode.text[passage.start : passage.end]
    front = _front(candidate, source, notes)
    said = " ".join(quote.split())
    if episode.heading and f"{episode.heading}] " in front:  # which need not be said twice
        said = said.removeprefix(episode.heading).lstrip() or said
    return Line(
        text=f"{front}{said}",
        quote=quote,
        episode_ids=(episode.id,),
        source=source.uri if source else episode.source,
        start=passage.start,
        end=passage.end,
        score=ranked.score,
        time=episode.occurred,
        speaker=episode.speaker,
        why=() if notes.steps is None else _why(ranked, notes, notes.steps),
    )


def _front(candidate: Candidate, source: Source | None, notes: Notes) -> str:
    """Return when, who or where it stands, and whether it still holds: `[2025-06-20 · Ana] `."""
    episode = candidate.episode
    day = episode.occurred.start[:10] if episode.occurred else ""
    whence = episode.speaker or episode.heading or (source.title if source else "")
    parts = [part for part in (day, whence, _overtaken(candidate, notes)) if part]
    return f"[{' · '.join(parts)}] " if parts else ""


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
