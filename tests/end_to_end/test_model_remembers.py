"""A memory with a language model, over real HTTP: nothing lost, nothing doubled, all counted."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graphmem import Memory, Settings
from graphmem.cli import main
from graphmem.errors import ModelError, ModelUnavailable, SpendingStopped
from graphmem.models.chat import Usage
from graphmem.settings import ModelSettings, with_model
from tests.end_to_end.chapters import CANARY, read_aloud, write_chapters
from tests.end_to_end.conftest import graph_of
from tests.openai_server import ALL, Fault, OpenAIServer, every

Graph = dict[str, list[dict[str, object]]]
KEY = "sk-zubrowka-4711"


def told(server: OpenAIServer, **given: object) -> Settings:
    """Return settings of a model behind a server that reads everything."""
    model = {"name": "m-1", "base_url": server.url, "api_key": KEY, "reading": "full", **given}
    return Settings(model=ModelSettings.model_validate(model))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_chapters(tmp_path_factory.mktemp("book"))


@pytest.fixture(scope="module")
def undisturbed(folder: Path) -> Graph:
    with OpenAIServer(read_aloud) as server, Memory(":memory:", settings=told(server)) as memory:
        memory.remember_path(folder)
        return graph_of(memory)


def kept(file: Path) -> int:
    connection = sqlite3.connect(file)
    try:
        number: int = connection.execute("SELECT count(*) FROM reply").fetchone()[0]
        return number
    finally:
        connection.close()


def test_a_fault_in_every_fifth_call_leaves_the_same_graph(
    folder: Path, tmp_path: Path, undisturbed: Graph
):
    with (
        OpenAIServer(read_aloud, faults=every(5, *ALL)) as server,
        Memory(tmp_path / "a.db", settings=told(server)) as memory,
    ):
        report = memory.remember_path(folder)
        assert graph_of(memory) == undisturbed
        counted = server.counted()
        assert counted.calls > 10
        assert (report.calls, report.prompt_tokens, report.completion_tokens) == (
            counted.calls,
            counted.prompt_tokens,
            counted.completion_tokens,
        )
        assert memory.spent().tokens == counted.prompt_tokens + counted.completion_tokens
        assert report.unread_by_model == 0
        assert memory.remember_path(folder).calls == 0


def test_the_model_adds_to_what_is_read(folder: Path, undisturbed: Graph):
    with Memory(":memory:") as memory:
        memory.remember_path(folder)
        assert "keeper of the lamp" not in str(memory.ask("Who lost the key?"))
        assert graph_of(memory) != undisturbed
        assert memory.spent() == Usage()


def test_what_was_read_until_the_money_ran_out_is_kept_and_it_goes_on_there(
    folder: Path, tmp_path: Path, undisturbed: Graph
):
    # Without a cache: what is written is what saves.
    with OpenAIServer(read_aloud) as server:
        runs = 0
        while runs < 40:
            runs += 1
            settings = told(server, most_tokens=9_000, replies="", concurrency=1)
            with Memory(tmp_path / "a.db", settings=settings) as memory:
                before = len(memory.episodes())
                try:
                    memory.remember_path(folder)
                    break
                except SpendingStopped:
                    assert len(memory.episodes()) > before
                    assert memory.spent().tokens <= 9_000
        assert 1 < runs < 40
        assert server.counted().calls == 10  # none is paid for twice
        with Memory(tmp_path / "a.db") as memory:
            assert graph_of(memory) == undisturbed


def test_an_endpoint_that_goes_away_loses_nothing_that_was_paid_for(
    folder: Path, tmp_path: Path, undisturbed: Graph
):
    def dying(call: int) -> Fault | None:
        return Fault("failing") if 5 < call < 20 else None

    with OpenAIServer(read_aloud, faults=dying) as server:
        settings = told(server, attempts=2)
        with (
            Memory(tmp_path / "a.db", settings=settings) as memory,
            pytest.raises(ModelUnavailable, match="same command goes on"),
        ):
            memory.remember_path(folder)
        server.faults = lambda _: None
        failed = sum(c.status == 500 for c in server.calls)
        with Memory(tmp_path / "a.db", settings=settings) as memory:
            memory.remember_path(folder)
            assert graph_of(memory) == undisturbed
        assert server.counted().calls - failed == 10


def test_refusals_are_read_without_the_model_and_counted(folder: Path):
    with (
        OpenAIServer(read_aloud, faults=every(2, Fault("refusal"))) as server,
        Memory(":memory:", settings=told(server)) as memory,
    ):
        report = memory.remember_path(folder)
        assert report.episodes_added == 10
        assert report.unread_by_model == 5


Erase = Callable[[Memory, Path], object]


def _edit(memory: Memory, folder: Path) -> object:
    for file in folder.iterdir():
        file.write_text(f"Nothing of {file.stem} is left.", "utf-8")
    return memory.remember_path(folder)


ERASING: dict[str, Erase] = {
    "a source": lambda m, folder: m.forget(source=folder),
    "times": lambda m, _: m.forget(between=("1924-01-01", "1924-12-31")),
    "episodes": lambda m, _: [m.forget(episode=e.id) for e in m.episodes()],
    "an edit": _edit,
}


@pytest.mark.parametrize("name", ERASING)
def test_what_is_forgotten_stands_nowhere_in_what_the_model_said(name: str, tmp_path: Path):
    folder = write_chapters(tmp_path / "book", 3)
    file = tmp_path / "a.db.replies"

    def leaky(asked: object) -> str:
        return json.dumps({**json.loads(read_aloud(asked)), "note": CANARY})  # type: ignore[arg-type]

    with OpenAIServer(leaky) as server, Memory(tmp_path / "a.db", settings=told(server)) as memory:
        memory.remember_path(folder)
        memory.rebuild()
        assert kept(file) == 3  # what is only built anew is not asked anew
        if name == "times":
            for episode in memory.episodes():
                memory.forget(episode=episode.id)
            for path in folder.iterdir():
                text = path.read_text("utf-8")
                memory.remember(text, source=str(path), occurred_at="1924-05-03")
        ERASING[name](memory, folder)
        left = {e.text for e in memory.episodes()}
        assert not [text for text in left if CANARY in text]
        assert kept(file) == (3 if name == "an edit" else 0)
    assert CANARY.encode() not in file.read_bytes()


def test_forgetting_waits_for_no_model(tmp_path: Path):
    with OpenAIServer(read_aloud) as server:
        settings = told(server, attempts=1)
        memory = Memory(tmp_path / "a.db", settings=settings)
        for n in range(3):
            text = f"I was at home. Marta Lind had lost the key of room {n}."
            memory.remember(text, source="s", speaker="Jonas Weber")
    told_it = sum("room 0" in c.asked.user for c in server.calls)
    assert told_it > 1  # it stands before others in their prompts
    first = memory.episodes()[0]
    memory.forget(episode=first.id)
    assert len(memory.episodes()) == 2
    assert kept(tmp_path / "a.db.replies") == 3 - told_it
    memory.close()
    with Memory(tmp_path / "a.db") as memory:
        assert memory.check().findings == ()


def test_it_is_forgotten_also_where_no_model_is_set_any_more(tmp_path: Path):
    with (
        OpenAIServer(read_aloud) as server,
        Memory(tmp_path / "a.db", settings=told(server)) as memory,
    ):
        memory.remember("Marta Lind had lost the key.", source="s")
    assert kept(tmp_path / "a.db.replies") == 1
    with Memory(tmp_path / "a.db") as memory:
        memory.forget(source="s")
    assert kept(tmp_path / "a.db.replies") == 0


def test_without_a_model_nothing_is_loaded_or_sent_or_kept(tmp_path: Path):
    code = (
        "import sys, socket\n"
        "def no(*_): raise SystemExit('a connection was made')\n"
        "socket.socket.connect = no\n"
        "from graphmem import Memory\n"
        "with Memory(sys.argv[1]) as memory:\n"
        "    memory.remember('Ana met Tom in Leeds.', source='a')\n"
        "    memory.consolidate()\n"
        "    print(memory.ask('Where did Ana meet Tom?').text)\n"
        "    memory.forget(source='a')\n"
        "assert 'openai' not in sys.modules\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "a.db")],
        check=False,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["a.db"]


def test_the_model_of_the_environment_helps_where_no_other_is_told(
    monkeypatch: pytest.MonkeyPatch,
):
    for name, value in {
        "GRAPHMEM_MODEL": "m-2",
        "OPENAI_API_KEY": KEY,
        "OPENAI_BASE_URL": "http://localhost:1/v1",
        "GRAPHMEM_MODEL_PRICE": "0.15/0.60",
    }.items():
        monkeypatch.setenv(name, value)
    found = with_model(Settings()).model
    assert (found.name, found.base_url) == ("m-2", "http://localhost:1/v1")
    assert (found.prompt_price, found.completion_price) == (0.15, 0.6)
    assert found.api_key.get_secret_value() == KEY
    assert KEY not in repr(found) + str(found)
    assert with_model(Settings(model=ModelSettings())).model.name == ""
    own = with_model(Settings(model=ModelSettings(name="m-3", base_url="http://x/v1"))).model
    assert (own.name, own.base_url) == ("m-3", "http://x/v1")


def run(capsys: pytest.CaptureFixture[str], *args: object) -> tuple[int, str, str]:
    code = main([str(arg) for arg in args])
    out, err = capsys.readouterr()
    return code, out, err


def test_a_dry_run_says_what_it_would_take_and_writes_nothing(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    with OpenAIServer(read_aloud) as server:
        model = ("--model", "m-1", "--base-url", server.url, "--price", "1/2")
        command = ("remember", folder, "--db", tmp_path / "a.db", *model, "--model-reading", "full")
        code, out, _ = run(capsys, *command, "--dry-run")
        assert code == 0
        assert "10 calls" in out
        code, out, _ = run(capsys, *command, "--dry-run", "--json")
        foreseen = json.loads(out)
        assert server.counted().calls == 0
        assert not list(tmp_path.iterdir())
        code, out, _ = run(capsys, *command, "--json")
        assert code == 0
        took = json.loads(out)
        assert took["calls"] == foreseen["calls"] == server.counted().calls
        assert 0 < foreseen["least_cost"] < foreseen["cost"] > took["cost"]
        code, out, _ = run(capsys, *command, "--dry-run", "--json")
        assert json.loads(out)["calls"] == 0


def test_the_command_stops_at_a_limit_with_a_code_of_its_own_and_goes_on_there(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    with OpenAIServer(read_aloud) as server:
        model = ("--model", "m-1", "--base-url", server.url, "--model-reading", "full")
        command = ("remember", folder, "--db", tmp_path / "a.db", *model)
        code, _, err = run(capsys, *command, "--max-tokens", 9_000)
        assert code == 4
        assert "same command goes on from there" in err
        assert "episodes in" in err
        code, _, err = run(capsys, *command, "--max-cost", "0.5")
        assert code == 3
        assert "price" in err
        code, out, _ = run(capsys, *command)
        assert code == 0
        assert "tokens" in out
        assert server.counted().calls == 10


def test_a_most_cost_without_a_price_is_an_error_before_anything_is_opened(tmp_path: Path):
    settings = Settings(model=ModelSettings(name="m-1", most_cost=1.0))
    with pytest.raises(ModelError, match="price"):
        Memory(tmp_path / "a.db", settings=settings)
    assert not list(tmp_path.iterdir())


def test_a_limit_without_a_model_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "a.txt").write_text("Ana met Tom.", "utf-8")
    db = ("--db", tmp_path / "a.db")
    for told_ in (("--max-tokens", "5"), ("--dry-run",), ("--model", "", "--dry-run")):
        code, _, err = run(capsys, "remember", tmp_path / "a.txt", *db, *told_)
        assert code == 3
        assert "GRAPHMEM_MODEL" in err


def test_a_dry_run_of_consolidate_and_ask_counts_and_changes_nothing(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    db = ("--db", tmp_path / "a.db", "--json")
    with Memory(tmp_path / "a.db") as memory:
        memory.remember_path(folder)
    with OpenAIServer(read_aloud) as server:
        model = ("--model", "m-1", "--base-url", server.url, "--price", "1/2")
        before = (tmp_path / "a.db").read_bytes()
        for command in (("consolidate",), ("ask", "Who lost the key?")):
            code, out, _ = run(capsys, *command, *db, *model, "--dry-run")
            foreseen = json.loads(out)
            assert code == 0
            assert foreseen["calls"] > 0
            assert foreseen["prompt_tokens"] > 100
            assert foreseen["cost"] > foreseen["least_cost"] > 0
        assert (tmp_path / "a.db").read_bytes() == before
        assert [p.name for p in tmp_path.iterdir()] == ["a.db"]
        assert not server.calls
        assert "no calls" not in run(capsys, "ask", "Who?", *db[:2], *model, "--dry-run")[1]


def test_what_was_said_of_a_memory_that_is_copied_over_is_erased(tmp_path: Path):
    with OpenAIServer(read_aloud) as server:
        for name in ("a", "b"):
            with Memory(tmp_path / f"{name}.db", settings=told(server)) as memory:
                memory.remember(f"Marta Lind had lost the key of room {name}.", source=name)
    with Memory(tmp_path / "a.db") as memory:
        memory.copy_to(tmp_path / "b.db", overwrite=True)
    assert kept(tmp_path / "a.db.replies") == 1
    assert kept(tmp_path / "b.db.replies") == 0
