"""Look up in a diary, from LlamaIndex, what happened; without a language model.

Run it with `python examples/llamaindex_retriever.py`, after `pip install 'graphmem[llamaindex]'`;
it keeps nothing on disk. `docs/pipelines.md` says how a model is put behind the retriever.
"""

import asyncio
from pathlib import Path

from llama_index.core.schema import NodeWithScore

from graphmem import Memory
from graphmem.pipelines.llamaindex import MemoryRetriever

DIARY = Path(__file__).with_name("diary.md")
QUERIES = ("Who came to look at the seal?", "What did Greta Holm give to Nils?")


def cite(found: NodeWithScore) -> str:
    """Return the line of a node, and below it where its words stand and what it scored."""
    known = found.node.metadata
    day = known["occurred_from"][:10] or "no date"
    where = f"{Path(known['source']).name}, {day}, {known['start']}:{known['end']}"
    return f"  {found.node.get_content()}\n      {where}, score {found.score:.2f}"


async def look_up(retriever: MemoryRetriever) -> None:
    """Ask all at once, while the event loop goes on."""
    answers = await asyncio.gather(*(retriever.aretrieve(query) for query in QUERIES))
    for query, nodes in zip(QUERIES, answers, strict=True):
        print(query)
        for found in nodes:
            print(cite(found))


def main() -> None:
    """Read the diary, and look up two things in it."""
    with Memory(":memory:") as memory:
        memory.remember_path(DIARY)
        memory.consolidate()
        asyncio.run(look_up(MemoryRetriever(memory, budget=150)))


if __name__ == "__main__":
    main()
