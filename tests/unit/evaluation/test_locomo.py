import json
from pathlib import Path

import pytest

from graphmem.errors import ReadingError
from graphmem.evaluation.bm25 import Bm25
from graphmem.evaluation.chats import read_chats
from graphmem.evaluation.dated import named_time, same_days
from graphmem.evaluation.locomo import run_locomo

CHAT = {
    "sample_id": "one",
    "conversation": {
        "session_1_date_time": "1:56 pm on 8 May, 2023",
        "session_1": [
            {"speaker": "Ana", "dia_id": "D1:1", "text": "I planted tomatoes yesterday."},
            {"speaker": "Ben", "dia_id": "D1:2", "text": "Lovely! Mine froze in April."},
        ],
        "session_2_date_time": "10:05 am on 2 June, 2023",
        "session_2": [
            {
                "speaker": "Ben",
                "dia_id": "D2:1",
                "text": "Look at my new kayak!",
                "blip_caption": "a red kayak",
            },
        ],
    },
    "qa": [
        {
            "question": "When did Ana plant tomatoes?",
            "answer": "The day before 8 May 2023",
            "evidence": ["D1:1"],
            "category": 2,
        },
        {"question": "Which colour is Ben's kayak?", "evidence": ["D:2:1; D1:2"], "category": 1},
        {"question": "Who sold Ana a car?", "evidence": ["D1:2"], "category": 5},
        {"question": "What is nowhere?", "evidence": ["D9:9"], "category": 4},
    ],
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "chats.json"
    path.write_text(json.dumps([CHAT]), "utf-8")
    return path


def test_a_chat_is_read_with_captions_times_and_malformed_ids(file: Path):
    (chat,) = read_chats(file)
    assert [turn.time for turn in chat.turns] == ["2023-05-08T13:56:00"] * 2 + [
        "2023-06-02T10:05:00"
    ]
    assert chat.turns[2].text == "Look at my new kayak! [image: a red kayak]"
    assert [sorted(question.gold) for question in chat.questions] == [[0], [1, 2], [1]]


def test_figures_come_by_category_with_the_baseline_beside_them(file: Path):
    figures = run_locomo(file)
    assert figures["questions"] == figures["baseline"]["questions"] == 2
    assert figures["recall_at_10"] == figures["recall_at_1024_tokens"] == 1.0
    assert set(figures["by_category"]) == {"temporal", "multi-hop"}
    assert figures["adversarial"]["questions"] == 1
    assert figures["by_category"]["temporal"]["right_date_if_recalled"] == 1.0
    assert figures["by_category"]["temporal"]["dates"] == 1


def test_days_are_the_same_however_they_are_said():
    said = "2023-05-08T13:56:00"
    named = [named_time(text, said) for text in ("The day before 8 May 2023", "yesterday at six")]
    assert same_days(*named)
    assert not same_days(named[0], named_time("May 2023", said))
    assert named_time("four years", said) is None


def test_a_file_that_is_none_says_so(tmp_path: Path):
    with pytest.raises(ReadingError, match="cannot be read"):
        read_chats(tmp_path / "missing.json")
    (tmp_path / "bad.json").write_text("{}", "utf-8")
    with pytest.raises(ReadingError, match="expected a list"):
        read_chats(tmp_path / "bad.json")


def test_the_baseline_ranks_what_shares_words_and_nothing_else():
    index = Bm25(["red boats", "a boat, a boat", "green hills"])
    assert index.rank("Which boat?") == [1, 0]
    assert index.rank("Which of them?") == []
