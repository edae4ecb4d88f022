"""A sound memory is found sound; each kind of damage is found, named, and mended as it says."""

import io
import json
import shlex
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from graphmem import Memory
from graphmem.cli import main
from graphmem.errors import StoreError
from graphmem.models.checkup import Checkup, Finding
from tests.end_to_end.damages import BEYOND_MENDING, DAMAGES, SEEN_DEEP
from tests.end_to_end.test_laws import TEXTS, chapters

CHAT = "[1921-07-01 10:00] Ole: Who set the fire?\n[1921-07-01 10:01] Mara: The mate was ill."


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a memory of letters and chats, consolidated and closed."""
    path = tmp_path_factory.mktemp("sound") / "memory.db"
    with Memory(path) as memory:
        for source, text in {**TEXTS, "second chat": CHAT}.items():
            memory.remember(text, source=source)
        memory.consolidate()
    return path


@pytest.fixture
def copy(sound: Path, tmp_path: Path) -> Path:
    """A copy of the sound memory, to be damaged."""
    return Path(shutil.copy(sound, tmp_path / "memory.db"))


def damage(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            assert connection.execute(statement).rowcount != 0, f"changed nothing: {statement}"


def check(path: Path, *, deep: bool = False, **more: bool) -> Checkup:
    with Memory(path, read_only=True) as memory:
        return memory.check(deep=deep, **more)


def harm(path: Path, *, deep: bool = False) -> list[Finding]:
    return [finding for finding in check(path, deep=deep).findings if finding.harm]


def mend(path: Path, findings: list[Finding]) -> None:
    """Do what the findings say, each step once."""
    for step in dict.fromkeys(step for finding in findings for step in finding.mend):
        program, *arguments = shlex.split(step)
        if program == "graphmem":
            assert main([*arguments, "--db", str(path), "--quiet"]) == 0, step


@pytest.mark.parametrize("name", sorted(DAMAGES))
def test_each_damage_is_found_and_mended_as_it_says(copy: Path, name: str):
    statements, said = DAMAGES[name]
    damage(copy, *statements)
    found = harm(copy)
    assert [finding.what for finding in found] == said
    assert all(finding.count and finding.examples for finding in found)
    mend(copy, found)
    assert harm(copy) == []


@pytest.mark.parametrize("name", sorted(BEYOND_MENDING))
def test_what_no_command_mends_is_said_to_need_a_copy(copy: Path, name: str):
    statements, said = BEYOND_MENDING[name]
    damage(copy, *statements)
    (finding,) = harm(copy)
    assert finding.what == said
    assert "put a copy" in " ".join(finding.mend)


@pytest.mark.parametrize("name", sorted(SEEN_DEEP))
def test_a_deep_look_compares_with_what_the_texts_give(copy: Path, name: str):
    statements, said = SEEN_DEEP[name]
    damage(copy, *statements)
    assert harm(copy) == []
    found = check(copy, deep=True).findings
    assert [finding.what for finding in found] == said
    mend(copy, list(found))
    assert check(copy, deep=True).findings == ()


def test_a_memory_is_sound_whatever_was_done_with_it(tmp_path: Path):
    book = tmp_path / "book.md"
    texts = chapters(0, 3)
    with Memory(tmp_path / "memory.db") as memory:
        for part in (texts, [texts[0], texts[2]]):
            book.write_text("\n\n".join(f"# Chapter {i}\n\n{t}" for i, t in enumerate(part)))
            memory.remember_path(book)
        memory.remember(TEXTS["diary"], source="diary")
        memory.remember(CHAT, source="chat")
        memory.consolidate()
        memory.forget(source="diary")
        assert memory.check(deep=True).well
        memory.rebuild()
        assert memory.check(deep=True).findings == ()
        memory.forget(source=book)
        memory.forget(source="chat")
        assert memory.check(deep=True).findings == ()


def test_a_memory_is_sound_whatever_a_person_says_of_who_is_who(copy: Path, tmp_path: Path):
    with Memory(copy) as memory:
        memory.merge("Mara Lindqvist", "Jon Aas")
        memory.split("Jon Aas", source="news")
        memory.rename("Bergen", "Bjørgvin")
        memory.consolidate()
        assert memory.check(deep=True).findings == ()
        archive = memory.export("archive")
        memory.forget(source="letters")
        memory.revert(memory.corrections()[0].id)
        assert memory.check(deep=True).well
    assert archive is not None
    with Memory(tmp_path / "imported.db") as memory:
        memory.import_archive(io.BytesIO(archive.encode()))
        assert memory.check(deep=True).findings == ()


def test_a_correction_whose_words_nobody_reads_is_told_of(copy: Path):
    with Memory(copy) as memory:
        made = memory.rename("Bergen", "Bjørgvin")
        (letter,) = memory.episodes("letters")
    sailed = json.dumps([f"{letter.id}:23:29"])
    damage(copy, f"UPDATE correction SET ones = '{sailed}'")  # noqa: S608
    with Memory(copy) as memory:
        memory.rebuild()
    (finding,) = check(copy).findings
    assert (finding.harm, finding.mend) == (False, (f"graphmem revert {made.id}",))


def test_what_is_opened_only_to_read_answers_and_stays_as_it_is(sound: Path):
    before = sound.read_bytes()
    with Memory(sound, read_only=True) as memory:
        assert memory.recall("harbour office").lines
        for change in (
            lambda: memory.remember("Ana lives in Leeds."),
            lambda: memory.forget(source="diary"),
            memory.consolidate,
            memory.rebuild,
        ):
            with pytest.raises(StoreError, match="read-only"):
                change()
    assert sound.read_bytes() == before


def test_layers_that_are_behind_are_no_harm_but_are_told_of(copy: Path):
    with Memory(copy) as memory:
        memory.remember("Jon Aas sold the chart shop in Bergen on 2 July 1921.", source="more")
        found = memory.check(deep=True)
        assert found.well
        assert {step for finding in found.findings for step in finding.mend} == {
            "graphmem consolidate --anew"
        }
        memory.consolidate()
        assert memory.check(deep=True).findings == ()


def test_a_look_changes_nothing(copy: Path):
    damage(copy, "DELETE FROM posting", "UPDATE episode SET text = 'gone' WHERE ordinal = 0")
    before = copy.read_bytes()
    assert main(["doctor", "--deep", "--db", str(copy), "--quiet"]) == 1
    assert copy.read_bytes() == before
    assert [file.name for file in copy.parent.iterdir()] == [copy.name]


def test_a_look_leaves_what_a_writer_left_in_the_log(copy: Path, tmp_path: Path):
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("DELETE FROM name")
        connection.commit()
        left = tmp_path / "left"
        left.mkdir()
        for name in ("memory.db", "memory.db-wal"):
            shutil.copy(tmp_path / name, left)
    before = {file.name: file.read_bytes() for file in left.iterdir()}
    assert [f.what for f in harm(left / "memory.db")] == [
        "entities found by other names than their own"
    ]
    assert {name: (left / name).read_bytes() for name in before} == before


def test_all_namespaces_are_looked_at_unless_one_is_asked_for(
    copy: Path, capsys: pytest.CaptureFixture[str]
):
    with Memory(copy, namespace="an other") as memory:
        memory.remember("Ana lives in Leeds.", source="notes")
    damage(copy, "DELETE FROM name WHERE namespace = 2")
    assert main(["doctor", "--db", str(copy), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["checked"] == ["the database", "an other: 1 episodes", "default: 7 episodes"]
    (finding,) = told["findings"]
    assert (finding["namespace"], finding["mend"]) == (
        "an other",
        [f"graphmem rebuild --namespace 'an other' --db {shlex.quote(str(copy))}"],
    )
    assert main(["doctor", "--db", str(copy), "--namespace", "default"]) == 0
    assert "All is well." in capsys.readouterr().out
    mend(copy, [f for f in check(copy, everywhere=True).findings if f.harm])
    assert check(copy, everywhere=True).well


def test_what_belongs_to_nobody_goes_though_the_namespace_that_is_rebuilt_holds_nothing(
    tmp_path: Path,
):
    path = tmp_path / "memory.db"
    with Memory(path, namespace="ana") as memory:
        memory.remember("Ana lives in Leeds.", source="notes")
    damage(path, "INSERT INTO name VALUES (999, 'bo', 'en_x', 1)")
    (finding,) = harm(path)
    assert finding.what == "rows that belong to no namespace"
    mend(path, [finding])
    assert check(path, everywhere=True, deep=True).findings == ()
    with Memory(path) as memory:
        assert memory._store.namespaces() == ["ana"]


def test_every_reference_that_the_tables_declare_is_looked_at(sound: Path):
    with closing(sqlite3.connect(sound)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema")]
        declared = {
            (table, row[2])
            for table in tables
            for row in connection.execute("SELECT * FROM pragma_foreign_key_list(?)", (table,))
        }
    of_episodes = {(table, "episode") for table in ("workspace", "sighting", "passage")}
    assert declared == {("episode", "source"), *of_episodes}


def test_it_says_what_it_found_and_how_to_mend_it(copy: Path, capsys: pytest.CaptureFixture[str]):
    damage(copy, "DELETE FROM relationship WHERE type = 'EVIDENCED_BY'")
    assert main(["doctor", "--db", str(copy)]) == 1
    said = capsys.readouterr().out
    assert "nodes labelled Event that no words evidence" in said
    assert "mend: graphmem rebuild" in said


def test_what_cannot_be_opened_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "empty.db").touch()
    (tmp_path / "notes.txt").write_text("no database, however long one looks at it")
    for name, says in (("gone", "not there"), ("empty", "is empty"), ("notes", "no")):
        path = tmp_path / (f"{name}.db" if name != "notes" else "notes.txt")
        assert main(["doctor", "--db", str(path)]) == 3
        assert says in capsys.readouterr().err
    assert sorted(file.name for file in tmp_path.iterdir()) == ["empty.db", "notes.txt"]


def test_a_file_that_is_cut_off_is_an_error(copy: Path, capsys: pytest.CaptureFixture[str]):
    copy.write_bytes(copy.read_bytes()[:200_000])
    assert main(["doctor", "--db", str(copy)]) == 3
    assert "restore it from a copy" in capsys.readouterr().err


def test_a_row_that_cannot_be_read_is_refused_in_words(copy: Path):
    damage(copy, "UPDATE node SET properties = '{'", "UPDATE workspace SET reading = '{'")
    assert main(["export", "--db", str(copy)]) == 3
    assert main(["rebuild", "--db", str(copy)]) == 3
    mend(copy, harm(copy))
    assert harm(copy) == []


def test_who_is_mentioned_and_missing_is_refused_in_words(copy: Path):
    damage(copy, "DELETE FROM sighting")
    with Memory(copy) as memory:
        source = memory.episodes()[0].source
        uri = next(s.uri for s in memory._store.sources("default") if s.id == source)
        with pytest.raises(StoreError, match="rebuild"):
            memory.forget(source=uri)
        memory.rebuild()
        assert memory.forget(source=uri).episodes_removed
