"""What the histories are made of: real passages, and made-up ones that share names."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BOOK = ROOT / "examples" / "book" / "book.jsonl"
DIARY = ROOT / "examples" / "diary.md"


@dataclass(frozen=True)
class Passage:
    """The arguments of `remember`, but for the source."""

    text: str
    occurred_at: str | None = None
    speaker: str | None = None


# Namesakes, nicknames and bare names; places in places, also in a circle; roles that change; a
# question left open and answered; who moves away; a word that is a person here and a place there.
MADE_UP = [
    Passage("John Carter sold his mill in Ashby to Dr. John A. Carter, a cousin, on 3 March 1921."),
    Passage(
        "John was ill that spring. His wife, Mary Carter, ran the farm with Liz.", "1921-04-02"
    ),
    Passage("Mr. Carter opened a school in Ashby, a village in Kent, in England.", "1921-05-01"),
    Passage("John B. Carter, the mayor of Ashby, resigned on 9 May 1921. Liz Carter wept."),
    Passage("Elizabeth Carter is the mayor of Ashby now. John is not the mayor.", "1921-05-20"),
    Passage("On 12 June 1921 the mill in Ashby burned. Nobody knew who had set the fire."),
    Passage("Tom Reed set the fire at the mill. He fled.", "1921-07-01", "Ellen Moss"),
    Passage("Jon Aas set the fire, said Liz. Ellen did not say where she had hidden the key."),
    Passage("Ellen hid the key in Leeds. On Sunday Mary Carter found it.", "1921-07-04"),
    Passage("Tom Reed, captain of the Harpa, was arrested in Leeds two days later.", "1921-07-01"),
    Passage("Ellen Moss moved to Leeds in June 1921. In August 1921 she moved to York."),
    Passage("Leeds lies in Yorkshire, and Yorkshire lies in England."),
    Passage("England lies in Leeds, the old joke went, and Yorkshire lies in York."),
    Passage("Washington was cold. George Washington crossed the river with Reed.", "1921-01-09"),
    Passage("George left Washington yesterday. The captain stayed there.", "1921-01-10"),
    Passage("The National Harbour Office (NHO) wrote to Tom. The NHO wants its boat back."),
    Passage("I met her at the station yesterday. She sold me a boat.", "1921-07-05", "Tom Reed"),
    Passage("Ich habe gestern in Leipzig einen alten Freund getroffen, und wir gingen ins Kino."),
]

CHAT = [
    Passage("I got the job! I start at the aquarium in Porto.", "2025-03-03T18:02", "Ines"),
    Passage("Is that the one where your brother Rui works?", "2025-03-03T18:03", "Marek"),
    Passage("Yes, Rui feeds the sharks there. Who told you?", "2025-03-03T18:04", "Ines"),
    Passage("Ola told me. I ran ten kilometres yesterday.", "2025-04-12T09:30", "Marek"),
    Passage("I moved to Lisbon last week, by the way.", "2025-04-12T09:41", "Ines"),
    Passage("Yes!", "2025-04-12T09:42", "Marek"),
]

QUERIES = [
    "Who set the fire at the mill in Ashby?",
    "Where does Ellen Moss live?",
    "Who was the mayor of Ashby in May 1921?",
    "When did Marek run ten kilometres?",
    "Where was Henrik Vasquez last seen?",
    "What happened in England?",
]


def real_passages() -> list[Passage]:
    """Return paragraphs of the book and days of the diary that ship."""
    chapters = [json.loads(line)["text"] for line in BOOK.read_text("utf-8").splitlines()]
    book = [Passage(part) for text in (*chapters[:3], chapters[4]) for part in _parts(text)[:2]]
    days = _parts(DIARY.read_text("utf-8").split("---", 2)[2])
    return [*book, *(Passage(text, day) for day, text in zip(days[::2], days[1::2], strict=True))]


def borrowed_passages() -> list[Passage]:
    """Return passages of novels, of a generated book and of long chats, where they are at hand."""
    folder = data_folder()
    return [] if folder is None else [*_novels(folder), *_epbench(folder), *_locomo(folder)]


def data_folder() -> Path | None:
    """Return the folder of public data sets beside the checkout, which users do not have."""
    folders = (parent / "shared" / "data" for parent in ROOT.parents)
    return next((folder for folder in folders if (folder / "locomo").is_dir()), None)


def document(passages: list[Passage]) -> bytes:
    """Return a file of passages: a diary, or where nothing is dated chapters."""
    parts = []
    for number, passage in enumerate(passages, 1):
        title = f"## {passage.occurred_at[:10]}" if passage.occurred_at else f"# Chapter {number}"
        parts.append(f"{title}\n\n{passage.text}")
    return "\n\n".join(parts).encode()


def _parts(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]


def _novels(folder: Path) -> Iterator[Passage]:
    for path in sorted((folder / "booksort" / "full_text").glob("*.txt")):
        parts = [part for part in _parts(path.read_text("utf-8")) if 200 < len(part) < 600]
        middle = len(parts) // 2
        yield from map(Passage, parts[middle : middle + 12])


def _epbench(folder: Path) -> Iterator[Passage]:
    book = json.loads((folder / "epbench" / "short" / "book.json").read_text("utf-8"))
    for text in list(book["chapters"].values())[:8]:
        yield from map(Passage, _parts(text)[1:3])


def _locomo(folder: Path) -> Iterator[Passage]:
    chats = json.loads((folder / "locomo" / "locomo5.json").read_text("utf-8"))
    for chat in chats[:3]:
        said = chat["conversation"]
        for turn in islice(said["session_1"], 8):
            yield Passage(turn["text"], said["session_1_date_time"], turn["speaker"])
