"""Questions about a whole memory: which they are, and how its parts are put to a model.

Map and reduce, as D. Edge et al., "From Local to Global: A Graph RAG Approach to Query-Focused
Summarization" (2024): points are drawn from each part, the best of all parts make the answer. Here
each point and each sentence keeps the numbers of the lines that it rests on, and is held against
them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graphmem.language.fence import fenced, plain, seen
from graphmem.language.parse import Parser
from graphmem.language.terms import STOP_WORDS, terms, words
from graphmem.language.wordlists import read_words
from graphmem.models.chat import Prompt, Reply
from graphmem.models.recollection import Cue
from graphmem.qa.filling import filled
from graphmem.qa.given import Brief, Given
from graphmem.qa.inline import numbers_out
from graphmem.qa.llm_shapes import AnswerShape, PointsShape
from graphmem.qa.prompts import LONGEST, at_most, changes_told, form, numbered, room
from graphmem.qa.vouch import Witness

MOST_CALLS = 8  # parts that a model is asked about for one question
LARGEST = 6000  # tokens of a part; a larger one is read less well
HEAVIEST = 10
_WORDS = {
    key: frozenset(terms(" ".join(w))) for key, w in read_words("graphmem.qa", "broad.toml").items()
}
_MAY_ASK = ("", "value", "detail", "event")


@dataclass(frozen=True, slots=True)
class Digest:
    """A scene or a persona as it is put to a model: what it is, and the numbers of its lines."""

    title: str
    when: str
    summary: str
    numbers: tuple[int, ...]

    @property
    def head(self) -> str:
        """Its title with its time."""
        return f"{self.title} ({self.when})" if self.when else self.title


@dataclass(frozen=True, slots=True)
class Point:
    """What one part says to a question, and the numbers of the lines that it rests on."""

    text: str
    numbers: tuple[int, ...]
    weight: int


def is_broad(cue: Cue, named: Iterable[str]) -> bool:
    """Return whether a query is about a whole memory, or all of what it knows of those it names.

    In doubt it is not: no time may narrow it, and no other word may say what it is about.
    """
    if cue.times or cue.asks not in _MAY_ASK:
        return False
    spoken = {word for name in named for word in words(name)}
    said = [word for word in words(cue.query) if word not in spoken and word not in STOP_WORDS]
    stems = set(terms(" ".join(said)))
    rest = stems - _WORDS["asks"] - _WORDS["wholes"] - _WORDS["light"]
    return bool(stems & _WORDS["asks"]) and not rest


def parted(digests: Sequence[Digest], brief: Brief, window: int) -> list[list[Digest]]:
    """Return digests, best first, in as few parts as their tokens allow, and no more than may be.

    What does not fit in the last part is left out.
    """
    most = min(LARGEST, room(window, _map_system(), brief.query))
    parts: list[list[Digest]] = []
    left = 0
    for digest in digests:
        cost = at_most(_shown(digest, brief))
        if cost > most:
            continue
        if cost > left:
            if len(parts) == MOST_CALLS:
                break
            parts.append([])
            left = most
        parts[-1].append(digest)
        left -= cost
    return parts


def map_prompt(brief: Brief, part: Sequence[Digest]) -> Prompt:
    """Return the prompt that asks for the points of one part."""
    text = "\n\n".join(_shown(digest, brief) for digest in part)
    query = fenced("question", plain(brief.query))
    lines = [brief.by_number[n] for digest in part for n in digest.numbers]
    return Prompt(
        stage="map",
        system=_map_system(),
        user=filled("map_user.md", {"query": query, "part": fenced("part", text)}),
        shape=PointsShape,
        episodes=tuple(dict.fromkeys(line.episode for line in lines)),
        longest=LONGEST,
    )


def points_of(
    reply: Reply, parser: Parser, brief: Brief, part: Sequence[Digest]
) -> Iterator[Point | None]:
    """Yield the points of a reply; None for one that its lines do not hold.

    Only the lines of its part count.
    """
    if not isinstance(reply.value, PointsShape):
        return
    given = {n: brief.by_number[n] for digest in part for n in digest.numbers}
    for point in reply.value.points:
        said = numbers_out(seen(point.text))
        known = [n for n in dict.fromkeys((*point.lines, *said.numbers)) if n in given]
        if Witness((given[n] for n in known), parser).vouches(said.text, brief.query):
            yield Point(said.text, tuple(known), max(1, min(HEAVIEST, point.weight)))
        else:
            yield None


def reduce_prompt(brief: Brief, points: Sequence[Point], window: int, *, streaming: bool) -> Prompt:
    """Return the prompt that asks for the answer from the weightiest points that fit."""
    told = sorted(points, key=lambda point: -point.weight)
    changes = changes_told(brief.changes)
    system = filled("reduce.md", {"form": form(streaming=streaming)})
    left = room(window, system, brief.query, changes)
    shown = []
    for line in map(_pointed, told):
        left -= at_most(line)
        if left < 0:
            break
        shown.append(line)
    slots = {
        "query": fenced("question", plain(brief.query)),
        "points": fenced("points", "\n".join(shown)),
        "changes": fenced("changes", changes),
    }
    return Prompt(
        stage="reduce",
        system=system,
        user=filled("reduce_user.md", slots),
        shape=None if streaming else AnswerShape,
        episodes=brief.episodes,
        longest=LONGEST,
    )


def _map_system() -> str:
    return filled("map.md", {})


def _shown(digest: Digest, brief: Brief) -> str:
    lines: Iterable[Given] = (brief.by_number[n] for n in digest.numbers)
    head = [plain(digest.head), plain(digest.summary)]
    return "\n".join([*filter(None, head), numbered(lines)])


def _pointed(point: Point) -> str:
    numbers = ", ".join(map(str, point.numbers))
    return f"[{numbers}] {plain(point.text)} (weight {point.weight})"
