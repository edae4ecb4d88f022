"""Chats become a message an episode; prose stays prose."""

from pathlib import Path
from typing import Any

import pytest

from graphmem.reading import read_path, read_text
from graphmem.settings import LanguageSettings, ReadingSettings, Settings

SETTINGS = Settings()


def read(text: str, settings: Settings = SETTINGS, **options: Any):
    return list(read_text(text, settings=settings, **options).episodes)


def told(text: str, **options: Any):
    return [(e.speaker, e.occurred and e.occurred.start, e.text) for e in read(text, **options)]


AT_56 = "2023-05-08T13:56:00"
AT_57 = "2023-05-08T13:57:00"


@pytest.mark.parametrize(
    "text",
    [
        "[2023-05-08 13:56] Caroline: Hey\n[2023-05-08 13:57] Mel: Hi: you\n",
        "[2023-05-08T13:56] Caroline: Hey\n[2023-05-08T13:57] Mel: Hi: you\n",
        "Caroline (8 May 2023, 1:56 pm): Hey\nMel (8 May 2023, 1:57 pm): Hi: you\n",
        "2023-05-08 13:56 Caroline: Hey\n2023-05-08 13:57 Mel: Hi: you\n",
        "5/8/23, 1:56\u202fPM - Caroline: Hey\n5/8/23, 1:57\u202fPM - Mel: Hi: you\n",
        "\u200e[5/8/23, 13:56] Caroline: Hey\n\u200e[5/8/23, 13:57] Mel: Hi: you\n",
        "**Caroline** (8 May 2023 at 13:56): Hey\n**Mel** (8 May 2023 at 13:57): Hi: you\n",
    ],
)
def test_messages_with_speaker_and_time(text: str):
    assert told(text) == [("Caroline", AT_56, "Hey"), ("Mel", AT_57, "Hi: you")]


def test_seconds_minutes_and_days_are_told_apart():
    text = (
        "[2023-05-08 13:56:07] Ann: a\n[2023-05-08 13:56] Bob: b\n[2023-05-08] Ann: c\n"
        "[2023-05-08] Bob: d\n"
    )
    grains = [(e.occurred.grain, e.occurred.end) for e in read(text)]
    assert grains == [
        ("second", "2023-05-08T13:56:08"),
        ("minute", AT_57),
        ("day", "2023-05-09T00:00:00"),
        ("day", "2023-05-09T00:00:00"),
    ]


def test_sessions_give_their_time_to_messages_without_one():
    text = (
        "Session 1 (1:56 pm on 8 May, 2023)\nCaroline: Hey\nMel: Hi\nNote: see you\nCaroline: Bye\n"
        "\n# 2023-05-09\n\nMel: Morning\nCaroline: Morning\n"
    )
    assert told(text) == [
        ("Caroline", AT_56, "Hey"),
        ("Mel", AT_56, "Hi\nNote: see you"),
        ("Caroline", AT_56, "Bye"),
        ("Mel", "2023-05-09T00:00:00", "Morning"),
        ("Caroline", "2023-05-09T00:00:00", "Morning"),
    ]
    assert read(text)[0].heading == "Session 1 (1:56 pm on 8 May, 2023)"


def test_clock_times_take_the_day_they_stand_under():
    text = (
        "--- Day changed Mon May 08 2023\n13:56 <Caroline> Hey\n13:57 -!- bob has joined\n"
        "13:57 <bob> yo\n--- Day changed Tue May 09 2023\n00:10 <Caroline> late\n"
    )
    assert told(text) == [
        ("Caroline", AT_56, "Hey"),
        (None, AT_57, "bob has joined"),
        ("bob", AT_57, "yo"),
        ("Caroline", "2023-05-09T00:10:00", "late"),
    ]
    plain = "13:56 Caroline: Hey\n13:57 Mel: Hi\n13:58 Caroline: Bye\n"
    assert told(plain, occurred_at="2023-05-08")[0] == ("Caroline", AT_56, "Hey")
    undated = read(plain)[0]
    assert (undated.occurred, undated.heading) == (None, "13:56")


