"""Where and when a stretch of an episode takes place, and what it is."""

from graphmem.models.times import Interval
from tests.unit.operator.conftest import days, event, occasions, places, slots


def test_a_date_and_a_place_from_two_sentences_reach_the_event_between(read):
    seen = read(
        "Agnes Holt reached Fernley Museum at nine on 12 March 2021. She unpacked the vases.\n\n"
        "The vases were cracked."
    )
    unpack = event(seen, "unpack")
    assert places(seen, unpack) == ["Fernley Museum"]
    assert days(seen, unpack) == ["2021-03-12"]
    assert [t.inferred for t in (*unpack.places, *unpack.times)] == [True, True]


def test_a_date_at_the_very_end_governs_the_whole(read):
    seen = read(
        "The lights failed at nine and Agnes Holt climbed down the ladder with a candle between"
        " her teeth. Nobody had warned her.\n\nShe wrote it in the log: 3 August 2019."
    )
    (whole,) = occasions(seen)
    assert days(seen, whole) == ["2019-08-03"]
    assert slots(seen, whole) == {("AGENT", "Agnes Holt")}


def test_where_somebody_comes_from_is_not_the_scene_but_what_happens_there_is(read):
    (whole,) = occasions(seen := read("Dusk descended upon Fernley Park on 3 August 2019."))
    assert places(seen, whole) == ["Fernley Park"]
    assert days(seen, whole) == ["2019-08-03"]
    (whole,) = occasions(seen := read("Agnes Holt raised the flag in Leeds on 3 August 2019."))
    assert (places(seen, whole), days(seen, whole)) == (["Leeds"], ["2019-08-03"])
    (whole,) = occasions(seen := read("Agnes Holt, raised in Leeds, hails from an old family."))
    assert places(seen, whole) == []


def test_three_days_in_two_towns_are_kept_apart(read):
    seen = read(
        "On Tuesday, 4 March 2025, Nora Bellweather drove to Leeds. Her brother Tom was waiting"
        " there.\n\nTwo days later they were in York. Nora lost her purse.\n\n"
        "The next day it rained. Tom stayed in bed."
    )
    assert [days(seen, o) for o in occasions(seen)] == [
        ["2025-03-04"], ["2025-03-06"], ["2025-03-07"],
    ]  # fmt: skip
    assert [places(seen, o)[0] for o in occasions(seen)] == ["Leeds", "York", "York"]
    assert days(seen, event(seen, "lose")) == ["2025-03-06"]
    assert places(seen, event(seen, "lose")) == ["York"]


def test_a_birthday_and_a_plan_set_no_scene(read):
    seen = read(
        "Clara Voss, born on 2 May 1950 in Harwich, opened her shop in Truro on 9 June 2001."
        " Next year she will travel to Peru."
    )
    (whole,) = occasions(seen)
    assert days(seen, whole) == ["2001-06-09"]
    assert places(seen, whole)[0] == "Truro"


def test_the_label_is_the_happening_the_stretch_is_about(read):
    seen = read(
        "It was an odd season for a pottery workshop. Frost stood on the panes, and Lydia Crane's"
        " fingers were numb before the pottery workshop had properly begun."
    )
    assert occasions(seen)[0].predicate == "pottery workshop"
    assert event(seen, "pottery workshop").level == "occasion"
    assert [e.occasion for e in seen.events if e.nominal and e.predicate == "pottery workshop"] == [
        0, 0,
    ]  # fmt: skip


def test_a_dateline_alone_sets_the_scene(read):
    seen = read("Calder Bridge. 7 July 2018. The water was high, and Ines Pardo took pictures.")
    (whole,) = occasions(seen)
    assert places(seen, whole) == ["Calder Bridge"]
    assert days(seen, whole) == ["2018-07-07"]


def test_a_time_is_seen_from_the_episode_never_from_today(read):
    said = Interval("2023-07-03T13:36:00", "2023-07-03T13:37:00", "minute")
    text = "Mara Finch moved to Dunedin yesterday."
    dated, undated = read(text, occurred=said), read(text)
    assert days(dated, event(dated, "move")) == ["2023-07-02"]
    assert days(undated, event(undated, "move")) == []


def test_a_time_that_begins_a_line_is_of_what_follows(read):
    said = Interval("2023-07-03T00:00:00", "2023-07-04T00:00:00", "day")
    seen = read(
        "Today Mara rowed to the pier.\nYesterday Mara sailed to the island.", occurred=said
    )
    assert days(seen, event(seen, "sail")) == ["2023-07-02"]


def test_a_place_may_lie_in_another(read):
    seen = read("Clara was born in Harrogate, Yorkshire.")
    (inside,) = seen.containment
    assert seen.entities[inside.part].name == "Harrogate"
    assert seen.entities[inside.whole].name == "Yorkshire"


def test_the_items_of_a_list_share_what_stands_over_them_and_nothing_else(read):
    seen = read(
        "Meeting of 12 May 2025 in Leeds\n\n"
        "- Agnes Holt sent the budget to the bank on 9 May.\n"
        "- Omar Reyes takes over the team.\n"
        "- Jonas Weiss booked the hall in Porto for 24 June."
    )
    takes = event(seen, "take")
    assert (days(seen, takes), places(seen, takes)) == (["2025-05-12"], ["Leeds"])
    assert days(seen, event(seen, "send")) == ["2025-05-09"]
    assert places(seen, event(seen, "book")) == ["Porto"]
    assert [slots(seen, o) for o in occasions(seen)[1:]] == [
        {("AGENT", "Agnes Holt")},
        {("AGENT", "Omar Reyes")},
        {("AGENT", "Jonas Weiss")},
    ]


def test_notes_of_few_little_words_are_english_and_other_tongues_are_not(operator, read):
    for text in (
        "Present: Agnes Holt (chair), Omar Reyes, Jonas Weiss, Priya Nair, Sofia Ruiz, Tom Bell.",
        "Rotated database password, restarted deploy, cleaned branches, emailed Agnes Holt, slept",
    ):
        assert any(e.name == "Agnes Holt" for e in read(text).entities)
    for text in (
        "Treffen mit Agnes Holt wegen Umzug nach Leipzig, danach Einkaufen, Abendessen, Ruhe.",
        "Wczoraj odwiedziłem moją siostrę Agnes Holt, ponieważ od tygodni jest chora i słaba.",
        "Kemarin saya mengunjungi Agnes Holt karena dia sudah sakit selama berminggu minggu.",
    ):
        assert not read(text).entities


def test_where_one_drives_is_a_place_and_where_one_is_yet_to_go_is_no_scene(read):
    seen = read("2025-03-07\nAgnes drove to Whitby with Tom. Whitby was full.")
    assert [e.kind for e in seen.entities if e.name == "Whitby"] == ["Place"]
    seen = read("Ruth came at noon. Her sister is moving to Leeds in April. I made soup.")
    assert not any(p.inferred for e in seen.events for p in e.places)
