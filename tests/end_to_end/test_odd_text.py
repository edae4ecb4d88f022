"""Text in any language, script and form goes in and comes out as it was written."""

import codecs
import json
import unicodedata
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from graphmem import Memory
from graphmem.cli import main
from tests.end_to_end.conftest import graph_of


@pytest.fixture
def memory() -> Iterator[Memory]:
    with Memory(":memory:") as opened:
        yield opened


# a text, and a word of it
FOREIGN = {
    "french": (
        "Marie est allée à la plage avec son frère Paul, et ils ont mangé une glace.",
        "glace",
    ),
    "french chat": ("Je suis allé à la plage avec Marie.", "plage"),
    "german": (
        "Gestern traf Anna ihren Bruder Max in Berlin, und sie gingen mit ihm ins Museum.",
        "Museum",
    ),
    "german chat": ("Ich habe Max gestern getroffen.", "getroffen"),
    "spanish chat": ("Ayer fui a la playa con mi hermano.", "playa"),
    "chinese": (
        "昨天小明和他的妹妹在北京的公园里散步\u3002",
        "公园",
    ),
    "japanese": (
        "昨日\u3001田中さんは東京で妹に会った\u3002",
        "東京",
    ),
    "thai": ("เมื่อวานกรุงเทพ", "กรุงเทพ"),
    "arabic": (
        "أمس التقى أحمد في القاهرة.",
        "القاهرة",
    ),
    "russian": ("Вчера Анна была в Москве.", "Москве"),
    "hindi": ("कल राम दिल्ली में मिला\u0964", "दिल्ली"),
}  # fmt: skip


def test_what_is_not_english_is_kept_found_by_its_words_and_said(memory: Memory):
    memory.remember("Ana met Tom in Leeds. They talked about the kiln.", source="english")
    for name, (text, _) in FOREIGN.items():
        report = memory.remember(text, source=name)
        assert (report.not_english, report.entities, report.events) == (1, 0, 0), name
        (episode,) = memory.episodes(name)
        assert episode.text == text
    memory.consolidate()
    for name, (text, word) in FOREIGN.items():
        line = memory.recall(word).lines[0]
        assert (line.source, line.quote) == (name, text)
    before = graph_of(memory)
    memory.rebuild()
    assert graph_of(memory) == before


@pytest.mark.parametrize(
    "text",
    [
        "José Núñez met Zoë Müller in Málaga on 3 May 2021. Zoë sold José a vase.",
        "Ana lives in Los Angeles.",
        "ok",
        "Die Hard was on TV with Max.",
        "Ana said: 東京は楽しかった\u3002 We went to Berlin, and it was cold.",
    ],
)
def test_english_with_foreign_names_and_words_is_english(memory: Memory, text: str):
    assert memory.remember(text).not_english == 0