def test_messages_of_many_lines_go_on():
    text = "[2023-05-08 13:56] Ann: one\n  two\n\nthree\n[2023-05-08 13:57] Bob: four\n"
    assert [e.text for e in read(text)] == ["one\n  two\n\nthree", "four"]


def test_what_stands_before_the_first_message_is_kept():
    text = "Our chat, saved.\n[2023-05-08 13:56] Ann: one\n[2023-05-08 13:57] Bob: two\n\n# End\n"
    assert [e.text for e in read(text)] == ["Our chat, saved.", "one", "two", "# End"]


def test_whatsapp_notices_have_no_speaker():
    text = (
        "08/05/2023, 13:50 - Messages are end-to-end encrypted.\n"
        "08/05/2023, 13:56 - Caroline: Hey\n25/05/2023, 13:57 - Mel: Hi\n"
    )
    assert told(text) == [
        (None, "2023-05-08T13:50:00", "Messages are end-to-end encrypted."),
        ("Caroline", AT_56, "Hey"),
        ("Mel", "2023-05-25T13:57:00", "Hi"),
    ]


def test_day_or_month_first_by_what_the_dates_allow_then_their_order_then_the_setting():
    def first_days(text: str, **options: Any) -> str:
        return read(text, Settings(language=LanguageSettings(**options)))[0].occurred.start[:10]

    allowed = "[08/05/2023, 13:56] Ann: a\n[25/05/2023, 13:56] Bob: b\n"
    ordered = "[08/05/2023, 13:56] Ann: a\n[01/06/2023, 13:56] Bob: b\n[02/06/2023, 13:56] Ann: c\n"
    either = "[08/05/2023, 13:56] Ann: a\n[09/05/2023, 13:56] Bob: b\n"
    assert first_days(allowed) == first_days(ordered) == "2023-05-08"
    assert first_days(either) == "2023-08-05"
    assert first_days(either, day_first=True) == "2023-05-08"


def test_equal_messages_are_two_at_one_time_and_at_two():
    line = "[2023-05-08 13:56] Ann: ok\n"
    episodes = read(line * 3 + "[2023-05-08 13:57] Ann: ok\n")
    assert len({e.id for e in episodes}) == 4


def test_user_and_assistant_need_no_session():
    text = "user: hello\nassistant: Sure.\n\nNote: one\nTip: two\n\nThree.\nuser: thanks\n"
    assert [e.speaker for e in read(text)] == ["user", "assistant", "user"]


def test_a_chat_file_needs_no_session(tmp_path: Path):
    path = tmp_path / "us.chat"
    path.write_text("Ann: hello\nBob: hi\nAnn: bye\n")
    assert [e.speaker for e in next(read_path(path, SETTINGS)).episodes] == ["Ann", "Bob", "Ann"]


@pytest.mark.parametrize(
    "text",
    [
        "HAMLET: To be or not to be.\nOPHELIA: My lord.\nHAMLET: Get thee to a nunnery.\n",
        "8 May 1600\n\nACT I\n\nHAMLET: To be.\nOPHELIA: My lord.\nHAMLET: Get thee.\n",
        "He sat down.\n\nNote: it was late.\n\nHe said: come.\n\nNote: nobody came.\n",
        "# Shopping\n\nMilk: 2\nEggs: 12\nMilk: 3\n",
        "You: that was the last word he spoke.\n\nThen it rained for a week, and more.\n",
        "At 13:56 he rose.\n13:57 Breakfast: eggs\n13:58 Walk: the park\n",
    ],
)
def test_plays_and_prose_stay_prose(text: str):
    assert {e.speaker for e in read(text)} == {None}


def test_long_messages_are_cut_and_keep_their_speaker():
    settings = Settings(reading=ReadingSettings(episode_chars=200))
    text = f"[2023-05-08 13:56] Ann: {'A word. ' * 100}\n[2023-05-08 13:57] Bob: ok\n"
    episodes = read(text, settings)
    assert [e.speaker for e in episodes] == ["Ann"] * (len(episodes) - 1) + ["Bob"]
    assert all(len(e.text) <= 200 for e in episodes)
    assert "".join(e.text for e in episodes[:-1]).split() != []
    assert sum(e.text.count("word") for e in episodes) == 100
