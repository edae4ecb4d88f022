import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from deltas import contents, erasing, join, story

from graphmem.errors import StoreError
from graphmem.export import export
from graphmem.export.archive_import import import_archive
from graphmem.export.copy_namespace import copy_namespace
from graphmem.models.evidence import Decision
from graphmem.models.graph import GraphDelta
from graphmem.protocols import GraphStore
from graphmem.store import open_store


def decision(identity: str, *numbers: int, sort: str = "same", reason: str = "") -> Decision:
    """Return a decision that rests on the first of these stories and on the others."""
    spans = tuple(f"{e.id}:0:3" for number in numbers for e in story(number).episodes)
    made = Decision(identity, "same", "", spans[:1], spans[1:], "", reason, "test", "2025")
    return replace(made, sort=sort)


def ids(store: GraphStore, **asked: list[str]) -> list[str]:
    return [d.id for d in store.decisions("", **asked)]


def test_decisions_come_back_as_they_were_by_id_and_sort(store: GraphStore):
    made = [decision("de_b", 1, 2), decision("de_a", 3, sort="scene", reason="so"), *_pairs()]
    store.apply(replace(join(map(story, range(5))), decisions=tuple(made)))
    held = sorted(made, key=lambda d: d.id)
    assert store.decisions("") == held
    assert ids(store, ids=["de_b", "de_x"]) == ["de_b"]
    assert ids(store, sorts=["scene", "different"]) == ["de_a", "de_c"]
    assert ids(store, ids=["de_a", "de_b"], sorts=["same"]) == ["de_b"]
    assert ids(store, ids=[]) == ids(store, sorts=[]) == []
    assert store.decisions("elsewhere") == []
    assert store.counts("")["Decision"] == len(made)


def _pairs() -> tuple[Decision, ...]:
    return (decision("de_c", 1, 2, sort="different"), decision("de_d", 1, 3, sort="unsure"))


def test_when_it_was_recorded_first_stays(store: GraphStore):
    store.apply(replace(story(1), decisions=(decision("de_a", 1),)))
    store.apply(GraphDelta("", decisions=(replace(decision("de_a", 1), recorded_at="2030"),)))
    assert [d.recorded_at for d in store.decisions("")] == ["2025"]


def test_a_decision_goes_with_any_episode_that_it_rests_on(store: GraphStore):
    store.apply(join(map(story, range(5))))
    before = contents(store)
    made = (decision("de_one", 1), decision("de_two", 0, 1), decision("de_three", 0, 2))
    store.apply(GraphDelta("", decisions=made))
    anew = replace(story(1), erased_episodes=tuple(e.id for e in story(1).episodes))
    store.apply(anew)  # it is read again
    assert {"de_one", "de_two", "de_three"} <= {*ids(store)}
    store.apply(erasing([story(1)]))
    kept = {d.id for n in (0, 2, 3, 4) for d in story(n).decisions}
    assert {*ids(store)} == {"de_three", *kept}
    store.apply(GraphDelta("", retired_decisions=("de_three",)))
    store.apply(story(1))
    assert contents(store) == before


def test_numbers_at_the_end_of_an_id_are_of_the_id(store: GraphStore):
    store.apply(join(map(story, range(2))))
    held = Decision("de_a", "same", "", ("ep_12:34:56",), ("ep_1:2:3",), "", "", "test", "2025")
    store.apply(GraphDelta("", decisions=(held,)))
    store.apply(GraphDelta("", erased_episodes=("ep_", "ep_12:34", "ep_1:2:3", "2")))
    assert "de_a" in ids(store)
    store.apply(GraphDelta("", erased_episodes=("ep_12",)))
    assert "de_a" not in ids(store)


