"""What the page on pipelines shows runs as it is shown, with a model that repeats its prompt."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import AIMessage
from langchain_core.prompt_values import PromptValue
from langchain_core.runnables import RunnableLambda
from llama_index.core.llms import MockLLM
from neo4j_graphrag.llm import LLMResponse
from neo4j_graphrag.llm.base import LLMInterfaceV2
from neo4j_graphrag.types import LLMMessage

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "pipelines.md").read_text("utf-8")
QUERY = "Who owns the studio?"
SALE = "[2026-02-02] Ana sold the studio to Tom Hale."


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, dict[str, Any]]]:
    """Run what each section shows after what all share, and give the names that it made."""
    monkeypatch.chdir(tmp_path)
    sections = (part.split("\n", 1) for part in re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:])
    shown = {title: re.findall(r"```python\n(.+?)```", text, re.DOTALL) for title, text in sections}
    (first,) = re.findall(r"```python\n(.+?)```", PAGE.split("\n## ")[0], re.DOTALL)
    shared: dict[str, Any] = {}
    exec(compile(first, "pipelines.md", "exec"), shared)  # noqa: S102
    made = {title: dict(shared) for title, codes in shown.items() if codes}
    for title, names in made.items():
        for code in shown[title]:
            exec(compile(code, title, "exec"), names)  # noqa: S102
    yield made
    shared["memory"].close()


class Repeater(LLMInterfaceV2):
    def invoke(self, input: list[LLMMessage], **_: Any) -> LLMResponse:  # noqa: A002
        return LLMResponse(content=input[-1]["content"])

    async def ainvoke(self, input: list[LLMMessage], **_: Any) -> LLMResponse:  # noqa: A002
        return self.invoke(input)


def repeat(prompt: PromptValue) -> AIMessage:
    return AIMessage(f"{prompt.to_messages()[-1].content} So Tom Hale does [1], or nobody [9].")


def test_the_page_shows_the_retrievers_at_work(
    capsys: pytest.CaptureFixture[str],  # first, so that it hears what the page prints
    pages: dict[str, dict[str, Any]],
):
    said = capsys.readouterr().out
    assert "aunt in Vigo. letters" in said
    assert re.search(r"^\d\.\d+ \[2026-02-02\] Ana sold .+ ep_", said, re.MULTILINE)
    assert re.search(r"^\d+ of 200$", said, re.MULTILINE)


def test_a_model_of_langchain_answers_and_what_it_cites_was_given(pages: dict[str, dict[str, Any]]):
    page = pages["LangChain"]
    said = page["answer_with_langchain"](page["memory"], RunnableLambda(repeat)).invoke(QUERY)
    assert f"[1] {SALE}" in said["answer"]
    quotes = [known["quote"] for known in said["citations"]]
    assert quotes == [document.metadata["quote"] for document in said["documents"]]
    assert quotes[0] == "Ana sold the studio to Tom Hale."


def test_a_model_of_llamaindex_answers(pages: dict[str, dict[str, Any]]):
    page = pages["LlamaIndex"]
    said = page["answer_with_llamaindex"](page["memory"], MockLLM()).query(QUERY)
    assert SALE in str(said)
    assert said.source_nodes[0].node.get_content() == SALE


def test_a_model_of_neo4j_graphrag_answers(pages: dict[str, dict[str, Any]]):
    page = pages["neo4j-graphrag"]
    pipeline = page["answer_with_graphrag"](page["memory"], Repeater("repeater"))
    said = pipeline.search(QUERY, return_context=True)
    assert SALE in said.answer
    assert said.retriever_result.items[0].content == SALE
