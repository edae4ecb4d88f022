"""What a person says about who is who: kept as evidence, followed by later texts, taken back."""

from contextlib import suppress
from io import BytesIO
from pathlib import Path
from random import Random

import pytest

from graphmem import Memory, QueryError
from tests.end_to_end.conftest import Opener, graph_of

TEXTS = {
    "diary": "Ana Ruiz opened a pottery studio in Leeds on 3 May 2024. Tom Hall carried the kiln.",
    "letters": "On 5 June 2024 Anna R. sold a blue vase in York. Tom Hall drove the van.",
    "news": "Tom Hall won the chess cup in Oslo on 9 July 2024.",
}
MORE = "Tom Hall lost a chess game in Oslo on 1 August 2024."


def remember(memory: Memory, *sources: str) -> None:
    for source in sources or TEXTS:
        memory.remember(TEXTS[source], source=source)


def named(memory: Memory, name: str) -> str:
    return memory.entities(name)[0].id


@pytest.fixture
def memory(opened: Opener) -> Memory:
    memory = opened()
    remember(memory)
    memory.consolidate()
    return memory


def split_tom(memory: Memory) -> None:
    memory.split("Tom Hall", source="news")


def merge_ana(memory: Memory) -> None:
    memory.merge("Ana Ruiz", "Anna R.")


def rename_tom(memory: Memory) -> None:
    memory.rename("Tom Hall", "Tom Hallam")


CORRECTIONS = [merge_ana, split_tom, rename_tom]


def test_a_merge_makes_one_of_two(memory: Memory):
    memory.merge("Ana Ruiz", "Anna R.")
    (one,) = memory.entities("Ana Ruiz")
    assert set(one.sources) == {"diary", "letters"}
    assert one.id == named(memory, "Anna R.")
    reasons = [
        str(r["properties"]["reason"])
        for r in graph_of(memory)["relationships"]
        if r["type"] == "MENTIONED_IN" and r["start"] == one.id
    ]
    assert reasons
    assert all("a person says" in reason for reason in reasons)


def test_a_split_makes_two_of_one_and_later_texts_follow_it(memory: Memory):
    split_tom(memory)
    memory.remember(MORE, source="news")
    memory.remember("Tom Hall bought a kettle.", source="shop")
    toms = memory.entities("Tom Hall")
    assert sorted(e.sources for e in toms) == [("diary", "letters", "shop"), ("news",)]
    assert sorted(e.episodes for e in toms) == [2, 3]


def test_one_that_is_renamed_answers_to_both_names(memory: Memory):
    rename_tom(memory)
    memory.consolidate()
    assert memory.ask("Who won the chess cup in Oslo?").values == ("Tom Hallam",)
    assert memory.ask("Where was Tom Hallam on 9 July 2024?").values == ("Oslo",)
    assert memory.ask("Where was Tom Hall on 9 July 2024?").values == ("Oslo",)
    assert "chess" in memory.recall("Tom Hallam").text
    assert memory.entities("Tom Hall")[0].name == "Tom Hallam"


def test_an_answer_about_one_who_was_merged_has_both_texts(memory: Memory):
    merge_ana(memory)
    places = memory.ask("Where was Ana Ruiz?").values
    assert set(places) == {"Leeds", "York"}


def test_corrections_survive_a_rebuild(memory: Memory):
    for correct in CORRECTIONS:
        correct(memory) if correct is not rename_tom else memory.rename(
            memory.entities("Tom Hall")[0].id, "Tom Hallam"
        )
    memory.consolidate()
    before = graph_of(memory)
    assert not memory.check(deep=True).findings
    memory.rebuild()
    assert graph_of(memory) == before


@pytest.mark.parametrize("correct", CORRECTIONS)
def test_reverting_restores_the_graph(memory: Memory, correct):
    before = graph_of(memory)
    correct(memory)
    memory.consolidate()
    assert graph_of(memory) != before
    memory.revert(memory.corrections()[0].id)
    memory.consolidate()
    assert graph_of(memory) == before
    assert memory.corrections() == []


def test_a_correction_follows_its_words_through_an_edit(opened: Opener, tmp_path: Path):
    memory, path = opened(), tmp_path / "notes.txt"
    path.write_text(TEXTS["diary"] + "\n\n" + TEXTS["letters"], "utf-8")
    memory.remember_path(path)
    merge_ana(memory)
    rename_tom(memory)
    path.write_text("It rained.\n\n" + path.read_text("utf-8") + "\n\nIt was cold.", "utf-8")
    assert memory.remember_path(path).episodes_removed == 1
    assert [c.kind for c in memory.corrections()] == ["merge", "rename"]
    assert {"Anna R.", "Tom Hallam"} & {e.name for e in memory.entities()}
    assert memory.entities("Ana Ruiz") == memory.entities("Anna R.")
    path.write_text("Nobody is here any more.", "utf-8")
    memory.remember_path(path)
    assert memory.corrections() == []


def test_the_order_of_remembering_and_correcting_changes_nothing(opened: Opener):
    late, early = opened("late.db"), opened("early.db")
    remember(late)
    merge_ana(late)
    rename_tom(late)
    remember(early, "letters", "diary")
    merge_ana(early)
    rename_tom(early)
    remember(early, "news")
    assert graph_of(early) == graph_of(late)


