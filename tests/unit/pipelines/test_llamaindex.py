"""The retriever of LlamaIndex, in query engines of the real package."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from llama_index.core.base.response.schema import Response
from llama_index.core.llms import CompletionResponse, CustomLLM, LLMMetadata
from llama_index.core.llms.callbacks import llm_completion_callback
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.response_synthesizers.no_text import NoText
from llama_index.core.schema import MetadataMode, NodeWithScore, QueryBundle
from llama_index.core.tools import RetrieverTool

from graphmem import Memory, QueryError, StoreError
from graphmem.pipelines.lines import line_id
from graphmem.pipelines.llamaindex import MemoryRetriever
from tests.unit.pipelines.conftest import QUERIES, spoken


class Repeater(CustomLLM):
    """A model that says what it was asked."""

    @property
    def metadata(self) -> LLMMetadata:
        return LLMMetadata(model_name="repeater")

    @llm_completion_callback()
    def complete(self, prompt: str, **_: Any) -> CompletionResponse:
        return CompletionResponse(text=prompt)

    @llm_completion_callback()
    def stream_complete(self, prompt: str, **_: Any) -> Iterator[CompletionResponse]:
        yield CompletionResponse(text=prompt, delta=prompt)


def texts(nodes: list[NodeWithScore], mode: MetadataMode = MetadataMode.NONE) -> str:
    return "\n".join(found.node.get_content(mode) for found in nodes)


@pytest.mark.parametrize("query", QUERIES)
def test_nodes_are_the_lines_of_recall_in_order(memory: Memory, query: str):
    context = memory.recall(query, budget=60)
    nodes = MemoryRetriever(memory, budget=60).retrieve(query)
    assert 0 < context.tokens <= 60
    assert texts(nodes) == context.text
    assert [found.node.node_id for found in nodes] == [line_id(line) for line in context.lines]
    assert [found.score for found in nodes] == [line.score for line in context.lines]
    assert [found.node.ref_doc_id for found in nodes] == [
        line.episode_ids[0] for line in context.lines
    ]
    for found in nodes:
        assert spoken(memory, found.node.metadata) == found.node.metadata["quote"]


@pytest.mark.parametrize("mode", [MetadataMode.LLM, MetadataMode.EMBED])
def test_a_prompt_gets_the_lines_and_no_more_so_that_the_budget_holds(
    memory: Memory, mode: MetadataMode
):
    nodes = MemoryRetriever(memory, budget=60).retrieve(QUERIES[0])
    assert texts(nodes, mode) == memory.recall(QUERIES[0], budget=60).text


def test_only_what_had_happened_by_then_counts(memory: Memory):
    earlier = MemoryRetriever(memory, as_of="2025-03-31").retrieve(QUERIES[1])
    assert texts(earlier) == memory.recall(QUERIES[1], as_of="2025-03-31").text
    assert "Lisbon" not in texts(earlier)


def test_a_query_engine_answers_from_the_lines(memory: Memory):
    retriever = MemoryRetriever(memory, budget=60)
    said = RetrieverQueryEngine.from_args(retriever, llm=Repeater()).query(QUERIES[2])
    assert isinstance(said, Response)
    for line in memory.recall(QUERIES[2], budget=60).lines:
        assert line.text in str(said)
    assert texts(said.source_nodes) == memory.recall(QUERIES[2], budget=60).text


def test_a_query_engine_without_text_gives_the_lines(memory: Memory):
    retriever = MemoryRetriever(memory, budget=60)
    said = RetrieverQueryEngine(retriever, NoText(llm=Repeater())).query(QUERIES[0])
    assert texts(said.source_nodes) == memory.recall(QUERIES[0], budget=60).text


def test_as_a_tool_it_gives_an_agent_the_lines(memory: Memory):
    retriever = MemoryRetriever(memory, budget=60)
    said = RetrieverTool.from_defaults(retriever, description="What was said.").call(QUERIES[0])
    context = memory.recall(QUERIES[0], budget=60)
    assert str(said.content).split("\n\n")[:-1] == [line.text for line in context.lines]
    assert said.raw_output == retriever.retrieve(QUERIES[0])


def test_many_at_once_are_as_one_by_one(memory: Memory):
    retriever = MemoryRetriever(memory, budget=60)

    async def together() -> list[list[NodeWithScore]]:
        return await asyncio.gather(*(retriever.aretrieve(QueryBundle(q)) for q in QUERIES))

    found = asyncio.run(together())
    assert found == [retriever.retrieve(query) for query in QUERIES]


def test_the_event_loop_goes_on_while_a_query_waits_its_turn(memory: Memory):
    async def count() -> int:
        memory._turn.acquire()
        threading.Timer(0.3, memory._turn.release).start()
        waiting = asyncio.create_task(MemoryRetriever(memory).aretrieve(QUERIES[0]))
        turns = 0
        while not waiting.done():
            await asyncio.sleep(0.01)
            turns += 1
        assert texts(await waiting).startswith("[2025-03-03")
        return turns

    assert asyncio.run(count()) > 5


def test_errors_of_ours_come_through(memory: Memory, tmp_path: Path):
    def refused(retriever: MemoryRetriever, query: str, error: type[Exception]) -> None:
        with pytest.raises(error):
            retriever.retrieve(query)
        with pytest.raises(error):
            asyncio.run(retriever.aretrieve(query))

    refused(MemoryRetriever(memory), " ", QueryError)
    refused(MemoryRetriever(memory, budget=0), "the sharks", QueryError)
    refused(MemoryRetriever(memory, as_of="one day"), "the sharks", QueryError)
    closed = Memory(tmp_path / "closed.db")
    closed.close()
    refused(MemoryRetriever(closed), "the sharks", StoreError)


def test_nothing_known_is_no_node():
    with Memory(":memory:") as empty:
        assert MemoryRetriever(empty).retrieve("Who feeds the sharks?") == []
