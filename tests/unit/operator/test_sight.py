"""From where the times of a page are seen."""

import pytest

from graphmem.models.times import Interval
from tests.unit.operator.conftest import days, event

# A Wednesday.
WRITTEN = Interval("2025-06-18T00:00:00", "2025-06-19T00:00:00", "day")


def test_what_was_on_a_weekday_was_before_the_text_and_what_will_be_comes_after(read):
    seen = read(
        "The mayor opened the pool on Friday. She will close it on Tuesday.", occurred=WRITTEN
    )
    assert days(seen, event(seen, "open")) == ["2025-06-13"]
    assert days(seen, event(seen, "close")) == ["2025-06-24"]


def test_this_weekend_is_the_one_just_past_where_the_tense_says_so(read):
    seen = read("We rowed this weekend. Tom will swim this weekend.", occurred=WRITTEN)
    assert days(seen, event(seen, "row")) == ["2025-06-14"]
    assert days(seen, event(seen, "swim")) == ["2025-06-21"]


def test_a_story_goes_on_from_the_date_it_told(read):
    seen = read(
        "On 3 March 1990 they reached the pass. On Monday they crossed it.", occurred=WRITTEN
    )
    assert days(seen, event(seen, "cross")) == ["1990-03-05"]


def test_a_date_without_a_year_takes_the_year_told_before_it(read):
    seen = read(
        "In 2012 Ines joined the orchestra. On 4 October she played Brahms. "
        "She left it in 2015. In May she moved to Porto. A year later she returned.",
        occurred=WRITTEN,
    )
    assert days(seen, event(seen, "play")) == ["2012-10-04"]
    assert days(seen, event(seen, "move")) == ["2015-05-01"]
    assert days(seen, event(seen, "return")) == ["2016-01-01"]


def test_the_year_of_a_birth_sets_no_scene(read):
    seen = read("Ines, born in 1960, arrived on 4 October.", occurred=WRITTEN)
    assert days(seen, event(seen, "arrive")) == ["2024-10-04"]


@pytest.mark.parametrize(
    ("text", "verb", "day"),
    [
        ("The wedding was on 12 May 2021. Two days after the wedding Ana left.", "leave", "05-14"),
        ("Tom left the day before the storm. The storm came on 3 May 2021.", "leave", "05-02"),
        (
            "They held the funeral in Leeds on 6 June 2021. It rained a week after the funeral.",
            "rain",
            "06-07",
        ),
    ],
)
def test_a_time_may_be_counted_from_an_event_whose_day_is_told(read, text, verb, day):
    seen = read(text)
    assert days(seen, event(seen, verb)) == [f"2021-{day}"]


def test_the_event_itself_keeps_its_day(read):
    seen = read("The storm came on 3 May 1999. Tom left two days after the storm.")
    storms = [e for e in seen.events if e.predicate == "storm" and e.level == "action"]
    assert {day for e in storms for day in days(seen, e)} <= {"1999-05-03"}


def test_a_time_may_be_counted_from_an_event_of_the_page_before(read):
    before = "Her birthday is on 3 March 2021. She likes it."
    seen = read("Tom came three days before her birthday.", before)
    assert days(seen, event(seen, "come")) == ["2021-02-28"]


def test_what_is_counted_from_an_event_of_no_known_day_gets_none(read):
    seen = read("Tom left two days after the storm.", occurred=WRITTEN)
    assert days(seen, event(seen, "leave")) == []