def test_the_command_line_says_how_many_episodes_are_not_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(FOREIGN["german"][0], "utf-8")
    Path("b.txt").write_text("Ana met Tom in Leeds.", "utf-8")
    assert main(["remember", "a.txt"]) == 0
    said = " ".join(capsys.readouterr().out.split())  # however wide the terminal is
    assert "1 not English (kept and found by its words, not read)" in said
    assert main(["remember", "b.txt"]) == 0
    assert "not English" not in capsys.readouterr().out
    assert main(["remember", "a.txt", "b.txt", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["not_english"] == 0  # nothing was read anew


def test_symbols_alone_are_kept_and_found(memory: Memory):
    memory.remember("\U0001f389 \U0001f44d\U0001f3fd", source="party")
    memory.remember("Ana came home.", source="home")
    assert memory.recall("\U0001f389").lines[0].source == "party"


def test_a_name_is_one_however_its_accents_are_written(memory: Memory):
    text = "José Núñez sold a vase to Zoë Müller in May 2021."
    for form in ("NFC", "NFD", "NFKD"):
        memory.remember(unicodedata.normalize(form, text), source=form)  # type: ignore[arg-type]
    persons = [n for n in graph_of(memory)["nodes"] if n["labels"] == ["Entity", "Person"]]
    assert len(persons) == 2
    for query in (text, unicodedata.normalize("NFD", text)):
        assert {line.source for line in memory.recall(query).lines} == {"NFC", "NFD", "NFKD"}
    assert memory.ask("To whom did Jose\u0301 Nu\u0301n\u0303ez sell a vase?").values


ODD = {
    "decomposed": "Jose\u0301 met Zoe\u0308 in Ma\u0301laga on 3 May 2021, and Zoe\u0308 was glad.",
    "right to left": "Ana met \u202eאחמד\u202c in Cairo. \u2067\u05e9\u05dc\u05dd\u2069, Tom.",
    "invisible": "A\u200bna Ru\u00adiz opened her pottery\u200b studio in Leeds\ufeff in May 2024.",
    "control": "Ana\x01 Ruiz\x08 opened\x0b her\x0c studio\x1c in\x85 Leeds\u2028 on 3 May 2024.",
    "emoji": "Ana \U0001f468\u200d\U0001f467 met Tom in Leeds yesterday \U0001f44d\U0001f3fd.",
    "astral": "\U0001d49c\U0001d4c3\U0001d4b6 met Tom at 5 pm in \U00020000\U00020001 in May 2024.",
    "capitals": "In İstanbul, straße and ﬁsh met Ana on 3 May 2024 at the harbour.",
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_spans_stand_in_the_text_as_it_was_written(memory: Memory, name: str):
    text = ODD[name]
    read = memory.inspect(text)
    assert read.entities
    for entity in read.entities:
        assert all(text[m.start : m.end] == m.text for m in entity.mentions)
    assert all(text[t.start : t.end] == t.text for t in read.times)
    memory.remember(text, source=name)
    (episode,) = memory.episodes()
    assert episode.text == text
    for line in memory.recall("Who met Ana?").lines:
        assert episode.text[line.start : line.end] == line.quote
    memory.consolidate()
    before = graph_of(memory)
    memory.rebuild()
    assert graph_of(memory) == before
    assert memory.export("graphml")


def test_invisible_marks_part_no_words(memory: Memory):
    memory.remember("The pot\u00adtery of An\u200ba Ruiz is in Leeds.")
    assert memory.recall("pottery").lines
    assert memory.recall("Ana").lines


WRITTEN = "Zoë came to Leeds.\n\nTom left.\n"


@pytest.mark.parametrize(
    "data",
    [
        WRITTEN.encode(),
        WRITTEN.encode("utf-8-sig"),
        WRITTEN.encode("utf-16"),
        codecs.BOM_UTF16_BE + WRITTEN.encode("utf-16-be"),
        WRITTEN.encode("utf-32"),
        WRITTEN.replace("\n", "\r\n").encode(),
        WRITTEN.replace("\n", "\r").encode(),
    ],
    ids=["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "crlf", "cr"],
)
def test_one_text_in_any_encoding_and_with_any_line_ends(
    memory: Memory, tmp_path: Path, data: bytes
):
    (tmp_path / "a.txt").write_bytes(data)
    memory.remember_path(tmp_path / "a.txt")
    assert [e.text for e in memory.episodes()] == [WRITTEN.strip()]


@pytest.mark.parametrize("written", ["consequential " * 14_000, "x" * 200_000, "\u6771" * 50_000])
def test_one_long_line_is_remembered_and_recalled(memory: Memory, written: str):
    text = f"{written[:100_000]} kiln {written[100_000:]}"
    memory.remember(text, source="line")
    kept = "".join("".join(e.text.split()) for e in memory.episodes())
    assert kept == "".join(text.split())
    assert any("kiln" in line.quote for line in memory.recall("kiln").lines)


AWARE = datetime(2023, 5, 8, 23, 56, tzinfo=timezone(timedelta(hours=-11)))


@pytest.mark.parametrize(
    "when",
    [AWARE, "2023-05-08T23:56:00-11:00", "2023-05-08T23:56:00Z", "2023-05-08T23:56:00+14:00"],
)
def test_the_clock_on_the_wall_is_kept_whatever_the_offset(memory: Memory, when: Any):
    memory.remember("I sold a vase yesterday.", source="a", occurred_at=when, speaker="Ana")
    (episode,) = memory.episodes()
    assert episode.occurred
    assert episode.occurred.start == "2023-05-08T23:56:00"
    days = [n["properties"]["from"] for n in graph_of(memory)["nodes"] if n["labels"] == ["Time"]]
    assert days == ["2023-05-07T00:00:00"]


def test_stamps_with_offsets_in_chats_and_json(memory: Memory, tmp_path: Path):
    (tmp_path / "a.chat").write_text(
        "[2023-05-08T13:56:00Z] Ann: Hey\n[2023-05-08 13:57:00+09:00] Bob: Hi\n"
    )
    (tmp_path / "b.jsonl").write_text('{"text": "Hey", "time": "2023-05-08T13:58:00-05:00"}')
    memory.remember_path(tmp_path)
    starts = [e.occurred.start[11:] for e in memory.episodes() if e.occurred]
    assert sorted(starts) == ["13:56:00", "13:57:00", "13:58:00"]


def moments(memory: Memory, text: str) -> list[str | None]:
    read = memory.inspect(text, occurred_at="2025-06-25")
    return [t.interval.start[:10] if t.interval else None for t in read.times]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("It fell on 31 February 2023.", [None]),
        ("It fell on 29 February 2023.", [None]),
        ("It fell on 29 February 2024.", ["2024-02-29"]),
        ("He died on 15 March 44 BC.", [None]),
        ("Rome was founded in 753 BC.", [None]),
        ("They fought in the 5th century BC.", [None]),
        ("It fell on 24 August 79 AD.", ["0079-08-24"]),
        ("It ends on December 31, 9999.", ["9999-12-31"]),
        ("It ends on 5 March 10000.", [None]),
        ("It began on 0000-01-01.", [None]),
        ("The code is -2023-01-01 here.", []),
        ("It happened 3000 years ago.", [None]),
        ("She moved in May '98.", ["1998-05-01"]),
        ("She moved on 5/6/98.", ["1998-05-06"]),
        ("On March 5, 300 people marched.", ["2025-03-05"]),
        ("On March 5, 5000 people marched.", ["2025-03-05"]),
        ("We met at 17:00+02:00 there.", ["2025-06-25"]),
    ],
)
def test_dates_off_the_calendar_are_left_unresolved(
    memory: Memory, text: str, days: list[str | None]
):
    assert moments(memory, text) == days
