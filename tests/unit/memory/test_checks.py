from graphmem.memory.checks.projection import circle
from graphmem.memory.checks.readings import check_readings
from graphmem.memory.checks.shelf import Outline, Volume
from graphmem.models.checkup import REBUILD, Finding, add_up, found
from graphmem.models.evidence import Episode, Source
from graphmem.models.workspace import Workspace


def volume(text: str, *passages: tuple[int, int]) -> Volume:
    """Return a source of one episode that was cut into these passages."""
    read = Workspace(episode="ep", reader="r", passages=passages)
    return Volume(Source("src", "s"), [Episode("ep", "src", 0, text)], {"ep": read}, {}, {})


def unseen(text: str, *passages: tuple[int, int]) -> tuple[str, ...]:
    return tuple(e for f in check_readings(volume(text, *passages), "r", 2) for e in f.examples)


def test_every_word_must_stand_in_a_passage_but_no_blank():
    assert unseen("One. Two.", (0, 4), (5, 9)) == ()
    assert unseen("One. Two.", (5, 9), (0, 4)) == ()
    assert unseen("  \n", *()) == ()
    assert unseen("One. Two. Three.", (0, 4), (10, 16)) == ("ep:4:10",)
    assert unseen("One. Two.", (0, 4)) == ("ep:4:9",)


def test_what_goes_round_is_found_and_what_only_joins_is_not():
    assert circle({}) == []
    assert circle({"a": ["b", "c"], "b": ["d"], "c": ["d"]}) == []
    assert circle({"a": ["b"], "b": ["c"], "c": ["b"]}) == ["b", "c"]
    assert circle({"a": ["a"]}) == ["a"]


def test_a_span_must_lie_in_a_text_that_is_there():
    outline = Outline(lengths={"ep": 5})
    assert outline.holds("ep", 0, 5)
    assert not any(
        outline.holds(*place)
        for place in [("ep", 0, 6), ("ep", 3, 3), ("ep", -1, 2), ("ep", None, 2), ("no", 0, 1)]
    )


def test_findings_of_one_sort_are_told_once_with_their_number():
    ids = [f"n{i}" for i in range(9)]
    told = add_up([*found("a", "b", REBUILD, ids[:7]), *found("a", "b", REBUILD, ids[7:])])
    assert told == [Finding("a", "b", REBUILD, tuple(ids[:5]), 9)]
    assert list(found("a", "b", REBUILD, [])) == []
