"""A small book, and a script that reads it as a language model would."""

import json
import re
from pathlib import Path

from tests.openai_server import Asked

CANARY = "Zubrowka"
_TOWNS = ("Ashby", "Leeds", "Skagen", "Varna", "Ostrow")
_PEOPLE = ("Marta Lind", "Jonas Weber", "Clara Moss", "Peter Hale", "Ida Brandt")


def write_chapters(folder: Path, number: int = 10) -> Path:
    """Write a folder of chapters, each a file."""
    folder.mkdir(parents=True, exist_ok=True)
    for n in range(number):
        who, other = _PEOPLE[n % 5], _PEOPLE[(n + 2) % 5]
        town = _TOWNS[n % 5]
        text = (
            f"On {n + 1} May 1924, {who}, the keeper of the lamp, met {other} at the harbour of "
            f"{town}. {other} had lost the key to the old mill, and {who} gave her a lantern. "
            f"Nobody in {town} knew that it hid {CANARY} gold. {other}'s farewell took place in "
            f"the net shed of {town}, and {who} sailed home alone."
        )
        (folder / f"chapter-{n:02}.txt").write_text(text, "utf-8")
    return folder


def read_aloud(asked: Asked) -> str:
    """Answer with what is told of lost keys, farewells and keepers in a text."""
    text = re.findall(r"<text (\w+)>\n(.*?)\n</text \1>", asked.user, re.DOTALL)[-1][1]
    events, traits = [], []
    for words, who, what in re.findall(r"((\w+ \w+) had lost (the key))", text):
        people = [f"agent: {who}", f"patient: {what}"]
        events.append({"words": words, "did": "lose", "people": people})
    for words, who in re.findall(r"((\w+ \w+)'s farewell took place)", text):
        events.append({"words": words, "did": "leave", "people": [f"agent: {who}"]})
    for words, who, what in re.findall(r"((\w+ \w+), the (keeper of the lamp))", text):
        trait = {"who": who, "sort": "role", "what": what, "words": words}
        traits.append(trait | {"since": "", "until": ""})
    return json.dumps({"events": events, "traits": traits})
