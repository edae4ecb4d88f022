"""Times told in figures, by number, beside other times, and by feasts that follow the moon."""

from datetime import datetime

import pytest

from graphmem.language.times import bounded, find_times, resolve
from graphmem.models.times import Interval

# A Wednesday.
ANCHOR = Interval("2025-06-18T15:30:00", "2025-06-18T15:30:01", "second")


def read(text: str) -> tuple[str, str]:
    """Return the words of the one expression, and its ends, midnights left out."""
    (found,) = find_times(text)
    interval = resolve(found, ANCHOR)
    assert interval is not None
    ends = bounded(interval, "" if found.bound == "about" else found.bound)
    shown = "/".join(end or "" for end in ends)
    return found.text, shown.replace("T00:00:00", "").replace(":00:00", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sales fell in Q3 2016.", "2016-07-01/2016-10-01"),
        ("Sales fell in 2019-Q1.", "2019-01-01/2019-04-01"),
        ("Sales fell during Q3.", "2025-07-01/2025-10-01"),
        ("Sales fell in 2016 H2.", "2016-07-01/2017-01-01"),
        ("Sales fell in the third quarter this year.", "2025-07-01/2025-10-01"),
        ("Sales fell in the last 2 quarters.", "2024-10-01/2025-04-01"),
        ("She sowed in week 10.", "2025-03-03/2025-03-10"),
        ("She sowed in week 3 of 2027.", "2027-01-18/2027-01-25"),
        ("She sowed in 2016 November.", "2016-11-01/2016-12-01"),
        ("She sowed in 12-2015.", "2015-12-01/2016-01-01"),
        ("She sowed on 4/22.", "2025-04-22/2025-04-23"),
        ("She sowed Friday 6/20.", "2025-06-20/2025-06-21"),
        ("She sowed today, 18 June.", "2025-06-18/2025-06-19"),
        ("She sowed from 10/1 to 11/7.", "2025-10-01/2025-11-08"),
        ("She sowed on the 18th.", "2025-06-18/2025-06-19"),
        ("She sowed on Jan/3.", "2025-01-03/2025-01-04"),
        ("She sowed on twenty five January 1986.", "1986-01-25/1986-01-26"),
        ("It stood from the 15th to the 19th century.", "1400-01-01/1900-01-01"),
        ("It stood from April until the end of June.", "2025-04-01/2025-07-01"),
        ("It stood from 1 May 2019 to now.", "2019-05-01/2025-06-19"),
        ("It is open between now and 1 July.", "2025-06-18/2025-07-02"),
        ("It is open for 2 weeks starting May 20th.", "2025-05-20/2025-06-03"),
        ("It is open for 3 days from next Monday.", "2025-06-23/2025-06-26"),
        ("It is open from 10 am for 2 hours.", "2025-06-18T10/2025-06-18T12"),
        ("It is open in 2012 or later.", "2012-01-01/"),
        ("It is open tomorrow before 5pm.", "/2025-06-19T17"),
        ("It is open on or before 1 May.", "/2025-05-02"),
        ("It is done before the end of this year.", "/2026-01-01"),
        ("We rowed over the weekend.", "2025-06-21/2025-06-23"),
        ("We row next week between Wednesday and Friday.", "2025-06-25/2025-06-28"),
        ("We row for the two following days.", "2025-06-19/2025-06-21"),
        ("We rowed on Easter Monday 2024.", "2024-04-01/2024-04-02"),
        ("We rowed on labor day weekend 2021.", "2021-09-04/2021-09-07"),
        ("We row before new year.", "/2025-01-01"),
    ],
)
def test_dates_by_number_and_beside_other_dates(text: str, expected: str):
    assert read(text)[1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She rang half an hour ago.", "2025-06-18T15/2025-06-18T15:01:00"),
        ("She wed 2 1/2 years ago.", "2022-12-01/2023-01-01"),
        ("She rang a quarter of an hour later.", "2025-06-18T15:45:00/2025-06-18T15:46:00"),
        ("She rang at 0800h.", "2025-06-18T08/2025-06-18T08:01:00"),
        ("She rang at 11:40a.", "2025-06-18T11:40:00/2025-06-18T11:41:00"),
        ("She rang at 1140 a.m. sharp.", "2025-06-18T11:40:00/2025-06-18T11:41:00"),
        ("She rang 20 min past eight.", "2025-06-18T08:20:00/2025-06-18T08:21:00"),
        ("She rang at eight forty.", "2025-06-18T08:40:00/2025-06-18T08:41:00"),
        ("She rang around 11-ish.", "2025-06-18T11/2025-06-18T12"),
        ("She rang early this morning.", "2025-06-18T05/2025-06-18T08"),
        ("She rang late last night.", "2025-06-17T22/2025-06-18T05"),
        ("She rang in the late afternoon.", "2025-06-18T16/2025-06-18T18"),
        ("She rang at mid-morning.", "2025-06-18T09/2025-06-18T11"),
        ("She was out from 11 to 1 pm.", "2025-06-18T11/2025-06-18T13"),
        ("She was out from 5 to 6 pm.", "2025-06-18T17/2025-06-18T18"),
        ("She was out from 11 pm to 3.", "2025-06-18T23/2025-06-19T03"),
        ("She was out from 11 to 3am.", "2025-06-18T23/2025-06-19T03"),
        ("She was out from 0730 to 0930.", "2025-06-18T07:30:00/2025-06-18T09:30:00"),
        ("She was out between 5 and 6 in the afternoon.", "2025-06-18T17/2025-06-18T18"),
        ("She is out Friday 10-4.", "2025-06-20T10/2025-06-20T16"),
    ],
)
def test_hours_by_number_and_parts_of_a_day(text: str, expected: str):
    assert read(text)[1] == expected


