"""Look up in a chat, as a chain of LangChain, what somebody said; without a language model.

Run it with `python examples/langchain_retriever.py`, after `pip install 'graphmem[langchain]'`; it
keeps nothing on disk. `docs/pipelines.md` says how a model is put behind the retriever.
"""

from langchain_core.documents import Document
from langchain_core.runnables import RunnableLambda

from graphmem import Memory
from graphmem.pipelines.langchain import MemoryRetriever

CHAT = (
    ("2025-03-03T18:02", "Ines", "I got the job! I start at the aquarium in Porto next Monday."),
    ("2025-03-03T18:03", "Marek", "Wonderful! Is that the one where your brother Rui works?"),
    ("2025-03-03T18:04", "Ines", "Yes, Rui feeds the sharks there. I will look after the otters."),
    ("2025-04-12T09:41", "Ines", "I moved to Lisbon last week, by the way."),
    ("2025-04-12T09:44", "Ines", "They have Rui now. I teach at a school in Alfama."),
)
QUERIES = ("Who feeds the sharks?", "Where does Ines live now?")


def cite(documents: list[Document]) -> str:
    """Return each line with a number and, below it, where its words stand."""
    told = []
    for number, document in enumerate(documents, 1):
        known = document.metadata
        where = f"{known['source']}, {known['episode_ids'][0]}, {known['start']}:{known['end']}"
        told.append(f"  [{number}] {document.page_content}\n      {where}")
    return "\n".join(told)


def main() -> None:
    """Remember a chat, then run a chain over it: once, and for several queries at once."""
    with Memory(":memory:") as memory:
        for time, speaker, text in CHAT:
            memory.remember(text, source="chat", occurred_at=time, speaker=speaker)
        memory.consolidate()
        chain = MemoryRetriever(memory=memory, budget=80) | RunnableLambda(cite)
        for query, cited in zip(QUERIES, chain.batch(list(QUERIES)), strict=True):
            print(f"{query}\n{cited}")
        earlier = MemoryRetriever(memory=memory, budget=80, as_of="2025-03-31")
        print(f"By the end of March:\n{cite(earlier.invoke(QUERIES[1]))}")


if __name__ == "__main__":
    main()
