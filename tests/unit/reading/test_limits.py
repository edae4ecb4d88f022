"""Reading stays within its memory and its time, whatever stands on a line."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graphmem.errors import ReadingError
from graphmem.language.times import find_times
from graphmem.reading import read_path, read_text
from graphmem.reading.document import LONGEST_DOCUMENT
from graphmem.reading.records import LONGEST_RECORD, json_lines, read_records
from graphmem.settings import Settings

SETTINGS = Settings()
# Reads a file and prints how many episodes and letters it gave, and by how many bytes the process
# grew meanwhile.
MEASURE = """
import resource, sys
from graphmem.errors import ReadingError
from graphmem.reading import read_path
from graphmem.settings import Settings
top = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
before, count, size, said = top(), 0, 0, "read"
try:
    for episode in next(read_path(sys.argv[1], Settings())).episodes:
        assert len(episode.text) <= 8000
        count, size = count + 1, size + len(episode.text) - episode.text.count(" ")
except ReadingError as error:
    said = str(error)
print(count, size, top() - before, said, sep="|")
"""


def measure(path: Path) -> tuple[int, int, int, str]:
    command = [sys.executable, "-c", MEASURE, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    count, size, grown, said = done.stdout.strip().split("|", 3)
    return int(count), int(size), int(grown), said


@pytest.mark.skipif(sys.platform == "win32", reason="the peak of memory is read as on POSIX")
def test_a_line_of_200_megabytes_is_read_in_pieces_and_whole(tmp_path: Path):
    path, part = tmp_path / "line.txt", b"x" * 999_999 + b" "
    with path.open("wb") as file:
        for _ in range(200):
            file.write(part)
    count, size, grown, said = measure(path)
    assert said == "read"
    assert size == 200 * 999_999
    assert 200_000_000 / 8000 <= count < 26_000
    assert grown < 100_000_000


def test_every_letter_of_a_long_line_stands_in_one_episode(tmp_path: Path):
    path = tmp_path / "line.txt"
    for written in ("\u00e9\u6771x" * 300_000, " ".join(map(str, range(200_000)))):
        path.write_text(written, "utf-8")
        episodes = list(next(read_path(path, SETTINGS)).episodes)
        kept = "".join("".join(e.text.split()) for e in episodes)
        assert kept == "".join(written.split())
        assert all(len(e.text) <= 8000 for e in episodes)


def test_a_long_line_of_a_chat_is_one_message_in_parts(tmp_path: Path):
    path = tmp_path / "chat.txt"
    long = "word " * 100_000
    path.write_text(f"[2023-05-08 13:56] Ann: {long}\n[2023-05-08 13:57] Bob: ok\n", "utf-8")
    *parts, last = next(read_path(path, SETTINGS)).episodes
    assert {e.speaker for e in parts} == {"Ann"}
    assert " ".join(e.text for e in parts).split() == long.split()
    assert (last.speaker, last.text) == ("Bob", "ok")


@pytest.mark.skipif(sys.platform == "win32", reason="the peak of memory is read as on POSIX")
@pytest.mark.parametrize(
    ("name", "size", "says"),
    [
        ("a.jsonl", LONGEST_RECORD, "a.jsonl, line 1: longer than 16,777,216 characters"),
        ("a.json", LONGEST_DOCUMENT, "a.json is longer than 67,108,864 characters: write it as"),
    ],
)
def test_json_that_memory_might_not_hold_is_refused(
    tmp_path: Path, name: str, size: int, says: str
):
    path = tmp_path / name
    path.write_text('{"text": "' + "word " * (size // 5) + '"}')
    count, *_, grown, said = measure(path)
    assert count == 0
    assert says in said
    assert grown < 4 * size


def test_a_record_below_the_bound_is_read_in_parts(tmp_path: Path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": "word " * 200_000, "speaker": "Ann"}))
    episodes = list(next(read_path(path, SETTINGS)).episodes)
    assert "".join(e.text for e in episodes).count("word") == 200_000


HARD = [
    *("1", "(", "[", "*", "#", "-", '"', " ", "\n", "\r", "\t", "1 ", "a\n", "1\n", "# a\n", "x:"),
    *("I\n\n", "1/1/", "1:1:", "= ", ". ", "A. ", "May ", "at ", "two ", "5 to ", "1st ", "\u3002"),
    *("2023-01-01 ", "[12:00] A: x ", "12:00 <a> x\n", "Ann: x\n", "Chapter 1\n\n", "---\n", "' "),
]


def seconds(work: object, *args: object) -> float:
    began = time.process_time()
    work(*args)  # type: ignore[operator]
    return time.process_time() - began


@pytest.mark.parametrize("part", HARD, ids=ascii)
def test_reading_and_finding_times_take_no_square_of_the_length(part: str):
    def read(length: int) -> None:
        list(read_text(part * (length // len(part)), settings=SETTINGS).episodes)

    def find(length: int) -> None:
        find_times(part * (length // len(part)))

    # Ten times as long may take a little more than ten times as long, never a hundred times.
    for work, short in ((read, 20_000), (find, 800)):
        quick = max(seconds(work, short), 0.002)
        assert seconds(work, 10 * short) < 35 * quick + 0.05


def test_front_matter_is_cut_as_all_text_is():
    text = f"---\ntitle: {'very ' * 5000}long\n---\n\nAna came.\n"
    reading = read_text(text, settings=SETTINGS)
    assert len(reading.source.title) <= 500
    episodes = list(reading.episodes)
    assert all(len(e.text) <= 8000 for e in episodes)
    assert "".join("".join(e.text.split()) for e in episodes) == "".join(text.split())


def test_a_line_separator_inside_a_json_string_ends_no_line():
    text = '{"text": "one\u2028two"}\n{"text": "three"}\n'
    first, second = read_text(text, settings=SETTINGS).episodes
    assert (first.text, second.text) == ("one\u2028two", "three")


def test_a_speaker_may_be_an_object_with_a_name():
    text = '{"text": "hi", "author": {"name": "Ann", "id": 7}}\n{"text": "yo", "author": []}\n'
    assert [e.speaker for e in read_text(text, settings=SETTINGS).episodes] == ["Ann", None]


def test_a_nested_record_is_refused_without_being_shown():
    deep = "[" * 400 + "]" * 400
    records = json_lines([deep], "a.jsonl")
    with pytest.raises(ReadingError, match="expected an object with a text, found a list"):
        list(read_records(records, limit=200, day_first=False))
