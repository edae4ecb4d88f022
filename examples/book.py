"""Remember a book of sixty chapters, and ask who was where, and when.

Run it with `python examples/book.py`; it keeps nothing on disk.
"""

from pathlib import Path
from time import perf_counter

from graphmem import Memory

BOOK = Path(__file__).parent / "book" / "book.jsonl"
QUERIES = (
    "Where did Henrik Vasquez have his job interview?",
    "Who was at Corvane Observatory on 3 August 2025?",
    "When was the power outage at Corvane Observatory?",
)


def main() -> None:
    """Read the book, say how long it took, and ask it three things."""
    started = perf_counter()
    with Memory(":memory:") as memory:
        report = memory.remember_path(BOOK)
        memory.consolidate()
        print(
            f"{report.episodes_added} chapters, {report.words:,} words, {report.events:,} events"
            f" in {perf_counter() - started:.1f} s\n"
        )
        for query in QUERIES:
            answer = memory.ask(query)
            print(f"{query}\n  {answer.text}")
            for citation in answer.citations[:1]:
                print(f"    \u201c{' '.join(citation.quote.split())}\u201d")


if __name__ == "__main__":
    main()
