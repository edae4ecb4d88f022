"""Prose becomes episodes by section, and nothing of it is lost."""

import tracemalloc
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from graphmem.reading import read_path, read_text
from graphmem.reading.prose import read_prose
from graphmem.settings import ReadingSettings, Settings

SETTINGS = Settings()
SHORT = Settings(reading=ReadingSettings(episode_chars=200))


def read(text: str, settings: Settings = SETTINGS, **options: Any):
    return list(read_text(text, settings=settings, **options).episodes)


def squeeze(text: str):
    return "".join(text.split())


def words_of_books():
    lines = st.one_of(
        st.text(max_size=60),
        st.sampled_from(
            [
                "Chapter 3",
                "CHAPTER III.",
                "II",
                "I",
                "1",
                "Part One",
                "Letter 4",
                "# A title",
                "Title",
                "=====",
                "-----",
                "---",
                "```",
                "Monday, 3 May 1897",
                "Prologue",
                "   ",
                "date: 2024-02-03",
                "It was late. He went home.",
                "word " * 80,
                "x" * 450,
                "Anna: hello",
                "13:56 Anna",
                "CONTENTS",
                "a\u2028b",
                "\x0c",
                "\ufeff",
            ]
        ),
    )
    return st.lists(lines, max_size=25).map("\n".join)


@given(words_of_books())
def test_no_character_is_lost(text: str):
    text = text.replace("\0", "")
    lines = text.splitlines(keepends=True)
    pieces = list(read_prose(lines, limit=200, day_first=False))
    assert squeeze("".join(p.text for p in pieces)) == squeeze(text)
    assert all(len(piece.text) <= 200 for piece in pieces)


@given(words_of_books(), st.integers(200, 400))
def test_ids_are_distinct_and_the_same_each_time(text: str, limit: int):
    text = text.replace("\0", "")
    settings = Settings(reading=ReadingSettings(episode_chars=limit))
    once, twice = read(text, settings), read(text, settings)
    assert once == twice
    assert len({episode.id for episode in once}) == len(once)
    assert [episode.ordinal for episode in once] == list(range(len(once)))


def test_chapters_are_episodes_that_keep_their_heading_line():
    text = "Chapter 1\n\nHe came.\n\nCHAPTER II.\n\nA LATE ARRIVAL\n\nShe went.\n"
    first, second = read(text)
    assert (first.heading, first.text) == ("Chapter 1", "Chapter 1\n\nHe came.")
    assert second.heading == "CHAPTER II. A LATE ARRIVAL"
    assert second.text == "CHAPTER II.\n\nA LATE ARRIVAL\n\nShe went."


def test_headings_nest():
    text = (
        "BOOK ONE\n\nCHAPTER 1\n\n1\n\nHe came.\n\n2\n\nShe went.\n\n"
        "CHAPTER 2\n\n1\n\nNight.\n\nBOOK TWO\n\nCHAPTER 3\n\nDay.\n"
    )
    assert [episode.heading for episode in read(text)] == [
        "BOOK ONE > CHAPTER 1 > 1",
        "BOOK ONE > CHAPTER 1 > 2",
        "BOOK ONE > CHAPTER 2 > 1",
        "BOOK TWO > CHAPTER 3",
    ]


def test_markdown_headings_but_not_in_code():
    text = "# One\n\na\n\n## Two ##\n\nb\n```\n# code\n```\n\nThree\n=====\n\nc\n"
    headings = [(episode.heading, episode.text) for episode in read(text)]
    assert headings[:2] == [
        ("One", "# One\n\na"),
        ("One > Two", "## Two ##\n\nb\n```\n# code\n```"),
    ]
    assert headings[2][0] == "Three"


def test_sentences_that_begin_like_a_heading_are_prose():
    text = (
        "Chapter 1\n\nChapter 3 was the best I have read.\n\nPart one of the plan was simple.\n\n"
        "So it was he and\n\nI\n\nwho went.\n\nLetter by letter she spelt it.\n"
    )
    assert len(read(text)) == 1


def test_contents_are_no_chapters():
    text = "Chapter 1: Here\nChapter 2: There\nChapter 3: Gone\n\nChapter 1: Here\n\nHe came.\n"
    assert [episode.heading for episode in read(text)] == ["", "Chapter 1: Here"]


def test_diary_headings_date_their_section():
    text = (
        "Monday, 3 May 1897\nLeft Munich.\n\nMay 4th, 1897\n\nArrived.\n\n"
        "## 1897-05-05 The castle\n\nI wrote on\n6 May 1897\nagain.\n"
    )
    assert [(e.occurred.start, e.occurred.grain) for e in read(text)] == [
        ("1897-05-03T00:00:00", "day"),
        ("1897-05-04T00:00:00", "day"),
        ("1897-05-05T00:00:00", "day"),
    ]


def test_front_matter_dates_the_document_and_stays_findable(tmp_path: Path):
    path = tmp_path / "trip.md"
    path.write_text("---\ntitle: The trip\ndate: 2024-02-03\ntags: [a]\n---\n\nWe swam.\n")
    reading = next(read_path(path, SETTINGS))
    front, body = reading.episodes
    assert reading.source.title == "The trip"
    assert "tags: [a]" in front.text
    assert body.text == "We swam."
    assert body.occurred.start == "2024-02-03T00:00:00"


def test_a_note_named_by_its_day_is_of_that_day(tmp_path: Path):
    path = tmp_path / "2023-05-08 market.md"
    path.write_text("Bought figs.")
    (episode,) = next(read_path(path, SETTINGS)).episodes
    assert episode.occurred.start == "2023-05-08T00:00:00"


def test_a_given_time_and_speaker_are_those_of_undated_prose():
    (episode,) = read("I was there.", occurred_at="2023-05-08T09:30", speaker="Anna")
    assert (episode.speaker, episode.occurred.start) == ("Anna", "2023-05-08T09:30:00")


def test_long_sections_are_cut_at_paragraphs_then_sentences_then_words():
    paragraphs = [f"Paragraph {n} says something of its own here." for n in range(9)]
    episodes = read("\n\n".join(paragraphs), SHORT)
    assert all(p in {line for e in episodes for line in e.text.split("\n\n")} for p in paragraphs)
    sentences = " ".join(f"Dr. Low saw bird {n} fly." for n in range(30))
    assert all(e.text.endswith("fly.") for e in read(sentences, SHORT))
    words = " ".join(f"word{n}" for n in range(200))
    assert [w for e in read(words, SHORT) for w in e.text.split()] == words.split()


def test_the_text_decides_the_id_and_the_place_does_not():
    before = read("# A\n\none\n\n# B\n\ntwo\n", source="s")
    after = read("# New\n\nzero\n\n# A\n\none\n\n# B\n\ntwo\n", source="s")
    assert {e.id for e in before} <= {e.id for e in after}


def test_empty_text_has_no_episodes():
    assert read("") == read(" \n\n\t\n") == []


def test_memory_is_bounded_by_an_episode(tmp_path: Path):
    path = tmp_path / "long.txt"
    with path.open("w") as file:
        for number in range(21_000):
            file.write(f"Sentence {number} of a very long book. " * 26 + "\n\n")
        file.write("no line break " * 100_000)
    assert path.stat().st_size > 20_000_000
    tracemalloc.start()
    size = sum(len(episode.text) for episode in next(read_path(path, SETTINGS)).episodes)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert size > 20_000_000
    assert peak < 5_000_000
