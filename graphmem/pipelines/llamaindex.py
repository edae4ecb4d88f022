"""Recall as a retriever of LlamaIndex."""

import asyncio

from graphmem.memory import Memory
from graphmem.memory.base import When
from graphmem.models.recollection import Line
from graphmem.pipelines.lines import cited, line_id
from graphmem.pipelines.missing import missing

try:
    from llama_index.core.base.base_retriever import BaseRetriever
    from llama_index.core.callbacks import CallbackManager
    from llama_index.core.schema import (
        NodeRelationship,
        NodeWithScore,
        QueryBundle,
        RelatedNodeInfo,
        TextNode,
    )
except ImportError as error:
    raise missing("llama-index-core", "llamaindex", error) from error


class MemoryRetriever(BaseRetriever):
    """What an open memory recalls, as nodes with their scores, best first.

    `budget` is the most tokens that all nodes of a query have together, and `as_of` the time by
    which it must have happened, as for `Memory.recall`. The text of a node is the line that
    `recall` shows; its metadata say where the words stand and when, and its source node is the
    episode. Awaited it runs on a thread, and the event loop goes on. The memory stays yours to
    close.

    Raises:
        QueryError: on a query, when it is empty, the budget not positive or the time not readable.
        StoreError: on a query, when the memory is closed or its database fails.
    """

    def __init__(
        self,
        memory: Memory,
        *,
        budget: int | None = None,
        as_of: When = None,
        callback_manager: CallbackManager | None = None,
    ) -> None:
        super().__init__(callback_manager=callback_manager)
        self._memory = memory
        self._budget = budget
        self._as_of = as_of

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        query = query_bundle.query_str
        context = self._memory.recall(query, budget=self._budget, as_of=self._as_of)
        return [NodeWithScore(node=_node(line), score=line.score) for line in context.lines]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)


def _node(line: Line) -> TextNode:
    metadata = cited(line)
    return TextNode(
        id_=line_id(line),
        text=line.text,
        metadata=metadata,
        # LlamaIndex would put all of it before the text in a prompt, and no budget would hold.
        excluded_llm_metadata_keys=list(metadata),
        excluded_embed_metadata_keys=list(metadata),
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=line.episode_ids[0])},
    )
