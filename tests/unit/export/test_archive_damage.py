"""What was cut off, changed or never was an archive is told by its line, and changes nothing."""

import io
import json
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest
from archives import archived, holding, restore, sealed
from hypothesis import given, settings
from hypothesis import strategies as st

from graphmem.errors import ArchiveError, NewerArchive
from graphmem.export.archive_read import read_archive
from graphmem.protocols import GraphStore
from graphmem.store import open_store
from tests.store.deltas import story

damages = ("change", "drop", "add", "cut")


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(damages), st.integers(0, 10**6), st.integers(0, 254))
def test_a_damaged_byte_is_told_and_changes_nothing(small: bytes, damage: str, at: int, byte: int):
    at %= len(small)
    new = bytes([byte + (byte >= small[at])])  # another one than is there
    harmed = {
        "change": small[:at] + new + small[at + 1 :],
        "drop": small[:at] + small[at + 1 :],
        "add": small[:at] + new + small[at:],
        "cut": small[:at],
    }
    assert_refused(harmed[damage])


def test_every_byte_of_an_archive_counts():
    store = open_store(":memory:")
    data = archived(store)
    store.close()
    for at, byte in enumerate(data):
        for piece in (b"", b" ", bytes([byte ^ 1]), bytes([byte, byte])):
            harmed = data[:at] + piece + data[at + 1 :]
            if harmed != data:
                with pytest.raises(ArchiveError), read_archive(io.BytesIO(harmed)) as snapshot:
                    list(snapshot.deltas)


