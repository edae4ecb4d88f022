"""Read a book of sixty chapters, remember it, and answer ten questions from it.

Run with `make demo`, or with `python examples/demo.py` where graphmem is installed. The memory
is written to a temporary file, so that the demo can be run again and again.
"""

import tempfile
import textwrap
import time
from pathlib import Path

from graphmem import Answer, Memory

BOOK = Path(__file__).parent / "book" / "book.jsonl"
QUESTIONS = (
    "Where did Yuki Tanabe take part in a beekeeping workshop?",
    "When was the power outage at Corvane Observatory?",
    "Who was at Harbourfront Library on June 20, 2025?",
    "Who else was at Henrik Vasquez's job interview?",
    "Which places did Amara Okonkwo visit, in order?",
    "Where was Samuel Adeyemi last seen?",
    "How many times was there an event at Ashdown Conservatory?",
    "What happened at Harbourfront Library in June 2025?",
    "On which days was there a book launch?",
    "When did Henrik Vasquez go to the moon?",
)
WIDTH = 96


def show(answer: Answer) -> None:
    """Print an answer and, indented below it, the words that it rests on."""
    print(f"\n  {answer.query}")
    print(textwrap.indent(textwrap.fill(answer.text, WIDTH - 4), "    "))
    for citation in answer.citations[:3]:
        day = citation.time.start[:10] if citation.time else "no date"
        quote = textwrap.shorten(citation.quote, 150, placeholder=" …")
        print(textwrap.indent(textwrap.fill(f"({day}) “{quote}”", WIDTH - 8), "        "))
    if len(answer.citations) > 3:
        print(f"        … and {len(answer.citations) - 3} more")


def main() -> None:
    """Remember, consolidate, recall, ask, forget."""
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, Memory(str(Path(folder) / "book.db")) as memory:
        read = memory.remember_path(BOOK)
        print(
            f"Remembered {read.episodes_added} chapters, {read.words:,} words: "
            f"{read.entities:,} entities, {read.events:,} events ({read.seconds:.1f} s)."
        )
        layers = memory.consolidate()
        print(
            f"Consolidated into {layers.facts:,} facts, {layers.scenes} scenes and "
            f"{layers.personas} personas ({layers.seconds:.1f} s)."
        )
        print("\nTen questions, answered from the graph, without a language model:")
        for question in QUESTIONS:
            show(memory.ask(question))
        print("\nWhat recall brings for a prompt, within 120 tokens:")
        for line in memory.recall("bees that did not sting", budget=120).lines:
            print(textwrap.indent(textwrap.fill(line.text, WIDTH - 4), "    "))
        gone = memory.forget(source=str(BOOK))
        left = memory.ask(QUESTIONS[1])
        print(f"\nForgot {gone.episodes_removed} chapters. Asked again: {left.text}")
    print(f"\nAll of it took {time.perf_counter() - started:.0f} seconds.")


if __name__ == "__main__":
    main()
