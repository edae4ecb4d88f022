"""Writers that know nothing of each other converge on one graph."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graphmem import Memory, OtherPipeline, Settings
from graphmem.settings import OperatorSettings
from tests.end_to_end.conftest import Opener, graph_of

LETTERS = {
    f"letter {n}": f"{name} wrote to Ana Ruiz from Leeds on {n + 1} May 2024. Ana was {state}."
    for n, (name, state) in enumerate(
        [("Tom Ruiz", "ill"), ("Ana Ruiz", "happy"), ("Tom", "away"), ("Eva Lund", "tired")]
    )
}


def test_two_writers_make_the_graph_that_one_would(opened: Opener, tmp_path: Path):
    def write(sources: list[str]) -> None:
        with Memory(tmp_path / "shared.db") as memory:
            for source in sources:
                memory.remember(LETTERS[source], source=source)

    names = sorted(LETTERS)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, [names[::2], names[1::2]]))
    alone = opened("alone.db")
    for source, text in LETTERS.items():
        alone.remember(text, source=source)
    assert graph_of(opened("shared.db")) == graph_of(alone)


def test_another_pipeline_is_refused_until_rebuild(opened: Opener, tmp_path: Path):
    opened("old.db").remember(LETTERS["letter 0"], source="letter 0")
    other = Settings(operator=OperatorSettings(window=0))
    memory = opened("old.db", settings=other)
    with pytest.raises(OtherPipeline, match="rebuild"):
        memory.ask("Who wrote to Ana Ruiz?")
    with pytest.raises(OtherPipeline, match="rebuild"):
        memory.remember("Tom came home.")
    memory.rebuild()
    assert memory.ask("Who wrote to Ana Ruiz?") is not None
