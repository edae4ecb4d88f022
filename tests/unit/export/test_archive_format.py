"""An archive gives back what was exported: all of it, as it was, of one moment."""

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from archives import archived, holding, restore
from hypothesis import given, settings
from hypothesis import strategies as st

from graphmem.errors import ArchiveError, ExportError, StoreError
from graphmem.export import export
from graphmem.export.archive import KINDS
from graphmem.export.archive_read import read_archive
from graphmem.models.graph import GraphDelta, Node, Relationship
from graphmem.models.times import Interval
from graphmem.models.workspace import Mention, ReadEntity, ReadTime, Workspace
from graphmem.protocols import GraphStore
from graphmem.store import open_store
from tests.store.deltas import contents, erasing, join, story


@pytest.fixture
def store() -> Iterator[GraphStore]:
    store = open_store(":memory:")
    yield store
    store.close()


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
numbers = st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False))
leaves = st.one_of(texts, numbers, st.booleans(), st.none())
properties = st.dictionaries(texts, st.one_of(leaves, st.lists(leaves, max_size=3)), max_size=4)


@settings(max_examples=30, deadline=None)
@given(st.sets(st.integers(0, 11), max_size=6), texts, texts, properties, numbers)
def test_import_of_an_export_is_the_identity(
    chosen: set[int], text: str, name: str, given: dict[str, Any], score: float
):
    deltas = [told(story(n), text, given, score % 1) for n in sorted(chosen)]
    one, other = holding(*deltas, reader=name, other=text), open_store(":memory:")
    data = archived(one)
    restore(other, data)
    assert contents(other) == contents(one)
    assert archived(other) == data
    restore(other, data, f"{name}\u00e9 2")
    assert archived(other, f"{name}\u00e9 2") == archived(other) == data
    one.close()
    other.close()


def told(delta: GraphDelta, text: str, given: dict[str, Any], score: float) -> GraphDelta:
    """Return a delta with arbitrary words, properties and a workspace that holds something."""
    mention = Mention(start=0, end=3, text=text, form="name", reason=text, score=score)
    entity = ReadEntity(name=text, kind="Person", mentions=(mention,), salience=score)
    time = ReadTime(start=0, end=1, text=text, interval=Interval("2021", "2022", "year"))
    reading = Workspace(episode=delta.episodes[0].id, entities=(entity,), times=(time,))
    fact = Node(f"fa_{delta.episodes[0].id}", "Fact", text, given)
    tie = Relationship(f"re_{fact.id}", "SUPPORTS", delta.nodes[1].id, fact.id, "", given)
    return replace(
        delta,
        episodes=tuple(replace(e, text=e.text + text, speaker=text) for e in delta.episodes),
        workspaces=(reading,),
        sightings=tuple(replace(s, score=score, reason=text) for s in delta.sightings),
        nodes=(*delta.nodes, fact),
        relationships=(*delta.relationships, tie),
    )


def test_what_was_read_in_another_order_and_what_was_forgotten_leave_no_mark():
    one = holding(*map(story, range(6)))
    other = holding(*map(story, (9, 5, 3, 4, 1, 0, 2)), erasing([story(9)]))
    assert archived(one) == archived(other)


def test_search_finds_the_same_in_what_was_imported(store: GraphStore):
    one = holding(*map(story, range(30)))
    restore(store, archived(one))
    assert store.years("") == one.years("")
    nodes = [n.id for n in one.nodes("", label="Entity")]
    assert store.subgraph("", nodes, 2, 50) == one.subgraph("", nodes, 2, 50)


def test_nothing_is_an_archive_of_two_lines_and_imports_as_nothing(store: GraphStore):
    data = archived(store, "nobody")
    assert data.count(b"\n") == 2
    restore(store, data, "somebody")
    assert store.namespaces() == []


def test_deltas_are_bounded_however_much_there_is():
    store = holding(join(map(story, range(1_200))))
    data = archived(store)
    with read_archive(io.BytesIO(data)) as read:
        for deltas, most in ((store.deltas(""), 1_001), (read.deltas, 201)):
            sizes = [sum(len(getattr(d, part)) for part in KINDS.values()) for d in deltas]
            assert sum(sizes) >= data.count(b"\n") - 2
            assert max(sizes) <= most


class Meddled(io.StringIO):
    """A stream during whose writing somebody else writes to the memory."""

    def __init__(self, meddle: Callable[[], object]) -> None:
        super().__init__()
        self.meddle = meddle

    def writelines(self, lines: Iterable[str]) -> None:
        for number, line in enumerate(lines):
            self.write(line)
            if number == 3:
                self.meddle()


def test_an_archive_is_of_one_moment(tmp_path: Path):
    path = str(tmp_path / "memory.db")
    one, other = open_store(path), open_store(path)
    one.apply(join(map(story, range(5))))
    before = archived(one)
    stream = Meddled(lambda: other.apply(join([story(7), story(8)])))
    with one.snapshot() as snapshot:
        export(snapshot, "", "archive", stream)
    assert stream.getvalue().encode() == before
    assert archived(one) != before
    one.close()
    other.close()


def test_another_export_a_folder_and_a_missing_file_are_told(store: GraphStore, tmp_path: Path):
    store.apply(story(1))
    export(store, "", "jsonl", tmp_path / "graph.jsonl")
    for name, says in (("graph.jsonl", "is no archive"), ("", "Is a dir"), ("no", "No such")):
        with pytest.raises(ArchiveError, match=says), read_archive(tmp_path / name):
            pass


def test_a_namespace_that_holds_something_is_refused(small: bytes):
    for held in (story(3), GraphDelta("", corrections=story(3).corrections)):
        store = holding(held, reader="another")
        before = contents(store)
        with pytest.raises(
            StoreError, match="holds something already: import into one that is empty"
        ):
            restore(store, small)
        assert contents(store) == before


def test_what_is_recorded_of_an_empty_namespace_gives_way(small: bytes):
    store = holding(story(3), erasing([story(3)]), reader="another", forgotten="yes")
    restore(store, small)
    assert archived(store) == small


def test_an_export_never_takes_the_place_of_a_database(store: GraphStore, tmp_path: Path):
    path = tmp_path / "memory.db"
    open_store(str(path)).close()
    before = path.read_bytes()
    with pytest.raises(ExportError, match="is a database"):
        export(store, "", "archive", path)
    assert path.read_bytes() == before
