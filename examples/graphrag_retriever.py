"""Look up in a diary, with a retriever of neo4j-graphrag, what happened; without a language model.

Run it with `python examples/graphrag_retriever.py`, after `pip install 'graphmem[graphrag]'`; it
keeps nothing on disk, and takes no server: a memory on one (`Memory("neo4j://localhost:7687")`) is
used in the same way. `docs/pipelines.md` says how a model is put behind the retriever.
"""

from pathlib import Path

from graphmem import Memory
from graphmem.pipelines.graphrag import MemoryRetriever

DIARY = Path(__file__).with_name("diary.md")
QUERIES = ("Who came to look at the seal?", "Where did the Harpa run aground?")


def main() -> None:
    """Read the diary, look up two things, and show what an agent would be offered as a tool."""
    with Memory(":memory:") as memory:
        memory.remember_path(DIARY)
        memory.consolidate()
        retriever = MemoryRetriever(memory, budget=150)
        for query in QUERIES:
            result = retriever.search(query_text=query)
            print(f"{query} ({result.metadata['tokens']} of {result.metadata['budget']} tokens)")
            for item in result.items:
                known = item.metadata
                where = f"{Path(known['source']).name}, {known['start']}:{known['end']}"
                print(f"  {item.content}\n      {where}, episode {known['episode_ids'][0]}")
        tool = retriever.convert_to_tool("diary", "What was written in the diary of a summer.")
        print(f"As a tool it takes {', '.join(tool.get_parameters()['properties'])}.")


if __name__ == "__main__":
    main()
