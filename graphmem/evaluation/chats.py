"""Long chats with questions, as LoCoMo lays them out, to values."""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from graphmem.errors import ReadingError

ADVERSARIAL = 5
TEMPORAL = 2
CATEGORIES = {1: "multi-hop", 2: "temporal", 3: "open-domain", 4: "single-hop"}

# Some ids are malformed ("D:3:7") or hold several ("D3:7; D4:2").
_ID = re.compile(r"D:?(\d+):(\d+)")


@dataclass(frozen=True, slots=True)
class Turn:
    """What one of the two said, with the caption of an image that came along."""

    session: int
    number: int
    speaker: str
    text: str
    time: str


@dataclass(frozen=True, slots=True)
class ChatQuestion:
    """A question with its answer and the numbers of the turns that hold it."""

    text: str
    category: int
    gold: frozenset[int]
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Chat:
    """Turns in order, and what is asked about them."""

    name: str
    turns: tuple[Turn, ...]
    questions: tuple[ChatQuestion, ...]


def read_chats(path: Path) -> list[Chat]:
    """Read the chats of a file; questions without a turn that can be found are left out."""
    try:
        data = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ReadingError(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise ReadingError(f"{path} is not JSON: {error}") from error
    if not isinstance(data, list) or not all("conversation" in chat for chat in data):
        raise ReadingError(f'{path}: expected a list of objects with a "conversation"')
    return [_chat(chat, number) for number, chat in enumerate(data)]


def _chat(chat: dict[str, Any], number: int) -> Chat:
    turns = _turns(chat["conversation"])
    places = {(turn.session, turn.number): i for i, turn in enumerate(turns)}
    questions = []
    for asked in chat["qa"]:
        ids = {(int(a), int(b)) for text in asked["evidence"] for a, b in _ID.findall(text)}
        gold = frozenset(places[id_] for id_ in ids if id_ in places)
        if gold:
            questions.append(_question(asked, gold))
    return Chat(str(chat.get("sample_id", number)), tuple(turns), tuple(questions))


def _question(asked: dict[str, Any], gold: frozenset[int]) -> ChatQuestion:
    answer = str(asked.get("answer", ""))
    return ChatQuestion(asked["question"], asked["category"], gold, answer)


def _turns(conversation: dict[str, Any]) -> list[Turn]:
    turns = []
    session = 1
    while said := conversation.get(f"session_{session}"):
        time = _time(conversation[f"session_{session}_date_time"])
        turns += [_turn(turn, session, time) for turn in said]
        session += 1
    return turns


def _turn(turn: dict[str, str], session: int, time: str) -> Turn:
    caption = turn.get("blip_caption")
    text = turn["text"] + (f" [image: {caption}]" if caption else "")
    found = _ID.fullmatch(turn["dia_id"])
    if found is None:
        raise ReadingError(f"{turn['dia_id']!r} is no id of a turn, such as D3:7")
    return Turn(session, int(found[2]), turn["speaker"], text.strip(), time)


def _time(text: str) -> str:
    """Return ISO form of `1:56 pm on 8 May, 2023`."""
    try:
        return datetime.strptime(text, "%I:%M %p on %d %B, %Y").isoformat()
    except ValueError as error:
        raise ReadingError(f"{text!r} is not such as 1:56 pm on 8 May, 2023") from error
