"""Fill a Neo4j server with the text that `docs/neo4j.md` and `cypher/browser/` look at.

Run with `python examples/browser.py neo4j://localhost:7687`; NEO4J_USERNAME and NEO4J_PASSWORD say
who you are. It writes to the namespace "default", and changes nothing when it is run again.
"""

import json
import sys
from pathlib import Path

from graphmem import Memory

BOOK = Path(__file__).parent / "book" / "book.jsonl"
CHAPTERS = 20
LETTERS = (
    """Monday, 3 February 2025

    Henrik Vasquez lived in Leeds. Yuki Tanabe was a beekeeper. Amara Okonkwo was born in Lisbon.
    Someone warned Cornelius Pym.""",
    """Friday, 14 March 2025

    Henrik Vasquez moved to York. Yuki Tanabe visited Henrik Vasquez at Millrace Station and he
    gave her a kettle.""",
    """Tuesday, 8 April 2025

    Henrik Vasquez settled in Bristol. Yuki Tanabe was not a beekeeper. Amara Okonkwo was born in
    Porto.""",
    "Nobody knew who had robbed Dmitri Sallow.",
    "Piet Vandersloot robbed Dmitri Sallow.",
)


def main(url: str) -> None:
    """Remember twenty chapters and five letters, and consolidate them."""
    lines = BOOK.read_text("utf-8").splitlines()[:CHAPTERS]
    with Memory(url) as memory:
        for number, line in enumerate(lines, start=1):
            memory.remember(json.loads(line)["text"], source=f"chapter {number}")
        for number, text in enumerate(LETTERS, start=1):
            memory.remember(text.replace("\n    ", "\n"), source=f"letter {number}")
        layers = memory.consolidate()
    print(f"{url}: {layers.facts} facts, {layers.scenes} scenes, {layers.personas} personas")


if __name__ == "__main__":
    main(sys.argv[1])
