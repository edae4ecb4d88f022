"""Files, folders, encodings and streams."""

import io
from pathlib import Path
from typing import Any

import pytest

from graphmem.errors import ReadingError
from graphmem.reading import list_files, read_path, read_stream, read_text
from graphmem.settings import Settings

SETTINGS = Settings()


def texts(path: Path):
    return [episode.text for episode in next(read_path(path, SETTINGS)).episodes]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings_with_and_without_a_mark(tmp_path: Path, encoding: str):
    path = tmp_path / "a.txt"
    path.write_text("Zoë kam.\r\n\r\n東京。\r\n", encoding)
    assert texts(path) == ["Zoë kam.\n\n東京。"]


def test_broken_utf8_is_named_by_its_byte(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfcaf\xe9 au lait")
    with pytest.raises(ReadingError, match=r"a\.txt is not valid UTF-8 at byte 6: convert it"):
        next(read_path(path, SETTINGS))
    path.write_bytes(b"x" * (1 << 20) + "é".encode()[:1])
    with pytest.raises(ReadingError, match=f"at byte {1 << 20}"):
        next(read_path(path, SETTINGS))


def test_binary_files_are_named(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    with pytest.raises(ReadingError, match=r"a\.txt is binary"):
        next(read_path(path, SETTINGS))
    with pytest.raises(ReadingError, match="NUL"):
        read_text("a\0b", settings=SETTINGS)
    with pytest.raises(ReadingError, match="surrogate"):
        read_text("a\ud800b", settings=SETTINGS)


def test_a_missing_path_is_named(tmp_path: Path):
    with pytest.raises(ReadingError, match=r"gone\.txt: no such file"):
        next(read_path(tmp_path / "gone.txt", SETTINGS))


def test_folders_are_read_sorted_and_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    for name in ("b.md", "a.txt", "deep/c.txt", "LICENSE", ".git/x.txt"):
        (tmp_path / "notes" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "notes" / name).write_text(f"In {name}.")
    (tmp_path / "notes" / "photo.png").write_bytes(b"\x89PNG\0")
    (tmp_path / "notes" / "core").write_bytes(b"\0\1")
    readings = list(read_path("./notes//", SETTINGS))
    assert [r.source.uri for r in readings] == [
        "notes/LICENSE",
        "notes/a.txt",
        "notes/b.md",
        "notes/deep/c.txt",
    ]
    assert [p.name for p in list_files("notes").passed_over] == ["core", "photo.png"]


def test_an_empty_file_has_no_episodes(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"")
    assert texts(path) == []


def test_streams_of_bytes_and_of_text():
    for stream in (io.BytesIO("Zoë came.\n".encode()), io.StringIO("Zoë came.\n")):
        reading = read_stream(stream, "-", SETTINGS)
        assert reading.source.uri == "-"
        assert [e.text for e in reading.episodes] == ["Zoë came."]
    with pytest.raises(ReadingError, match="- is not valid UTF-8 at byte 3"):
        read_stream(io.BytesIO(b"caf\xe9"), "-", SETTINGS)


def test_the_same_words_at_the_same_time_are_the_same_source():
    def uri(**options: Any) -> str:
        return read_text("Hello.", settings=SETTINGS, **options).source.uri

    assert uri() == uri()
    assert len({uri(), uri(speaker="Ann"), uri(occurred_at="2023-05-08")}) == 3
