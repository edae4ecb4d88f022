"""The retriever of neo4j-graphrag, in pipelines of the real package."""

from pathlib import Path
from typing import Any

import neo4j
import pytest
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage
from neo4j_graphrag.generation import GraphRAG
from neo4j_graphrag.llm import LLMResponse
from neo4j_graphrag.llm.base import LLMInterfaceV2
from neo4j_graphrag.llm.types import ToolCall, ToolCallResponse
from neo4j_graphrag.retrievers import ToolsRetriever
from neo4j_graphrag.tool import Tool
from neo4j_graphrag.types import LLMMessage, RetrieverResult, RetrieverResultItem

from graphmem import Memory, QueryError, StoreError
from graphmem.pipelines.graphrag import MemoryRetriever
from graphmem.pipelines.lines import line_id
from tests.conftest import Address, entered
from tests.unit.pipelines.conftest import QUERIES, fill, spoken


class Repeater(LLMInterfaceV2):
    """A model that says what it was asked."""

    def invoke(self, input: list[LLMMessage], **_: Any) -> LLMResponse:  # noqa: A002
        return LLMResponse(content=input[-1]["content"])

    async def ainvoke(self, input: list[LLMMessage], **_: Any) -> LLMResponse:  # noqa: A002
        return self.invoke(input)


class Chooser(Repeater):
    """A model that calls every tool with the query."""

    def invoke_with_tools(self, input: str, tools: list[Tool], **_: Any) -> ToolCallResponse:  # noqa: A002
        calls = [ToolCall(name=t.get_name(), arguments={"query_text": input}) for t in tools]
        return ToolCallResponse(tool_calls=calls)


def texts(result: RetrieverResult) -> str:
    return "\n".join(item.content for item in result.items)


@pytest.mark.parametrize("query", QUERIES)
def test_items_are_the_lines_of_recall_in_order(memory: Memory, query: str):
    context = memory.recall(query, budget=60)
    result = MemoryRetriever(memory, budget=60).search(query_text=query)
    assert 0 < context.tokens <= 60
    assert texts(result) == context.text
    known = [item.metadata for item in result.items]
    assert [each["id"] for each in known] == [line_id(line) for line in context.lines]
    assert [each["score"] for each in known] == [line.score for line in context.lines]
    assert all(spoken(memory, each) == each["quote"] for each in known)
    assert result.metadata == {
        "tokens": context.tokens,
        "budget": 60,
        "__retriever": "MemoryRetriever",
    }


def test_a_search_may_have_a_budget_and_a_time_of_its_own(memory: Memory):
    retriever = MemoryRetriever(memory, budget=60, as_of="2025-03-31")
    assert texts(retriever.search(query_text=QUERIES[1])) == (
        memory.recall(QUERIES[1], budget=60, as_of="2025-03-31").text
    )
    later = retriever.search(query_text=QUERIES[1], budget=30, as_of="2025-05-01")
    assert texts(later) == memory.recall(QUERIES[1], budget=30, as_of="2025-05-01").text
    assert "Lisbon" in texts(later)


def test_a_pipeline_answers_from_the_lines(memory: Memory):
    pipeline = GraphRAG(retriever=MemoryRetriever(memory), llm=Repeater("repeater"))
    said = pipeline.search(QUERIES[2], retriever_config={"budget": 60}, return_context=True)
    context = memory.recall(QUERIES[2], budget=60)
    assert context.text in said.answer
    assert said.answer.endswith(f"Question:\n{QUERIES[2]}\n\nAnswer:\n")
    assert said.retriever_result is not None
    assert texts(said.retriever_result) == context.text


def test_a_pipeline_takes_a_chat_model_of_langchain(memory: Memory):
    model = GenericFakeChatModel(messages=iter([AIMessage("Rui does.")]))
    pipeline = GraphRAG(retriever=MemoryRetriever(memory), llm=model)
    assert pipeline.search(QUERIES[0], return_context=True).answer == "Rui does."


def test_a_pipeline_goes_without_its_model_where_nothing_is_known():
    with Memory(":memory:") as empty:
        pipeline = GraphRAG(retriever=MemoryRetriever(empty), llm=Repeater("repeater"))
        said = pipeline.search(QUERIES[0], response_fallback="Nothing.", return_context=True)
    assert said.answer == "Nothing."


def test_items_may_be_made_in_another_way(memory: Memory):
    def quoted(record: neo4j.Record) -> RetrieverResultItem:
        return RetrieverResultItem(content=record["quote"], metadata={"at": record["start"]})

    result = MemoryRetriever(memory, result_formatter=quoted).search(query_text=QUERIES[0])
    context = memory.recall(QUERIES[0])
    assert [item.content for item in result.items] == [line.quote for line in context.lines]
    assert [item.metadata for item in result.items] == [
        {"at": line.start} for line in context.lines
    ]


def test_as_a_tool_it_takes_a_query_and_a_time_but_no_budget(memory: Memory):
    tool = MemoryRetriever(memory, budget=60).convert_to_tool(
        "chat", "What was said.", {"query_text": "In a few words."}
    )
    offered = tool.get_parameters()
    assert {name: each["type"] for name, each in offered["properties"].items()} == {
        "query_text": "string",
        "as_of": "string",
    }
    assert offered["properties"]["query_text"]["description"] == "In a few words."
    assert offered["required"] == ["query_text"]
    found = tool.execute(query_text=QUERIES[1], as_of="2025-03-31")
    assert texts(found) == memory.recall(QUERIES[1], budget=60, as_of="2025-03-31").text


def test_a_retriever_of_tools_may_choose_it(memory: Memory):
    tool = MemoryRetriever(memory, budget=60).convert_to_tool("chat", "What was said.")
    # A driver that is never used: this retriever of the package asks for one all the same.
    with neo4j.GraphDatabase.driver("bolt://127.0.0.1:9") as driver:
        found = ToolsRetriever(driver, Chooser("chooser"), [tool]).search(query_text=QUERIES[0])
    lines = memory.recall(QUERIES[0], budget=60).lines
    assert all(line.text in item.content for line, item in zip(lines, found.items, strict=True))
    assert [item.metadata["quote"] for item in found.items] == [line.quote for line in lines]


def test_errors_of_ours_come_through(memory: Memory, tmp_path: Path):
    retriever = MemoryRetriever(memory)
    for wrong in ({"query_text": " "}, {"query_text": "it", "budget": 0}):
        with pytest.raises(QueryError):
            retriever.search(**wrong)
    pipeline = GraphRAG(retriever=retriever, llm=Repeater("repeater"))
    with pytest.raises(QueryError):
        pipeline.search("it", retriever_config={"as_of": "one day"}, return_context=True)
    closed = Memory(tmp_path / "closed.db")
    closed.close()
    with pytest.raises(StoreError):
        MemoryRetriever(closed).search(query_text="the sharks")


@pytest.mark.neo4j
def test_a_memory_on_a_server_is_used_in_the_same_way(
    memory: Memory, empty_server: str, neo4j_server: Address
):
    with entered(neo4j_server) as driver:
        name = driver._pool.pool_config.user_agent
        with Memory(empty_server, driver=driver) as other:
            fill(other)
            for query in QUERIES:
                found = MemoryRetriever(other, budget=60).search(query_text=query)
                assert found == MemoryRetriever(memory, budget=60).search(query_text=query)
        assert driver._pool.pool_config.user_agent == name