def test_forgetting_what_a_correction_holds_is_never_having_read_it(opened: Opener):
    memory, never = opened("memory.db"), opened("never.db")
    for one in (memory, never):
        remember(one, "diary", "letters")
        rename_tom(one)
    remember(memory, "news")
    memory.merge("Tom Hallam", "Ana Ruiz")
    memory.revert(memory.corrections()[-1].id)
    memory.rename("Tom Hallam", "Tom Hallam")
    memory.forget(source="news")
    for one in (memory, never):
        one.consolidate()
    assert graph_of(memory) == graph_of(never)


def test_a_correction_goes_with_the_last_words_it_is_about(opened: Opener, tmp_path: Path):
    memory = opened("bytes.db")
    remember(memory)
    memory.rename("Tom Hall", "Quillfeather")
    memory.merge("Ana Ruiz", "Anna R.")
    memory.consolidate()
    memory.forget(source="letters")
    assert [c.kind for c in memory.corrections()] == ["rename"]
    memory.forget(person="Quillfeather")
    assert memory.corrections() == []
    memory.close()
    for file in tmp_path.glob("bytes.db*"):
        assert b"quillfeather" not in file.read_bytes().lower()


def test_a_name_that_is_taken_back_is_nowhere_in_the_file(opened: Opener, tmp_path: Path):
    memory = opened("bytes.db")
    remember(memory)
    correction = memory.rename("Tom Hall", "Quillfeather")
    memory.consolidate()
    memory.revert(correction.id)
    memory.close()
    for file in tmp_path.glob("bytes.db*"):
        assert b"quillfeather" not in file.read_bytes().lower()


def test_corrections_of_one_namespace_are_not_anothers(opened: Opener):
    ours, theirs = opened(namespace="ours"), opened(namespace="theirs")
    remember(ours)
    remember(theirs)
    before = graph_of(theirs)
    correction = ours.rename("Tom Hall", "Tom Hallam")
    assert theirs.corrections() == []
    assert graph_of(theirs) == before
    with pytest.raises(QueryError, match="no correction"):
        theirs.revert(correction.id)
    with pytest.raises(QueryError, match="Tom Hallam"):
        theirs.rename("Tom Hallam", "Tom")


def test_what_cannot_be_corrected_says_why(memory: Memory, opened: Opener):
    one = memory.entities("Tom Hall")[0].id
    split_tom(memory)
    with pytest.raises(QueryError, match="may be 2"):
        memory.rename("Tom Hall", "Tom")
    for message, correct in (
        ("nobody and nothing is called 'Tom Hallam'", lambda: memory.rename("Tom Hallam", "Tom")),
        ("do you mean .* Ana Ruiz", lambda: memory.rename("Ruiz Ana", "Ana")),
        ("are one already", lambda: memory.merge("Ana Ruiz", "ana ruiz")),
        ("no name", lambda: memory.rename("Ana Ruiz", " ... ")),
        ("give a source or episodes", lambda: memory.split("Ana Ruiz")),
        ("not mentioned there", lambda: memory.split("Ana Ruiz", source="news")),
        ("mentioned nowhere else", lambda: memory.split("Ana Ruiz", source="diary")),
        ("no correction", lambda: memory.revert("co_none")),
        ("nobody and nothing is called", lambda: opened("empty.db").merge("a", "b")),
    ):
        with pytest.raises(QueryError, match=message):
            correct()
    assert one in {e.id for e in memory.entities("Tom Hall")}
    assert [c.kind for c in memory.corrections()] == ["split"]


def test_an_archive_brings_corrections_that_later_texts_follow(memory: Memory, opened: Opener):
    split_tom(memory)
    merge_ana(memory)
    archive = memory.export("archive")
    assert archive is not None
    copy = opened("copy.db")
    copy.import_archive(BytesIO(archive.encode()))
    assert copy.corrections() == memory.corrections()
    for one in (memory, copy):
        one.remember(MORE, source="news")
        one.consolidate()
    assert graph_of(copy) == graph_of(memory)


@pytest.mark.parametrize("number", range(4))
def test_a_history_of_corrections_leaves_what_the_evidence_gives_anew(opened: Opener, number: int):
    random, memory = Random(number), opened()
    remember(memory)
    for step in range(8):
        known = [e.id for e in memory.entities()]
        made = memory.corrections()
        one, other = random.sample(known, 2)
        change = random.choice(["merge", "split", "rename", "revert", "forget", "remember"])
        with suppress(QueryError):  # what cannot be done changes nothing
            if change == "merge":
                memory.merge(one, other)
            elif change == "split":
                memory.split(one, source=random.choice(list(TEXTS)))
            elif change == "rename":
                memory.rename(one, f"Zed {step}")
            elif change == "revert" and made:
                memory.revert(random.choice(made).id)
            elif change == "forget" and len(memory.episodes()) > 2:
                memory.forget(episode=random.choice(memory.episodes()).id)
            else:
                memory.remember(random.choice([MORE, *TEXTS.values()]), source="news")
        if step % 3 == 0:
            memory.consolidate()
    memory.consolidate()
    assert not memory.check(deep=True).findings
