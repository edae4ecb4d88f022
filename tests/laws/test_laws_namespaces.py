"""No verb and no command reads or changes another tenant's memory, whatever it is called."""

from contextlib import closing
from pathlib import Path

import pytest

from graphmem import GraphmemError, Memory
from graphmem.cli import main
from graphmem.cli.parser import build_parser
from tests.laws.histories import POOL, tell
from tests.laws.passages import QUERIES as ASKED
from tests.laws.states import differences, held_by, said_by
from tests.laws.tenants import OURS, PLACE, QUERIES, THEIRS, VERBS, seen, settle, whole_of
from tests.laws.trying import Opener


def test_every_verb_is_tried():
    assert {name for name in dir(Memory) if not name.startswith("_")} == VERBS.keys()


def test_no_verb_sees_or_changes_another_namespace(opened: Opener, tmp_path: Path):
    shared, alone = str(tmp_path / "shared.db"), str(tmp_path / "alone.db")
    with (
        closing(opened(shared, namespace=THEIRS)) as theirs,
        closing(opened(shared, namespace=OURS)) as ours,
        closing(opened(alone, namespace=OURS)) as single,
    ):
        settle(theirs, PLACE)
        settle(ours)
        settle(single)
        before = whole_of(theirs)
        for name, verb in VERBS.items():
            told = seen(verb(ours, tmp_path))
            assert PLACE.lower() not in told.lower(), name
            assert told == seen(verb(single, tmp_path)), name
            assert whole_of(theirs) == before, name
            if name != "close":
                assert not differences(held_by(ours), held_by(single)), name


def test_what_one_tenant_tells_moves_no_score_of_another(opened: Opener, tmp_path: Path):
    url = str(tmp_path / "memory.db")
    with closing(opened(url, namespace="a")) as small, closing(opened(url, namespace="b")) as large:
        for passage in POOL[:6]:
            tell(small, "letters", passage)
        small.consolidate()
        before = said_by(small, ASKED)
        for number, passage in enumerate(POOL[4:30]):
            tell(large, f"source {number % 5}", passage)
        large.consolidate()
        assert not differences(said_by(small, ASKED), before)
        large.forget(source="source 1")
        assert not differences(said_by(small, ASKED), before)


HOSTILE = [
    *("'; DROP TABLE node; --", "", " ", "a", "A", " a", "a\n", "a/b", "a/", "/", "..", "%", "_"),
    *("\u202ea", "caf\u00e9", "cafe\u0301", "\uff41", "a\u200b", "\u540d\u524d\U0001f5dd", "*"),
    *("x" * 10_000, "x" * 9_999, "null", "0", "default ", "a\x00b", "a\x1f", '"', "a\\", "text:a"),
]


def test_namespaces_are_kept_apart_whatever_they_are_called(opened: Opener, tmp_path: Path):
    url = str(tmp_path / "memory.db")
    people = {name: f"Person{number:02}" for number, name in enumerate(HOSTILE)}
    memories = {name: opened(url, namespace=name) for name in HOSTILE}
    for name, memory in memories.items():
        memory.remember(f"Maria {people[name]} sang in Oslo.", source="letters")
    for name, memory in memories.items():
        (episode,) = memory.episodes()
        assert people[name] in episode.text
        assert memory.recall("Who sang in Oslo?").text.count("sang") == 1
    for name, memory in list(memories.items())[::2]:
        assert memory.forget(source="letters").episodes_removed == 1
        memory.close()
        del memories[name]
    for name, memory in memories.items():
        assert [people[name] in episode.text for episode in memory.episodes()] == [True]
        memory.close()


def test_sources_are_kept_apart_whatever_they_are_called(opened: Opener, tmp_path: Path):
    # A source below another, as a file in its folder, goes with it; without a name it is its own.
    names = [n for n in HOSTILE if n and "\0" not in n and not n.startswith(("a/", "/"))]
    with closing(opened(str(tmp_path / "memory.db"))) as memory:
        for number, name in enumerate(names):
            memory.remember(f"Maria Person{number:02} sang in Oslo.", source=name)
        for number, name in enumerate(names):
            (episode,) = memory.episodes(name)
            assert f"Person{number:02}" in episode.text
        assert memory.forget(source="").episodes_removed == 0
        for left, name in reversed(list(enumerate(names))):
            assert memory.forget(source=name).episodes_removed == 1
            assert len(memory.episodes()) == left


@pytest.mark.parametrize("name", ["\ud800", "a\udfffb"])
def test_half_of_a_surrogate_pair_is_refused_and_harms_nothing(
    opened: Opener, tmp_path: Path, name: str
):
    url = str(tmp_path / "memory.db")
    with closing(opened(url)) as memory:
        tell(memory, "letters", POOL[0])
        before = held_by(memory)
        with pytest.raises(GraphmemError, match="surrogate"):
            memory.remember("Tom sang.", source=name)
        with (
            closing(opened(url, namespace=name)) as other,
            pytest.raises(GraphmemError, match="surrogate"),
        ):
            other.remember("Tom sang.", source="letters")
        assert held_by(memory) == before


def commands(folder: Path) -> dict[str, list[str]]:
    """Return how each command is tried, in order; those that are not say why."""
    notes, archive = folder / "notes.md", folder / "ours.archive"
    notes.write_text("# Notes\n\nJohn Carter met Tom Reed in Ashby.", "utf-8")
    return {
        "remember": [str(notes)],
        "consolidate": [],
        "ask": [QUERIES[0], "--explain"],
        "recall": [QUERIES[2], "--explain"],
        "entities": [],
        "stats": [],
        "inspect": ["John Carter met Tom Reed."],
        "merge": ["Mary Carter", "Elizabeth Carter"],
        "rename": ["Tom Reed", "Thomas Reed"],
        "split": ["Ashby", "--source", "book.md"],
        "corrections": [],
        "decisions": [],
        "rebuild": [],
        "doctor": ["--deep"],
        "export": ["--format", "archive", "-o", str(archive)],
        "backup": [str(folder / "copy.db")],
        "copy": [str(folder / "memory.db"), str(folder / "copied.db")],
        "forget": ["--person", "John A. Carter"],
        "revert": [],  # of what they corrected
        "import": [str(archive)],
        "eval": [],  # reads a memory of its own, in another database
    }


def test_every_command_is_tried(tmp_path: Path):
    (choices,) = (a.choices for a in build_parser()._actions if isinstance(a.choices, dict))
    assert choices.keys() == commands(tmp_path).keys()


def test_no_command_sees_or_changes_another_namespace(
    opened: Opener, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    url = str(tmp_path / "memory.db")
    with closing(opened(url, namespace=THEIRS)) as theirs:
        settle(theirs, PLACE)
        with closing(opened(url, namespace=OURS)) as ours:
            settle(ours)
        before = whole_of(theirs)
        (correction,) = theirs.corrections()
        expected = {"decisions": (1, []), "revert": (3, [correction.id]), "import": (3, [])}
        for name, arguments in commands(tmp_path).items():
            if name == "eval":
                continue
            code, more = expected.get(name, (0, []))
            asked = [name, "--db", url, "--namespace", OURS, *arguments, *more]
            assert main(asked) == code, name
            said = capsys.readouterr()
            assert PLACE.lower() not in f"{said.out} {said.err}".lower(), name
            assert whole_of(theirs) == before, name
