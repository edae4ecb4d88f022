"""What is taken for a time, what is not, and how it is bounded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphmem.language.times import find_times, resolve
from graphmem.models.times import Interval

NOON = Interval("2025-06-18T12:00:00", "2025-06-18T12:00:01", "second")
VOCABULARY = (
    "the last next two days later May 3 30 February 1843 9999 0000 '98 at on of from "
    "to and before after until noon Friday week century 25:61 45th 2025-13-40 T14:00 - "
    "Christmas early ago 's 31/02/2025 99999999 thousand hundred a few second fall İ "
    "spring morning half past twelve year seconds nights Easter 0 AD BC q3 since by "
)
WORDS = st.sampled_from(VOCABULARY.split())


def spans(text: str) -> list[str]:
    return [found.text for found in find_times(text)]


@pytest.mark.parametrize(
    "text",
    [
        "may I go",
        "you may march on",
        "a second helping",
        "we fall down",
        "the fall of Rome",
        "a spring in his step",
        "Sunday school",
        "the sun sat low",
        "June said so",
        "in her twenties",
        "about 1500 men",
        "page 1843",
        "it cost $1999",
        "one day he left",
        "Christmas tree",
        "45th of May",
        "the third man",
        "room 2025-A",
        "the day before he left",
        "the night before the battle",
        "",
    ],
)
def test_words_without_evidence_are_no_times(text: str):
    assert spans(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He left last Friday.", ["last Friday"]),
        ("In the spring of 1843 he wrote.", ["the spring of 1843"]),
        ("On the twenty-third of October, 2025, it rained.", ["the twenty-third of October, 2025"]),
        ("We met at 1:56 pm on 8 May, 2023.", ["1:56 pm on 8 May, 2023"]),
        ("from 3 to 5 May", ["from 3 to 5 May"]),
        ("forty minutes early", ["forty minutes"]),
        ("between 3 June and 7 July 2025", ["between 3 June and 7 July 2025"]),
        ("It rained on Monday and on 3 May.", ["Monday", "3 May"]),
        ("In the\nevening of 3 May", ["In the\nevening of 3 May"]),
        ("in may or june", ["may", "june"]),
    ],
)
def test_the_longest_expression_is_found(text: str, found: list[str]):
    assert spans(text) == found


@pytest.mark.parametrize(
    ("text", "bound", "span"),
    [
        ("before 2025", "before", "2025"),
        ("after June 20, 2025", "after", "June 20, 2025"),
        ("since June", "since", "June"),
        ("until the 3rd of May", "until", "the 3rd of May"),
        ("by midnight", "until", "midnight"),
        ("around 1900", "about", "around 1900"),
        ("about noon", "about", "about noon"),
        ("think about last night", "", "last night"),
        ("in March 2025", "", "March 2025"),
        ("from 1843 onwards", "since", "1843"),
    ],
)
def test_the_word_in_front_is_the_bound(text: str, bound: str, span: str):
    (found,) = find_times(text)
    assert (found.bound, found.text) == (bound, span)


@pytest.mark.parametrize(
    ("text", "sort", "anchor", "anchored"),
    [
        ("yesterday", "relative", "episode", True),
        ("three weeks ago", "relative", "episode", True),
        ("last Friday", "relative", "episode", True),
        ("this morning", "relative", "episode", True),
        ("two days later", "relative", "narrative", True),
        ("the next morning", "relative", "narrative", True),
        ("that evening", "relative", "narrative", True),
        ("at 9:42", "time", "narrative", True),
        ("June 20", "date", "narrative", True),
        ("on Friday", "date", "narrative", True),
        ("in '98", "span", "narrative", False),
        ("3 August 2025", "date", "", False),
        ("in the 1920s", "span", "", False),
        ("every Monday", "set", "", False),
        ("forty minutes", "duration", "", False),
    ],
)
def test_an_expression_says_which_anchor_it_wants(
    text: str, sort: str, anchor: str, *, anchored: bool
):
    (found,) = find_times(text)
    assert (found.sort, found.anchor, found.anchored) == (sort, anchor, anchored)


def test_what_is_anchored_stays_unresolved_without_an_anchor():
    text = "Yesterday, two days later, on Friday, then at noon, last summer, the next week"
    expressions = find_times(text)
    assert len(expressions) == 6
    assert [resolve(found, None) for found in expressions] == [None] * 6


@given(st.lists(WORDS, max_size=12).map(" ".join) | st.text(max_size=60))
def test_no_text_raises_and_every_span_is_its_text(text: str):
    for day_first in (False, True):
        last = 0
        for found in find_times(text, day_first=day_first):
            assert last <= found.start < found.end
            assert text[found.start : found.end] == found.text
            last = found.end
            for anchor in (None, NOON):
                interval = resolve(found, anchor)
                assert interval is None or interval.start < interval.end
                assert anchor is not None or interval is None or not found.anchored


def test_a_colon_ends_a_date_but_belongs_to_a_clock():
    (found,) = find_times("It was Friday, 6 June 2025: punts had come.")
    assert found.text == "Friday, 6 June 2025"
    (found,) = find_times("on the sixth of June, 2025: a swan")
    assert found.text.endswith("2025")
