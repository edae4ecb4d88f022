"""Recall as a retriever of LangChain."""

from datetime import date, datetime

from graphmem.memory import Memory
from graphmem.pipelines.lines import cited, line_id
from graphmem.pipelines.missing import missing

try:
    from langchain_core.callbacks import CallbackManagerForRetrieverRun
    from langchain_core.documents import Document
    from langchain_core.retrievers import BaseRetriever
except ImportError as error:
    raise missing("langchain-core", "langchain", error) from error


class MemoryRetriever(BaseRetriever):
    """What an open memory recalls, as documents, best first.

    `budget` is the most tokens that all documents of a query have together, and `as_of` the time
    by which it must have happened, as for `Memory.recall`. The text of a document is the line that
    `recall` shows; its metadata say where the words stand, when, and with what score. Awaited it
    runs on a thread, and the event loop goes on. The memory stays yours to close.

    Raises:
        QueryError: on a query, when it is empty, the budget not positive or the time not readable.
        StoreError: on a query, when the memory is closed or its database fails.
    """

    memory: Memory
    budget: int | None = None
    as_of: str | date | datetime | None = None

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 - LangChain hands it in
    ) -> list[Document]:
        context = self.memory.recall(query, budget=self.budget, as_of=self.as_of)
        return [
            Document(
                id=line_id(line),
                page_content=line.text,
                metadata={**cited(line), "score": line.score},
            )
            for line in context.lines
        ]
