"""Times that callers give."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphmem.errors import ReadingError
from graphmem.reading import read_when


@pytest.mark.parametrize(
    ("when", "start", "end", "grain"),
    [
        (date(2023, 5, 8), "2023-05-08T00:00:00", "2023-05-09T00:00:00", "day"),
        (
            datetime(2023, 5, 8, 13, 56, tzinfo=timezone(timedelta(hours=9))),
            "2023-05-08T13:56:00",
            "2023-05-08T13:56:01",
            "second",
        ),
        ("2023", "2023-01-01T00:00:00", "2024-01-01T00:00:00", "year"),
        ("2023-12", "2023-12-01T00:00:00", "2024-01-01T00:00:00", "month"),
        ("20230508", "2023-05-08T00:00:00", "2023-05-09T00:00:00", "day"),
        ("2023-05-08T13:56Z", "2023-05-08T13:56:00", "2023-05-08T13:57:00", "minute"),
        ("1:56 pm on 8 May, 2023", "2023-05-08T13:56:00", "2023-05-08T13:57:00", "minute"),
        ("8 May 2023 at 1 pm", "2023-05-08T13:00:00", "2023-05-08T14:00:00", "hour"),
        ("12:05 am, 8 May 2023", "2023-05-08T00:05:00", "2023-05-08T00:06:00", "minute"),
        ("Mon May  8 13:56:01 2023", "2023-05-08T13:56:01", "2023-05-08T13:56:02", "second"),
        ("9999-12-31", "9999-12-31T00:00:00", "9999-12-31T23:59:59", "day"),
        (0, "1970-01-01T00:00:00", "1970-01-01T00:00:01", "second"),
    ],
)
def test_the_wall_clock_as_written(when: object, start: str, end: str, grain: str):
    found = read_when(when)
    assert (found.start, found.end, found.grain) == (start, end, grain)
    assert read_when(found) is found


@pytest.mark.parametrize(
    "when", ["yesterday", "2023-02-30", "13:56", "", "25:00, 8 May 2023", "May"]
)
def test_what_is_no_time_is_refused(when: object):
    with pytest.raises(ReadingError, match="cannot read the time"):
        read_when(when)


@given(st.datetimes(timezones=st.just(UTC)))
def test_every_moment_of_the_calendar_has_an_interval(moment: datetime):
    for when in (moment, moment.date(), moment.isoformat()):
        found = read_when(when)
        assert found.start < found.end or found.start >= "9999-12-31T23:59:59"


@given(st.text(max_size=40))
def test_any_words_are_read_or_refused(text: str):
    try:
        found = read_when(text)
    except ReadingError:
        return
    assert found.start < found.end
