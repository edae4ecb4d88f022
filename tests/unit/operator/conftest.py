"""One Operator for all tests here: the pipeline is loaded once."""

from collections.abc import Callable

import pytest

from graphmem.language.parse import Parser
from graphmem.language.pipeline import load_pipeline
from graphmem.models.evidence import Episode
from graphmem.models.times import Interval
from graphmem.models.workspace import ReadEntity, ReadEvent, Workspace
from graphmem.operator.spacy_operator import SpacyOperator
from graphmem.settings import OperatorSettings


@pytest.fixture(scope="session")
def operator() -> SpacyOperator:
    return SpacyOperator(Parser(load_pipeline()), OperatorSettings())


@pytest.fixture(scope="session")
def read(operator) -> Callable[..., Workspace]:
    """Read one text, after the texts of its window."""

    def read_one(text: str, *before: str, occurred: Interval | None = None) -> Workspace:
        window = tuple(Episode(f"ep_{i}", "src", i, t) for i, t in enumerate(before))
        episode = Episode("ep_x", "src", len(before), text, occurred=occurred)
        return next(iter(operator.read([(episode, window)])))

    return read_one


@pytest.fixture(scope="session")
def chat(operator) -> Callable[..., list[Workspace]]:
    """Read the turns of a chat, each a (speaker, text)."""

    def read_turns(*turns: tuple[str, str], occurred: Interval | None = None) -> list[Workspace]:
        episodes = [
            Episode(f"ep_{i}", "src", i, text, speaker=speaker, occurred=occurred)
            for i, (speaker, text) in enumerate(turns)
        ]
        batch = [(e, tuple(episodes[max(0, i - 2) : i])) for i, e in enumerate(episodes)]
        return list(operator.read(batch))

    return read_turns


def named(workspace: Workspace, name: str) -> ReadEntity:
    """Return the one entity of that name."""
    found = [e for e in workspace.entities if e.name == name]
    assert len(found) == 1, [e.name for e in workspace.entities]
    return found[0]


def words(entity: ReadEntity) -> list[str]:
    return [m.text for m in entity.mentions]


def event(workspace: Workspace, predicate: str) -> ReadEvent:
    """Return the first event with that predicate."""
    found = [e for e in workspace.events if e.predicate == predicate]
    assert found, [e.predicate for e in workspace.events]
    return found[0]


def occasions(workspace: Workspace) -> list[ReadEvent]:
    return [e for e in workspace.events if e.level == "occasion"]


def slots(workspace: Workspace, told: ReadEvent) -> set[tuple[str, str]]:
    return {(p.slot, workspace.entities[p.entity].name) for p in told.participants}


def places(workspace: Workspace, told: ReadEvent) -> list[str]:
    return [workspace.entities[p.entity].name for p in told.places]


def days(workspace: Workspace, told: ReadEvent) -> list[str]:
    intervals = [workspace.times[t.time].interval for t in told.times]
    return [i.start[:10] for i in intervals if i is not None]
