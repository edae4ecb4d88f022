"""JSON lines and JSON documents become episodes, or an error that names the place."""

import json
from pathlib import Path

import pytest

from graphmem.errors import ReadingError
from graphmem.reading import read_path, read_text
from graphmem.settings import Settings

SETTINGS = Settings()


def read(path: Path):
    return list(next(read_path(path, SETTINGS)).episodes)


def write(path: Path, *records: object):
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return path


def test_chapters_of_a_book(tmp_path: Path):
    path = write(
        tmp_path / "book.jsonl",
        {"chapter": 1, "text": "He came.\n\nShe went.", "gold": {"x": [1]}},
        {"chapter": 2, "title": "Night", "text": "It rained."},
    )
    first, second = read(path)
    assert (first.heading, first.text) == ("Chapter 1", "He came.\n\nShe went.")
    assert second.heading == "Chapter 2 > Night"


@pytest.mark.parametrize(
    ("key", "value", "start"),
    [
        ("timestamp", 1683554160, "2023-05-08T13:56:00"),
        ("timestamp", 1683554160000, "2023-05-08T13:56:00"),
        ("timestamp", "1683554160.25", "2023-05-08T13:56:00"),
        ("time", "8 May, 2023 1:56 pm", "2023-05-08T13:56:00"),
        ("created_at", "2023-05-08T13:56:00+02:00", "2023-05-08T13:56:00"),
        ("occurred_at", "2023-05-08 13:56", "2023-05-08T13:56:00"),
        ("date", "2023-05-08", "2023-05-08T00:00:00"),
    ],
)
def test_times(tmp_path: Path, key: str, value: object, start: str):
    (episode,) = read(write(tmp_path / "a.jsonl", {"text": "Hello.", key: value}))
    assert episode.occurred.start == start


def test_date_and_clock_under_two_keys(tmp_path: Path):
    record = {"text": "Hello.", "date": "2023-05-08", "time": "13:56"}
    (episode,) = read(write(tmp_path / "a.jsonl", record))
    assert episode.occurred.start == "2023-05-08T13:56:00"


def test_speakers_and_texts_under_common_keys(tmp_path: Path):
    path = write(
        tmp_path / "chat.jsonl",
        {"role": "user", "content": "hello"},
        {"role": "assistant", "content": [{"type": "text", "text": "hi"}]},
        {"role": "assistant", "content": None, "tool_calls": []},
        {"author": "Ann", "body": "ok"},
    )
    said = [(e.speaker, e.text) for e in read(path)]
    assert said == [("user", "hello"), ("assistant", "hi"), ("Ann", "ok")]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{broken", "not a JSON object"),
        ('["a"]', "expected an object"),
        ('{"note": "a"}', "found note"),
        ('{"text": 5}', "no text under"),
        ('{"text": "a", "date": "yesterday"}', "cannot read the time 'yesterday'"),
        ('{"text": "\\ud800"}', "surrogate"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_given(tmp_path: Path, line: str, says: str):
    path = tmp_path / "bad.jsonl"
    path.write_text('{"text": "fine"}\n\n' + line + '\n{"text": "fine"}\n')
    with pytest.raises(ReadingError, match=r"bad\.jsonl, line 3: .*" + says):
        next(read_path(path, SETTINGS))


def test_a_line_longer_than_a_piece_is_one_record(tmp_path: Path):
    (*_, last) = read(write(tmp_path / "a.jsonl", {"text": "word " * 50_000}, {"text": "end"}))
    assert last.text == "end"


def test_json_documents(tmp_path: Path):
    records = [{"text": "one"}, {"text": "two"}]
    for document in (records, {"messages": records, "id": 1}):
        path = tmp_path / "a.json"
        path.write_text(json.dumps(document))
        assert [e.text for e in read(path)] == ["one", "two"]
    path.write_text('{"a": 1}')
    with pytest.raises(ReadingError, match="no text"):
        next(read_path(path, SETTINGS))


def test_text_that_is_json_lines_is_read_as_such():
    text = '{"role": "user", "content": "hi"}\n{"role": "assistant", "content": "yo"}\n'
    assert [e.speaker for e in read_text(text, settings=SETTINGS).episodes] == ["user", "assistant"]
    prose = '{"text": "one"} is how a record looks.'
    assert [e.text for e in read_text(prose, settings=SETTINGS).episodes] == [prose]
