from datetime import datetime

import pytest

from graphmem.errors import QueryError
from graphmem.language.parse import Parser
from graphmem.language.pipeline import load_pipeline
from graphmem.language.vectors import StaticEmbedder
from graphmem.retrieval import read_cue


@pytest.fixture(scope="module")
def read():
    parser, embedder = Parser(load_pipeline()), StaticEmbedder()
    return lambda query, now=None: read_cue(query, parser, embedder, now=now)


@pytest.mark.parametrize(
    ("query", "asks"),
    [
        ("Who won the race?", "person"),
        ("Name all the guests of the gala.", "person"),
        ("List the attendees of the meeting, please.", "person"),
        ("Which folks ran the kitchen?", "person"),
        ("Who else was at the party?", "others"),
        ("With whom did Tom go to Rome?", "others"),
        ("Where did Tom go?", "place"),
        ("In which spots was he seen?", "place"),
        ("Tell me the venues of the concerts.", "place"),
        ("Consider the trips of Tom. What locations did he go to?", "place"),
        ("When did Ana leave?", "time"),
        ("I need the days on which it rained.", "time"),
        ("Give me a list of all dates when Tom was away.", "time"),
        ("What happened in Rome?", "event"),
        ("what was ana up to in may", "event"),
        ("Describe the main events of that day, focusing on what happened.", "event"),
        ("What kinds of occasions were there?", "event"),
        ("How many times did Tom fall?", "count"),
        ("How often was there a fire?", "count"),
        ("Name everyone who ever rang the bell.", "person"),
        ("List everywhere Tom sang.", "place"),
        ("What brought Ana to the harbour?", "event"),
        ("What did Ana bring to the harbour?", "value"),
        ("Tell me everything about the fire.", "detail"),
        ("What did Ana buy?", "value"),
        ("What colour is the door?", "value"),
    ],
)
def test_what_is_asked(read, query, asks):
    assert read(query).asks == asks


@pytest.mark.parametrize(
    ("query", "order"),
    [
        ("Where was Tom last seen?", "latest"),
        ("When was the most recent fire?", "latest"),
        ("What is the latest thing Tom did?", "latest"),
        ("What was the first place Tom went to?", "first"),
        ("What is the earliest date in the diary?", "first"),
        ("List the places in chronological order.", "chronological"),
        ("Which towns did Tom visit, oldest first?", "chronological"),
        ("Where did he go over time?", "chronological"),
        ("Who won first prize?", "all"),
        ("Who bought the last copy?", "all"),
    ],
)
def test_in_which_order(read, query, order):
    assert read(query).order == order


def test_the_words_of_asking_are_no_topic(read):
    plain = read("Where was the ice sculpture exhibition?")
    wordy = read(
        "Please recall all the events related to the ice sculpture exhibition. Could you list every"
        " place where these events took place, without describing the events themselves?"
    )
    assert plain.topics == wordy.topics == ("ice sculpture exhibition",)
    assert plain.asks == wordy.asks == "place"


def test_a_command_not_to_tell_asks_for_nothing(read):
    cue = read("List the people at the fire without mentioning when or where it was.")
    assert cue.asks == "person"
    assert cue.topics == ("fire",)


def test_names_keep_their_small_words(read):
    names = [name.text for name in read("Who was at Museum of the Isle with Ana?").names]
    assert names[:2] == ["Museum of the Isle", "Ana"]


def test_names_joined_by_and_are_given_apart_too(read):
    names = {name.text for name in read("When did Ana Duarte and Ben Okafor meet?").names}
    assert {"Ana Duarte", "Ben Okafor", "Ana Duarte and Ben Okafor"} <= names


@pytest.mark.parametrize("query", ["where was ana duarte?", "WHERE WAS ANA DUARTE?"])
def test_names_may_come_in_any_case(read, query):
    assert "ana duarte" in {name.normal for name in read(query).names}


def test_a_verb_at_the_head_is_no_name(read):
    assert [n.text for n in read("Consider Ana. Name her trips.").names][:1] == ["Ana"]


def test_times_have_bounds(read):
    assert read("What happened in May 2024?").times == (
        ("2024-05-01T00:00:00", "2024-06-01T00:00:00"),
    )
    assert read("What happened before June 1, 2024?").times == ((None, "2024-06-01T00:00:00"),)


def test_relative_times_are_seen_from_now(read):
    assert read("What did Ana do yesterday?").times == ()
    cue = read("What did Ana do yesterday?", now=datetime(2024, 5, 2, 12))
    assert cue.times == (("2024-05-01T00:00:00", "2024-05-02T00:00:00"),)


def test_exceptions_are_set_apart(read):
    cue = read("Who was at the fire apart from Ana?")
    assert cue.excluded == ("Ana",)
    assert cue.asks == "others"
    assert read("What took place besides the film shows?").excluded == ("film shows",)


def test_an_empty_query_is_refused(read):
    with pytest.raises(QueryError):
        read("  ")


def test_a_month_without_a_year_is_that_of_each_year_known():
    parser, embedder = Parser(load_pipeline()), StaticEmbedder()
    now = datetime(2030, 3, 5)

    def times(query: str, *years: int) -> list[str | None]:
        cue = read_cue(query, parser, embedder, now=now, years=lambda: years)
        return [start and start[:10] for start, _ in cue.times]

    assert times("What happened in July?", 2019, 2021) == ["2019-07-01", "2021-07-01"]
    assert times("Who came on 12 May?", 2019, 2021) == ["2019-05-12", "2021-05-12"]
    assert times("What happened in July 2020?", 2019, 2021) == ["2020-07-01"]
    assert times("What happened last year?", 2019, 2021) == ["2029-01-01"]
    assert times("What happened in July?") == ["2030-07-01"]


def test_hearing_of_somebody_is_no_topic(read):
    cue = read("What is the last day we hear of Ana Ruiz?")
    assert (cue.asks, cue.order, cue.topics) == ("time", "latest", ())
