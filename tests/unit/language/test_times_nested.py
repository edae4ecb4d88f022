"""Times that lean on others, and what the words around them make of them."""

import pytest

from graphmem.language.times import find_times, resolve
from graphmem.models.times import Interval

# A Wednesday.
ANCHOR = Interval("2025-06-18T15:30:00", "2025-06-18T15:30:01", "second")


def read(text: str, lean: int = 0) -> str:
    """Return the one expression and what it resolves to, midnights left out."""
    (found,) = find_times(text)
    interval = resolve(found, ANCHOR, lean=lean)
    assert interval is not None
    ends = f"{interval.start}/{interval.end}".replace("T00:00:00", "").replace(":00:00", "")
    return f"{found.text}: {ends}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We sailed the Sunday before 25 May 2023.", "2023-05-21/2023-05-22"),
        ("We sailed the Friday after Easter 2021.", "2021-04-09/2021-04-10"),
        ("Come a week on Friday.", "2025-06-27/2025-06-28"),
        ("Come Friday week.", "2025-06-27/2025-06-28"),
        ("They wed two Saturdays ago.", "2025-06-07/2025-06-08"),
        ("They wed three years ago tomorrow.", "2022-06-19/2022-06-20"),
        ("They wed a year and three months ago.", "2024-03-01/2024-04-01"),
        ("They wed two and a half years ago.", "2022-12-01/2023-01-01"),
        ("They wed last year at Christmas.", "2024-12-25/2024-12-26"),
        ("They wed last week on Friday.", "2025-06-13/2025-06-14"),
        ("They wed on the 20th of last month.", "2025-05-20/2025-05-21"),
        ("They wed that same year.", "2025-01-01/2026-01-01"),
        ("They wed earlier this year.", "2025-01-01/2025-06-18"),
        ("They wed later that month.", "2025-06-19/2025-07-01"),
        ("They wed within three days.", "2025-06-18/2025-06-21"),
        ("Sales fell in the second half of 2019.", "2019-07-01/2020-01-01"),
        ("Sales fell in the first quarter of last year.", "2024-01-01/2024-04-01"),
        ("Sales fell in the last two weeks of May 2020.", "2020-05-18/2020-06-01"),
        ("Sales fell in the late 1980s.", "1987-01-01/1990-01-01"),
        ("Sales fell in the early 2000s.", "2000-01-01/2003-01-01"),
        ("Sales fell in the noughties.", "2000-01-01/2010-01-01"),
        ("She woke at eight in the evening.", "2025-06-18T20/2025-06-18T21"),
        (
            "She woke at fifteen past eight in the morning.",
            "2025-06-18T08:15:00/2025-06-18T08:16:00",
        ),
        ("She woke at half-past eleven in the morning.", "2025-06-18T11:30:00/2025-06-18T11:31:00"),
        ("She woke at 6.45.", "2025-06-18T06:45:00/2025-06-18T06:46:00"),
        ("She woke at ten twenty-five am.", "2025-06-18T10:25:00/2025-06-18T10:26:00"),
        ("The shop opens from 5 to 6 pm.", "2025-06-18T17/2025-06-18T18"),
        ("They meet Friday evening next week.", "2025-06-27T18/2025-06-28"),
        ("They meet a month from tomorrow.", "2025-07-19/2025-07-20"),
        ("They meet in the last week of july.", "2025-07-25/2025-08-01"),
        ("Weekend before 24 May 2023: packing.", "2023-05-20/2023-05-22"),
        ("It fell in the first quarter of the year.", "2025-01-01/2025-04-01"),
        ("She woke at ten am.", "2025-06-18T10/2025-06-18T11"),
        ("She is free Friday from 10 to 4.", "2025-06-20T10/2025-06-20T16"),
        ("It rained between 7 and 9:30 last night.", "2025-06-17T19/2025-06-17T21:30:00"),
        ("It closed from 10/1/2018-10/7/2018.", "2018-10-01/2018-10-08"),
        ("It closed on 23/Sep/2020.", "2020-09-23/2020-09-24"),
        ("Since the 2014 protests it is closed.", "2014-01-01/2015-01-01"),
        ("The altar (1480) is his.", "1480-01-01/1481-01-01"),
        ("Sikong (837\u2013908) wrote it.", "0837-01-01/0909-01-01"),
    ],
)
def test_what_it_is_seen_from_and_in(text: str, expected: str):
    assert read(text).partition(": ")[2] == expected


@pytest.mark.parametrize(
    ("text", "past", "coming"),
    [
        ("on Friday", "2025-06-13", "2025-06-20"),
        ("on Wednesday", "2025-06-18", "2025-06-18"),
        ("in July", "2024-07-01", "2025-07-01"),
        ("in June", "2025-06-01", "2025-06-01"),
        ("on Thursday evening", "2025-06-12T18", "2025-06-19T18"),
        ("on 3 May", "2025-05-03", "2026-05-03"),
        ("last Friday", "2025-06-13", "2025-06-13"),
        ("on 3 May 1990", "1990-05-03", "1990-05-03"),
    ],
)
def test_the_tense_says_which_of_the_two_nearest_is_meant(text: str, past: str, coming: str):
    for lean, expected in ((-1, past), (1, coming)):
        assert read(text, lean).partition(": ")[2].startswith(expected + "/")


@pytest.mark.parametrize(
    "text", ["the 1950 people", "everyday trifles", "2 in a row", "a draw, 3-1", "1/2 of it"]
)
def test_numbers_that_tell_no_time(text: str):
    assert find_times(text) == []


def test_no_earlier_is_since_and_earlier_is_before():
    bounds = [found.bound for found in find_times("no earlier than 1999, earlier than 2004")]
    assert bounds == ["since", "before"]


def test_no_time_goes_on_past_an_empty_line():
    found = find_times("14 August 1947\n\nTwo years we waited.")
    assert [one.text for one in found] == ["14 August 1947", "Two years"]
