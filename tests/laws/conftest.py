"""The memories that the laws are tried on, and how many sequences they were tried with."""

from collections.abc import Callable

import pytest

from graphmem import Memory, Settings
from graphmem.memory.senses import Senses
from tests.laws.passages import data_folder
from tests.laws.trying import TRIED, Opener, ParseOnce, ReadOnce


@pytest.fixture(scope="session")
def senses() -> Senses:
    """The senses, loaded once, that read nothing twice."""
    shared = Senses(Settings())
    shared.__dict__["operator"] = ReadOnce(shared.operator)
    shared.__dict__["parser"] = ParseOnce(shared.parser)
    return shared


@pytest.fixture(scope="session")
def opened(senses: Senses) -> Opener:
    """Open a memory that lives in this process alone, unless it is given a file."""

    def open_memory(url: str = ":memory:", **options: object) -> Memory:
        memory = Memory(url, **options)
        memory._senses = senses
        return memory

    return open_memory


@pytest.fixture
def tried(request: pytest.FixtureRequest) -> Callable[[], None]:
    """Count one more sequence for the test."""
    return lambda: TRIED.update([request.node.name])


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand on to the process that prints, where several share the tests, what was tried here."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["tried"] = dict(TRIED)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node, error) -> None:
    TRIED.update(getattr(node, "workeroutput", {}).get("tried", {}))


def pytest_terminal_summary(terminalreporter) -> None:
    if TRIED:
        terminalreporter.section("laws")
        for law, count in sorted(TRIED.items()):
            terminalreporter.write_line(f"{count:>7,} sequences  {law}")
        if data_folder() is None:
            terminalreporter.write_line("left out: passages of shared/data, which is not here")