def test_clearing_lets_go_of_decisions_with_the_evidence_only(store: GraphStore):
    store.apply(GraphDelta("other", decisions=(decision("de_a", 1),)))
    store.apply(replace(story(1), decisions=(decision("de_a", 1),)))
    store.clear("", keep_evidence=True)
    assert ids(store) == ["de_a"]
    store.clear("", keep_evidence=False)
    assert (ids(store), store.namespaces()) == ([], ["other"])
    store.apply(GraphDelta("other", retired_decisions=("de_a",)))
    assert store.namespaces() == []


def test_decisions_go_along_in_a_copy_and_in_an_archive(store: GraphStore, tmp_path: Path):
    store.apply(replace(join(map(story, range(3))), decisions=(*_pairs(), decision("de_a", 1, 2))))
    store.set_metadata("", {"reader": "test"})
    archive = tmp_path / "archive.jsonl"
    export(store, "", "archive", archive)
    other = open_store(":memory:")
    with store.snapshot() as held, other.transaction() as target:
        copy_namespace(held, target, "")
    assert contents(other) == contents(store)
    store.clear("", keep_evidence=False)
    with other.snapshot() as held, store.filling([""]) as target:
        copy_namespace(held, target, "")
    assert contents(store) == contents(other)
    other.clear("", keep_evidence=False)
    with other.transaction() as target:
        import_archive(target, "", archive)
    assert contents(other) == contents(store)
    assert export(other, "", "archive") == archive.read_text()


def test_what_was_decided_is_gone_from_the_file_with_its_episode(tmp_path: Path):
    store = open_store(str(tmp_path / "memory.db"))
    told = [decision(f"de_{n}", n, n + 1, reason=f"qzreason{n}x" * 9) for n in range(0, 60, 2)]
    store.apply(replace(join(map(story, range(62))), decisions=tuple(told)))
    store.apply(erasing([story(n) for n in range(1, 40, 2)]))
    store.apply(GraphDelta("", retired_decisions=("de_40", "de_42")))

    def left() -> list[int]:
        held = b"".join(path.read_bytes() for path in tmp_path.iterdir())
        return [n for n in range(0, 60, 2) if f"qzreason{n}x".encode() in held]

    assert left() == list(range(44, 60, 2))
    store.close()
    assert left() == list(range(44, 60, 2))


def test_a_file_from_before_there_were_decisions_opens(tmp_path: Path):
    path = tmp_path / "memory.db"
    store = open_store(str(path))
    store.apply(replace(story(1), decisions=()))
    before = contents(store)
    store.close()
    with closing(sqlite3.connect(path)) as old:
        old.execute("DROP TABLE decision")
        old.commit()
    reader = open_store(str(path), read_only=True)
    assert contents(reader) == before
    assert not list(reader.problems(None))
    reader.close()
    store = open_store(str(path))
    assert contents(store) == before
    store.apply(GraphDelta("", decisions=(decision("de_a", 1),)))
    store.close()
    reader = open_store(str(path), read_only=True)
    assert ids(reader) == ["de_a"]
    with pytest.raises(StoreError):
        reader.apply(story(2))
    reader.close()


def test_one_that_cannot_be_read_is_told(tmp_path: Path):
    path = tmp_path / "memory.db"
    store = open_store(str(path))
    store.apply(story(1))
    with closing(sqlite3.connect(path)) as hand:
        hand.execute("UPDATE decision SET others = '[\"ep_1\"]'")
        hand.commit()
    (finding,) = store.problems("")
    assert finding.what == "decisions that cannot be read"
    store.close()


@pytest.mark.neo4j
def test_a_server_from_before_there_were_decisions_gets_their_index(
    empty_server: str, spare_server
):
    open_store(empty_server).close()
    spare_server.execute_query("DROP INDEX decision_id")
    spare_server.execute_query("MATCH (g:Graphmem {name: 'schema'}) SET g.version = 1")
    reader = open_store(empty_server, read_only=True)
    assert reader.decisions("") == []
    reader.close()
    store = open_store(empty_server)
    assert not list(store.problems(None))
    store.close()
