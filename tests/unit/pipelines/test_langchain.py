"""The retriever of LangChain, in chains of the real package."""

import asyncio
import threading
from datetime import date, datetime
from pathlib import Path

import pytest
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.documents import Document
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompt_values import PromptValue
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import ConfigurableField, RunnableLambda, RunnablePassthrough
from langchain_core.tools import create_retriever_tool

from graphmem import Memory, QueryError, StoreError
from graphmem.pipelines.langchain import MemoryRetriever
from graphmem.pipelines.lines import line_id
from tests.unit.pipelines.conftest import QUERIES, spoken


def joined(documents: list[Document]) -> str:
    return "\n".join(document.page_content for document in documents)


@pytest.mark.parametrize("query", QUERIES)
def test_documents_are_the_lines_of_recall_in_order(memory: Memory, query: str):
    context = memory.recall(query, budget=60)
    documents = MemoryRetriever(memory=memory, budget=60).invoke(query)
    assert 0 < context.tokens <= 60
    assert joined(documents) == context.text
    assert [d.id for d in documents] == [line_id(line) for line in context.lines]
    assert [d.metadata["score"] for d in documents] == [line.score for line in context.lines]
    assert all(spoken(memory, d.metadata) == d.metadata["quote"] for d in documents)


@pytest.mark.parametrize("as_of", ["2025-03-31", date(2025, 3, 31), datetime(2025, 3, 31, 23, 59)])
def test_only_what_had_happened_by_then_counts(memory: Memory, as_of: str | date | datetime):
    earlier = MemoryRetriever(memory=memory, as_of=as_of)
    assert (type(earlier.as_of), earlier.as_of) == (type(as_of), as_of)
    assert joined(earlier.invoke(QUERIES[1])) == memory.recall(QUERIES[1], as_of=as_of).text
    assert "Lisbon" not in joined(earlier.invoke(QUERIES[1]))
    assert "Lisbon" in joined(MemoryRetriever(memory=memory).invoke(QUERIES[1]))


def test_a_chain_puts_the_lines_into_a_prompt_for_a_model(memory: Memory):
    prompts: list[str] = []

    def note(prompt: PromptValue) -> PromptValue:
        prompts.append(prompt.to_string())
        return prompt

    retriever = MemoryRetriever(memory=memory, budget=60)
    model = GenericFakeChatModel(messages=iter([AIMessage("Ola Berg [1].")]))
    template = ChatPromptTemplate.from_template("{context}\n\n{query}")
    answer = (
        {"context": retriever | joined, "query": RunnablePassthrough()}
        | template
        | RunnableLambda(note)
        | model
        | StrOutputParser()
    )
    assert answer.invoke(QUERIES[2]) == "Ola Berg [1]."
    assert prompts == [f"Human: {memory.recall(QUERIES[2], budget=60).text}\n\n{QUERIES[2]}"]


def test_many_at_once_awaited_or_not_are_as_one_by_one(memory: Memory):
    chain = MemoryRetriever(memory=memory, budget=60) | RunnableLambda(joined)
    one_by_one = [memory.recall(query, budget=60).text for query in QUERIES]
    assert chain.batch(list(QUERIES)) == one_by_one
    assert asyncio.run(chain.abatch(list(QUERIES))) == one_by_one


def test_the_event_loop_goes_on_while_a_query_waits_its_turn(memory: Memory):
    async def count() -> int:
        memory._turn.acquire()
        threading.Timer(0.3, memory._turn.release).start()
        waiting = asyncio.create_task(MemoryRetriever(memory=memory).ainvoke(QUERIES[0]))
        turns = 0
        while not waiting.done():
            await asyncio.sleep(0.01)
            turns += 1
        assert (await waiting)[0].page_content.endswith("the otters.")
        return turns

    assert asyncio.run(count()) > 5


def test_the_budget_can_be_set_for_each_run_in_the_way_of_the_package(memory: Memory):
    retriever = MemoryRetriever(memory=memory).configurable_fields(
        budget=ConfigurableField(id="budget")
    )
    found = retriever.with_config(configurable={"budget": 30}).invoke(QUERIES[0])
    assert joined(found) == memory.recall(QUERIES[0], budget=30).text
    assert joined(found) != joined(retriever.invoke(QUERIES[0]))


def test_as_a_tool_it_gives_an_agent_the_lines_and_where_they_stand(memory: Memory):
    retriever = MemoryRetriever(memory=memory, budget=60)
    tool = create_retriever_tool(
        retriever,
        "chat",
        "What was said.",
        document_separator="\n",
        response_format="content_and_artifact",
    )
    call = {"type": "tool_call", "id": "1", "name": "chat", "args": {"query": QUERIES[0]}}
    said = tool.invoke(call)
    assert said.content == memory.recall(QUERIES[0], budget=60).text
    assert said.artifact == retriever.invoke(QUERIES[0])


def test_errors_of_ours_come_through_and_are_told_to_callbacks(memory: Memory, tmp_path: Path):
    told: list[BaseException] = []

    class Listener(BaseCallbackHandler):
        def on_retriever_error(self, error: BaseException, **_: object) -> None:
            told.append(error)

    def refused(retriever: MemoryRetriever, query: str, error: type[Exception]) -> None:
        with pytest.raises(error):
            retriever.invoke(query, {"callbacks": [Listener()]})
        with pytest.raises(error):
            asyncio.run(retriever.ainvoke(query))
        assert isinstance(told.pop(), error)

    refused(MemoryRetriever(memory=memory), " ", QueryError)
    refused(MemoryRetriever(memory=memory, budget=0), "the sharks", QueryError)
    refused(MemoryRetriever(memory=memory, as_of="one day"), "the sharks", QueryError)
    closed = Memory(tmp_path / "closed.db")
    closed.close()
    refused(MemoryRetriever(memory=closed), "the sharks", StoreError)


def test_nothing_known_is_no_document():
    with Memory(":memory:") as empty:
        assert MemoryRetriever(memory=empty).invoke("Who feeds the sharks?") == []
