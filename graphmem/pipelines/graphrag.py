"""Recall as a retriever of neo4j-graphrag."""

from collections.abc import Callable

from graphmem.memory import Memory
from graphmem.memory.base import When
from graphmem.models.recollection import Line
from graphmem.pipelines.lines import cited, line_id
from graphmem.pipelines.missing import missing

try:
    from neo4j import Record
    from neo4j_graphrag.retrievers.base import Retriever
    from neo4j_graphrag.tool import ObjectParameter
    from neo4j_graphrag.types import RawSearchResult, RetrieverResultItem
except ImportError as error:
    raise missing("neo4j-graphrag", "graphrag", error) from error

_PARAMETERS = {
    "query_text": "What to look for, in words.",
    "as_of": "Only what had happened by this time counts, such as 2025-06-20.",
}


class MemoryRetriever(Retriever):
    """What an open memory recalls, as the items of a result, best first.

    The memory may live in a file or on a server. `budget` is the most tokens that all items of a
    query have together, and `as_of` the time by which it must have happened, as for
    `Memory.recall`; both may be given anew with each search (`retriever_config`). The content of
    an item is the line that `recall` shows; its metadata say where the words stand, when, and with
    what score. A `result_formatter` makes other items of the records, whose keys are `id`, `text`
    and those of the metadata. The memory stays yours to close.

    Raises:
        QueryError: on a search, when the query is empty, the budget not positive or the time not
            readable.
        StoreError: on a search, when the memory is closed or its database fails.
    """

    def __init__(
        self,
        memory: Memory,
        *,
        budget: int | None = None,
        as_of: When = None,
        result_formatter: Callable[[Record], RetrieverResultItem] | None = None,
    ) -> None:
        # Not that of the base: it asks a server for its version, and gives the driver its own
        # name. A file has neither, and the driver of a memory is not neo4j-graphrag's.
        self._memory = memory
        self._budget = budget
        self._as_of = as_of
        self.result_formatter = result_formatter

    def get_search_results(
        self, query_text: str, budget: int | None = None, as_of: When = None
    ) -> RawSearchResult:
        """Return what bears on a query as records, with what they take of the budget.

        Args:
            query_text: what to look for, in words.
            budget: the most tokens for this search, instead of the retriever's.
            as_of: the time by which it must have happened, instead of the retriever's.

        Raises:
            QueryError: the query is empty, the budget not positive or the time not readable.
        """
        context = self._memory.recall(
            query_text,
            budget=self._budget if budget is None else budget,
            as_of=self._as_of if as_of is None else as_of,
        )
        return RawSearchResult(
            records=[_record(line) for line in context.lines],
            metadata={"tokens": context.tokens, "budget": context.budget},
        )

    def default_record_formatter(self, record: Record) -> RetrieverResultItem:
        """Return the line as content, and all else that is known of it as metadata."""
        known = record.data()
        return RetrieverResultItem(content=known.pop("text"), metadata=known)

    def get_parameters(
        self, parameter_descriptions: dict[str, str] | None = None
    ) -> ObjectParameter:
        """Return what a tool made of it takes: not the budget, which is not a model's to set."""
        told = super().get_parameters(_PARAMETERS | (parameter_descriptions or {}))
        told.properties.pop("budget")
        return told


def _record(line: Line) -> Record:
    known = {"id": line_id(line), "text": line.text, **cited(line), "score": line.score}
    return Record(known)  # type: ignore[no-untyped-call] # the driver's own gap
