"""Random histories of a memory, and what remains of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from hypothesis import strategies as st

from graphmem import Memory
from tests.laws.passages import CHAT, MADE_UP, Passage, borrowed_passages, document, real_passages

SOURCES = ("letters", "news", "chat")
FILES = ("diary.md", "book.md")
POOL = [*MADE_UP, *CHAT, *real_passages(), *borrowed_passages()]


@dataclass(frozen=True)
class Tell:
    """Add a passage to what a source says."""

    source: str
    passage: Passage


@dataclass(frozen=True)
class Write:
    """Write a file and read it, whatever it said before; one without passages is not written."""

    source: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Forget:
    """Forget a source."""

    source: str


@dataclass(frozen=True)
class Drop:
    """Forget the episode of a passage, if a source was told it."""

    source: str
    passage: Passage


@dataclass(frozen=True)
class Keep:
    """Put the memory in order: consolidate, or rebuild."""

    verb: str


Step = Tell | Write | Forget | Drop | Keep

# Half of what is drawn is made up to clash, so that it does.
drawn = st.one_of(st.sampled_from(MADE_UP), st.sampled_from(POOL))
told = st.builds(Tell, st.sampled_from((*SOURCES, FILES[0])), drawn)
written = st.builds(
    Write, st.sampled_from((*FILES, SOURCES[0])), st.lists(drawn, min_size=1, max_size=4).map(tuple)
)
forgotten = st.builds(Forget, st.sampled_from((*SOURCES, *FILES)))
kept = st.builds(Keep, st.sampled_from(("consolidate", "consolidate", "rebuild")))
steps = st.lists(st.one_of(told, told, written, forgotten, kept), min_size=2, max_size=12)


@st.composite
def dropping(draw: st.DrawFn) -> list[Step]:
    """Return a history in which single episodes are forgotten, some of them told again."""
    history: list[Step] = list(draw(steps))
    for _ in range(draw(st.integers(1, 3))):
        spoken = [step for step in history if isinstance(step, Tell)]
        if spoken:
            step = draw(st.sampled_from(spoken))
            place = draw(st.integers(history.index(step) + 1, len(history)))
            history.insert(place, Drop(step.source, step.passage))
    return history


def play(memory: Memory, history: Iterable[Step]) -> None:
    """Do what a history says."""
    for step in history:
        match step:
            case Tell(source, passage):
                tell(memory, source, passage)
            case Write(source, passages):
                memory.remember_stream([document(list(passages))], source=source)
            case Forget(source):
                memory.forget(source=source)
            case Drop(source, passage):
                drop(memory, source, passage)
            case Keep(verb):
                getattr(memory, verb)()


def tell(memory: Memory, source: str, passage: Passage) -> None:
    """Remember a passage."""
    memory.remember(
        passage.text,
        source=source,
        occurred_at=passage.occurred_at,
        speaker=passage.speaker,
    )


def drop(memory: Memory, source: str, passage: Passage) -> None:
    """Forget the episodes of a source that say a passage."""
    for episode in memory.episodes(source):
        if episode.text == passage.text:
            memory.forget(episode=episode.id)


def remaining(history: Iterable[Step]) -> dict[str, list[Step]]:
    """Return the steps, by source, that make what a history leaves, and no others."""
    left: dict[str, list[Step]] = {}
    for step in history:
        match step:
            case Tell(source, _):
                left.setdefault(source, []).append(step)
            case Write(source, _):
                left[source] = [step]
            case Forget(source):
                left.pop(source, None)
            case Drop(source, passage):
                told = Tell(source, passage)
                left[source] = [each for each in left.get(source, []) if each != told]
    return left


def shuffled(left: dict[str, Sequence[Step]], random: Random) -> list[Step]:
    """Return the steps in another order of the sources, each source in its own order."""
    lanes = [list(steps) for _, steps in sorted(left.items())]
    mixed: list[Step] = []
    while lanes := [lane for lane in lanes if lane]:
        mixed.append(random.choice(lanes).pop(0))
        if not random.randrange(4):
            mixed.append(Keep("consolidate"))
    return mixed