def test_a_line_that_is_missing_doubled_moved_or_cut_is_told(small: bytes):
    lines = small.splitlines(keepends=True)
    for at, line in enumerate(lines):
        before, after = lines[:at], lines[at + 1 :]
        assert_refused(b"".join(before + after))
        assert_refused(b"".join([*before, line, line, *after]))
        assert_refused(b"".join(before))
        assert_refused(b"".join([*before, line[: len(line) // 2], *after]))
        if after:
            assert_refused(b"".join([*before, after[0], line, *after[1:]]))
    assert_refused(small + b"\n")
    assert_refused(small + small)


def state(store: GraphStore) -> tuple[object, ...]:
    return (archived(store), store.namespaces(), store.sequence(""), store.counts("another"))


STANDING = holding(story(3))
BEFORE = state(STANDING)


def assert_refused(data: bytes, says: str = ".", error: type[Exception] = ArchiveError) -> None:
    """See that an import fails, and that nothing is there that was not there before."""
    with pytest.raises(error, match=says):
        restore(STANDING, data, "another")
    assert state(STANDING) == BEFORE


Change = Callable[[dict[str, Any]], object]


def changed(data: bytes, kind: str, change: Change) -> tuple[bytes, int]:
    """Return an archive whose first line of a kind is changed, and that line's number."""
    lines = data.splitlines(keepends=True)[:-1]
    at = next(i for i, line in enumerate(lines) if line.startswith(b'{"%s"' % kind.encode()))
    value = json.loads(lines[at])
    change(value[kind])
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    lines[at] = text.replace('"lone"', '"\\ud800"').encode() + b"\n"
    return sealed(lines), at + 1


def put(**values: object) -> Change:
    return lambda held: held.update(values)


DEEP: dict[str, Any] = {}
for _ in range(300):
    DEEP = {"deeper": DEEP}

WRONG = [
    ("archive", put(author="me"), "author"),
    ("archive", put(metadata={"reader": 1}), "metadata.reader"),
    ("source", put(author="me"), "source.author: Extra inputs are not permitted"),
    ("source", lambda held: held.pop("title"), "source.title: Field required"),
    ("episode", put(ordinal="0"), "episode.ordinal"),
    ("episode", put(ordinal=2**63), "episode.ordinal"),
    ("episode", put(ordinal=True), "episode.ordinal"),
    ("episode", put(text="lone"), "hex escape"),
    ("episode", put(source="src_no"), "refers to src_no, which is not there"),
    ("episode", put(occurred={"start": "2021", "end": "2022", "grain": "day", "x": 1}), "x"),
    ("workspace", put(episode="ep_no"), "refers to ep_no"),
    ("workspace", put(mood="glad"), "workspace.mood"),
    ("workspace", put(passages=[["0", 1]]), "workspace.passages"),
    ("sighting", put(kind="Ghost"), "sighting.kind"),
    ("sighting", put(score=float("nan")), "sighting.score"),
    ("sighting", put(episode="ep_no"), "refers to ep_no"),
    ("passage", put(vector="!"), "passage.vector"),
    ("passage", put(terms=["two words"]), "passage.terms"),
    ("passage", put(episode="ep_no"), "refers to ep_no"),
    ("correction", put(kind="divorce"), "correction.kind"),
    ("decision", put(sort="maybe"), "decision.sort"),
    ("decision", put(ones=["somewhere"]), "decision.ones"),
    ("passage", put(terms=["a\0b"]), "passage.terms"),
    ("node", put(id=""), "node.id"),
    ("node", put(label="Episode"), "has no line here"),
    ("node", put(properties={"deep": {"er": 1}}), "node.properties.deep"),
    ("node", put(properties=DEEP), "node"),
    ("relationship", put(source="en_no"), "refers to en_no"),
    ("relationship", put(target="en_no"), "refers to en_no"),
    ("relationship", put(episode="ep_no"), "refers to ep_no"),
    ("relationship", put(type="NEXT"), "has no line here"),
    ("relationship", put(properties=[]), "relationship.properties"),
]


@pytest.mark.parametrize(("kind", "change", "says"), WRONG, ids=range(len(WRONG)))
def test_a_line_that_says_what_cannot_be_is_told_by_its_number(
    small: bytes, kind: str, change: Change, says: str
):
    data, number = changed(small, kind, change)
    assert_refused(data, rf"line {number}: .*{says}")


plain = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5))
odd = st.recursive(
    plain,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_a_line_says_it_comes_out_again_or_is_refused(small: bytes, data: st.DataObject):
    lines = small.splitlines(keepends=True)[:-1]
    at = data.draw(st.integers(0, len(lines) - 1))
    ((kind, held),) = json.loads(lines[at]).items()
    # Often what another line has there: of the right shape, and in the wrong place.
    ((_, lent),) = json.loads(data.draw(st.sampled_from(lines))).items()
    name = data.draw(st.sampled_from([*held, "other"]))
    held[name] = data.draw(st.one_of(odd, st.just(lent[name]) if name in lent else odd))
    lines[at] = json.dumps({kind: held}, separators=(",", ":")).encode() + b"\n"
    with closing(open_store(":memory:")) as store:
        try:
            restore(store, sealed(lines))
        except ArchiveError:
            assert store.namespaces() == []
        else:
            restore(store, archived(store), "again")
            assert archived(store, "again") == archived(store)


def test_order_is_checked_where_the_checksum_fits(small: bytes):
    lines = small.splitlines(keepends=True)[:-1]
    twice = [*lines[:3], lines[2], *lines[3:]]
    assert_refused(sealed(twice), "line 4: episode ep_.* is there twice or out of order")
    assert_refused(sealed([lines[0], *reversed(lines[1:])]), "line 2")
    assert_refused(sealed([*lines[:2], b'{"wish":{}}\n', *lines[2:]]), "'wish' is no kind")
    assert_refused(
        sealed([*lines[:1], b'{"source":{"id":"a","title":"","uri":""}}\n', *lines[1:]]),
        "source a has no episode",
    )
    assert_refused(sealed([*lines[:2], b'["node"]\n', *lines[2:]]), "line 3")
    assert_refused(sealed([*lines[:2], b'{"node":' + b"[" * 10**6 + b"}\n", *lines[2:]]), "line 3")


def test_a_later_version_says_to_upgrade(small: bytes):
    first, _, rest = small.partition(b"\n")
    later = json.loads(first)
    later["archive"] |= {"version": 2, "compressed": True}
    assert_refused(json.dumps(later).encode() + b"\n" + rest, "upgrade graphmem", NewerArchive)


OTHERS = [
    b"",
    b"\n",
    b"Ana met Tom.\n",
    b"\xff\xfe{}",
    b"SQLite format 3\x00" + bytes(1000),
    b'{"nodes": []}',
    b'{"archive": {"format": "other", "version": 1}}\n',
    b'{"archive": {"format": "graphmem", "version": 0}}\n',
    b"[" * (1 << 21),
]


@pytest.mark.parametrize("data", OTHERS, ids=range(len(OTHERS)))
def test_what_is_no_archive_is_told(data: bytes):
    assert_refused(data, "is no archive of graphmem")
