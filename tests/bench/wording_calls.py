"""How many calls and tokens it takes to word the book of the examples.

What is counted is what is sent; the answers are a script's, which says what the lines say.
"""

import json
import sys
from pathlib import Path

from graphmem import Memory
from graphmem.language.tokens import count_tokens

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "end_to_end"))

from scripted_words import Scripted, Speaking  # noqa: E402

BOOK = ROOT / "examples" / "book" / "book.jsonl"


def main() -> None:
    """Print calls and tokens of prompts for each stage, and what was dropped of the answers."""
    chapters = [json.loads(line)["text"] for line in BOOK.read_text("utf-8").splitlines()]
    model = Scripted()
    with Memory(":memory:") as memory:
        memory._senses = Speaking(memory._settings, model)
        for chapter in chapters:
            memory.remember(chapter, source="book")
        memory.consolidate()
        held = memory._store.decisions("default")
    words = sum(len(chapter.split()) for chapter in chapters)
    sys.stdout.write(f"{len(chapters)} chapters, {words:,} words\n")
    for stage in ("scenes", "personas"):
        asked = [prompt for prompt in model.asked if prompt.stage == stage]
        took = sum(count_tokens(prompt.system) + count_tokens(prompt.user) for prompt in asked)
        sys.stdout.write(f"{stage}: {len(asked)} calls, {took:,} tokens of prompts\n")
    said = [json.loads(each.said) for each in held]
    kept = sum(len(each["sentences"]) + bool(each["title"]) for each in said)
    dropped = sum(n for each in said for n in each["dropped"].values())
    sys.stdout.write(f"titles and sentences: {kept} kept, {dropped} dropped\n")


if __name__ == "__main__":
    main()
