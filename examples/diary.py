"""Remember a diary: each entry is an episode, dated by its heading.

Run it with `python examples/diary.py`; it keeps nothing on disk.
"""

from pathlib import Path

from graphmem import Memory

DIARY = Path(__file__).with_name("diary.md")
QUERIES = (
    "Who came to look at the seal?",
    "Where was the supper for Nils?",
    "When did the Harpa run aground?",
    "What did the mayor do in 1999?",
)


def main() -> None:
    """Read the diary and ask it four things, the last of which it cannot know."""
    with Memory(":memory:") as memory:
        report = memory.remember_path(DIARY)
        print(f"{report.episodes_added} episodes, {report.words} words, {report.events} events\n")
        memory.consolidate()
        for query in QUERIES:
            answer = memory.ask(query)
            print(f"{query}\n  {answer.text}")
            for citation in answer.citations[:2]:
                when = citation.time.start[:10] if citation.time else ""
                print(f"    {when}  \u201c{' '.join(citation.quote.split())}\u201d")
        print("\nWhat would help to answer a letter about Petra:")
        print(memory.recall("Petra Lund", budget=120).text)


if __name__ == "__main__":
    main()
