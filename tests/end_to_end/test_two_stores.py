"""A memory in Neo4j is the memory in a file: the same graph, the same lines, the same answers."""

from collections.abc import Iterator

import neo4j
import pytest

from graphmem import Memory, Settings
from graphmem.cli import main
from graphmem.settings import KeepingSettings
from tests.unit.qa.scripted import Scripted, speak

DIARY = (
    ("diary", "2025-06-20", "Ana Ruiz met her brother Tom in Leeds. She sold him a small boat."),
    ("diary", "2025-06-27", "Last Friday Ana opened a pottery studio. Who had paid for it?"),
    (
        "letters",
        "2025-07-04",
        "Zo\u00eb M\u00fcller paid for the studio. She is a potter from Krak\u00f3w.",
    ),
    (
        "letters",
        "2025-07-11",
        "Tom Ruiz was the captain of the Harpa. He moved to York in July 2025.",
    ),
    ("log", "2025-07-12", "Mrs. Hale bought the boat from Tom on 12 July 2025. It did not sink."),
    ("log", "2025-07-13", "Somebody thanked Mrs. Hale."),
    ("letters", "2025-07-14", "Tom Ruiz thanked Mrs. Hale."),
)
QUERIES = (
    "Who met Ana?",
    "What happened in July 2025?",
    "Where does Tom live?",
    "the pottery studio",
    "Who paid for the studio?",
)

pytestmark = pytest.mark.neo4j


@pytest.fixture
def both(empty_server: str) -> Iterator[tuple[Memory, Memory]]:
    # The server consolidates in steps, which comes to the same.
    steps = Settings(keeping=KeepingSettings(step=2))
    with Memory(":memory:") as file, Memory(empty_server, settings=steps) as server:
        yield file, server


def told(memory: Memory) -> dict[str, object]:
    """Return all that a memory holds and says, without when it was recorded."""
    store, space = memory._store, memory._namespace
    plain = [
        (n.id, n.label, n.kind, {k: v for k, v in n.properties.items() if k != "recorded_at"})
        for n in store.nodes(space)
    ]
    return {
        "nodes": plain,
        "relationships": store.relationships(space),
        "sightings": store.sightings(space),
        "counts": store.counts(space),
        "stale": store.stale(space),
        "lines": [[(line.text, line.score) for line in memory.recall(q).lines] for q in QUERIES],
        "answers": [(memory.ask(q).text, memory.ask(q).values) for q in QUERIES],
    }


def test_each_verb_leaves_them_the_same(both: tuple[Memory, Memory]):
    verbs = (
        lambda m: [m.remember(text, source=s, occurred_at=day) for s, day, text in DIARY],
        lambda m: m.consolidate(),
        lambda m: m.rename("Zo\u00eb M\u00fcller", "Zoe Miller"),
        lambda m: m.remember(
            DIARY[0][2] + " Tom laughed.", source="diary", occurred_at="2025-06-20"
        ),
        lambda m: m.consolidate(),
        lambda m: m.forget(source="letters"),
        lambda m: m.consolidate(),
        lambda m: m.rebuild(),
    )
    file, server = both
    answered = []
    for number, verb in enumerate(verbs):
        for memory in both:
            verb(memory)
        ours, theirs = told(file), told(server)
        for part, value in ours.items():
            assert theirs[part] == value, (number, part)
        answered.append(ours["counts"].get("ANSWERED_BY", 0))
    # A letter answers who thanked Mrs. Hale, until it is forgotten.
    assert answered[1] > 0 == answered[5]


def test_a_model_is_handed_the_same(both: tuple[Memory, Memory]):
    handed = []
    for memory in both:
        for source, day, text in DIARY:
            memory.remember(text, source=source, occurred_at=day)
        memory.consolidate()
        model = Scripted(lambda _: "")
        speak(memory, model)
        said = [memory.ask(query, broad=broad) for query in QUERIES for broad in (False, True)]
        handed.append((model.prompts, said))
    assert handed[0] == handed[1]
    assert {prompt.stage for prompt in handed[0][0]} == {"answer", "map"}


def test_what_explains_a_recall_can_be_drawn(
    both: tuple[Memory, Memory],
    spare_server: neo4j.Driver,
    empty_server: str,
    capsys: pytest.CaptureFixture[str],
):
    _, server = both
    for source, day, text in DIARY:
        server.remember(text, source=source, occurred_at=day)
    context = server.recall("Where is Tom?", explain=True)
    assert server.recall("Where is Tom?").path_query == ""
    drawn = spare_server.execute_query(context.path_query).records
    assert {record["a"]["name"] for record in drawn if record["a"].get("name")} >= {"Tom Ruiz"}
    assert any(record["r"] is not None for record in drawn)
    assert main(["recall", "Where is Tom?", "--explain", "--db", empty_server]) == 0
    assert context.path_query in capsys.readouterr().out


def test_the_doctor_finds_nothing(both: tuple[Memory, Memory]):
    _, server = both
    for source, day, text in DIARY:
        server.remember(text, source=source, occurred_at=day)
    server.consolidate()
    assert [f.what for f in server.check(deep=True).findings if f.harm] == []
