"""A memory that is copied into another database, and back, is the same memory."""

from pathlib import Path

import pytest

from graphmem import Memory
from graphmem.cli import main
from graphmem.errors import StoreError
from tests.end_to_end.conftest import Opener

TEXTS = {
    "letters": (
        "Captain Mara Lindqvist sailed from Bergen on 3 May 1921. Her mate, Jon Aas, was ill."
    ),
    "diary": (
        "Mara met Jon Aas in Bergen two days later. They opened a chart shop in the old town."
    ),
}
QUERIES = ("Where did Mara meet Jon Aas?", "chart shop", "Who set the fire?", "Bergen in May 1921")


@pytest.fixture(params=["file", pytest.param("server", marks=pytest.mark.neo4j)])
def other(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database that holds nothing, of either sort."""
    if request.param == "server":
        return str(request.getfixturevalue("empty_server"))
    return str(tmp_path / "other.db")


def tell(memory: Memory) -> None:
    for source, text in TEXTS.items():
        memory.remember(text, source=source)
    memory.rename("Jon Aas", "Jonathan Aas")
    memory.consolidate()


def assert_same(one: Memory, other: Memory) -> None:
    """See that all that a memory holds and says is what another does, recorded times too."""
    assert one.export("archive") == other.export("archive")
    assert one.export("json") == other.export("json")
    assert one.stats() == other.stats()
    assert one.corrections() == other.corrections()
    assert one._store.metadata("default") == other._store.metadata("default")
    assert one._store.stale("default") == other._store.stale("default")
    for query in QUERIES:
        assert one.recall(query, explain=True) == other.recall(query, explain=True)
        assert one.ask(query) == other.ask(query)


def test_a_copy_and_a_copy_of_it_are_the_same_memory(opened: Opener, other: str, tmp_path: Path):
    memory = opened()
    tell(memory)
    report = memory.copy_to(other)
    stats = memory.stats()
    assert (report.episodes_added, report.facts) == (stats["Episode"], stats["Fact"])
    with Memory(other) as copy:
        assert_same(copy, memory)
        assert not copy._store.stale("default")
        assert copy.check(deep=True).well
        copy.copy_to(tmp_path / "back.db")
    assert_same(opened("back.db"), memory)


def test_a_copy_of_what_is_not_consolidated_comes_to_the_same_layers(opened: Opener, other: str):
    memory = opened()
    tell(memory)
    memory.remember("Jon Aas sold the chart shop to Zo\u00eb Moe in 1923.", source="news")
    memory.forget(source="letters")
    memory.copy_to(other)
    with Memory(other) as copy:
        assert copy._store.stale("default")
        assert_same(copy, memory)
        memory.consolidate()
        copy.consolidate()
        ours, theirs = ({**m.stats()} for m in (memory, copy))
        assert ours == theirs
        assert ours["Fact"] > 0
        assert not copy._store.stale("default")
        assert copy.check(deep=True).well


def test_what_was_never_consolidated_is_so_in_the_copy(opened: Opener, other: str):
    memory = opened()
    memory.remember(TEXTS["letters"], source="letters")
    memory.copy_to(other)
    with Memory(other) as copy:
        assert "layers" not in copy._store.metadata("default")
        assert copy.consolidate().facts == memory.consolidate().facts > 0


def test_a_namespace_that_holds_anything_is_replaced_only_when_asked(opened: Opener, other: str):
    memory = opened()
    tell(memory)
    with Memory(other) as copy:
        copy.remember("Ana Ruiz opened a studio in Leeds.", source="notes")
        before = copy.export("archive")
        with pytest.raises(StoreError, match="holds something already"):
            memory.copy_to(other)
        assert copy.export("archive") == before
        memory.copy_to(other, overwrite=True)
        assert_same(copy, memory)
        assert "Leeds" not in (copy.export("archive") or "")


def test_one_namespace_is_copied_or_all_of_them(opened: Opener, other: str):
    ours, theirs = opened(namespace="ours"), opened(namespace="theirs \u00e9")
    ours.remember(TEXTS["letters"], source="letters")
    theirs.remember(TEXTS["diary"], source="diary")
    ours.copy_to(other)
    with Memory(other, namespace="ours") as copy:
        assert copy._store.namespaces() == ["ours"]
        ours.copy_to(other, everywhere=True, overwrite=True)
        assert copy._store.namespaces() == ["ours", "theirs \u00e9"]
        assert copy.export("archive") == ours.export("archive")
    with Memory(other, namespace="theirs \u00e9") as copy:
        assert copy.export("archive") == theirs.export("archive")


def test_a_copy_that_fails_leaves_all_namespaces_as_they_were(opened: Opener, other: str):
    ours, theirs = opened(namespace="a"), opened(namespace="b")
    ours.remember(TEXTS["letters"], source="letters")
    theirs.remember(TEXTS["diary"], source="diary")
    with Memory(other, namespace="b") as full:
        full.remember("Ana Ruiz opened a studio in Leeds.", source="notes")
        with pytest.raises(StoreError, match="'b' holds something already"):
            ours.copy_to(other, everywhere=True)
        assert full._store.namespaces() == ["b"]


def test_a_memory_replaced_by_itself_stays_as_it_is(opened: Opener, tmp_path: Path):
    memory = opened()
    tell(memory)
    before = memory.export("archive")
    report = memory.copy_to(tmp_path / "memory.db", overwrite=True)
    assert memory.export("archive") == before
    assert report.seconds < 8  # nobody waited for anybody


def test_copy_on_the_command_line(
    opened: Opener, other: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    memory = opened()
    tell(memory)
    path = str(tmp_path / "memory.db")
    assert main(["copy", path, other]) == 0
    assert "2 episodes added" in " ".join(capsys.readouterr().out.split())
    assert main(["copy", path, other]) == 3
    assert "--replace" in capsys.readouterr().err
    assert main(["copy", path, other, "--replace", "--quiet"]) == 0
    assert main(["copy", other, str(tmp_path / "back.db"), "--all", "--json"]) == 0
    assert '"episodes_added": 2' in capsys.readouterr().out
    assert_same(opened("back.db"), memory)


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("no/folder/new.db", "cannot be opened"),
        ("mongo://localhost", "no store is known for mongo://"),
        ("bolt://127.0.0.1:1", "cannot be reached"),
        ("neo4j://127.0.0.1:1", "cannot be reached"),
        ("bolt://127.0.0.1:port", "no address of a Neo4j server"),
        ("neo4j://", "names no server"),
        ("neo4j://ana:hunter2@127.0.0.1:1", "takes no password"),
        ("neo4j:/ana:hunter2@127.0.0.1:1", "takes no password"),
    ],
)
def test_a_target_that_cannot_be_used_is_refused_in_one_line(
    opened: Opener, tmp_path: Path, capsys: pytest.CaptureFixture[str], target: str, said: str
):
    opened().remember(TEXTS["letters"], source="letters")
    assert main(["copy", str(tmp_path / "memory.db"), target]) == 3
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1
    assert "hunter2" not in err


def test_a_slip_in_the_name_of_the_origin_makes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert main(["copy", str(tmp_path / "none.db"), str(tmp_path / "new.db")]) == 3
    assert "is not there" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_nothing_is_copied_from_a_namespace_that_is_not_there(opened: Opener, tmp_path: Path):
    opened().remember(TEXTS["letters"], source="letters")
    with pytest.raises(StoreError, match="nothing to copy"):
        opened(namespace="slip").copy_to(tmp_path / "new.db")
    assert not (tmp_path / "new.db").exists()
