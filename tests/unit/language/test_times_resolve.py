"""Where on the calendar an expression lies, seen from its anchor."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphmem.language.times import bounded, find_times, resolve
from graphmem.models.times import Interval

# A Wednesday.
ANCHOR = Interval("2025-06-18T15:30:00", "2025-06-18T15:30:01", "second")
DATES = st.dates(date(1000, 1, 1), date(2999, 12, 31))


def read(text: str, anchor: Interval | None = ANCHOR, *, day_first: bool = False):
    (found,) = find_times(text, day_first=day_first)
    return resolve(found, anchor)


def days(text: str, anchor: Interval | None = ANCHOR) -> str:
    interval = read(text, anchor)
    assert interval is not None
    assert interval.start.endswith("T00:00:00")
    assert interval.end.endswith("T00:00:00")
    return f"{interval.start[:10]}/{interval.end[:10]} {interval.grain}"


@given(DATES, st.sampled_from(["{d} {m} {y}", "{m} {d}, {y}", "the {d} of {m} {y}", "{iso}"]))
def test_a_date_written_out_is_read_back(day: date, form: str):
    text = form.format(d=day.day, m=day.strftime("%B"), y=f"{day.year:04}", iso=day.isoformat())
    midnight = datetime(day.year, day.month, day.day)
    interval = Interval(midnight.isoformat(), (midnight + timedelta(days=1)).isoformat(), "day")
    assert read(text, None) == interval
    assert read(text, ANCHOR) == interval


@given(st.dates(date(1, 3, 1), date(9998, 11, 1)), st.integers(0, 50), st.integers(0, 50))
def test_offsets_follow_the_anchor_and_never_today(day: date, one: int, other: int):
    anchor = Interval(f"{day.isoformat()}T08:00:00", f"{day.isoformat()}T08:00:01", "second")
    later = read(f"{one} days later", anchor)
    assert later is not None
    assert later.start[:10] == (day + timedelta(days=one)).isoformat()
    assert read(f"{other} days earlier", later) == read(
        f"{abs(one - other)} days {'later' if one >= other else 'earlier'}", anchor
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in the spring of 1843", "1843-03-01/1843-06-01 season"),
        ("the winter of 1843", "1843-12-01/1844-03-01 season"),
        ("in the 1920s", "1920-01-01/1930-01-01 decade"),
        ("the nineteenth century", "1800-01-01/1900-01-01 century"),
        ("in '98", "1998-01-01/1999-01-01 year"),
        ("in nineteen fourteen", "1914-01-01/1915-01-01 year"),
        ("Christmas Eve 2024", "2024-12-24/2024-12-25 day"),
        ("Easter 2025", "2025-04-20/2025-04-21 day"),
        ("Thanksgiving 2024", "2024-11-28/2024-11-29 day"),
        ("from 3 to 5 May", "2025-05-03/2025-05-06 span"),
        ("between 3 June and 7 July 2025", "2025-06-03/2025-07-08 span"),
        ("from 20 December 2024 to 3 January", "2024-12-20/2025-01-04 span"),
        ("week of 9 June", "2025-06-09/2025-06-16 week"),
        ("first Monday of May 2025", "2025-05-05/2025-05-06 day"),
        ("the second Monday of next month", "2025-07-14/2025-07-15 day"),
        ("late May", "2025-05-21/2025-06-01 span"),
        ("two days before 3 March 2024", "2024-03-01/2024-03-02 day"),
        ("yesterday", "2025-06-17/2025-06-18 day"),
        ("three weeks ago", "2025-05-26/2025-06-02 week"),
        ("five years ago", "2020-01-01/2021-01-01 year"),
        ("the past two weeks", "2025-06-04/2025-06-18 span"),
        ("1914-18", "1914-01-01/1919-01-01 span"),
        ("by the end of the year", "2025-09-01/2026-01-01 span"),
        ("last month", "2025-05-01/2025-06-01 month"),
        ("last summer", "2024-06-01/2024-09-01 season"),
        ("the 20th of last month", "2025-05-20/2025-05-21 day"),
    ],
)
def test_periods_of_the_calendar(text: str, expected: str):
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("last Wednesday", "2025-06-11"),  # strictly before
        ("last Tuesday", "2025-06-17"),
        ("this Friday", "2025-06-20"),
        ("next Friday", "2025-06-27"),  # of next week
        ("the following Friday", "2025-06-20"),  # strictly after
        ("on Friday", "2025-06-20"),  # the nearest
        ("on Monday", "2025-06-16"),
        ("this weekend", "2025-06-21"),
        ("last weekend", "2025-06-14"),
        ("the weekend before last", "2025-06-07"),
        ("June 20", "2025-06-20"),
        ("on 30 December", "2024-12-30"),
        ("on the 3rd.", "2025-07-03"),
        ("Friday the 13th", "2025-06-13"),
        ("in May", "2025-05-01"),
    ],
)
def test_partial_dates_lie_nearest_to_the_anchor(text: str, day: str):
    interval = read(text)
    assert interval is not None
    assert interval.start[:10] == day


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2025-06-20T14:00", "2025-06-20T14:00:00", "2025-06-20T14:01:00"),
        ("Thursday evening, 5 June", "2025-06-05T18:00:00", "2025-06-06T00:00:00"),
        ("between noon and two o'clock", "2025-06-18T12:00:00", "2025-06-18T14:00:00"),
        ("at noon", "2025-06-18T12:00:00", "2025-06-18T13:00:00"),
        ("by midnight", "2025-06-19T00:00:00", "2025-06-19T01:00:00"),
        ("the next morning", "2025-06-19T05:00:00", "2025-06-19T12:00:00"),
        ("last night", "2025-06-17T18:00:00", "2025-06-18T05:00:00"),
        ("half past ten last night", "2025-06-17T22:30:00", "2025-06-17T22:31:00"),
        ("nine o'clock in the evening", "2025-06-18T21:00:00", "2025-06-18T22:00:00"),
        ("from 10 pm to 2 am", "2025-06-18T22:00:00", "2025-06-19T02:00:00"),
        ("at five-thirty tomorrow evening", "2025-06-19T17:30:00", "2025-06-19T17:31:00"),
        ("two hours ago", "2025-06-18T13:00:00", "2025-06-18T14:00:00"),
    ],
)
def test_hours_of_a_day(text: str, start: str, end: str):
    interval = read(text)
    assert interval is not None
    assert (interval.start, interval.end) == (start, end)


def test_the_order_of_figures_is_a_setting():
    month_first, day_first = read("03/04/2025"), read("03/04/2025", day_first=True)
    assert month_first is not None
    assert day_first is not None
    assert (month_first.start[:10], day_first.start[:10]) == ("2025-03-04", "2025-04-03")
    assert read("25/12/2024") == read("12/25/2024", day_first=True) == read("2024-12-25")


@pytest.mark.parametrize(
    "text", ["30 February 2024", "February 29, 2023", "31 June", "44 BC", "every Monday", "3 weeks"]
)
def test_the_impossible_and_the_unplaced_stay_unresolved(text: str):
    assert read(text) is None


def test_an_anchor_coarser_than_the_unit_gives_nothing():
    year = Interval("1843-01-01T00:00:00", "1844-01-01T00:00:00", "year")
    assert read("the next day", year) is None
    assert read("at noon", year) is None
    assert days("two years later", year) == "1845-01-01/1846-01-01 year"
    assert days("June 20", year) == "1843-06-20/1843-06-21 day"


def test_a_bound_opens_the_interval():
    interval = Interval("2025-06-20T00:00:00", "2025-06-21T00:00:00", "day")
    assert bounded(interval, "") == (interval.start, interval.end)
    assert bounded(interval, "before") == (None, interval.start)
    assert bounded(interval, "after") == (interval.end, None)
    assert bounded(interval, "since") == (interval.start, None)
    assert bounded(interval, "until") == (None, interval.end)
    assert bounded(interval, "about") == ("2025-06-19T00:00:00", "2025-06-22T00:00:00")


@given(st.integers(1, 9999), st.sampled_from(["year", "century", "day", "part", "span", "decade"]))
def test_about_never_leaves_the_calendar(year: int, grain: str):
    interval = Interval(f"{year:04}-01-01T00:00:00", f"{year:04}-12-31T00:00:00", grain)
    start, end = bounded(interval, "about")
    assert start is not None
    assert end is not None
    assert start <= interval.start < interval.end <= end
