"""What every pipeline tells of a line."""

import json
import subprocess
import sys

import pytest

from graphmem import GraphmemError, Memory
from graphmem.errors import MissingExtra
from graphmem.models.recollection import Search
from graphmem.pipelines.lines import cited, line_id
from graphmem.pipelines.missing import missing
from tests.unit.pipelines.conftest import QUERIES, UNDATED, spoken

LACKING = """
import sys
sys.modules[sys.argv[1]] = None  # so that to import it fails
try:
    __import__(sys.argv[2])
except ImportError as error:
    print(type(error).__name__, error)
"""


def test_the_words_stand_where_the_line_says(memory: Memory):
    lines = [line for query in QUERIES for line in memory.recall(query).lines]
    assert lines
    for line in lines:
        known = cited(line)
        assert known == json.loads(json.dumps(known))
        assert known["quote"] == spoken(memory, known)


def test_what_is_not_known_is_empty(memory: Memory):
    note = memory.recall("Ola Berg").lines[0]
    said = memory.recall("the sharks").lines[0]
    assert note.quote == UNDATED
    keys = ("occurred_from", "occurred_to", "speaker")
    assert [cited(note)[key] for key in keys] == ["", "", ""]
    assert [cited(said)[key] for key in keys] == [
        "2025-03-03T18:04:00",
        "2025-03-03T18:05:00",
        "Ines",
    ]


def test_a_line_has_the_id_of_its_passage_whatever_was_asked(memory: Memory):
    found: dict[tuple[str, int], set[str]] = {}
    for query in QUERIES:
        for line in memory.recall(query).lines:
            found.setdefault((line.episode_ids[0], line.start), set()).add(line_id(line))
    kept = memory._store.search("default", Search(episodes=tuple({place[0] for place in found})))
    passages = {(c.passage.episode, c.passage.start): {c.passage.id} for c in kept}
    assert found == {place: passages[place] for place in found}


@pytest.mark.parametrize(
    ("package", "module", "extra"),
    [
        ("neo4j_graphrag", "graphrag", "graphmem[graphrag]"),
        ("langchain_core", "langchain", "graphmem[langchain]"),
        ("llama_index", "llamaindex", "graphmem[llamaindex]"),
    ],
)
def test_without_the_package_the_extra_is_named(package: str, module: str, extra: str):
    said = subprocess.run(
        [sys.executable, "-c", LACKING, package, f"graphmem.pipelines.{module}"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert said.startswith("MissingExtra ")
    assert f"pip install '{extra}'" in said
    assert package in said


def test_a_missing_extra_is_both_an_import_error_and_ours():
    error = missing("some-package", "some", ImportError("No module named 'some_package'"))
    assert isinstance(error, MissingExtra)
    assert isinstance(error, ImportError)
    assert isinstance(error, GraphmemError)