@pytest.mark.parametrize("text", ["every night at nine.", "9 am on Sundays", "each Monday at 4 pm"])
def test_the_hour_of_what_recurs_is_no_time_of_its_own(text: str):
    (found,) = find_times(f"They rehearse {text}")
    assert found.sort == "set"
    assert resolve(found, ANCHOR) is None


@pytest.mark.parametrize(
    ("feast", "days"),
    [
        ("Passover", "2020-04-09 2021-03-28 2022-04-16 2023-04-06 2024-04-23"),
        ("Rosh Hashanah", "2020-09-19 2021-09-07 2022-09-26 2023-09-16 2024-10-03"),
        ("Chinese New Year", "2006-01-29 2015-02-19 2023-01-22 2024-02-10 2025-01-29"),
        ("Orthodox Easter", "2021-05-02 2022-04-24 2023-04-16 2024-05-05 2025-04-20"),
    ],
)
def test_feasts_that_follow_the_moon(feast: str, days: str):
    for day in days.split():
        assert read(f"We met at {feast} {day[:4]}.")[1].startswith(f"{day}/")


@pytest.mark.parametrize("year", [2019, 2020, 2021, 2022, 2023, 2024])
def test_the_muslim_fast_lies_within_a_day_of_where_it_was_seen(year: int):
    seen = {2019: "05-06", 2020: "04-24", 2021: "04-13", 2022: "04-02", 2023: "03-23"}
    told = datetime.fromisoformat(f"{year}-{seen.get(year, '03-11')}")
    found = datetime.fromisoformat(read(f"We met in Ramadan {year}.")[1].split("/")[0])
    assert abs((found - told).days) <= 1


@pytest.mark.parametrize(
    "text",
    [
        "3/4 of it", "a 5/16 bolt", "open 24/7", "in week 3 of the course", "Q1: who was she?",
        "the large mid-day dinner", "an H1 visa", "he took the ten 4-inch nails", "the Lent term",
    ],
)  # fmt: skip
def test_figures_that_tell_no_time(text: str):
    assert [found.text for found in find_times(text)] == []


def test_a_fraction_belongs_to_its_number():
    assert [found.text for found in find_times("He stayed 33 1/2 months.")] == ["33 1/2 months"]


def test_what_recurs_keeps_apart_from_where_it_begins():
    sorts = [found.sort for found in find_times("We meet every week starting next week.")]
    assert sorts == ["set", "relative"]
