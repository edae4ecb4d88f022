"""All that a model helps with, over real HTTP: ten chapters read, judged, worded, asked about."""

from pathlib import Path

from chapters import write_chapters
from honest_model import reply

from graphmem import Answer, Memory, Settings
from graphmem.settings import ModelSettings
from tests.end_to_end.conftest import graph_of
from tests.openai_server import ALL, OpenAIServer, every

_PEOPLE = ("Marta Lind", "Jonas Weber", "Clara Moss", "Peter Hale", "Ida Brandt")
QUERIES = [
    *(f"Whom did {who} meet at the harbour?" for who in _PEOPLE),
    *(f"What had {who} lost?" for who in _PEOPLE),
    *(f"Where did {who} sail home from?" for who in _PEOPLE),
    *(f"When was the farewell of {who}?" for who in _PEOPLE),
]


def run(server: OpenAIServer, folder: Path, file: Path) -> tuple[object, list[Answer]]:
    """Return the graph and the answers, once the account was held against the server's."""
    model = ModelSettings(
        name="m-1", base_url=server.url, reading="full", prompt_price=1, completion_price=2
    )
    with Memory(file, settings=Settings(model=model)) as memory:
        read, built = memory.remember_path(folder), memory.consolidate()
        answers = [memory.ask(query) for query in QUERIES]
        counted, spent = server.counted(), memory.spent()
        assert spent.calls == counted.calls
        assert (spent.prompt_tokens, spent.completion_tokens) == (
            counted.prompt_tokens,
            counted.completion_tokens,
        )
        cost = (counted.prompt_tokens + 2 * counted.completion_tokens) / 1_000_000
        assert abs(spent.cost - cost) < 1e-9
        assert read.calls >= 10
        assert built.calls > 0
        assert memory.stats()["Episode"] == 10
        assert memory.check(deep=True).findings == ()
        return graph_of(memory), answers


def test_one_fault_in_five_calls_changes_no_graph_and_no_answer(tmp_path: Path):
    folder = write_chapters(tmp_path / "book")
    with OpenAIServer(reply) as server:
        graph, answers = run(server, folder, tmp_path / "sound.db")
        calls = server.counted().calls
    with OpenAIServer(reply, faults=every(5, *ALL)) as server:
        again, others = run(server, folder, tmp_path / "faulty.db")
        assert server.counted().calls > calls
    assert again == graph
    assert others == answers
    assert sum(bool(answer) and answer.model == "m-1" for answer in answers) >= 10
